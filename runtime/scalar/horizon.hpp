// Horizon: watches a run and keeps, beside each register, until when its value stays as it is.
// A value moves with today by `slope` a day (today itself by 1, most by 0) up to the day `until`,
// both included. A comparison of moving values knows the day on which it flips, and what depends on
// it ends there at the latest. Where an operation cannot say more, `until` is today: too short,
// never wrong. The least `until` of all that was decided is the decision's horizon.
// Read by: machine.cpp, follower.cpp    Tested by: tests/unit/runtime_timeline/horizon_test.cpp,
// tests/property/law_time_test.cpp
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

inline constexpr Day kForever = calendar::kDayMax;

/// Of numbers, days and words of an enum; texts have operations of their own.
inline bool is_comparison(Op op) {
  return op == Op::equal_ || op == Op::not_equal_ || op == Op::less_ || op == Op::less_equal_;
}
inline bool is_connective(Op op) { return op == Op::and_ || op == Op::or_ || op == Op::not_; }

class Horizon {
 public:
  Horizon(const Prepared& prepared, Phase last)
      : last_phase(last), prepared_(prepared), of_(prepared.program.registers.size()) {}

  struct Motion {
    Day until = kForever;
    int64_t slope = 0;
  };

  void start(Day today) {
    today_ = today;
    demands_ = kForever;
    tier_found_ = false;
  }

  Day today() const { return today_; }
  /// The last day on which a register has its value of today.
  Day until(uint32_t index) const { return until(of_[index]); }
  Day until(const Motion& motion) const { return motion.slope == 0 ? motion.until : today_; }
  /// The last day on which no demand ends the run.
  Day demands() const { return demands_; }

  static constexpr bool sees_entries = false;
  const Phase last_phase;  // how far the run goes

  void found_tier(uint32_t) { tier_found_ = true; }
  /// Whether the run came as far as the tier, so that what it follows from is known.
  bool tier_found() const { return tier_found_; }
  void begins(const Section& section);
  template <Integer T>
  void after(const Lane<T>& lane, const Instruction& code, Op op, uint32_t);
  /// The same for a step in which today has a part.
  template <Integer T>
  [[gnu::always_inline]] void step(const Lane<T>& lane, const Instruction& code, Op op) {
    of_[code.dst] = motion_of(lane, code, op);
  }
  template <Integer T>
  void folded(const Lane<T>& lane, const Instruction& code);
  void demanded(const Instruction& code) { demands_ = std::min(demands_, until(code.a)); }

  const Motion& motion(uint32_t index) const { return of_[index]; }
  void set(uint32_t index, Motion motion) { of_[index] = motion; }
  /// Where the motion of a register lies; it stays there.
  Motion* place(uint32_t index) { return &of_[index]; }

  /// The motion of a comparison of two values.
  template <Integer T>
  static Motion compared(const Motion& a, const Motion& b, const T& first, const T& second, Op op,
                         Day today);
  /// The motion of `and`, `or`.
  ///   decisive  the operand that settles the answer alone: no for `and`, yes for `or`
  static Motion logic(Day first, Day second, bool a, bool b, bool decisive);
  /// The motion of the larger or the smaller one of two values.
  template <Integer T>
  static Motion extreme(const Motion& a, const Motion& b, const T& first, const T& second, Op op,
                        Day today);
  /// The motion of a choice.
  static Motion chosen(const Motion& condition, const Motion& taken);
  static void meet_any(Motion& motion, Day until, bool here, bool any);

 private:
  /// What a register is when nothing can be said of tomorrow.
  Motion only_today() const { return {today_, 0}; }
  static Motion until_flip(Motion motion, int64_t days, Day today);
  Motion until_flip(Motion motion, int64_t days) const { return until_flip(motion, days, today_); }

  Motion joined(const Instruction& code) const;
  Motion added(uint32_t a, uint32_t b, bool minus) const;
  template <Integer T>
  Motion multiplied(const Lane<T>& lane, const Instruction& code) const;
  Motion period(Day day, const Instruction& code);
  Day period_end(Day day, uint8_t unit, uint32_t first_month);
  Motion interval(Day day, const Instruction& code) const;
  template <Integer T>
  Motion motion_of(const Lane<T>& lane, const Instruction& code, Op op);
  void fold_value(const Instruction& code, bool counts);

  /// The period asked for last: a program mostly asks for one year or quarter several times.
  struct PeriodEnd {
    Day day = calendar::kDayMin;
    uint8_t unit = 0;
    uint32_t first_month = 0;  // 0: none was asked for
    Day last = 0;
  };

  const Prepared& prepared_;
  std::vector<Motion> of_;  // by register
  PeriodEnd period_end_;
  Day today_ = 0;
  Day demands_ = kForever;
  bool tier_found_ = false;
};

/// Watches code of moving steps only, for whoever folds entries himself.
struct Following : Unwatched {
  explicit Following(Horizon& of) : horizon(of) {}
  template <Integer T>
  [[gnu::always_inline]] void after(const Lane<T>& lane, const Instruction& code, Op op, uint32_t) {
    horizon.step(lane, code, op);
  }
  Horizon& horizon;
};

}  // namespace tierline::scalar
