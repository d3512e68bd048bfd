// Twin: a program that reads the varied fact twice: its conditions look at one value, its amounts
// at another. So it can be asked what the rules on one side of an edge would have made of the
// amount on the other, and a jump is told from a slope without knowing any slope. Its tier, its
// tables' rows and all its yes and no follow the first value, its numbers and days the second.
// Behind the outputs stand probes: what every condition compares, so that it can be seen whether
// two points of the axis are decided alike.
// Made by: twin.cpp    Read by: evaluator.cpp
// Tested by: tests/unit/tools_cliffs/twin_test.cpp, tests/unit/tools_cliffs/law_cliffs_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::cliffs {

/// The fact that is varied: a field of the schema, of the account or of one of its entries.
struct Lever {
  uint32_t level = bytecode::kAccountLevel;  // else the ledger's number, and 1
  uint32_t field = 0;
  size_t entry = 0;  // of that ledger
  friend bool operator==(const Lever&, const Lever&) = default;
};

/// What a probe comes to: whether a is less than b; or less or equal; or which of the three; or
/// where a stands in a list; or a itself.
enum class ProbeKind : uint8_t { Less, LessEqual, Order, Rank, Value };

struct Probe {
  ProbeKind kind{};
  size_t a = 0;                     // output
  size_t b = 0;                     // output: Less, LessEqual, Order
  uint32_t list = bytecode::kNone;  // Rank
};

/// By register: it steps, and not by a slope, and is looked at as a condition; empty: none is. See
/// coarse.hpp.
using Coarse = std::vector<uint8_t>;
inline bool is_in(const Coarse& coarse, uint32_t reg) {
  return !coarse.empty() && coarse[reg] != 0;
}

/// Where amounts on the other side of an edge have no meaning: a division by nothing, a day that
/// does not exist. What the rules say of the amount there says nothing of a slope.
struct Meaningless {
  size_t rules = 0;      // output: what the division or the fault code is by the rules' own value
  size_t amounts = 0;    // output: and what it is by that of amounts
  bool is_zero = false;  // 0 has no meaning; else all but 0
  std::vector<uint8_t> touches;  // by output of the program: it hangs on it
};

struct Twin {
  bytecode::Bytecode code;  // its outputs: those of the program, then the probes'
  std::vector<Probe> probes;
  size_t outputs = 0;               // of the program
  uint32_t amounts = 0;             // field behind the record's own: the value for amounts
  uint32_t mark = bytecode::kNone;  // field of entries behind it: whether it is the varied one
  std::vector<Meaningless> meaningless;
};

/// Nothing if it is larger than a program may be. The entry of the lever makes no difference.
///   followed  coarse steps that are conditions here
std::optional<Twin> make_twin(const bytecode::Bytecode& program, const Lever& lever,
                              const Coarse& followed = {});

}  // namespace tierline::cliffs
