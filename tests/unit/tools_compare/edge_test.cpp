// The way to an edge, to the last digit; and what only an edge shows.
#include "tools/prove/edge.hpp"
#include "tests/unit/tools_compare/pair.hpp"
#include "tools/generate/interests.hpp"

namespace tierline::compare {
namespace {

constexpr const char* kText = R"(
program "Growth" { version "1"  in force from 2024-01-01  currency EUR }
subject account { key id : text  now : EUR in 0 EUR .. 9_000_000 EUR  before : EUR in 1 EUR .. 9_000_000 EUR }
define growth = now / (120% * before)
bands rate on growth : percent { below 125% : 2%  from 125% : 3% }
define earned : EUR = whole rate of now rounded half even
decide earned
)";

TEST(Edge, IsFoundToTheLastDigit) {
  const Pair pair(kText, kText);
  const Bytecode& program = pair.programs.aligned[1];
  const generate::Interests interests = generate::find_interests(program);
  prove::PartnerDraw draw(program, interests, calendar::to_day({2024, 1, 1}), 1);
  Case from;
  from.today = draw.today();
  from.first.account = {{true, 0, "A"}, {true, 5'000'000, ""}, {true, 100, ""}};
  constexpr int64_t kEdge = 1'234'567;
  const auto kind = [](const Case& one) {
    return std::vector<int64_t>{one.first.account[1].value >= kEdge ? 1 : 0};
  };
  int found = 0;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    prove::Stream stream(seed);
    const auto edge = find_edge(program.schema, from, kind, draw, stream);
    if (!edge) continue;
    ++found;
    EXPECT_EQ(edge->first.first.account[1].value, kEdge);
    EXPECT_EQ(edge->second.first.account[1].value, kEdge - 1);
  }
  EXPECT_GT(found, 0);
}

/// Nobody draws a growth of exactly 125%.
TEST(Edge, ShowsWhatOnlyTheEdgeShows) {
  const Pair pair(kText,
                  changed(changed(kText, "below 125%", "up to 125%"), "from 125%", "above 125%"));
  const Report report = pair.compare(By::Search, 20'000);
  const ItemResult& result = result_of(report, "earned");
  EXPECT_EQ(result.outcome, prover::Outcome::Refuted) << result.why;
}

}  // namespace
}  // namespace tierline::compare
