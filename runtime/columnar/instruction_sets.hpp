// Instruction sets: what was compiled once for each of them, taken from each in turn. Header only,
// for files that Highway compiles several times.
// Read by: kernels.cpp, tools/bulk/chunks/separators.cpp
// Tested by: tests/unit/runtime_columnar, tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <hwy/targets.h>

namespace tierline::columnar {

/// Calls `take` once for each instruction set that this machine has; what is dispatched meanwhile
/// is of that set, and afterwards of the best one again.
template <class Take>
void for_each_instruction_set(const Take& take) {
  const auto choose = [](int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  };
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    choose(target);
    take();
  }
  choose(0);
}

}  // namespace tierline::columnar
