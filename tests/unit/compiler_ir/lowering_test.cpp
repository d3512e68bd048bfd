// Lowering: sharing, instances, one rounding step, limits.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/ir/builder.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::ir {
namespace {

size_t count(const Ir& ir, Op op) {
  return static_cast<size_t>(std::count_if(ir.steps.begin(), ir.steps.end(),
                                           [&](const Step& step) { return step.op == op; }));
}

Ir lowered(const std::string& text) {
  const test::Rig rig{test::with_head(text)};
  EXPECT_TRUE(rig.ok());
  // The checked program goes with the rig; only the steps are looked at.
  Ir ir = rig.ok() ? lower(rig.checked()) : Ir{};
  ir.program = nullptr;
  return ir;
}

TEST(Lowering, EqualWorkIsDoneOnce) {
  const Ir ir = lowered(R"(
subject account { id : text = "a" }
ledger sale of account { on : date  v : EUR }
define revenue(p : period) : EUR = sum of sale.v where on in p
define now = revenue(year of today)
define again = revenue(year of today)
define before = revenue(year before today)
define r : EUR = now + again + before + revenue(year before today)
decide r
)");
  EXPECT_EQ(count(ir, Op::reduce_sum_), 2U);
  EXPECT_EQ(count(ir, Op::period_first_), 2U);
}

TEST(Lowering, OneDivisionForEachRounding) {
  const Ir ir = lowered(R"(
subject account { id : text = "a"  a : EUR  b : EUR }
define r : EUR = a * 33.333% * 1.07 rounded half even
define q : EUR = (a + b) / 7 rounded half up
define p : EUR = a rounded half up
decide r, q, p
)");
  EXPECT_EQ(count(ir, Op::divide_), 3U) << "p has its digits already, and the passes see it";
}

TEST(Lowering, AtIsAnotherToday) {
  const Ir ir = lowered(R"(
subject account { id : text = "a"  d : date }
ledger sale of account { on : date }
define n = count of sale
define r : int = n - (n at d) - (n at d) - (n at today)
decide r
)");
  EXPECT_EQ(count(ir, Op::reduce_count_), 2U);
}

TEST(Lowering, NothingGrowsWithSharedDefinitions) {
  std::string text =
      "subject account { id : text = \"a\"  n : int in 0 .. 9 }\ndefine d0 : int = n\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string below = "d" + std::to_string(i - 1);
    text += "define d" + std::to_string(i) + " : int = max(" + below + ", " + below + " - 1)\n";
  }
  const Ir ir = lowered(text + "decide d60\n");
  EXPECT_LT(ir.steps.size(), 300U);
}

TEST(Lowering, PrintsEveryStep) {
  const test::Rig rig{test::with_head(R"(
subject account { id : text = "a"  a : EUR }
define r : EUR = a * 10% rounded half even
decide r
)")};
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(print(optimise(lower(rig.checked()))),
            "%0 : number.2 = account_field a\n"
            "%1 : number.1 = constant 0.1\n"
            "%2 : number.3 = mul %0, %1\n"
            "%3 : number.0 = constant 10\n"
            "%4 : number.2 = divide half even %2, %3\n"
            "decide r = %4\n");
}

}  // namespace
}  // namespace tierline::ir
