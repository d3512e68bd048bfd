// The table of opcodes, and the page that is made from it.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "runtime/bytecode/opcodes.hpp"

namespace tierline::bytecode {
namespace {

TEST(Manual, ThePageIsFresh) {
  std::ifstream in(std::string(TIERLINE_SOURCE_DIR) + "/docs/bytecode.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(page, manual()) << "docs/bytecode.md is out of date; run scripts/docs";
}

TEST(Opcodes, EveryLineIsWellFormed) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kOpCount; ++i) {
    const OpInfo& op = info(static_cast<Op>(i));
    EXPECT_TRUE(names.insert(op.name).second) << op.name;
    EXPECT_FALSE(op.meaning.empty()) << op.name;
    EXPECT_EQ(op.form == Form::Demand, op.result == Operand::None) << op.name;
    EXPECT_TRUE(op.result == Operand::None || is_register(op.result)) << op.name;
    bool ended = false;
    for (const Operand operand : op.operands) {
      EXPECT_FALSE(ended && operand != Operand::None) << op.name << ": a gap among its operands";
      ended = operand == Operand::None;
    }
  }
}

TEST(Opcodes, ReductionsEndWithTheirFlag) {
  for (size_t i = 0; i < kOpCount; ++i) {
    const OpInfo& op = info(static_cast<Op>(i));
    if (op.form != Form::Reduce) continue;
    const Operand last = op.operands[1] == Operand::None ? op.operands[0] : op.operands[1];
    EXPECT_EQ(last, Operand::Bool) << op.name;
  }
}

}  // namespace
}  // namespace tierline::bytecode
