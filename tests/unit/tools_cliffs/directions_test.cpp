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
  const prove::Partner of{{{true, 0, "A"}, {true, 0, ""}, {true, -500, ""}}, {}};
  const Lever lever{0, 1, 0};
  const auto ranges = find_ranges(*program.bytecode, lever, of, 0, 100'000);
  return find_unsure(*program.bytecode, lever, ranges, Steps::Ignore);
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

}  // namespace
}  // namespace tierline::cliffs
