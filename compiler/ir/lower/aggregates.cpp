// Aggregates: entry steps for the value and for the flag (it is there on that day, and `where`
// holds), and one reduction into the account.
#include "base/assert.hpp"
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

using checked::AggregateKind;

/// An entry does not exist before its day.
StepId Lowering::visible(uint32_t ledger, StepId today) {
  const checked::Record& record = program_.ledgers[ledger];
  Step on;
  on.op = Op::entry_field_;
  on.type = kDay;
  on.level = ledger + 1;
  on.ref = stored_index(record, record.on_field);
  on.span = span_;
  return compare_steps(Relation::LessEqual, build_.append(on), today);
}

Value Lowering::aggregate(const Expr& expr, const Context& context) {
  // An aggregate is of the account: what it is asked with must not change from entry to entry.
  TIERLINE_ASSERT(build_[context.today].level == kAccountLevel);
  const StepId there = visible(expr.ref, context.today);
  const auto entry_scope = [&](StepId condition) {
    Context inner = context;
    inner.ledger = expr.ref;
    inner.in_aggregate = true;
    inner.scope = scopes_.open();
    scopes_.lead(context.scope, {inner.scope, condition, true, expr.ref});
    return inner;
  };
  const auto reduce = [&](Op op, const Type& type, StepId a, StepId b = {}) {
    return step(op, type, a, b, {}, expr.ref);
  };
  Value value{.kind = expr.type.kind};
  StepId flag = there;
  if (expr.where) {
    const Value where = lower(*expr.where, entry_scope(there));
    flag = both(there, where.first);
    if (!where.fault.is_none()) {
      value.fault = reduce(Op::reduce_max_, number_of_scale(0), where.fault, there);
    }
  }
  if (expr.aggregate == AggregateKind::Count) {
    value.first = reduce(Op::reduce_count_, number_of_scale(0), flag);
    return value;
  }
  if (expr.aggregate == AggregateKind::Any) {
    value.first = reduce(Op::reduce_any_, kBool, flag);
    return value;
  }
  const Value entry = lower(expr.kids[0], entry_scope(flag));
  if (!entry.fault.is_none()) {
    const StepId fault = reduce(Op::reduce_max_, number_of_scale(0), entry.fault, flag);
    value.fault = worst(value.fault, fault);
  }
  Op op = Op::reduce_sum_;
  if (expr.aggregate == AggregateKind::Min) op = Op::reduce_min_;
  if (expr.aggregate == AggregateKind::Max) op = Op::reduce_max_;
  value.first = reduce(op, build_[entry.first].type, entry.first, flag);
  if (op != Op::reduce_sum_) value.known = reduce(Op::reduce_any_, kBool, flag);
  return value;
}

}  // namespace tierline::ir
