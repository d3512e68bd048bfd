#include "runtime/bytecode/opcodes.hpp"

#include "base/assert.hpp"

namespace tierline::bytecode {

namespace {

constexpr OpInfo kInfos[] = {
#define TIERLINE_OPCODE(name, form, result, a, b, c, mode, meaning)                   \
  {#name,          Form::form, Operand::result, {Operand::a, Operand::b, Operand::c}, \
   ModeKind::mode, meaning},
#include "runtime/bytecode/opcodes.def"
#undef TIERLINE_OPCODE
};

constexpr std::string_view kOperandNames[] = {
    "-",        "number", "bool",          "day",         "enum",        "text",
    "same",     "any",    "account field", "entry field", "number list", "text list",
    "day list", "table",  "calendar",      "month"};

}  // namespace

const OpInfo& info(Op op) {
  TIERLINE_ASSERT(static_cast<size_t>(op) < kOpCount);  // a file's opcode is checked before this
  return kInfos[static_cast<size_t>(op)];
}

std::string_view name_of(Operand operand) { return kOperandNames[static_cast<size_t>(operand)]; }

}  // namespace tierline::bytecode
