// The slow judge: says what a program decides, by walking its checked tree and doing exactly what
// each node's comment says, on rationals. Slow, obvious, and built of nothing that the engine uses.
// It judges the checker too: an absent value where none may be, a value outside its promised
// bounds or with more digits than promised, a band or divisor that was never there is `broken`.
// Reading is lazy: what is not needed for the answer cannot fault.
// Made by: nobody, this is a function    Read by: tests/property, tests/suites
// Tested by: tests/property/law_reference_test.cpp, tests/suites/tax, tests/suites/bands
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tools/reference/facts.hpp"

namespace tierline::reference {

/// Bands `accelerator` by `from 125%`; definition `full_portfolio` by `launch` or `otherwise`;
/// `tier` by its word.
struct Decided {
  std::string group;
  std::string entry;
  friend auto operator<=>(const Decided&, const Decided&) = default;
};

enum class FaultKind : uint8_t { NoSuchDay, CalendarOutOfDays, NothingToSplitOver };

/// One for each entry of the ledger, in the order of the facts; nothing: it takes no part.
using Parts = std::vector<std::optional<Rational>>;

struct Result {
  std::vector<Value> outputs;              // one per output, unless there is a fault
  std::vector<Parts> parts;                // one per split, unless there is a fault
  std::vector<std::set<Decided>> because;  // per output, then per split, all that took part
  std::optional<uint32_t> tier;            // word of the tiers, unless it cannot be known
  std::optional<FaultKind> fault;
  std::string broken;  // a promise of the checked program that did not hold; else empty
};

/// Words of the tiers of today and of the day before, where a `status` moves them (see days).
struct Held {
  uint32_t now = 0;
  uint32_t before = 0;
};

/// Evaluates all outputs for one account on one day.
///   facts  a value for each field that is neither optional, nor derived, nor has a default
Result evaluate(const checked::CheckedProgram& program, const Facts& facts, Day today,
                Held held = {});

}  // namespace tierline::reference
