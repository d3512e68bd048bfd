// Schedule: phases, stages, one walk over a ledger where one is enough, and bytes that repeat.
#include "compiler/emit/schedule.hpp"

#include <gtest/gtest.h>

#include <ostream>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using bytecode::Phase;

struct Shape {
  Phase phase;
  uint32_t level;
  friend bool operator==(const Shape&, const Shape&) = default;
  friend void PrintTo(const Shape& shape, std::ostream* out) {
    *out << static_cast<int>(shape.phase) << "/" << shape.level;
  }
};

std::vector<Shape> shapes(const Rig& rig, bool with_explain = false) {
  std::vector<Shape> found;
  for (const bytecode::Section& section : rig.bytecode().sections) {
    if (section.phase == Phase::Explain && !with_explain) continue;
    found.push_back({section.phase, section.level});
  }
  return found;
}

constexpr const char* kFacts = R"(
tiers Silver < Gold
subject account { id : text = "a"  n : int }
ledger sale of account { on : date  v : EUR }
ledger visit of account { on : date }
)";

TEST(Schedule, OneWalkServesBothPhases) {
  const Rig rig(with_head(std::string(kFacts) + R"(
define now : EUR = sum of sale.v where on in year of today
define before : EUR = sum of sale.v where on in year before today
tier Silver { requires revenue : now >= 10 EUR }
tier Gold extends Silver { requires much : now >= 100 EUR }
define r : EUR = if tier = Gold then now + before else 0 EUR
decide r
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(shapes(rig), (std::vector<Shape>{{Phase::Require, 0},
                                             {Phase::Require, 1},
                                             {Phase::Require, 0},
                                             {Phase::Decide, 0},
                                             {Phase::Distance, 0}}));
}

TEST(Schedule, WhatDependsOnTheTierWalksAgain) {
  const Rig rig(with_head(std::string(kFacts) + R"(
define now : EUR = sum of sale.v
tier Silver { requires revenue : now >= 10 EUR }
tier Gold extends Silver { requires much : now >= 100 EUR }
define r : int = count of sale where tier = Gold and v > 0 EUR
decide r
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(shapes(rig), (std::vector<Shape>{{Phase::Require, 0},
                                             {Phase::Require, 1},
                                             {Phase::Require, 0},
                                             {Phase::Decide, 0},
                                             {Phase::Decide, 1},
                                             {Phase::Distance, 0}}));
}

TEST(Schedule, StagesFollowWhatTheyWaitFor) {
  const Rig rig(with_head(R"(
subject account { id : text = "a" }
ledger sale of account { on : date  v : EUR }
ledger visit of account { on : date }
define visits = count of visit
define most : EUR = max of sale.v where visits > 3 otherwise 0 EUR
define near : int = count of sale where v * 2 > most
decide near
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(shapes(rig), (std::vector<Shape>{{Phase::Decide, 0},
                                             {Phase::Decide, 2},
                                             {Phase::Decide, 0},
                                             {Phase::Decide, 1},
                                             {Phase::Decide, 0},
                                             {Phase::Decide, 1}}));
}

TEST(Schedule, WhatOnlyATraceAsksForIsNotRun) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  x : EUR }
bands steps on x : percent { below 100 EUR : 1%  from 100 EUR : 2% }
define m : EUR = marginal steps of x rounded half even
decide m
)"));
  ASSERT_TRUE(rig.ok());
  const auto all = shapes(rig, true);
  EXPECT_EQ(all.back(), (Shape{Phase::Explain, 0})) << "whether a band is entered";
}

TEST(Schedule, TheBytesRepeat) {
  const std::string text = with_head(std::string(kFacts) + R"(
define now : EUR = sum of sale.v where on in year of today
tier Silver { requires revenue : now >= 10 EUR }
tier Gold extends Silver { requires much : now >= 100 EUR }
define visits = count of visit
decide tier, now, visits
)");
  const Rig first(text);
  ASSERT_TRUE(first.ok());
  const std::string bytes = bytecode::write(first.bytecode());
  for (int i = 0; i < 5; ++i) {
    const Rig again(text);
    EXPECT_EQ(bytecode::write(again.bytecode()), bytes);
  }
}

}  // namespace
}  // namespace tierline::test
