// Alike: whether the answers of all accounts last to the same day, though it hangs on the day that
// they are asked for: a rate that changes on a date does so for everybody. It is seen in the code
// alone, step by step as horizon_run.hpp follows it, and says no wherever a fact could have a part.
// Made by: alike.cpp    Read by: runtime/timeline/lasting_batch.cpp
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_timeline/alike_test.cpp
#pragma once

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

/// Whether decisions of this program that are asked for on the same day, and are no faults, all
/// have the same `valid_until`.
bool lasts_alike(const bytecode::Bytecode& program);

}  // namespace tierline::scalar
