// Pieces: a curve as it is drawn: between two neighbouring edges a row of points, ends included.
// Made by: pieces.cpp    Read by: cliffs.cpp, tools/cliffs/chart
// Tested by: tests/cli/cliffs_test.cpp
#pragma once

#include <vector>

#include "tools/cliffs/cliffs.hpp"
#include "tools/cliffs/walk/evaluator.hpp"

namespace tierline::cliffs {

/// The points up to `high`. Each was decided; a bend between two of them is drawn a little off.
std::vector<std::vector<Point>> draw_pieces(const AxisProgram& program, Evaluator& evaluator,
                                            const Curve& curve, int64_t high);

/// How far a curve is worth drawing: a quarter beyond its last cliff.
int64_t drawn_to(const Curve& curve);

}  // namespace tierline::cliffs
