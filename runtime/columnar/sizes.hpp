// Sizes: how large the numbers of a batch are, from a sample of its first rows.
// A few giants are not counted: their rows are left rather than all others made slower.
// Made by: sizes.cpp    Read by: machine.cpp    Tested by: tests/unit/runtime_columnar
#pragma once

#include "runtime/columnar/planner.hpp"

namespace tierline::columnar {

inline constexpr size_t kSampled = 4096;  // rows of each record

/// Looks at the accounts from `first` on and at their entries.
Sizes sample_sizes(const bytecode::Schema& schema, const BatchView& batch, size_t first,
                   size_t end);

}  // namespace tierline::columnar
