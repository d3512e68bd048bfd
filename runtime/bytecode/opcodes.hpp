// Opcodes: the enum made from opcodes.def, and what each line of the table says, as data.
// Read by: validate, disassemble, the manual, compiler/emit, the machines
// Tested by: tests/unit/runtime_bytecode
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tierline::bytecode {

enum class Op : uint8_t {
#define TIERLINE_OPCODE(name, form, result, a, b, c, mode, meaning) name##_,
#include "runtime/bytecode/opcodes.def"
#undef TIERLINE_OPCODE
};

enum class Form : uint8_t { Step, Reduce, Demand };

/// What an operand or a result is. From AccountField on it is no register.
enum class Operand : uint8_t {
  None,
  Number,
  Bool,
  Day,
  Enum,
  Text,
  Same,  // any kind but text, alike wherever the line says Same
  Any,
  AccountField,
  EntryField,
  NumberList,
  TextList,
  DayList,
  Table,
  Calendar,
  Month
};

enum class ModeKind : uint8_t { None, Rounding, MonthEnd, Period };

/// One line of opcodes.def.
struct OpInfo {
  std::string_view name;
  Form form;
  Operand result;
  Operand operands[3];
  ModeKind mode;
  std::string_view meaning;
};

inline constexpr size_t kOpCount = 0
#define TIERLINE_OPCODE(name, form, result, a, b, c, mode, meaning) +1
#include "runtime/bytecode/opcodes.def"
#undef TIERLINE_OPCODE
    ;

const OpInfo& info(Op op);

/// Whether an operand of this kind names a register.
constexpr bool is_register(Operand operand) {
  return operand != Operand::None && operand < Operand::AccountField;
}

std::string_view name_of(Operand operand);

/// The page docs/bytecode.md.
std::string manual();

/// Mode byte of the Period opcodes: the unit, and 4 more for the period before.
inline constexpr uint8_t kPeriodBefore = 4;

/// What `demand` finds in a fault register when an amount has nothing to be split over.
inline constexpr int kNothingToSplitOver = 2;

}  // namespace tierline::bytecode
