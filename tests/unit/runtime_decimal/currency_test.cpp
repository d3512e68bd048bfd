// The table of currencies: its order, its size and the minor units that are not 2.
#include "runtime/decimal/currency.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace tierline::decimal {
namespace {

TEST(Currency, CodesAreThreeCapitalsInOrderAndOnce) {
  std::string_view before;
  for (const Currency& c : currencies()) {
    EXPECT_EQ(c.code.size(), 3u);
    EXPECT_TRUE(
        std::all_of(c.code.begin(), c.code.end(), [](char x) { return x >= 'A' && x <= 'Z'; }));
    EXPECT_LT(before, c.code);
    EXPECT_EQ(currency_digits(c.code), c.digits);
    before = c.code;
  }
  EXPECT_EQ(currencies().size(), 166u);
}

std::string codes_with(int digits) {
  std::string out;
  for (const Currency& c : currencies()) {
    if (c.digits == digits) out += std::string(c.code) + " ";
  }
  return out;
}

// These three lists are all there is beside two digits, so an accidental edit shows.
TEST(Currency, MinorUnitsThatAreNotTwoDigits) {
  EXPECT_EQ(codes_with(0), "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ");
  EXPECT_EQ(codes_with(3), "BHD IQD JOD KWD LYD OMR TND ");
  EXPECT_EQ(codes_with(4), "CLF UYW ");
  for (const Currency& c : currencies()) {
    EXPECT_TRUE(c.digits == 0 || c.digits == 2 || c.digits == 3 || c.digits == 4) << c.code;
  }
}

TEST(Currency, TheUsualOnesAndThoseOftenWrong) {
  for (const std::string_view code : {"EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "CNY", "INR",
                                      "HUF", "IDR", "TWD", "MGA", "MRU", "ZWG", "XCG", "SLE"}) {
    EXPECT_EQ(currency_digits(code), 2) << code;
  }
}

TEST(Currency, WhatIsNoCurrencyInUse) {
  for (const std::string_view code : {"", "EU", "EURO", "eur", "DEM", "FRF", "HRK", "ANG", "ZWL",
                                      "XAU", "XXX", "XTS", "AAA", "ZZZ"}) {
    EXPECT_EQ(currency_digits(code), std::nullopt) << code;
  }
}

}  // namespace
}  // namespace tierline::decimal
