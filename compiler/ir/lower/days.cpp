// Days and periods. Day arithmetic may leave the calendar: then the day is absent where the checker
// made it optional, and a fault where it did not.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

Value Lowering::in_period(const Expr& expr, const Context& context) {
  const Value day = lower(expr.kids[0], context);
  const Value period = lower(expr.kids[1], context);
  const StepId begun = compare_steps(Relation::LessEqual, period.first, day.first);
  const StepId lasts = compare_steps(Relation::LessEqual, day.first, period.second);
  return {.kind = checked::Kind::Bool,
          .first = both(begun, lasts),
          .fault = worst(day.fault, period.fault)};
}

Value Lowering::add_to_day(const Expr& expr, const Context& context) {
  const Value from = lower(expr.kids[0], context);
  const Value count = lower(expr.kids[1], context);
  const StepId days = rescale(count.first, 0);
  Op op = Op::add_days_;
  Op fault_op = Op::add_days_fault_;
  uint8_t mode = 0;
  uint32_t calendar = kNone;
  if (expr.kind == ExprKind::AddMonths) {
    op = Op::add_months_;
    fault_op = Op::add_months_fault_;
    mode = static_cast<uint8_t>(expr.month_end.value_or(program_.month_end));
  } else if (expr.kind == ExprKind::AddBusiness) {
    op = Op::add_business_;
    fault_op = Op::add_business_fault_;
    calendar = expr.ref;
  }
  Value value{.kind = checked::Kind::Day, .fault = worst(from.fault, count.fault)};
  value.first = step(op, kDay, from.first, days, {}, calendar, mode);
  const StepId fault = step(fault_op, number_of_scale(0), from.first, days, {}, calendar, mode);
  if (expr.type.optional) {
    value.known = compare_steps(Relation::Equal, fault, build_.number(0, 0));
  } else {
    value.fault = worst(value.fault, fault);
  }
  return value;
}

Value Lowering::period_of(const Expr& expr, const Context& context) {
  const Value day = lower(expr.kids[0], context);
  const auto mode = static_cast<uint8_t>(static_cast<uint8_t>(expr.period_unit) |
                                         (expr.period_before ? kPeriodBefore : 0));
  const auto month = static_cast<uint32_t>(expr.first_month);
  return {.kind = checked::Kind::Period,
          .first = step(Op::period_first_, kDay, day.first, {}, {}, month, mode),
          .second = step(Op::period_last_, kDay, day.first, {}, {}, month, mode),
          .fault = day.fault};
}

}  // namespace tierline::ir
