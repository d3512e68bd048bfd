// Aggregates and splits: entry steps for the value and for the flag (it is there on that day, and
// `where` holds), and one reduction into the account.
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

/// Where something is looked at for each entry of a ledger that meets the condition.
Context Lowering::of_entries(uint32_t ledger, StepId condition, const Context& context) {
  Context inner = context;
  inner.ledger = ledger;
  inner.in_aggregate = true;
  inner.scope = scopes_.open();
  scopes_.lead(context.scope, {inner.scope, condition, true, ledger});
  return inner;
}

/// The fault of an entry that counts, whichever it is.
StepId Lowering::of_all_entries(uint32_t ledger, StepId fault, StepId flag) {
  if (fault.is_none()) return {};
  return step(Op::reduce_max_, number_of_scale(0), fault, flag, {}, ledger);
}

/// Whether an entry counts: it is there on that day, and `where` holds. The fault is the account's.
Value Lowering::counted(uint32_t ledger, const std::optional<ExprId>& where,
                        const Context& context) {
  const StepId there = visible(ledger, context.today);
  if (!where) return {.kind = checked::Kind::Bool, .first = there};
  const Value asked = lower(*where, of_entries(ledger, there, context));
  return {.kind = checked::Kind::Bool,
          .first = both(there, asked.first),
          .fault = of_all_entries(ledger, asked.fault, there)};
}

Value Lowering::aggregate(const Expr& expr, const Context& context) {
  // An aggregate is of the account: what it is asked with must not change from entry to entry.
  TIERLINE_ASSERT(build_[context.today].level == kAccountLevel);
  const auto reduce = [&](Op op, const Type& type, StepId a, StepId b = {}) {
    return step(op, type, a, b, {}, expr.ref);
  };
  const Value counts = counted(expr.ref, expr.where, context);
  const StepId flag = counts.first;
  Value value{.kind = expr.type.kind, .fault = counts.fault};
  if (expr.aggregate == AggregateKind::Count) {
    value.first = reduce(Op::reduce_count_, number_of_scale(0), flag);
    return value;
  }
  if (expr.aggregate == AggregateKind::Any) {
    value.first = reduce(Op::reduce_any_, kBool, flag);
    return value;
  }
  const Value entry = lower(expr.kids[0], of_entries(expr.ref, flag, context));
  value.fault = worst(value.fault, of_all_entries(expr.ref, entry.fault, flag));
  Op op = Op::reduce_sum_;
  if (expr.aggregate == AggregateKind::Min) op = Op::reduce_min_;
  if (expr.aggregate == AggregateKind::Max) op = Op::reduce_max_;
  value.first = reduce(op, build_[entry.first].type, entry.first, flag);
  if (op != Op::reduce_sum_) value.known = reduce(Op::reduce_any_, kBool, flag);
  return value;
}

/// The parts themselves are the machine's: it has the amount, the weights and their sum. Here
/// stands what can go wrong: an amount with nothing to split it over.
Split Lowering::split(const checked::Split& asked) {
  Context context;
  context.today = now_;
  Split made;
  context.scope = made.scope = scopes_.open();
  if (asked.clause) {
    RuleGroup group;
    group.name = asked.name;
    group.entries.push_back({"", {}, kNone, *asked.clause, asked.span});
    scopes_.show(context.scope, std::move(group));
  }
  const Value amount = to_type(lower(asked.amount, context), asked.type);
  const Value counts = counted(asked.ledger, asked.where, context);
  const Value weight = lower(asked.weight, of_entries(asked.ledger, counts.first, context));
  made.amount = amount.first;
  made.collected =
      step(Op::collect_, build_[weight.first].type, weight.first, counts.first, {}, asked.ledger);
  const auto is_zero = [&](StepId number) {
    return compare_steps(Relation::Equal, number, build_.number(0, scale_of(number)));
  };
  const StepId nothing = both(negation(is_zero(made.amount)), is_zero(made.collected));
  StepId fault = worst(amount.fault, counts.fault);
  fault = worst(fault, of_all_entries(asked.ledger, weight.fault, counts.first));
  if (!fault.is_none()) ir_.demands.push_back(step(Op::demand_, {}, fault));
  fault = fault_if(nothing, build_.number(kNothingToSplitOver, 0));
  ir_.demands.push_back(step(Op::demand_, {}, fault));
  return made;
}

}  // namespace tierline::ir
