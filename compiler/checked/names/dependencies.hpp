// Dependencies: which definition needs which, before any of them has a type.
// From them follows the order of checking, in which each finds what it uses already checked; and
// the cycles, in which nothing can be worked out at all.
// Made by: dependencies.cpp    Read by: from_ast.cpp
// Tested by: tests/golden/check
#pragma once

#include <vector>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

enum class NodeKind : uint8_t {
  Define,  // index: definition in the order of the text
  Bands,   // index: bands
  Ledger,  // index: the derived fields of a ledger
  Tier,    // all requirements together
};

struct Node {
  NodeKind kind{};
  uint32_t index = 0;
};

/// All nodes, each after those that it needs. Reports cycles, and marks what lies in them as bad.
std::vector<Node> order_of_checking(Work& work);

}  // namespace tierline::checked
