#include "compiler/prover/conditions/in_time.hpp"

#include <algorithm>

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;

bool is_timeless(const ir::Ir& ir, StepId id) {
  const Step& step = ir[id];
  if (step.op == Op::constant_ || step.op == Op::account_field_ || step.op == Op::account_known_) {
    return true;
  }
  const bool has_args = !step.args[0].is_none();
  if (!has_args || ir::is_reduction(step.op)) return false;
  return std::all_of(std::begin(step.args), std::end(step.args),
                     [&](StepId arg) { return arg.is_none() || is_timeless(ir, arg); });
}

bool never_falls_in_time(const ir::Ir& ir, StepId id) {
  const Step& step = ir[id];
  const auto rises = [&](size_t i) { return never_falls_in_time(ir, step.args[i]); };
  switch (step.op) {
    case Op::today_:
      return true;
    case Op::add_days_:
    case Op::add_months_:
    case Op::add_business_:
      return rises(0) && is_timeless(ir, step.args[1]);
    case Op::period_first_:
    case Op::period_last_:
      return rises(0);
    case Op::maximum_:
    case Op::minimum_:
      return rises(0) && rises(1);
    case Op::select_:
      return is_timeless(ir, step.args[0]) && rises(1) && rises(2);
    default:
      return is_timeless(ir, id);
  }
}

namespace {

enum class Turn : uint8_t { On, Off };

Turn other(Turn turn) { return turn == Turn::On ? Turn::Off : Turn::On; }

/// Whether a condition, once it holds (or once it does not), stays so.
bool turns_once(const ir::Ir& ir, StepId id, Turn turn) {
  const Step& step = ir[id];
  switch (step.op) {
    case Op::less_:
    case Op::less_equal_: {
      const size_t moves = turn == Turn::On ? 1 : 0;
      return ir[step.args[0]].type.kind == ir::Storage::Day &&
             is_timeless(ir, step.args[1 - moves]) && never_falls_in_time(ir, step.args[moves]);
    }
    case Op::and_:
    case Op::or_:
      return turns_once(ir, step.args[0], turn) && turns_once(ir, step.args[1], turn);
    case Op::not_:
      return turns_once(ir, step.args[0], other(turn));
    default:
      return is_timeless(ir, id);
  }
}

}  // namespace

bool has_no_gap_in_time(const ir::Ir& ir, StepId id) {
  const Step& step = ir[id];
  if (step.op == Op::and_) {
    return has_no_gap_in_time(ir, step.args[0]) && has_no_gap_in_time(ir, step.args[1]);
  }
  return turns_once(ir, id, Turn::On) || turns_once(ir, id, Turn::Off);
}

}  // namespace tierline::prover
