#include "runtime/bytecode/opcodes.hpp"

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

const OpInfo& info(Op op) { return kInfos[static_cast<size_t>(op)]; }

std::string_view name_of(Operand operand) { return kOperandNames[static_cast<size_t>(operand)]; }

}  // namespace tierline::bytecode
