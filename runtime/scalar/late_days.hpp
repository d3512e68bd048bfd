// LateDays: late code that follows from today alone (the third business day after it, in each of
// the calendars), found once for a day and used for every account. Included by follower.cpp only.
// Tested by: tests/unit/runtime_scalar/follower_test.cpp, tests/property/law_follower_test.cpp
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

class LateDays {
 public:
  explicit LateDays(const std::vector<Instruction>& code)
      : code_(code), known_(code.empty() ? 0 : kPlaces), values_(known_.size() * code.size()) {}

  /// Writes the registers of the code for the lane's day. False: a value does not fit.
  bool turn_to(Day day, Lane<int64_t>& lane);

 private:
  // A day has one place, which it shares with the days some years before and after it.
  static constexpr size_t kPlaces = 2048;

  struct Known {
    bool is_known = false;
    Day day = 0;
  };

  const std::vector<Instruction>& code_;
  std::vector<Known> known_;     // by place
  std::vector<int64_t> values_;  // by place, then by instruction
};

inline bool LateDays::turn_to(Day day, Lane<int64_t>& lane) {
  if (code_.empty()) return true;
  const size_t place = static_cast<uint32_t>(day) % kPlaces;
  Known& known = known_[place];
  int64_t* value = values_.data() + place * code_.size();
  if (known.is_known && known.day == day) {
    for (const Instruction& at : code_) lane.set(at.dst, *value++);
    return true;
  }
  static const std::vector<batch::Column> kNoColumns;
  Unwatched nobody;
  const Instruction* const begin = code_.data();
  if (lane.run_code(begin, begin + code_.size(), kNoColumns, 0, UINT32_MAX, nobody) !=
      Outcome::Done) {
    return false;
  }
  for (const Instruction& at : code_) *value++ = lane.at(at.dst);
  known = {true, day};
  return true;
}

}  // namespace tierline::scalar
