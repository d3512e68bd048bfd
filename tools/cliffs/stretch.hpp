// Stretch: between which values of the varied fact an axis is walked, from what was asked for in
// the words of the axis: an amount, a count, a per cent, a day.
// Made by: stretch.cpp    Read by: cliffs.cpp    Tested by: tests/cli/cliffs_test.cpp
#pragma once

#include <string>

#include "tools/cliffs/base.hpp"
#include "tools/cliffs/walk/evaluator.hpp"

namespace tierline::cliffs {

/// From `from` to `to`; without them from 0 on (a day: from the first) as far as the fact can go.
base::Result<FieldRange, RunError> find_stretch(const AxisProgram& program,
                                                const bytecode::ValueType& axis, const Base& base,
                                                Evaluator& evaluator, const std::string& from,
                                                const std::string& to);

}  // namespace tierline::cliffs
