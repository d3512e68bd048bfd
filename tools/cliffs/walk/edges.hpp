// Edges: the values of the varied fact at which some condition turns out differently than one unit
// below. Between two of them everything is slope.
// Made of: evaluator.hpp    Read by: cliffs.cpp
// Tested by: tests/unit/tools_cliffs/law_cliffs_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "tools/cliffs/walk/evaluator.hpp"

namespace tierline::cliffs {

inline constexpr size_t kEdgesMax = 20'000;

/// Halves every stretch whose ends are not decided alike, down to neighbours. `points` are tried
/// besides: they matter only where a condition goes up and down within a stretch. Rising; nothing
/// if there are more than kEdgesMax.
std::optional<std::vector<int64_t>> find_edges(Evaluator& evaluator, int64_t low, int64_t high,
                                               std::vector<int64_t> points);

}  // namespace tierline::cliffs
