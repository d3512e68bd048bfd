// Axis: the number along which a program is walked while all else stays as it is: a fact of the
// account, a fact of one entry, or a number that the program defines. Where nobody names one, the
// program does: the axes of its bands, then what its requirements compare. An AxisProgram is a copy
// of the program in which the axis, and whatever else is asked for, stands as an extra output.
// Made by: axis.cpp, axis_program.cpp    Read by: lever.cpp, cliffs.cpp
// Tested by: tests/unit/tools_cliffs/axis_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "compiler/checked/checked_program.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::cliffs {

enum class AxisKind : uint8_t { AccountField, EntryField, Define, BandAxis };

struct Axis {
  std::string name;
  AxisKind kind{};
  uint32_t ledger = checked::kNone;  // EntryField
  uint32_t index = 0;  // of the field in its checked record, of the definition, of the bands
  friend bool operator==(const Axis&, const Axis&) = default;
};

/// The axes of the program's bands, then what its requirements compare; each once.
std::vector<Axis> default_axes(const checked::CheckedProgram& program);

/// `revenue`, `units`, `sale.list_price`, or bands, whose axis is meant.
base::Result<Axis, bulk::RunError> axis_named(const checked::CheckedProgram& program,
                                              const std::string& name);

/// What is shown along an axis: outputs and definitions by name, and what is left of the axis
/// without one of them.
struct Shown {
  std::vector<std::string> outputs;  // none, and no `net` either: everything that is decided
  std::vector<std::string> net;
};

struct AxisProgram {
  checked::CheckedProgram program;
  bytecode::Bytecode bytecode;
  std::optional<size_t> axis;  // the output that is the axis; nothing: it is the varied fact
  std::vector<size_t> shown;   // outputs
};

base::Result<AxisProgram, bulk::RunError> make_axis_program(const checked::CheckedProgram& program,
                                                            const Axis& axis, const Shown& shown);

}  // namespace tierline::cliffs
