// Replay: an example goes through the readers of data; and which scenarios are each other's worlds.
#include "tools/prove/replay.hpp"

#include "tests/unit/tools_prove/shop.hpp"
#include "tools/prove/scenario_text.hpp"

namespace tierline::prove {
namespace {

prover::Counterexample example(const Partner& first, std::optional<Partner> second = {}) {
  return example_of(shop().claims.program, shop().bytecode.schema,
                    {day("2024-05-01"), first, std::move(second)});
}

TEST(Replay, SaysWhatTheValuesWere) {
  const Replayed out =
      replay(shop(), claim("rises"), example(partner(0, {sale(6)}), partner(0, {sale(5)})));
  EXPECT_EQ(out.finding, Finding::Fails);
  ASSERT_EQ(out.seen.size(), 2U);
  EXPECT_EQ(out.seen[0].subject, "0.06");
  EXPECT_EQ(out.seen[1].subject, "0.05");
}

TEST(Replay, RefusesWhatNoDataCouldSay) {
  const Replayed out = replay(shop(), claim("small"), example(partner(5, {sale(100'001)})));
  EXPECT_EQ(out.finding, Finding::Undetermined);
  EXPECT_NE(out.problem.find("sale 1: amount"), std::string::npos) << out.problem;
}

TEST(Replay, RefusesTheWrongNumberOfWorlds) {
  EXPECT_EQ(replay(shop(), claim("rises"), example(partner(5))).finding, Finding::Undetermined);
  EXPECT_EQ(replay(shop(), claim("small"), example(partner(5), partner(6))).finding,
            Finding::Undetermined);
}

/// 0: the scenarios are no worlds of the claim; 1: in the order given; -1: the other way round.
int order(std::string_view name, const Partner& one, const Partner& other) {
  const auto both = example(one, other);
  const auto worlds =
      as_worlds_of(shop().claims.program, claim(name), both.worlds[0], both.worlds[1]);
  if (!worlds) return 0;
  const auto first = replay(shop(), claim("small"), {both.today, {(*worlds)[0]}});
  const auto given = replay(shop(), claim("small"), {both.today, {both.worlds[0]}});
  EXPECT_EQ(worlds->size(), 2U);
  const bool kept = worlds->at(0).facts.size() == both.worlds[0].facts.size() &&
                    first.seen[0].given == given.seen[0].given &&
                    first.seen[0].subject == given.seen[0].subject;
  return kept ? 1 : -1;
}

TEST(Worlds, AccountFields) {
  EXPECT_EQ(order("points_", partner(3), partner(4)), 1);
  EXPECT_EQ(order("points_", partner(4), partner(3)), -1);
  EXPECT_EQ(order("points_", partner(4), partner(4)), 0);
  EXPECT_EQ(order("points_", partner(3), partner(4, {sale(1)})), 0);
  EXPECT_EQ(order("points_", partner(0), partner(4)), 1) << "a default is a value";
}

TEST(Worlds, EntryFields) {
  const Partner low = partner(4, {sale(1), sale(60'000)});
  const Partner high = partner(4, {sale(2), sale(60'000)});
  EXPECT_EQ(order("rises", low, high), 1);
  EXPECT_EQ(order("rises", partner(4, {sale(1), sale(2)}), partner(4, {sale(2), sale(1)})), 0)
      << "one up, one down";
  EXPECT_EQ(order("rises", low, partner(4, {sale(1)})), 0);
  EXPECT_EQ(order("rises", partner(5, {sale(1)}), partner(4, {sale(2)})), 0);
  EXPECT_EQ(order("rises", partner(4, {sale(1)}), partner(4, {sale(2, "2024-03-02")})), 0);
}

TEST(Worlds, OneEntryMore) {
  EXPECT_EQ(order("more", partner(4), partner(4, {sale(1)})), 1);
  EXPECT_EQ(order("more", partner(4, {sale(1)}), partner(4)), -1);
  EXPECT_EQ(order("more", partner(4, {sale(1), sale(3)}), partner(4, {sale(1), sale(2), sale(3)})),
            1);
  EXPECT_EQ(order("more", partner(4, {sale(1)}), partner(4, {sale(2), sale(3)})), 0);
}

TEST(Worlds, AClaimOfOneWorldHasNoSecond) { EXPECT_EQ(order("small", partner(4), partner(5)), 0); }

TEST(ScenarioText, QuotesAndLeavesOut) {
  Partner one = partner(5, {sale(-100'000)});
  one.account[0] = word("a \"b\" \\ c");
  EXPECT_EQ(scenario_text(shop().claims.program, claim("small"), example(one)),
            "scenario \"small does not hold\" {\n"
            "  account { id \"a \\\"b\\\" \\\\ c\"  points 5  region North }\n"
            "  sale { on 2024-03-01  site \"B\"  amount -1000.00 EUR }\n"
            "  today 2024-05-01  expect invariant small\n"
            "}\n");
}

}  // namespace
}  // namespace tierline::prove
