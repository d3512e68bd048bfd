// Timeline: an account's tier from day to day: promotions that wait, grace, assessments, holds.
// The tier is the only thing that a program remembers; its step is fixed (docs/language.md,
// "Tiers over time"), so what must be kept from one day to the next is the small State below.
// Replay does not walk day by day: each evaluation says until when its flags stay as they are, and
// the walk jumps to the next day on which anything can happen. Day by day is the definition.
// Made of: runtime/scalar    Read by: decider.hpp
// Tested by: tests/unit/runtime_timeline, tests/property/law_time_test.cpp
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::timeline {

using bytecode::Bytecode;
using calendar::Day;

inline constexpr Day kNoDay = std::numeric_limits<Day>::min();
inline constexpr uint32_t kNone = bytecode::kNone;

/// What must be known of the days up to and including `day` to go on from there. Requirements are
/// counted through all tiers, lowest tier first.
struct State {
  Day day = kNoDay;             // the last day stepped through; kNoDay: before the first
  uint32_t tier = 0;            // word of the tiers
  uint32_t tier_before = 0;     // the tier on day - 1
  Day reached = kNoDay;         // first day of `tier` in one piece; kNoDay: still the first `none`
  Day held_until = kNoDay;      // to which `tier` is kept whatever happens
  Day assessed = kNoDay;        // the last assessment day
  std::vector<Day> crossed;     // per tier: since when it is fully met; kNoDay: it is not
  std::vector<Day> effective;   // per tier: when that promotes
  std::vector<Day> last_met;    // per requirement; kNoDay: not yet
  std::vector<uint8_t> passed;  // per requirement: met on the last assessment day
  friend bool operator==(const State&, const State&) = default;
};

/// Why a tier changed. Lost: `requirement` of tier word `of_tier`, the lowest tier above the new
/// one that would have had to be kept.
enum class Cause : uint8_t { Launch, Promotion, Lost, Ended };

struct Change {
  Day day = 0;
  uint32_t from = 0;  // words of the tiers
  uint32_t to = 0;
  Cause cause{};
  Day met_since = kNoDay;        // Promotion: the day from which all requirements were met
  uint32_t of_tier = kNone;      // Lost: index in Bytecode::tiers
  uint32_t requirement = kNone;  // Lost: index in its requirements
  uint32_t clause = kNone;       // index in Bytecode::clauses
  friend bool operator==(const Change&, const Change&) = default;
};

/// `promotion: all requirements met since 2022-10-03`, `designers: not met, and 60 days of grace
/// are over`, `revenue: not met on the assessment day`, `placed at launch`.
std::string describe(const Change& change, const Bytecode& program);

/// A state as one line of text, and back. Nothing: not a state of this program.
std::string to_text(const State& state, const Bytecode& program);
std::optional<State> state_from_text(std::string_view text, const Bytecode& program);

}  // namespace tierline::timeline
