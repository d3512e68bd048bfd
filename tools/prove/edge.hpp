// Edge: a search that draws numbers hardly ever meets the one value at which a quotient is exactly
// 125%. But of two partners who differ in one number, and of whom something else is true, such a
// value lies in between: halving again and again leads to the last number on either side.
// Made by: edge.cpp    Read by: search.cpp, tools/compare    Tested by: tests/unit/tools_compare
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "tools/prove/draw.hpp"

namespace tierline::prove {

/// What is true of a case: alike if nothing changes between two.
using CaseKind = std::function<std::vector<int64_t>(const Case&)>;

/// Which numbers may be moved: a field of the account, or of the entries of a ledger.
struct Movable {
  std::optional<size_t> ledger;
  size_t field = 0;
};

/// Goes from a case in one of its numbers to the next edge in some direction; the neighbours there.
/// Nothing if there is no number, or nothing changes on the way.
std::optional<std::pair<Case, Case>> find_edge(const bytecode::Schema& schema, const Case& from,
                                               const CaseKind& kind, PartnerDraw& draw,
                                               Stream& stream,
                                               const std::optional<Movable>& only = std::nullopt);

}  // namespace tierline::prove
