// The smallest partner for whom two programs differ, by search and by solvers, and what both say.
#include "tests/unit/tools_compare/pair.hpp"

namespace tierline::compare {
namespace {

using prover::Outcome;

constexpr const char* kShop = R"(
program "Shop" { version "1"  in force from 2024-01-01 until 2025-12-31  currency EUR }
tiers Silver < Gold
enum Region { North, South }
subject account { key id : text  points : int in 0 .. 1_000 = 0  region : Region  left_on : date? }
ledger sale of account { on : date  amount : EUR in 0 EUR .. 1_000 EUR  site : text }
define spent : EUR = sum of sale.amount
tier Silver { requires some : points >= 10 }
tier Gold extends Silver { requires more : spent >= 100 EUR }
bands rate on spent : percent { below 100 EUR : 0%  from 100 EUR : 2% }
define rebate : EUR = whole rate of spent rounded half even
define share : EUR = split rebate over sale by amount
decide tier, rebate, share, spent
)";

struct Case {
  std::string_view why, before, after, item, first, second, fact;
};

constexpr Case kCases[] = {
    {"a threshold", "points >= 10", "points >= 11", "tier", "Silver", "none", "points 10"},
    {"a threshold of money", "spent >= 100 EUR", "spent >= 101 EUR", "tier", "Gold", "Silver",
     "amount 100.00 EUR"},
    {"an edge", "from 100 EUR : 2%", "from 99.99 EUR : 2%", "rebate", "0.00", "2.00",
     "amount 99.99 EUR"},
    {"a rate", "from 100 EUR : 2%", "from 100 EUR : 3%", "rebate", "2.00", "3.00",
     "amount 100.00 EUR"},
    {"another default", "= 0  region", "= 10  region", "tier", "none", "Silver", "id"},
};

std::string scenario_of(const Pair& pair, const ItemResult& result) {
  return scenario_text(pair.programs, result.item, *result.example, result.replayed);
}

std::string new_text(const Case& one) {
  std::string text = kShop;
  // A band more may not leave a gap.
  if (one.why == "an edge") text = changed(text, "below 100 EUR", "below 99.99 EUR");
  return changed(text, one.before, one.after);
}

void expect_smallest(const Case& one, By by) {
  const Pair pair(kShop, new_text(one));
  const Report report = pair.compare(by);
  const ItemResult& result = result_of(report, one.item);
  ASSERT_EQ(result.outcome, Outcome::Refuted) << one.why << ": " << result.why;
  EXPECT_EQ(result.replayed.answers[0], one.first) << one.why;
  EXPECT_EQ(result.replayed.answers[1], one.second) << one.why;
  const std::string text = scenario_of(pair, result);
  EXPECT_NE(text.find(one.fact), std::string::npos) << one.why << text;
  EXPECT_LE(result.example->worlds[0].facts.size(), 2U) << one.why << text;
}

TEST(Compare, FindsTheSmallestPartner) {
  for (const Case& one : kCases) {
    expect_smallest(one, By::Search);
  }
}

TEST(Compare, SolversFindItToo) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  for (const Case& one : kCases) {
    expect_smallest(one, By::Proof);
  }
}

TEST(Compare, SaysWhetherThereIsAnAnswer) {
  const Pair pair(kShop,
                  changed(kShop, "over sale by amount", "over sale by amount where site = \"A\""));
  const Report report = pair.compare(By::Search);
  const ItemResult& result = result_of(report, "an answer");
  ASSERT_EQ(result.outcome, Outcome::Refuted);
  EXPECT_EQ(result.replayed.answers[0], "one");
  EXPECT_TRUE(result.replayed.answers[1].starts_with("none: ")) << result.replayed.answers[1];
  EXPECT_NE(scenario_of(pair, result).find("# no scenario of NEW can expect"), std::string::npos);
}

TEST(Compare, SplitsPartByPart) {
  const Pair pair(kShop, changed(kShop, "over sale by amount", "over sale by 2 * amount + 1 EUR"));
  const Report report = pair.compare(By::Search);
  const ItemResult& result = result_of(report, "share");
  ASSERT_EQ(result.outcome, Outcome::Refuted) << result.why;
  EXPECT_EQ(result.replayed.answers[0].front(), '(');
  EXPECT_NE(scenario_of(pair, result).find("expect share = ("), std::string::npos);
  EXPECT_EQ(result_of(report, "rebate").outcome, Outcome::Unknown);  // searched only
}

TEST(Compare, ASearchAloneProvesNothing) {
  const Pair pair(kShop, kShop);
  const Report report = pair.compare(By::Search, 500);
  for (const ItemResult& result : report.results) {
    EXPECT_EQ(result.outcome, Outcome::Unknown) << result.item.name;
    EXPECT_TRUE(result.why.starts_with("the same in ")) << result.why;
  }
  EXPECT_EQ(report.cases, 500U);
}

TEST(Compare, TheSameTextIsEqual) {
  const Pair pair(kShop, kShop);
  const Report report = pair.compare(By::Both);
  EXPECT_EQ(report.results.size(), 5U);
  EXPECT_EQ(report.cases, 0U) << "nothing is left to search";
  for (const ItemResult& result : report.results) {
    EXPECT_EQ(result.outcome, Outcome::Proved) << result.item.name << ": " << result.why;
  }
}

/// A word at another place is the same word; one that is gone is not compared.
TEST(Compare, WordsAreComparedAsWords) {
  const Pair pair(changed(kShop, "decide tier", "decide region, tier"),
                  changed(changed(kShop, "decide tier", "decide region, tier"), "North, South",
                          "East, South, North"));
  const Report report = pair.compare(By::Both);
  EXPECT_EQ(result_of(report, "region").outcome, Outcome::Proved)
      << result_of(report, "region").why;
}

TEST(Compare, FactsOfOneProgramAreNotHiddenFromTheOther) {
  const Pair pair(kShop, changed(changed(kShop, "left_on : date?", "left_on : date?  extra : int?"),
                                 "points >= 10", "points + (extra otherwise 0) >= 10"));
  const Report report = pair.compare(By::Search);
  const ItemResult& result = result_of(report, "tier");
  ASSERT_EQ(result.outcome, Outcome::Refuted);
  EXPECT_NE(scenario_of(pair, result).find("# OLD has no `account.extra`"), std::string::npos)
      << scenario_of(pair, result);
}

// Drawn cases would have to come upon this very partner.
TEST(Compare, PartnersOfScenariosAreLookedAtFirst) {
  const std::string strange = R"(
define bonus : EUR = if points = 777 and spent = 123.45 EUR and count of sale where site = "Odense" = 3
    and region = South then 1 EUR else 0 EUR
decide tier, bonus
)";
  const std::string scenario = R"(
scenario "a very special one" {
  account { id "a"  points 777  region South }
  sale { on 2024-05-01  amount 100 EUR  site "Odense" }
  sale { on 2024-05-02  amount 20 EUR   site "Odense" }
  sale { on 2024-05-03  amount 3.45 EUR site "Odense" }
  today 2024-06-30  expect bonus = 1 EUR
}
)";
  std::string before = changed(kShop, "decide tier, rebate, share, spent", strange);
  before += scenario;
  std::string after = changed(before, "then 1 EUR", "then 2 EUR");
  after = changed(after, "bonus = 1 EUR", "bonus = 2 EUR");
  after = changed(after, "enum Region { North, South }", "enum Region { East, South, North }");
  const Pair pair(before, after);
  const ItemResult result = result_of(pair.compare(By::Search, 1), "bonus");
  EXPECT_EQ(result.outcome, Outcome::Refuted) << result.why;
  EXPECT_EQ(result.by, "search");
}

constexpr const char* kPlain = R"(
program "Plain" { in force from 2024-01-01  currency EUR  month end clamp }
subject account { key id : text }
ledger sale of account { on : date  weight : int in -5 .. 5 }
calendar office { weekend Saturday, Sunday  in force from 2024-01-01 until 2026-12-31 }
define due : date = today + 2 office days
define bonus : EUR = 10 EUR
define parts = split bonus over sale by weight
decide bonus
)";

// What only one program decides is not compared, but it can leave a partner without an answer.
TEST(Compare, WhatOnlyOneDecidesCanBeWithoutAnAnswer) {
  for (const char* decided : {"decide bonus, due", "decide bonus, parts"}) {
    const std::string more = changed(kPlain, "decide bonus", decided);
    for (const By by : {By::Search, By::Both}) {
      for (const bool removed : {false, true}) {
        const Pair pair(removed ? more : kPlain, removed ? kPlain : more);
        const Report report = pair.compare(by);
        EXPECT_EQ(result_of(report, "an answer").outcome, Outcome::Refuted) << decided;
        EXPECT_NE(result_of(report, "bonus").outcome, Outcome::Refuted) << decided;
      }
    }
    const Report same = Pair(more, more).compare(By::Proof);
    EXPECT_EQ(result_of(same, "an answer").outcome, Outcome::Proved) << decided;
  }
}

TEST(Compare, AScenarioCannotTellNoPartFromAPartOfNothing) {
  const std::string before = changed(kPlain, "decide bonus", "decide bonus, parts");
  const Pair pair(before, changed(before, "by weight", "by weight where weight > 0"));
  const Report report = pair.compare(By::Search);
  const ItemResult& result = result_of(report, "parts");
  ASSERT_EQ(result.outcome, Outcome::Refuted);
  const std::string text = scenario_of(pair, result);
  const bool none = text.find("no scenario of NEW can expect") != std::string::npos;
  const bool one = text.find("\n  expect parts = ") != std::string::npos;
  EXPECT_TRUE(none || one) << text;
  if (result.replayed.answers[1] == "no part") {
    EXPECT_EQ(one, result.replayed.answers[0] != "0.00") << text;
  }
}

}  // namespace
}  // namespace tierline::compare
