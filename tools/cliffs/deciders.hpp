// Deciders: which rules decide an output at an edge and did not just below, and which did instead.
// Of a tier's requirements only those are named whose answer turned at the edge, on that day or, in
// a program whose tier moves in time, on a day before; all of them where none turned, as when the
// days of the account move.
// Made of: tools/prove/replay.hpp    Read by: cliffs.cpp
// Tested by: tests/unit/tools_cliffs/deciders_test.cpp
#pragma once

#include <vector>

#include "tools/cliffs/cliffs.hpp"

namespace tierline::cliffs {

/// Writes down what decides each jump. Both sides are replayed by the way of all facts: as texts
/// through the readers of data, and the scalar machine.
void explain(const Report& report, const Curve& curve, Cliff& cliff);

}  // namespace tierline::cliffs
