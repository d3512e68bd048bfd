// All modes of bands, at and around their edges, against values worked out by hand.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kProgram = R"(
subject account { id : text = "a"  x : EUR }
bands steps on x : percent {
  below 100 EUR : 1%
  from 100 EUR : 5% flat 3 EUR
  above 1_000 EUR : 10% flat 20 EUR
}
define rate : percent = steps
define w : EUR = whole steps of x rounded half even
define m : EUR = marginal steps of x rounded half even
define l : EUR = each to its limit steps of x rounded half even
define e : EUR = each on everything steps of x rounded half even
decide rate, w, m, l, e
)";

struct Case {
  const char* why;
  const char* x;
  const char* want;
};

// Marginal: 1% to 100, 5% to 1000 and 3, 10% beyond and 20.
constexpr Case kCases[] = {
    {"nothing", "0.00", "rate=1% w=0.00 m=0.00 l=0.00 e=0.00"},
    {"below the first edge", "99.99", "rate=1% w=1.00 m=1.00 l=1.00 e=1.00"},
    {"from includes its edge", "100.00", "rate=5% w=8.00 m=4.00 l=9.00 e=9.00"},
    {"inside", "500.00", "rate=5% w=28.00 m=24.00 l=29.00 e=33.00"},
    {"above excludes its edge", "1000.00", "rate=5% w=53.00 m=49.00 l=54.00 e=63.00"},
    {"the first cent above", "1000.01", "rate=10% w=120.00 m=69.00 l=174.00 e=183.00"},
    {"far above", "2000.00", "rate=10% w=220.00 m=169.00 l=274.00 e=343.00"},
    {"below zero lies in the lowest band", "-200.00", "rate=1% w=-2.00 m=-2.00 l=-2.00 e=-2.00"},
};

TEST(Bands, EveryModeAtEveryEdge) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  for (const Case& c : kCases) {
    EXPECT_EQ(rig.decide({{{"x", c.x}}, {}}, "2022-01-01"), c.want) << c.why;
  }
}

TEST(Bands, NameTheBandsThatDecided) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  const Account account{{{"x", "500.00"}}, {}};
  EXPECT_EQ(rig.because(account, "2022-01-01", 0), "steps/from 100.00 EUR");
  EXPECT_EQ(rig.because(account, "2022-01-01", 2), "steps/below 100.00 EUR, steps/from 100.00 EUR");
}

TEST(Bands, CompareAQuotientExactly) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  this_year : EUR  last_year : EUR }
define attainment = this_year / (120% * last_year) otherwise 0%
bands accelerator on attainment : percent { below 100% : 0%  from 100% : 2.5%  from 125% : 3% }
define earned : EUR = whole accelerator of this_year rounded half even
decide earned
)"));
  ASSERT_TRUE(rig.ok());
  const auto earned = [&](const char* now, const char* before) {
    return rig.decide({{{"this_year", now}, {"last_year", before}}, {}}, "2022-01-01");
  };
  EXPECT_EQ(earned("120.00", "100.00"), "earned=3.00");
  EXPECT_EQ(earned("119.99", "100.00"), "earned=0.00");
  EXPECT_EQ(earned("150.00", "100.00"), "earned=4.50");
  EXPECT_EQ(earned("500.00", "0.00"), "earned=0.00") << "no last year: otherwise 0%";
  EXPECT_EQ(earned("-120.00", "-100.00"), "earned=-3.00") << "two losses are 100%";
  EXPECT_EQ(earned("120.00", "-100.00"), "earned=0.00") << "a ratio below zero";
}

TEST(Bands, LowestBandWithItsOwnEdge) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  x : EUR in 0 EUR .. 1_000_000 EUR }
bands tax on x : percent { from 0 EUR : 10%  from 9_950 EUR : 12%  from 40_525 EUR : 22% }
define t : EUR = marginal tax of x rounded half up
decide t
)"));
  ASSERT_TRUE(rig.ok());
  // 995 + 3669 + 22% of 9475
  EXPECT_EQ(rig.decide({{{"x", "50000.00"}}, {}}, "2022-01-01"), "t=6748.50");
  EXPECT_EQ(rig.decide({{{"x", "0.00"}}, {}}, "2022-01-01"), "t=0.00");
}

}  // namespace
}  // namespace tierline::test
