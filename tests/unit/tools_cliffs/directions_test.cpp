// Which comparisons go one way along an axis, so that alike at both ends is alike in between.
#include "tools/cliffs/walk/directions.hpp"

#include "tests/unit/tools_cliffs/shop.hpp"

namespace tierline::cliffs {
namespace {

/// How many comparisons and requirements are unsure along `amount`, from 0 to 1,000 EUR.
Unsure unsure_of(const std::string& rest) {
  const auto program = compiled(
      "program \"P\" { in force from 2024-01-01 currency EUR }\n"
      "tiers Gold\n"
      "subject account { key id : text  amount : EUR in 0 EUR .. 1_000 EUR\n"
      "                  other : EUR in -10 EUR .. 1_000 EUR }\n" +
      rest);
  const prove::Partner of{{word("A"), number(0), number(-500)}, {}};
  const Lever lever{0, 1, 0};
  return find_unsure(*program.bytecode, {lever, of, day("2024-06-01"), 0, 100'000});
}

TEST(Directions, SumsAndProductsOfOneSignGoOneWay) {
  EXPECT_FALSE(unsure_of("tier Gold { requires a : amount * 3% + other >= 5 EUR }\n"
                         "decide tier\n")
                   .any());
  EXPECT_FALSE(unsure_of("tier Gold { requires a : 5 EUR - amount * 3% >= other }\n"
                         "decide tier\n")
                   .any());
  EXPECT_FALSE(unsure_of("define half : EUR = amount / 2 rounded half even\n"
                         "tier Gold { requires a : max(half, other) = 5 EUR }\n"
                         "decide tier\n")
                   .any());
}

TEST(Directions, AFactorWhoseSignIsKnownTurnsThemRound) {
  EXPECT_FALSE(unsure_of("define turned = amount * (other / 1 EUR rounded half even to 1)\n"
                         "tier Gold { requires a : turned >= 5 EUR }\n"
                         "decide tier\n")
                   .any());
}

TEST(Directions, WhatGoesUpAndDownIsUnsure) {
  const Unsure found = unsure_of(
      "define share : EUR = (amount / 1 EUR rounded half even to 0.01) * (9 EUR - amount)\n"
      "    rounded half even\n"
      "tier Gold { requires a : share >= 5 EUR }\n"
      "decide tier\n");
  EXPECT_EQ(found.steps.size(), 1U);
}

TEST(Directions, BehindAConditionOnlySlopesAreLeft) {
  // The rate falls at 10 EUR, so the rebate does; but not where the condition stays as it is.
  EXPECT_FALSE(unsure_of("define rebate : EUR = (if amount < 10 EUR then 5% else 1%) * amount\n"
                         "    rounded half even\n"
                         "tier Gold { requires a : rebate >= 5 EUR }\n"
                         "decide tier\n")
                   .any());
}

TEST(Directions, WithoutAnAnswerNothingIsSeen) {
  const std::string day = "define due : date = 2024-01-31 + (if amount = 5 EUR then 1 else ";
  const std::string rest = ") days\ndecide due\n";
  EXPECT_TRUE(unsure_of(day + "9_000_000" + rest).faults) << "the only answer is between the ends";
  EXPECT_FALSE(unsure_of("define due : date = 2024-01-31 + 9_000_000 days\ndecide due\n").any())
      << "there is none anywhere";
}

TEST(Directions, InTimeTheConditionItselfMustGoOneWay) {
  const std::string status = "status tier { launch placed at once  promote after 3 days }\n";
  EXPECT_FALSE(
      unsure_of("tier Gold { requires a : amount >= 5 EUR }\n" + status + "decide tier\n").any());
  const Unsure found = unsure_of(
      "define rebate : EUR = (if amount < 10 EUR then 5% else 1%) * amount rounded half even\n"
      "tier Gold { requires a : rebate >= 0.30 EUR }\n" +
      status + "decide tier\n");
  EXPECT_EQ(found.requirements, (std::vector<std::string>{"a of Gold"}));
}

// ---- entries in windows -------------------------------------------------------------------------

constexpr std::string_view kGrowth =
    "program \"P\" { in force from 2022-01-01 currency EUR }\n"
    "tiers Gold\n"
    "subject account { key id : text }\n"
    "ledger sale of account { on : date  amount : EUR in -100 EUR .. 100 EUR }\n"
    "define this : EUR = sum of sale.amount where sale.on in year of today\n"
    "define last : EUR = sum of sale.amount where sale.on in year before today\n"
    "define growth = this / max(last, 0 EUR) otherwise 0%\n"
    "tier Gold { requires a : growth >= 120% }\n";

/// Along the first sale, of two in 2023 and one in 2022.
Unsure unsure_of_sales(std::string_view today, const std::string& rest) {
  const auto program = compiled(std::string(kGrowth) + rest);
  prove::Partner of{{word("A")}, {{}}};
  for (const std::string_view on : {"2023-03-01", "2023-05-01", "2022-05-01"}) {
    of.ledgers[0].push_back({day_fact(on), number(500)});
  }
  return find_unsure(*program.bytecode, {{1, 1, 0}, of, day(today), 0, 10'000});
}

TEST(Directions, AnEntryCountsInOneOfTwoWindows) {
  EXPECT_FALSE(unsure_of_sales("2023-06-01", "decide tier\n").any());
  EXPECT_FALSE(unsure_of_sales("2024-06-01", "decide tier\n").any());
  EXPECT_FALSE(unsure_of_sales("2025-06-01", "decide tier\n").any()) << "in none of the two";
}

TEST(Directions, AnEntryThatCountsInBothIsUnsure) {
  EXPECT_TRUE(unsure_of_sales("2023-06-01",
                              "define net : EUR = this - (max of sale.amount otherwise 0 EUR)\n"
                              "define good : bool = net >= 3 EUR\n"
                              "decide tier, good\n")
                  .any());
}

TEST(Directions, InTimeItCountsInOneWindowOnEachDay) {
  const std::string status = "status tier { launch placed at once  promote after 3 days }\n";
  EXPECT_FALSE(unsure_of_sales("2023-06-01", status + "decide tier\n").any());
  EXPECT_FALSE(unsure_of_sales("2024-06-01", status + "decide tier\n").any())
      << "it rose in 2023, and falls in 2024";
}

TEST(Directions, AChoiceThatIsSettledLeavesOneBranch) {
  const std::string rest =
      "define early : bool = sale_day < 2023-01-01\n"
      "define sale_day : date = min of sale.on otherwise 2022-01-01\n"
      "define chosen : EUR = if early then this else this * -1\n"
      "define good : bool = chosen - this * 2 >= 3 EUR\n"
      "decide tier, good\n";
  EXPECT_EQ(unsure_of_sales("2023-06-01", rest).steps.size(), 1U);
}

}  // namespace
}  // namespace tierline::cliffs
