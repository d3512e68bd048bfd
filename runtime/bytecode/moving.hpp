// Moving: what of a program hangs on the day that the question is asked for. A register moves if
// today has a part in it; where nothing moves that an answer is made of, the answer of one day is
// the answer of every day.
// Made by: moving.cpp    Read by: runtime/scalar, runtime/timeline
// Tested by: tests/unit/runtime_bytecode/moving_test.cpp, tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bytecode {

/// Marks the registers that today has a part in: a 1 for each of them.
std::vector<uint8_t> find_moving(const Bytecode& program);

/// Whether the tier, an output, a part of a split or a fault may change from one day to the next
/// though no fact does. With a status they always may.
bool looks_at_the_day(const Bytecode& program);

}  // namespace tierline::bytecode
