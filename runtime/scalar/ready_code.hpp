// ReadyCode: moving code made ready to be run again and again: each step knows the places of its
// registers, and nothing is asked of a lane. Only for what conditions are made of: comparisons,
// `and`, `or`, `not`, a choice, the larger and the smaller one; most often, whether a day that is a
// fact has come, or lies in a period. Values are those of the opcodes, motions those of
// horizon.hpp. Other code is run by a lane. Included by follower.cpp only. Tested by:
// tests/unit/runtime_scalar/follower_test.cpp, tests/property/law_follower_test.cpp
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/slice.hpp"

namespace tierline::scalar {

class ReadyCode {
 public:
  /// The lane and the horizon must outlive it.
  ReadyCode(const std::vector<Instruction>& code, const Prepared& prepared, Lane<int64_t>& lane,
            Horizon& horizon);

  /// Joins steps whose values nobody but the next step reads; afterwards steps are no longer
  /// counted as the code counts them.
  ///   reads  how many times the register at a place is read, by the code or from outside
  template <class Reads>
  void join(const Reads& reads);
  size_t size() const { return steps_.size(); }

  /// Whether all the code can be run so.
  bool can_run() const { return can_run_; }
  void run(size_t from, size_t to, Day today) const;
  /// Runs each step of which the last day is over, and notes down the next one.
  ///   expires  by step
  ///   returns  the least of them
  Day run_due(Day* expires, Day today) const;

 private:
  using Motion = Horizon::Motion;
  enum class Kind : uint8_t {
    HasCome,  // a fact <= today
    NotGone,  // today <= a fact
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Within,  // a <= b and b <= c, of which nothing is needed but the answer
    And,
    Or,
    Not,
    Choice,
    Larger,
    Smaller,
  };
  struct Operand {
    const int64_t* value;
    const Motion* motion;
  };
  struct Step {
    Kind kind{};
    Operand a;
    Operand b;
    Operand c;
    int64_t* dst;
    Motion* motion;  // of what is true or false: its slope is 0 and is never written
  };

  static std::optional<Kind> kind_of(Op op);
  static void run_step(const Step& step, Day today);
  static bool is_within(const Step& first, const Step& second, const Step& both);
  static void compare(const Step& step, bool answer, Op op, Day today);
  static void find_within(const Step& step, Day today);
  static Day until_drifting(const Step& step, Op op, Day today);
  static Day until_both(const Step& step, bool decisive);
  static void choose(const Step& step);
  static void take_extreme(const Step& step, Op op, Day today);

  bool can_run_ = true;
  std::vector<Step> steps_;
};

/// Nothing: it does not know the opcode.
inline std::optional<ReadyCode::Kind> ReadyCode::kind_of(Op op) {
  switch (op) {
    case Op::equal_:
      return Kind::Equal;
    case Op::not_equal_:
      return Kind::NotEqual;
    case Op::less_:
      return Kind::Less;
    case Op::less_equal_:
      return Kind::LessEqual;
    case Op::and_:
      return Kind::And;
    case Op::or_:
      return Kind::Or;
    case Op::not_:
      return Kind::Not;
    case Op::select_:
      return Kind::Choice;
    case Op::maximum_:
      return Kind::Larger;
    case Op::minimum_:
      return Kind::Smaller;
    default:
      return std::nullopt;
  }
}

inline ReadyCode::ReadyCode(const std::vector<Instruction>& code, const Prepared& prepared,
                            Lane<int64_t>& lane, Horizon& horizon) {
  const auto is_today = [&](uint32_t index) { return bytecode::is_today(prepared.program, index); };
  const auto operand = [&](uint32_t index) {
    return Operand{lane.place(index), horizon.place(index)};
  };
  for (const Instruction& at : code) {
    auto kind = kind_of(at.op);
    if (!kind) {
      can_run_ = false;
      return;
    }
    if (kind == Kind::LessEqual && is_today(at.b) && prepared.moving[at.a] == 0) {
      kind = Kind::HasCome;
    } else if (kind == Kind::LessEqual && is_today(at.a) && prepared.moving[at.b] == 0) {
      kind = Kind::NotGone;
    }
    steps_.push_back({*kind, operand(at.a), operand(kind == Kind::Not ? at.a : at.b),
                      operand(kind == Kind::Choice ? at.c : at.a), lane.place(at.dst),
                      horizon.place(at.dst)});
  }
}

/// Whether three steps ask if one value lies between two others.
inline bool ReadyCode::is_within(const Step& first, const Step& second, const Step& both) {
  return first.kind == Kind::LessEqual && second.kind == Kind::LessEqual &&
         both.kind == Kind::And && first.b.value == second.a.value && both.a.value == first.dst &&
         both.b.value == second.dst;
}

template <class Reads>
void ReadyCode::join(const Reads& reads) {
  std::vector<Step> joined;
  for (size_t i = 0; i < steps_.size(); ++i) {
    const Step* const at = &steps_[i];
    if (i + 2 < steps_.size() && is_within(at[0], at[1], at[2]) && reads(at[0].dst) == 1 &&
        reads(at[1].dst) == 1) {
      joined.push_back({Kind::Within, at[0].a, at[0].b, at[1].b, at[2].dst, at[2].motion});
      i += 2;
    } else {
      joined.push_back(*at);
    }
  }
  steps_ = std::move(joined);
}

/// Mostly both sides stand still.
[[gnu::always_inline]] inline void ReadyCode::compare(const Step& step, bool answer, Op op,
                                                      Day today) {
  *step.dst = answer ? 1 : 0;
  const Motion& a = *step.a.motion;
  const Motion& b = *step.b.motion;
  step.motion->until =
      (a.slope | b.slope) == 0 ? std::min(a.until, b.until) : until_drifting(step, op, today);
}

[[gnu::noinline]] inline Day ReadyCode::until_drifting(const Step& step, Op op, Day today) {
  return Horizon::compared<int64_t>(*step.a.motion, *step.b.motion, *step.a.value, *step.b.value,
                                    op, today)
      .until;
}

inline void ReadyCode::find_within(const Step& step, Day today) {
  const int64_t value = *step.b.value;
  const bool low = *step.a.value <= value;
  const bool high = value <= *step.c.value;
  const Day from = Horizon::compared<int64_t>(*step.a.motion, *step.b.motion, *step.a.value, value,
                                              Op::less_equal_, today)
                       .until;
  const Day to = Horizon::compared<int64_t>(*step.b.motion, *step.c.motion, value, *step.c.value,
                                            Op::less_equal_, today)
                     .until;
  *step.dst = low && high ? 1 : 0;
  step.motion->until = Horizon::logic(from, to, low, high, false).until;
}

[[gnu::always_inline]] inline Day ReadyCode::until_both(const Step& step, bool decisive) {
  return Horizon::logic(step.a.motion->until, step.b.motion->until, *step.a.value != 0,
                        *step.b.value != 0, decisive)
      .until;
}

inline void ReadyCode::choose(const Step& step) {
  const Operand& taken = *step.a.value != 0 ? step.b : step.c;
  *step.dst = *taken.value;
  *step.motion = Horizon::chosen(*step.a.motion, *taken.motion);
}

[[gnu::always_inline]] inline void ReadyCode::take_extreme(const Step& step, Op op, Day today) {
  const int64_t a = *step.a.value;
  const int64_t b = *step.b.value;
  *step.dst = op == Op::maximum_ ? std::max(a, b) : std::min(a, b);
  *step.motion = Horizon::extreme<int64_t>(*step.a.motion, *step.b.motion, a, b, op, today);
}

[[gnu::always_inline]] inline void ReadyCode::run_step(const Step& step, Day today) {
  const int64_t a = *step.a.value;
  const int64_t b = *step.b.value;
  switch (step.kind) {
    case Kind::HasCome: {
      *step.dst = a <= today ? 1 : 0;
      step.motion->until = a <= today ? kForever : static_cast<Day>(a - 1);
      break;
    }
    case Kind::NotGone:
      *step.dst = today <= b ? 1 : 0;
      step.motion->until = today <= b ? static_cast<Day>(b) : kForever;
      break;
    case Kind::Equal:
      compare(step, a == b, Op::equal_, today);
      break;
    case Kind::NotEqual:
      compare(step, a != b, Op::not_equal_, today);
      break;
    case Kind::Less:
      compare(step, a < b, Op::less_, today);
      break;
    case Kind::LessEqual:
      compare(step, a <= b, Op::less_equal_, today);
      break;
    case Kind::Within:
      find_within(step, today);
      break;
    case Kind::And:
      *step.dst = a & b;
      step.motion->until = until_both(step, false);
      break;
    case Kind::Or:
      *step.dst = a | b;
      step.motion->until = until_both(step, true);
      break;
    case Kind::Not:
      *step.dst = a ^ 1;
      step.motion->until = step.a.motion->until;
      break;
    case Kind::Choice:
      choose(step);
      break;
    case Kind::Larger:
      take_extreme(step, Op::maximum_, today);
      break;
    case Kind::Smaller:
      take_extreme(step, Op::minimum_, today);
      break;
  }
}

inline void ReadyCode::run(size_t from, size_t to, Day today) const {
  const Step* const end = steps_.data() + to;
  for (const Step* at = steps_.data() + from; at != end; ++at) run_step(*at, today);
}

inline Day ReadyCode::run_due(Day* expires, Day today) const {
  Day least = kForever;
  for (const Step& step : steps_) {
    if (*expires < today) {
      run_step(step, today);
      *expires = step.motion->slope == 0 ? step.motion->until : today;
    }
    least = std::min(least, *expires++);
  }
  return least;
}

}  // namespace tierline::scalar
