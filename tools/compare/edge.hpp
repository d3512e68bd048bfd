// Edge: a search that draws numbers hardly ever meets the one value at which a quotient is exactly
// 125%. But of two partners who differ in one number, and of whom something else is true, such a
// value lies in between: halving again and again leads to the last number on either side.
// Made by: edge.cpp    Read by: search_pair.cpp    Tested by: tests/unit/tools_compare
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "tools/prove/draw.hpp"

namespace tierline::compare {

using prove::Case;

/// What is true of a case: alike if nothing changes between two.
using Kind = std::function<std::vector<int64_t>(const Case&)>;

/// Goes from a case in one of its numbers to the next edge in some direction; the neighbours there.
/// Nothing if there is no number, or nothing changes on the way.
std::optional<std::pair<Case, Case>> find_edge(const bytecode::Schema& schema, const Case& from,
                                               const Kind& kind, prove::PartnerDraw& draw,
                                               prove::Stream& stream);

}  // namespace tierline::compare
