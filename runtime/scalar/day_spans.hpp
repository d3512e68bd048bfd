// DaySpans: what follows from today alone (the year around it, whether a dated rule is in force),
// found once for a span of days and used for every account. Within a span each value stands still
// or moves by its slope. Included by follower.cpp only.
// Tested by: tests/unit/runtime_scalar/follower_test.cpp, tests/property/law_follower_test.cpp
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/scalar/horizon.hpp"
#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

class DaySpans {
 public:
  explicit DaySpans(const std::vector<Instruction>& code) : code_(code) {}

  /// Says which lane and horizon it writes to, once, before anything is asked.
  void bind(Lane<int64_t>& lane, Horizon& horizon) {
    for (const Instruction& at : code_) {
      places_.push_back({lane.place(at.dst), horizon.place(at.dst)});
    }
  }

  /// Writes the registers and motions of the code for the horizon's day. False: a value does not
  /// fit.
  bool turn_to(Day day, Lane<int64_t>& lane, Horizon& horizon);

 private:
  struct Value {
    int64_t first = 0;  // on the first day
    Horizon::Motion motion;
  };
  struct Place {
    int64_t* value;
    Horizon::Motion* motion;
  };
  struct Moving {
    uint32_t index = 0;
    int64_t first = 0;
    int64_t slope = 0;
  };
  struct Span {
    Day first = 0;
    Day last = 0;
    std::vector<Value> values;   // by instruction
    std::vector<Moving> moving;  // of them
  };

  /// A program of which some value changes every day makes a span a day; so many are kept.
  static constexpr size_t kSpansMax = 2000;

  static bool covers(const Span& span, Day day) { return span.first <= day && day <= span.last; }
  bool find(Day day);
  bool make(Day day, Lane<int64_t>& lane, Horizon& horizon, Span& span) const;
  void write() const;
  bool write_moving(Day day, Lane<int64_t>& lane) const;

  const std::vector<Instruction>& code_;
  std::vector<Place> places_;      // of the values, by instruction
  std::vector<Span> spans_;        // rising, apart
  Span extra_;                     // when there are too many
  const Span* current_ = nullptr;  // the one that the registers hold, or nothing
  size_t place_ = 0;               // where a day's span is, or belongs
};

inline bool DaySpans::turn_to(Day day, Lane<int64_t>& lane, Horizon& horizon) {
  if (code_.empty()) return true;
  if (current_ != nullptr && covers(*current_, day)) return write_moving(day, lane);
  current_ = nullptr;
  if (find(day)) {
    current_ = &spans_[place_];
    write();
    return write_moving(day, lane);
  }
  Span span;
  if (!make(day, lane, horizon, span)) return false;
  if (spans_.size() == kSpansMax) {
    extra_ = std::move(span);
    current_ = &extra_;
  } else {
    if (place_ < spans_.size()) span.last = std::min(span.last, spans_[place_].first - 1);
    spans_.insert(spans_.begin() + static_cast<std::ptrdiff_t>(place_), std::move(span));
    current_ = &spans_[place_];
  }
  return true;
}

inline bool DaySpans::find(Day day) {
  const auto at = std::partition_point(spans_.begin(), spans_.end(),
                                       [day](const Span& span) { return span.last < day; });
  place_ = static_cast<size_t>(at - spans_.begin());
  return at != spans_.end() && covers(*at, day);
}

/// Runs the code, and reads what it has found.
inline bool DaySpans::make(Day day, Lane<int64_t>& lane, Horizon& horizon, Span& span) const {
  static const std::vector<batch::Column> kNoColumns;
  const Instruction* const begin = code_.data();
  Following following(horizon);
  if (lane.run_code(begin, begin + code_.size(), kNoColumns, 0, UINT32_MAX, following) !=
      Outcome::Done) {
    return false;
  }
  span.first = day;
  span.last = kForever;
  for (const Instruction& at : code_) {
    const Horizon::Motion motion = horizon.motion(at.dst);
    span.values.push_back({lane.at(at.dst), motion});
    if (motion.slope != 0) span.moving.push_back({at.dst, lane.at(at.dst), motion.slope});
    span.last = std::min(span.last, motion.until);
  }
  return true;
}

inline void DaySpans::write() const {
  const Value* value = current_->values.data();
  for (const Place& place : places_) {
    *place.value = value->first;
    *place.motion = value->motion;
    ++value;
  }
}

inline bool DaySpans::write_moving(Day day, Lane<int64_t>& lane) const {
  for (const Moving& at : current_->moving) {
    int64_t moved = 0;
    if (!decimal::mul<int64_t>(at.slope, int64_t{day} - current_->first, moved) ||
        !decimal::add<int64_t>(at.first, moved, moved)) {
      return false;
    }
    lane.set(at.index, moved);
  }
  return true;
}

}  // namespace tierline::scalar
