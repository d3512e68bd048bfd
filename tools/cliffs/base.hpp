// Base: the partner that is varied, and the day on which it is asked about. It comes from a file of
// facts; otherwise from the program: of its scenarios, on their own days, the one in which the
// outputs that are shown take the most values along the axis, and most conditions turn out
// differently; and if none of them has anything to vary, of partners drawn near the program's
// thresholds. Made by: base.cpp    Read by: cliffs.cpp    Tested by:
// tests/unit/tools_cliffs/base_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/cliffs/axis.hpp"
#include "tools/cliffs/walk/twin.hpp"
#include "tools/generate/interests.hpp"
#include "tools/prove/case.hpp"

namespace tierline::cliffs {

using bulk::RunError;
using calendar::Day;

struct Base {
  std::string origin;  // "scenario `...`", "facts", "drawn"
  prove::Partner partner;
  Day today = 0;
  Lever lever;
};

/// What the base is looked for with.
struct Setting {
  const AxisProgram& program;
  const Axis& axis;
  const generate::Interests& interests;
  std::optional<Day> as_of;
  bool chosen = false;  // the outputs that are shown were asked for by name
};

/// The fact of this partner that moves the axis most plainly: one unit for one unit if there is
/// such a fact, else any that makes it rise.
std::optional<Lever> find_lever(const Setting& setting, const prove::Partner& partner, Day today);

base::Result<Base, RunError> base_of_facts(const Setting& setting,
                                           const std::vector<bulk::FactRecord>& records);
base::Result<Base, RunError> find_base(const Setting& setting);

/// Between which values the field of the lever may stand.
struct FieldRange {
  int64_t low = 0;
  int64_t high = 0;
};
FieldRange range_of(const bytecode::Schema& schema, const Lever& lever);

const bytecode::FieldInfo& field_of(const bytecode::Schema& schema, const Lever& lever);

}  // namespace tierline::cliffs
