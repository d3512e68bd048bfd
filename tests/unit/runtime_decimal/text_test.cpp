// Reading and printing numbers: each way a text can fail has its own reason, on and past each
// bound.
#include "runtime/decimal/text.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/runtime_decimal/show.hpp"

namespace tierline::decimal {
namespace {

struct Good {
  std::string_view text, coefficient;
  int scale;
};

constexpr Good kGood[] = {
    {"0", "0", 0},
    {"7", "7", 0},
    {"+7", "7", 0},
    {"-7", "-7", 0},
    {"1.50", "150", 2},
    {"-0.05", "-5", 2},
    {"007.10", "710", 2},
    {"-0", "0", 0},
    {"-0.00", "0", 2},
    {"08", "8", 0},
    {"0123456789", "123456789", 0},
    {"9223372036854775808", "9223372036854775808", 0},
    {"123456789012345678901234567890.123456789", "123456789012345678901234567890123456789", 9},
};

TEST(ParseDecimal, KeepsEveryDigit) {
  for (const Good& good : kGood) {
    const auto parsed = parse_decimal(good.text);
    ASSERT_TRUE(std::holds_alternative<Decimal>(parsed)) << good.text;
    EXPECT_EQ(std::get<Decimal>(parsed).coefficient.str(), good.coefficient) << good.text;
    EXPECT_EQ(std::get<Decimal>(parsed).scale, good.scale) << good.text;
  }
}

struct Bad {
  std::string_view text;
  NumberFault fault;
};

constexpr Bad kBad[] = {
    {"", NumberFault::Empty},
    {"+", NumberFault::NotANumber},
    {"-", NumberFault::NotANumber},
    {".", NumberFault::NotANumber},
    {".5", NumberFault::NotANumber},
    {"5.", NumberFault::NotANumber},
    {"-.5", NumberFault::NotANumber},
    {"1.2.3", NumberFault::NotANumber},
    {"--1", NumberFault::NotANumber},
    {"+-1", NumberFault::NotANumber},
    {"1-", NumberFault::NotANumber},
    {" 1", NumberFault::NotANumber},
    {"1 ", NumberFault::NotANumber},
    {" ", NumberFault::NotANumber},
    {"1\t", NumberFault::NotANumber},
    {"1\n", NumberFault::NotANumber},
    {std::string_view("1\0", 2), NumberFault::NotANumber},
    {std::string_view("\0", 1), NumberFault::NotANumber},
    {"abc", NumberFault::NotANumber},
    {"0x10", NumberFault::NotANumber},
    {"10%", NumberFault::NotANumber},
    {"EUR 10", NumberFault::NotANumber},
    {"(10)", NumberFault::NotANumber},
    {"\xd9\xa1\xd9\xa2", NumberFault::NotANumber},  // Arabic-Indic 12
    {"\xef\xbc\x91", NumberFault::NotANumber},      // full-width 1
    {"\xe2\x88\x92"
     "5",
     NumberFault::NotANumber},  // U+2212 minus sign
    {"\xef\xbb\xbf"
     "5",
     NumberFault::NotANumber},  // byte order mark
    {"1\xc2\xa0"
     "000",
     NumberFault::NotANumber},  // no-break space
    {"1e5", NumberFault::Exponent},
    {"1E5", NumberFault::Exponent},
    {"-1.5e-3", NumberFault::Exponent},
    {"1e+05", NumberFault::Exponent},
    {".5e1", NumberFault::Exponent},
    {"1,000e3", NumberFault::Exponent},
    {"e5", NumberFault::NotANumber},
    {"1e", NumberFault::NotANumber},
    {"1e5x", NumberFault::NotANumber},
    {"1e5.0", NumberFault::NotANumber},
    {"1,000.00", NumberFault::GroupSeparator},
    {"-1,000", NumberFault::GroupSeparator},
    {"1 000", NumberFault::GroupSeparator},
    {"1'000", NumberFault::GroupSeparator},
    {"1_000", NumberFault::GroupSeparator},
    {"1.000,50", NumberFault::GroupSeparator},
    {"1,5", NumberFault::GroupSeparator},
    {",5", NumberFault::NotANumber},
    {"5,", NumberFault::NotANumber},
    {"NaN", NumberFault::NonFinite},
    {"nan", NumberFault::NonFinite},
    {"-sNaN", NumberFault::NonFinite},
    {"inf", NumberFault::NonFinite},
    {"+Infinity", NumberFault::NonFinite},
    {"-INF", NumberFault::NonFinite},
    {"infinit", NumberFault::NotANumber},
};

TEST(ParseDecimal, SaysWhatIsWrong) {
  for (const Bad& bad : kBad) {
    const auto parsed = parse_decimal(bad.text);
    ASSERT_TRUE(std::holds_alternative<NumberFault>(parsed)) << bad.text;
    EXPECT_EQ(describe(std::get<NumberFault>(parsed)), describe(bad.fault)) << bad.text;
    int64_t out = 77;
    EXPECT_FALSE(parse_scaled(bad.text, 10, out)) << bad.text;
    EXPECT_EQ(out, 77) << bad.text;
  }
}

TEST(ParseDecimal, EachFaultHasItsOwnLowerCaseWords) {
  std::vector<std::string_view> words;
  for (const auto fault :
       {NumberFault::Empty, NumberFault::NotANumber, NumberFault::Exponent,
        NumberFault::GroupSeparator, NumberFault::TooManyDigits, NumberFault::NonFinite}) {
    const std::string_view text = describe(fault);
    EXPECT_TRUE(text.front() >= 'a' && text.front() <= 'z') << text;
    EXPECT_NE(text.back(), '.') << text;
    for (const auto other : words) EXPECT_NE(text, other);
    words.push_back(text);
  }
}

bool too_many(const std::string& text) {
  const auto parsed = parse_decimal(text);
  const auto* fault = std::get_if<NumberFault>(&parsed);
  return fault != nullptr && *fault == NumberFault::TooManyDigits;
}

TEST(ParseDecimal, TheBoundOnDigits) {
  const std::string sixty(60, '9');
  const std::string fraction60 = "0." + std::string(59, '0') + "1";
  EXPECT_EQ(to_text(decimal_of(sixty)), sixty);
  EXPECT_EQ(to_text(decimal_of("-" + sixty)), "-" + sixty);
  EXPECT_EQ(to_text(decimal_of(fraction60)), fraction60);
  EXPECT_EQ(decimal_of("9" + std::string(50, '0') + "." + std::string(9, '0')).scale, 9);
  EXPECT_TRUE(too_many(sixty + "9"));
  EXPECT_TRUE(too_many("-" + sixty + "9"));
  EXPECT_TRUE(too_many(sixty + ".9"));
  EXPECT_TRUE(too_many(fraction60 + "1"));
  EXPECT_TRUE(too_many("0." + std::string(61, '0')));
  EXPECT_TRUE(too_many("1" + std::string(10'000'000, '0')));
}

TEST(ParseDecimal, LeadingZerosDoNotCount) {
  EXPECT_EQ(to_text(decimal_of(std::string(1000, '0') + "12.5")), "12.5");
  EXPECT_EQ(to_text(decimal_of(std::string(1000, '0'))), "0");
}

struct Scaled {
  std::string_view why, text;
  int scale;
  bool done;
  int64_t want;
};

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

constexpr Scaled kScaled[] = {
    {"whole units become cents", "12", 2, true, 1200},
    {"all digits", "-12.34", 2, true, -1234},
    {"fewer digits than the scale", "+0.5", 3, true, 500},
    {"more digits than the scale", "1.234", 2, false, 0},
    {"even when they are zeros: the slow way decides", "1.200", 2, false, 0},
    {"leading zeros", "0000000000000000000000000012.00", 2, true, 1200},
    {"the largest", "9223372036854775807", 0, true, kMax},
    {"the largest, in cents", "92233720368547758.07", 2, true, kMax},
    {"one more", "9223372036854775808", 0, false, 0},
    {"one more, in cents", "92233720368547758.08", 2, false, 0},
    {"the least", "-9223372036854775808", 0, true, kMin},
    {"one less", "-9223372036854775809", 0, false, 0},
    {"the zeros of the scale overflow", "92233720368547759", 2, false, 0},
    {"wraps past 64 bits", "18446744073709551617", 0, false, 0},
    {"zero at any scale", "0", 60, true, 0},
    {"minus zero is zero", "-0.0", 2, true, 0},
};

TEST(ParseScaled, OnAndPastEachBound) {
  for (const Scaled& c : kScaled) {
    int64_t out = 77;
    EXPECT_EQ(parse_scaled(c.text, c.scale, out), c.done) << c.why;
    EXPECT_EQ(out, c.done ? c.want : 77) << c.why;
  }
}

TEST(Print, ScaledIntegers) {
  std::string out;
  for (const auto& [value, scale] : {std::pair<int64_t, int>{0, 0},
                                     {0, 2},
                                     {5, 2},
                                     {-5, 2},
                                     {50, 1},
                                     {-1234, 2},
                                     {1234, 0},
                                     {kMin, 0},
                                     {kMin, 19},
                                     {kMin, 20},
                                     {kMax, 4}}) {
    append_scaled(out, value, scale);
    out += ' ';
  }
  EXPECT_EQ(out,
            "0 0.00 0.05 -0.05 5.0 -12.34 1234 -9223372036854775808 -0.9223372036854775808 "
            "-0.09223372036854775808 922337203685477.5807 ");
}

TEST(Print, PercentInTheFewestExactDigits) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"0.025", "2.5%"}, {"1", "100%"},    {"0", "0%"},           {"0.000", "0%"},
      {"0.3400", "34%"}, {"-0.5", "-50%"}, {"12", "1200%"},       {"0.00001", "0.001%"},
      {"1.2", "120%"},   {"0.1", "10%"},   {"-0.0005", "-0.05%"},
  };
  for (const auto& [number, want] : cases) {
    EXPECT_EQ(percent_to_text(decimal_of(number)), want) << number;
  }
}

}  // namespace
}  // namespace tierline::decimal
