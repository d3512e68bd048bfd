// EntryCode: the moving code of a ledger, made ready to be run for one entry after the other: each
// step knows the places of its registers. Only for code of comparisons and of `and`, `or`, `not`,
// which is what conditions on entries are made of; values are those of the opcodes, motions those
// of horizon.hpp. Other code is run by a lane. Included by follower.cpp only.
// Tested by: tests/unit/runtime_scalar/follower_test.cpp, tests/property/law_follower_test.cpp
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/slice.hpp"

namespace tierline::scalar {

class EntryCode {
 public:
  /// The lane and the horizon must outlive it.
  EntryCode(const std::vector<Instruction>& code, Lane<int64_t>& lane, Horizon& horizon);

  /// Whether all the code can be run so.
  bool can_run() const { return can_run_; }
  void run(size_t from, size_t to, Day today) const;

 private:
  using Motion = Horizon::Motion;
  struct Step {
    Op op{};
    const int64_t* a;
    const int64_t* b;
    int64_t* dst;
    const Motion* move_a;
    const Motion* move_b;
    Day* until;  // of dst, which is true or false and so has no slope
  };

  static Day until_compared(const Step& step, Op op, Day today);
  static Day until_both(const Step& step, bool decisive);

  bool can_run_ = true;
  std::vector<Step> steps_;
};

inline EntryCode::EntryCode(const std::vector<Instruction>& code, Lane<int64_t>& lane,
                            Horizon& horizon) {
  for (const Instruction& at : code) {
    can_run_ = can_run_ && (is_comparison(at.op) || is_connective(at.op));
  }
  if (!can_run_) return;
  for (const Instruction& at : code) {
    const uint32_t b = at.op == Op::not_ ? at.a : at.b;
    steps_.push_back({at.op, lane.place(at.a), lane.place(b), lane.place(at.dst),
                      horizon.place(at.a), horizon.place(b), &horizon.place(at.dst)->until});
  }
}

/// Mostly both sides stand still.
[[gnu::always_inline]] inline Day EntryCode::until_compared(const Step& step, Op op, Day today) {
  const Motion& a = *step.move_a;
  const Motion& b = *step.move_b;
  if ((a.slope | b.slope) == 0) return std::min(a.until, b.until);
  return Horizon::compared<int64_t>(a, b, *step.a, *step.b, op, today).until;
}

[[gnu::always_inline]] inline Day EntryCode::until_both(const Step& step, bool decisive) {
  return Horizon::logic(step.move_a->until, step.move_b->until, *step.a != 0, *step.b != 0,
                        decisive)
      .until;
}

inline void EntryCode::run(size_t from, size_t to, Day today) const {
  const Step* const end = steps_.data() + to;
  for (const Step* at = steps_.data() + from; at != end; ++at) {
    const Step& step = *at;
    switch (step.op) {
      case Op::equal_:
        *step.dst = *step.a == *step.b ? 1 : 0;
        *step.until = until_compared(step, Op::equal_, today);
        break;
      case Op::not_equal_:
        *step.dst = *step.a != *step.b ? 1 : 0;
        *step.until = until_compared(step, Op::not_equal_, today);
        break;
      case Op::less_:
        *step.dst = *step.a < *step.b ? 1 : 0;
        *step.until = until_compared(step, Op::less_, today);
        break;
      case Op::less_equal_:
        *step.dst = *step.a <= *step.b ? 1 : 0;
        *step.until = until_compared(step, Op::less_equal_, today);
        break;
      case Op::and_:
        *step.dst = *step.a & *step.b;
        *step.until = until_both(step, false);
        break;
      case Op::or_:
        *step.dst = *step.a | *step.b;
        *step.until = until_both(step, true);
        break;
      default:  // not
        *step.dst = *step.a == 0 ? 1 : 0;
        *step.until = step.move_a->until;
        break;
    }
  }
}

}  // namespace tierline::scalar
