// Builder: equal steps are one step, levels follow from operands, the limit holds.
#include "compiler/ir/builder.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace tierline::ir {
namespace {

Step field(uint32_t ref, uint32_t level) {
  Step step;
  step.op = level == kAccountLevel ? Op::account_field_ : Op::entry_field_;
  step.type = number_of_scale(2);
  step.level = level;
  step.ref = ref;
  return step;
}

Step sum(StepId a, StepId b) {
  Step step;
  step.op = Op::add_;
  step.type = number_of_scale(2);
  step.args[0] = a;
  step.args[1] = b;
  return step;
}

TEST(Builder, EqualStepsAreOne) {
  Ir ir;
  Builder build(ir);
  const StepId a = build.append(field(0, 0));
  const StepId b = build.append(field(1, 0));
  EXPECT_NE(a, b);
  EXPECT_EQ(build.append(field(0, 0)), a);
  EXPECT_EQ(build.append(sum(a, b)), build.append(sum(a, b)));
  EXPECT_NE(build.append(sum(a, b)), build.append(sum(b, a)));
  EXPECT_EQ(ir.steps.size(), 4U);
}

TEST(Builder, ConstantsDifferByTypeAndValue) {
  Ir ir;
  Builder build(ir);
  EXPECT_EQ(build.number(5, 2), build.number(5, 2));
  EXPECT_NE(build.number(5, 2), build.number(5, 0));
  EXPECT_NE(build.number(1, 0), build.boolean(true));
  EXPECT_NE(build.constant(kText, 0, "a"), build.constant(kText, 0, "b"));
  EXPECT_TRUE(build.is_constant(build.number(5, 2), 5));
  EXPECT_FALSE(build.is_constant(build.number(5, 2), 6));
  EXPECT_EQ(build.text(build.constant(kText, 0, "a")), "a");
}

TEST(Builder, LevelsFollowTheOperands) {
  Ir ir;
  Builder build(ir);
  const StepId of_account = build.append(field(0, 0));
  const StepId of_entry = build.append(field(0, 3));
  EXPECT_EQ(ir[build.append(sum(of_account, of_account))].level, kAccountLevel);
  EXPECT_EQ(ir[build.append(sum(of_account, of_entry))].level, 3U);
  Step total;
  total.op = Op::reduce_sum_;
  total.type = number_of_scale(2);
  total.args[0] = of_entry;
  total.args[1] = build.boolean(true);
  total.ref = 2;
  EXPECT_EQ(ir[build.append(total)].level, kAccountLevel);
}

TEST(Builder, StopsAtTheLimit) {
  Ir ir;
  ir.steps.resize(base::kStepsMax);
  Builder build(ir);
  EXPECT_THROW(build.append(field(0, 0)), TooManySteps);
}

}  // namespace
}  // namespace tierline::ir
