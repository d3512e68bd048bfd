// Which rules are named at an edge: of a tier's requirements those that turned there.
#include "tools/cliffs/deciders.hpp"

#include "tests/unit/tools_cliffs/shop.hpp"

namespace tierline::cliffs {
namespace {

/// `group entry` of each rule that decides the tier at the only edge along an axis, then of each
/// that did below.
struct Named {
  std::vector<std::string> because;
  std::vector<std::string> instead_of;
  friend bool operator==(const Named&, const Named&) = default;
};

std::vector<std::string> texts(const std::vector<DecidingRule>& rules) {
  std::vector<std::string> out;
  for (const DecidingRule& rule : rules) out.push_back(rule.group + " " + rule.entry);
  return out;
}

Named named(const std::string& text, std::string_view axis, std::vector<bulk::FactRecord> facts,
            std::string_view today) {
  const auto program = compiled(text);
  Request request;
  request.program = &*program.checked;
  request.axis = axis_named(*program.checked, std::string(axis)).value();
  request.shown.outputs = {"tier"};
  request.as_of = day(today);
  request.facts = std::move(facts);
  const auto report = find_cliffs(request);
  if (!report) {
    ADD_FAILURE() << report.error().message;
    return {};
  }
  const auto& cliffs = report.value().curves[0].cliffs;
  EXPECT_EQ(cliffs.size(), 1U);
  if (cliffs.empty()) return {};
  return {texts(cliffs[0].jumps[0].because), texts(cliffs[0].jumps[0].instead_of)};
}

const std::vector<bulk::FactRecord> kBuyer = {
    {"account", {{"id", "A"}, {"region", "North"}, {"points", "10"}}},
    {"sale", {{"on", "2024-03-01"}, {"amount", "250"}}}};

TEST(Deciders, NameTheRequirementThatTurned) {
  const Named want{{"tier Gold", "Gold more"}, {"tier Silver", "Gold more: not met"}};
  const Named found = named(std::string(kShop), "sale.amount", kBuyer, "2024-06-01");
  EXPECT_EQ(found.because, want.because);
  EXPECT_EQ(found.instead_of, want.instead_of);
}

TEST(Deciders, NameEveryRequirementThatTurned) {
  const std::string text =
      "program \"P\" { in force from 2024-01-01 currency EUR }\n"
      "tiers Gold\n"
      "subject account { key id : text  points : int in 0 .. 100  age : int in 0 .. 100 = 0 }\n"
      "tier Gold { requires some : points >= 10  requires young : age < 50\n"
      "            requires not_nine : points > 9 }\n"
      "decide tier\n";
  const Named found =
      named(text, "points", {{"account", {{"id", "A"}, {"points", "0"}}}}, "2024-06-01");
  EXPECT_EQ(found.because, (std::vector<std::string>{"tier Gold", "Gold some", "Gold not_nine"}));
}

TEST(Deciders, NameARequirementThatTurnedOnADayBefore) {
  // On the day asked for nothing is measured any more, and the tier is kept.
  const std::string text =
      "program \"P\" { in force from 2022-01-01 currency EUR }\n"
      "tiers Silver < Gold\n"
      "subject account { key id : text }\n"
      "ledger sale of account { on : date  amount : EUR in 0 EUR .. 1_000 EUR }\n"
      "define this : EUR = sum of sale.amount where sale.on in year of today\n"
      "tier Silver { requires none_at_all : this >= 0 EUR assessed yearly }\n"
      "tier Gold extends Silver { requires much : this >= 100 EUR assessed yearly }\n"
      "status tier { launch placed at once  assess on 31 December\n"
      "  demote to the best tier kept }\n"
      "decide tier\n";
  const Named found =
      named(text, "sale.amount",
            {{"account", {{"id", "A"}}}, {"sale", {{"on", "2022-03-01"}, {"amount", "5"}}}},
            "2023-06-01");
  EXPECT_EQ(found.because,
            (std::vector<std::string>{"tier Gold", "Gold much: not met, still kept"}));
}

TEST(Deciders, NameAllWhereNoneTurned) {
  const std::string text =
      "program \"P\" { in force from 2024-01-01 currency EUR }\n"
      "tiers Gold\n"
      "subject account { key id : text  joined_on : date }\n"
      "tier Gold { requires here : id = \"A\" }\n"
      "status tier { launch placed at once  starts joined_on\n"
      "  demote to the best tier kept }\n"
      "decide tier\n";
  const Named found = named(
      text, "joined_on", {{"account", {{"id", "A"}, {"joined_on", "2024-03-01"}}}}, "2024-06-01");
  EXPECT_EQ(found.because,
            (std::vector<std::string>{"tier none", "Gold all met, not reached yet"}));
  EXPECT_EQ(found.instead_of, (std::vector<std::string>{"tier Gold", "Gold here"}));
}

}  // namespace
}  // namespace tierline::cliffs
