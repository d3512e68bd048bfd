// Expressions: the dispatch over all kinds, fields, questions, choices and calls.
#include "base/assert.hpp"
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

Type type_of(const checked::Type& type) {
  switch (type.kind) {
    case checked::Kind::Number:
      return number_of_scale(type.scale);
    case checked::Kind::Day:
      return kDay;
    case checked::Kind::Text:
      return kText;
    case checked::Kind::Enum:
      return {.kind = Storage::Enum, .scale = 0, .enum_index = type.enum_id.value};
    default:
      return kBool;
  }
}

uint32_t stored_index(const checked::Record& record, uint32_t field) {
  uint32_t index = 0;
  for (uint32_t i = 0; i < field; ++i) index += record.fields[i].derived ? 0U : 1U;
  return index;
}

Value Lowering::lower(ExprId id, const Context& context) {
  const Expr& expr = program_[id];
  const Span outer = span_;
  span_ = expr.span;
  Value value = lower_kind(expr, context);
  if (value.kind == checked::Kind::Number && expr.type.kind == checked::Kind::Number) {
    value = to_type(value, expr.type);
  }
  span_ = outer;
  return value;
}

Value Lowering::lower_kind(const Expr& expr, const Context& context) {
  switch (expr.kind) {
    case ExprKind::Constant:
      return lower_constant(expr);
    case ExprKind::AccountField:
      return account_field(expr);
    case ExprKind::EntryField:
      return entry_field(expr, context);
    case ExprKind::Today:
      return {.kind = checked::Kind::Day, .first = context.today};
    case ExprKind::TierNow:
      return tier_now(context);
    case ExprKind::TierBefore:
      return {.kind = checked::Kind::Enum, .first = step(Op::tier_before_, type_of(expr.type))};
    case ExprKind::Parameter:
      return parameter(expr, context);
    case ExprKind::Call:
      return call(expr, context);
    case ExprKind::Lookup:
      return lookup(expr, context);
    case ExprKind::BandValue:
      return band_value(expr, context);
    case ExprKind::BandsOf:
      return bands_of(expr, context);
    case ExprKind::Not: {
      Value value = lower(expr.kids[0], context);
      value.first = negation(value.first);
      return value;
    }
    case ExprKind::And:
    case ExprKind::Or:
      return logic(expr, context);
    case ExprKind::Compare:
      return compare(expr, context);
    case ExprKind::InPeriod:
      return in_period(expr, context);
    case ExprKind::Negate:
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
      return arithmetic(expr, context);
    case ExprKind::Divide:
      return divide(expr, context);
    case ExprKind::AddDays:
    case ExprKind::AddMonths:
    case ExprKind::AddBusiness:
      return add_to_day(expr, context);
    case ExprKind::If:
      return choose(expr, context);
    case ExprKind::Otherwise:
      return otherwise(expr, context);
    case ExprKind::Known: {
      const Value value = lower(expr.kids[0], context);
      return {.kind = checked::Kind::Bool,
              .first = value.known.is_none() ? build_.boolean(true) : value.known,
              .fault = value.fault};
    }
    case ExprKind::By:
      return by(expr, context);
    case ExprKind::Round:
      return round(expr, context);
    case ExprKind::Larger:
    case ExprKind::Smaller:
      return extreme(expr, context);
    case ExprKind::Aggregate:
      return aggregate(expr, context);
    case ExprKind::PeriodOf:
      return period_of(expr, context);
    case ExprKind::PeriodFirst:
    case ExprKind::PeriodLast: {
      const Value period = lower(expr.kids[0], context);
      return {.kind = checked::Kind::Day,
              .first = expr.kind == ExprKind::PeriodFirst ? period.first : period.second,
              .fault = period.fault};
    }
    case ExprKind::YearNumber: {
      const Value day = lower(expr.kids[0], context);
      return {.kind = checked::Kind::Number,
              .first = step(Op::year_number_, number_of_scale(0), day.first),
              .fault = day.fault};
    }
    case ExprKind::At:
      return at(expr, context);
    case ExprKind::TierOn:
      break;  // a fact of claim programs, and nowhere else
  }
  TIERLINE_ASSERT(!"unknown kind of expression");
}

Value Lowering::lower_constant(const Expr& expr) {
  Value value{.kind = expr.type.kind};
  const checked::Constant& constant = expr.constant;
  if (expr.type.kind == checked::Kind::Number) {
    value.first = decimal(constant.number);
  } else if (expr.type.kind == checked::Kind::Text) {
    value.first = build_.constant(kText, 0, constant.text);
  } else {
    const checked::Decimal whole = decimal::round(constant.number, 0, decimal::Rounding::Down);
    value.first = build_.constant(type_of(expr.type), whole.coefficient);
  }
  return value;
}

Value Lowering::account_field(const Expr& expr) {
  const checked::Field& field = program_.account.fields[expr.ref];
  const uint32_t index = stored_index(program_.account, expr.ref);
  Value value{.kind = field.type.kind};
  value.first = step(Op::account_field_, type_of(field.type), {}, {}, {}, index);
  if (field.type.optional) value.known = step(Op::account_known_, kBool, {}, {}, {}, index);
  return value;
}

Value Lowering::entry_field(const Expr& expr, const Context& context) {
  TIERLINE_ASSERT(context.ledger != kNone);
  const checked::Record& ledger = program_.ledgers[context.ledger];
  const checked::Field& field = ledger.fields[expr.ref];
  if (field.derived) {
    return lower(Instance{InstanceKind::Derived, expr.ref, context.ledger, context.today, {}},
                 context);
  }
  Step load;
  load.op = Op::entry_field_;
  load.type = type_of(field.type);
  load.level = context.ledger + 1;
  load.ref = stored_index(ledger, expr.ref);
  load.span = span_;
  Value value{.kind = field.type.kind, .first = build_.append(load)};
  if (!field.type.optional) return value;
  load.op = Op::entry_known_;
  load.type = kBool;
  value.known = build_.append(load);
  return value;
}

/// An aggregate inside a definition is of the account: an argument that changes from entry to entry
/// of another aggregate has no meaning there, and the checker forbids it.
Value Lowering::parameter(const Expr& expr, const Context& context) {
  const Value& value = (*context.parameters)[expr.ref];
  TIERLINE_ASSERT(!context.in_aggregate || build_[value.first].level == kAccountLevel);
  return value;
}

/// The context of a part that is looked at only when the condition is as expected.
Context Lowering::inside(const Context& context, StepId condition, bool expected) {
  Context inner = context;
  inner.scope = scopes_.open();
  const bool always = build_.is_constant(condition, expected ? 1 : 0);
  scopes_.lead(context.scope,
               {inner.scope, always ? StepId{} : condition, always || expected, kNone});
  return inner;
}

/// From left to right; the right side is looked at only if the left one has not decided.
Value Lowering::logic(const Expr& expr, const Context& context) {
  const bool is_and = expr.kind == ExprKind::And;
  const Value left = lower(expr.kids[0], context);
  const Value right = lower(expr.kids[1], inside(context, left.first, is_and));
  const StepId open = is_and ? left.first : negation(left.first);
  return {.kind = checked::Kind::Bool,
          .first = is_and ? both(left.first, right.first) : either(left.first, right.first),
          .fault = worst(left.fault, fault_if(open, right.fault))};
}

Value Lowering::compare(const Expr& expr, const Context& context) {
  const Value a = lower(expr.kids[0], context);
  const Value b = lower(expr.kids[1], context);
  Value value{.kind = checked::Kind::Bool, .fault = worst(a.fault, b.fault)};
  const bool numbers = a.kind == checked::Kind::Number || a.kind == checked::Kind::Quotient;
  value.first = numbers ? compare_numbers(expr.relation, a, b)
                        : compare_steps(expr.relation, a.first, b.first);
  return value;
}

Value Lowering::choose(const Expr& expr, const Context& context) {
  const Value condition = lower(expr.kids[0], context);
  const Value yes = lower(expr.kids[1], inside(context, condition.first, true));
  const Value no = lower(expr.kids[2], inside(context, condition.first, false));
  Value value = select(condition.first, to_type(yes, expr.type), to_type(no, expr.type));
  value.fault = worst(condition.fault, value.fault);
  return value;
}

Value Lowering::otherwise(const Expr& expr, const Context& context) {
  const Value first = lower(expr.kids[0], context);
  if (first.known.is_none()) return to_type(first, expr.type);
  const Value second = lower(expr.kids[1], inside(context, first.known, false));
  Value present = to_type(first, expr.type);
  present.known = {};
  present.fault = {};
  Value value = select(first.known, present, to_type(second, expr.type));
  value.fault = worst(first.fault, value.fault);
  return value;
}

Value Lowering::by(const Expr& expr, const Context& context) {
  const Value day = lower(expr.kids[0], context);
  const Value limit =
      lower(expr.kids[1], day.known.is_none() ? context : inside(context, day.known, true));
  const StepId in_time = compare_steps(Relation::LessEqual, day.first, limit.first);
  return {.kind = checked::Kind::Bool,
          .first = day.known.is_none() ? in_time : both(day.known, in_time),
          .fault = worst(day.fault,
                         day.known.is_none() ? limit.fault : fault_if(day.known, limit.fault))};
}

Value Lowering::at(const Expr& expr, const Context& context) {
  const Value day = lower(expr.kids[1], context);
  Context then = context;
  then.today = day.first;
  Value value = lower(expr.kids[0], then);
  value.fault = worst(day.fault, value.fault);
  return value;
}

/// By need: an argument's fault comes along with its value and counts where that is used.
Value Lowering::call(const Expr& expr, const Context& context) {
  Instance instance{InstanceKind::Define, expr.ref, kNone, context.today, {}};
  const checked::Define& define = program_.defines[expr.ref];
  for (size_t i = 0; i < expr.kids.size(); ++i) {
    instance.arguments.push_back(to_type(lower(expr.kids[i], context), define.parameters[i].type));
  }
  return lower(instance, context);
}

Value Lowering::extreme(const Expr& expr, const Context& context) {
  const Op op = expr.kind == ExprKind::Larger ? Op::maximum_ : Op::minimum_;
  Value best = to_type(lower(expr.kids[0], context), expr.type);
  for (size_t i = 1; i < expr.kids.size(); ++i) {
    const Value next = to_type(lower(expr.kids[i], context), expr.type);
    best.first = step(op, build_[best.first].type, best.first, next.first);
    best.fault = worst(best.fault, next.fault);
  }
  return best;
}

}  // namespace tierline::ir
