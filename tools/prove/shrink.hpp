// Shrink: the smallest partner for whom a claim still fails: as few entries as can be, then every
// fact as plain as can be: absent, at its default, at zero or near it, early, the first word.
// What the two worlds of a claim share is changed in both; what differs is moved nearer together.
// Greedy, and so only a smallest one in the sense that no single step makes it smaller.
// Made by: shrink.cpp    Read by: search.cpp    Tested by: tests/unit/tools_prove/shrink_test.cpp
#pragma once

#include <functional>

#include "tools/prove/case.hpp"

namespace tierline::prove {

/// Whether the claim fails in a case. Asked some thousand times.
using Predicate = std::function<bool(const Case&)>;

/// The days on which the program may be asked, and the one towards which days are moved.
struct Days {
  Day low = 0;
  Day high = 0;
  Day anchor = 0;
};

Case shrink(const bytecode::Schema& schema, const Days& days, Case found, const Predicate& fails);

}  // namespace tierline::prove
