// Exact numbers: scales, quotients, the seven roundings, extremes.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

TEST(Numbers, ScalesMeetWithoutLoss) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  a : EUR  p : percent(4)  n : int }
define product : EUR = a * p * n rounded half even
define sum = a * p + a
define big : bool = sum > 101.25 EUR
define half : bool = sum = 100.005 EUR * 1.0123
decide product, big, half
)"));
  ASSERT_TRUE(rig.ok());
  // 100 * 1.2345% * 3 = 3.7035; 100 * 1.2345% + 100 = 101.2345
  EXPECT_EQ(rig.decide({{{"a", "100.00"}, {"p", "1.2345%"}, {"n", "3"}}, {}}, "2022-01-01"),
            "product=3.70 big=no half=no");
  EXPECT_EQ(rig.decide({{{"a", "-100.00"}, {"p", "1.25%"}, {"n", "1"}}, {}}, "2022-01-01"),
            "product=-1.25 big=no half=no");
}

struct Tie {
  const char* mode;
  const char* low;   // of 2.345
  const char* high;  // of -2.355
};
constexpr Tie kTies[] = {{"half even", "2.34", "-2.36"}, {"half up", "2.35", "-2.36"},
                         {"half down", "2.34", "-2.35"}, {"up", "2.35", "-2.36"},
                         {"down", "2.34", "-2.35"},      {"ceiling", "2.35", "-2.35"},
                         {"floor", "2.34", "-2.36"}};

TEST(Numbers, RoundInSevenWays) {
  for (const Tie& tie : kTies) {
    const Rig rig(with_head(std::string(R"(
subject account { id : text = "a"  x : decimal(3) }
define r : EUR = x * 1 EUR rounded )") +
                            tie.mode + "\ndecide r\n"));
    ASSERT_TRUE(rig.ok());
    EXPECT_EQ(rig.decide({{{"x", "2.345"}}, {}}, "2022-01-01"), std::string("r=") + tie.low)
        << tie.mode;
    EXPECT_EQ(rig.decide({{{"x", "-2.355"}}, {}}, "2022-01-01"), std::string("r=") + tie.high)
        << tie.mode;
  }
}

TEST(Numbers, RoundToAnyQuantum) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  x : EUR  y : EUR }
define swiss : EUR = x rounded half up to 0.05 EUR
define hundreds : EUR = x rounded up to 100 EUR
define share : percent = x / y otherwise 0% rounded half even to 0.1%
define third : EUR = x / 3 rounded half even
define ratio : decimal(4) = x / y otherwise 0 rounded floor to 0.0001
decide swiss, hundreds, share, third, ratio
)"));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* x, const char* y) {
    return rig.decide({{{"x", x}, {"y", y}}, {}}, "2022-01-01");
  };
  EXPECT_EQ(decide("10.02", "3.00"),
            "swiss=10.00 hundreds=100.00 share=334% third=3.34 ratio=3.3400");
  EXPECT_EQ(decide("10.03", "7.00"),
            "swiss=10.05 hundreds=100.00 share=143.3% third=3.34 ratio=1.4328");
  EXPECT_EQ(decide("-0.01", "-3.00"),
            "swiss=0.00 hundreds=-100.00 share=0.3% third=0.00 ratio=0.0033");
  EXPECT_EQ(decide("1.00", "0.00"), "swiss=1.00 hundreds=100.00 share=0% third=0.33 ratio=0.0000");
}

TEST(Numbers, CompareQuotientsAcross) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  a : EUR  b : EUR in 1 EUR .. 100 EUR
                  c : EUR  d : EUR in -100 EUR .. -1 EUR }
define less : bool = a / b < c / d
define same : bool = a / b = c / d
define constant : bool = a / b >= 2 / 37
define chosen : bool = (if a > c then a / b else c / d) > 1
decide less, same, constant, chosen
)"));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* a, const char* b, const char* c, const char* d) {
    return rig.decide({{{"a", a}, {"b", b}, {"c", c}, {"d", d}}, {}}, "2022-01-01");
  };
  EXPECT_EQ(decide("1.00", "3.00", "-2.00", "-6.00"), "less=no same=yes constant=yes chosen=no");
  EXPECT_EQ(decide("1.00", "3.00", "-2.01", "-6.00"), "less=yes same=no constant=yes chosen=no");
  EXPECT_EQ(decide("2.00", "37.00", "1.00", "-6.00"), "less=no same=no constant=yes chosen=no");
  EXPECT_EQ(decide("1.99", "37.00", "-7.00", "-6.00"), "less=yes same=no constant=no chosen=no");
  EXPECT_EQ(decide("5.00", "4.00", "-7.00", "-6.00"), "less=no same=no constant=yes chosen=yes");
}

TEST(Numbers, ExtremesAlignTheirDigits) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  n : int  x : decimal(3)  d : date }
define most : decimal(3) = max(n, x, 2.5)
define least : decimal(3) = min(n, x, 2.5)
define late : date = later of (d, 2022-06-01, today)
define early : date = earlier of (d, 2022-06-01)
decide most, least, late, early
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"n", "2"}, {"x", "2.499"}, {"d", "2022-07-01"}}, {}}, "2022-06-15"),
            "most=2.500 least=2.000 late=2022-07-01 early=2022-06-01");
  EXPECT_EQ(rig.decide({{{"n", "3"}, {"x", "-2.499"}, {"d", "2022-01-01"}}, {}}, "2022-06-15"),
            "most=3.000 least=-2.499 late=2022-06-15 early=2022-01-01");
}

}  // namespace
}  // namespace tierline::test
