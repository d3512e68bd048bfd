// The values next to a literal: numbers by their unit, days over the ends of months, words of a
// list.
#include "tools/mutate/make/steps.hpp"

#include <gtest/gtest.h>

namespace tierline::mutate {
namespace {

using Texts = std::vector<std::string>;

TEST(Steps, ANumberMovesByItsLastDigitOrTheUnitsDigits) {
  EXPECT_EQ(next_numbers("5", 0), (Texts{"4", "6"}));
  EXPECT_EQ(next_numbers("2.5", 0), (Texts{"2.4", "2.6"}));
  EXPECT_EQ(next_numbers("100", 2), (Texts{"99.99", "100.01"}));
  EXPECT_EQ(next_numbers("0.005", 2), (Texts{"0.004", "0.006"}));
  EXPECT_EQ(next_numbers("0", 0), (Texts{"-1", "1"}));
  EXPECT_EQ(next_numbers("99999999999999999999", 0),
            (Texts{"99999999999999999998", "100000000000000000000"}));
}

TEST(Steps, GroupsOfDigitsStay) {
  EXPECT_EQ(next_numbers("500_000", 2), (Texts{"499_999.99", "500_000.01"}));
  EXPECT_EQ(next_numbers("1_000", 0), (Texts{"999", "1_001"}));
  EXPECT_EQ(next_numbers("999_999", 0), (Texts{"999_998", "1_000_000"}));
}

TEST(Steps, WhatIsNoNumberHasNoNext) {
  EXPECT_EQ(next_numbers("", 0), Texts{});
  EXPECT_EQ(next_numbers("North", 2), Texts{});
}

TEST(Steps, ADayMovesOverTheEndsOfMonthsAndYears) {
  EXPECT_EQ(next_days("2024-03-01"), (Texts{"2024-02-29", "2024-03-02"}));
  EXPECT_EQ(next_days("2023-12-31"), (Texts{"2023-12-30", "2024-01-01"}));
  EXPECT_EQ(next_days("2023-02-30"), Texts{});
  EXPECT_EQ(next_days("9999-12-31"), Texts{});
}

TEST(Steps, AWordHasThoseBesideIt) {
  const Texts words = {"North", "South", "West"};
  EXPECT_EQ(next_words("South", words), (Texts{"North", "West"}));
  EXPECT_EQ(next_words("North", words), Texts{"South"});
  EXPECT_EQ(next_words("East", words), Texts{});
}

}  // namespace
}  // namespace tierline::mutate
