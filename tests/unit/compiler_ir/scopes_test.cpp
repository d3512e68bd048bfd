// Scopes: only what can be reached stays, empty ones go, numbers rise from what is led to.
#include "compiler/ir/lower/scopes.hpp"

#include <gtest/gtest.h>

namespace tierline::ir {
namespace {

RuleGroup group(const char* name) {
  RuleGroup made;
  made.name = name;
  made.entries.push_back({"only", {}, kNone, kNone, {}});
  return made;
}

RuleEdge to(uint32_t scope, StepId condition = {}) { return {scope, condition, true, kNone}; }

Ir one_step() {
  Ir ir;
  Step condition;
  condition.op = Op::account_known_;
  ir.steps.push_back(condition);
  ir.outputs.resize(1);
  return ir;
}

TEST(Scopes, EmptyOnesGo) {
  Scopes scopes;
  Ir ir = one_step();
  const uint32_t top = scopes.open();
  scopes.lead(top, to(scopes.open()));
  ir.outputs[0].scope = top;
  scopes.finish(ir);
  EXPECT_TRUE(ir.scopes.empty());
  EXPECT_EQ(ir.outputs[0].scope, kNone);
}

TEST(Scopes, UnreachedOnesGo) {
  Scopes scopes;
  Ir ir = one_step();
  const uint32_t top = scopes.open();
  scopes.show(top, group("kept"));
  scopes.show(scopes.open(), group("lost"));
  ir.outputs[0].scope = top;
  scopes.finish(ir);
  ASSERT_EQ(ir.scopes.size(), 1U);
  ASSERT_EQ(ir.groups.size(), 1U);
  EXPECT_EQ(ir.groups[0].name, "kept");
}

TEST(Scopes, WhatOnlyLeadsThroughGoes) {
  Scopes scopes;
  Ir ir = one_step();
  const uint32_t top = scopes.open();
  const uint32_t middle = scopes.open();
  const uint32_t bottom = scopes.open();
  scopes.lead(top, to(middle));
  scopes.lead(middle, to(bottom));
  scopes.show(bottom, group("rule"));
  ir.outputs[0].scope = top;
  scopes.finish(ir);
  EXPECT_EQ(ir.scopes.size(), 1U);
  EXPECT_EQ(ir.outputs[0].scope, 0U);
}

TEST(Scopes, ConditionsStayAndNumbersRise) {
  Scopes scopes;
  Ir ir = one_step();
  const uint32_t top = scopes.open();
  const uint32_t bottom = scopes.open();
  scopes.show(top, group("above"));
  scopes.lead(top, to(bottom, StepId{0}));
  scopes.lead(top, to(bottom, StepId{0}));
  scopes.show(bottom, group("below"));
  ir.outputs[0].scope = top;
  scopes.finish(ir);
  ASSERT_EQ(ir.scopes.size(), 2U);
  EXPECT_EQ(ir.outputs[0].scope, 1U);
  ASSERT_EQ(ir.scopes[1].edges.size(), 1U) << "the same way twice is one way";
  EXPECT_EQ(ir.scopes[1].edges[0].scope, 0U);
}

TEST(Scopes, DeepOnesNeedNoStack) {
  Scopes scopes;
  Ir ir = one_step();
  uint32_t last = scopes.open();
  ir.outputs[0].scope = last;
  for (int i = 0; i < 200000; ++i) {
    const uint32_t next = scopes.open();
    scopes.lead(last, to(next, StepId{0}));
    last = next;
  }
  scopes.show(last, group("bottom"));
  scopes.finish(ir);
  EXPECT_EQ(ir.scopes.size(), 200001U);
}

}  // namespace
}  // namespace tierline::ir
