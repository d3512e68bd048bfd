// Numbers: scales made equal by powers of ten, quotients as pairs, one rounding step.
#include "base/assert.hpp"
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

using checked::Kind;

// ---- small steps ----

StepId Lowering::step(Op op, const Type& type, StepId a, StepId b, StepId c, uint32_t ref,
                      uint8_t mode) {
  Step made;
  made.op = op;
  made.mode = mode;
  made.type = type;
  made.args[0] = a;
  made.args[1] = b;
  made.args[2] = c;
  made.ref = ref;
  made.span = span_;
  return build_.append(made);
}

StepId Lowering::both(StepId a, StepId b) { return step(Op::and_, kBool, a, b); }
StepId Lowering::either(StepId a, StepId b) { return step(Op::or_, kBool, a, b); }
StepId Lowering::negation(StepId a) { return step(Op::not_, kBool, a); }

StepId Lowering::choose_step(StepId condition, StepId yes, StepId no) {
  const Type& type = build_[yes].type;
  const Op op = type.kind == Storage::Text ? Op::text_select_ : Op::select_;
  return step(op, type, condition, yes, no);
}

StepId Lowering::decimal(const checked::Decimal& number) {
  return build_.number(number.coefficient, number.scale);
}

StepId Lowering::day(checked::Day day) { return build_.constant(kDay, day); }

/// Writes a number with more digits after the point: times 1.00..0.
StepId Lowering::rescale(StepId number, int scale) {
  const int more = scale - scale_of(number);
  if (more == 0) return number;
  if (build_.is_constant(number)) {
    const BigInt value = build_.value(number);
    if (more > 0) return build_.number(value * decimal::power_of_ten(more), scale);
    const BigInt& power = decimal::power_of_ten(-more);
    TIERLINE_ASSERT(value % power == 0);
    return build_.number(value / power, scale);
  }
  if (more > 0) return multiply(number, build_.number(decimal::power_of_ten(more), more));
  // The checker saw that the digits are not needed; dividing them off is exact.
  return step(Op::divide_, number_of_scale(scale), number,
              build_.number(decimal::power_of_ten(-more), 0), {}, kNone,
              static_cast<uint8_t>(decimal::Rounding::Down));
}

StepId Lowering::add(StepId a, StepId b) {
  const int scale = std::max(scale_of(a), scale_of(b));
  return step(Op::add_, number_of_scale(scale), rescale(a, scale), rescale(b, scale));
}

StepId Lowering::multiply(StepId a, StepId b) {
  return step(Op::mul_, number_of_scale(scale_of(a) + scale_of(b)), a, b);
}

StepId Lowering::worst(StepId a, StepId b) {
  if (a.is_none() || a == b) return b;
  if (b.is_none()) return a;
  return step(Op::maximum_, number_of_scale(0), a, b);
}

StepId Lowering::fault_if(StepId when, StepId fault) {
  if (fault.is_none()) return fault;
  return choose_step(when, fault, build_.number(0, 0));
}

StepId Lowering::known_steps(StepId a, StepId b) {
  if (a.is_none()) return b;
  return b.is_none() ? a : both(a, b);
}

// ---- values ----

Value Lowering::as_quotient(const Value& value) {
  if (value.kind == Kind::Quotient) return value;
  Value quotient = value;
  quotient.kind = Kind::Quotient;
  quotient.second = build_.number(1, 0);
  return quotient;
}

/// Makes the value one of the type: its scale, or a quotient of a number.
Value Lowering::to_type(const Value& value, const checked::Type& type) {
  Value made = value;
  if (type.kind == Kind::Quotient) return as_quotient(value);
  if (type.kind == Kind::Number) made.first = rescale(value.first, type.scale);
  return made;
}

/// Chooses between two values of one kind; their faults likewise.
Value Lowering::select(StepId condition, const Value& yes, const Value& no) {
  Value a = yes;
  Value b = no;
  Value value{.kind = a.kind};
  const auto choose_part = [&](StepId left, StepId right) {
    if (build_[left].type.kind == Storage::Number) {
      const int scale = std::max(scale_of(left), scale_of(right));
      left = rescale(left, scale);
      right = rescale(right, scale);
    }
    return choose_step(condition, left, right);
  };
  value.first = choose_part(a.first, b.first);
  if (!a.second.is_none()) value.second = choose_part(a.second, b.second);
  if (!a.known.is_none() || !b.known.is_none()) {
    const StepId always = build_.boolean(true);
    value.known = choose_step(condition, a.known.is_none() ? always : a.known,
                              b.known.is_none() ? always : b.known);
  }
  if (!a.fault.is_none() || !b.fault.is_none()) {
    const StepId never = build_.number(0, 0);
    value.fault = choose_step(condition, a.fault.is_none() ? never : a.fault,
                              b.fault.is_none() ? never : b.fault);
  }
  return value;
}

// ---- arithmetic ----

Value Lowering::arithmetic(const Expr& expr, const Context& context) {
  const Value a = lower(expr.kids[0], context);
  if (expr.kind == ExprKind::Negate) {
    return {.kind = Kind::Number,
            .first = step(Op::negate_, build_[a.first].type, a.first),
            .fault = a.fault};
  }
  const Value b = lower(expr.kids[1], context);
  Value value{.kind = Kind::Number, .fault = worst(a.fault, b.fault)};
  if (expr.kind == ExprKind::Multiply) {
    value.first = multiply(a.first, b.first);
  } else if (expr.kind == ExprKind::Add) {
    value.first = add(a.first, b.first);
  } else if (a.kind == Kind::Day) {
    value.first = step(Op::days_between_, number_of_scale(0), a.first, b.first);
  } else {
    const int scale = std::max(scale_of(a.first), scale_of(b.first));
    value.first =
        step(Op::sub_, number_of_scale(scale), rescale(a.first, scale), rescale(b.first, scale));
  }
  return value;
}

/// A pair whose denominator is above zero, so that comparing may multiply across.
Value Lowering::divide(const Expr& expr, const Context& context) {
  const Value a = lower(expr.kids[0], context);
  const Value b = lower(expr.kids[1], context);
  Value value{.kind = Kind::Quotient, .first = a.first, .second = b.first};
  value.fault = worst(a.fault, b.fault);
  const StepId zero = build_.number(0, scale_of(b.first));
  if (expr.type.optional) value.known = compare_steps(Relation::NotEqual, b.first, zero);
  const checked::Bounds& bounds = program_[expr.kids[1]].bounds;
  if (bounds.low && !decimal::is_negative(*bounds.low)) return value;
  const StepId negative = compare_steps(Relation::Less, b.first, zero);
  const auto turned = [&](StepId number) {
    return choose_step(negative, step(Op::negate_, build_[number].type, number), number);
  };
  value.first = turned(a.first);
  value.second = turned(b.first);
  return value;
}

StepId Lowering::compare_numbers(Relation relation, const Value& a, const Value& b) {
  StepId left = a.first;
  StepId right = b.first;
  if (a.kind == Kind::Quotient || b.kind == Kind::Quotient) {
    left = multiply(a.first, as_quotient(b).second);
    right = multiply(b.first, as_quotient(a).second);
  }
  const int scale = std::max(scale_of(left), scale_of(right));
  return compare_steps(relation, rescale(left, scale), rescale(right, scale));
}

StepId Lowering::compare_steps(Relation relation, StepId a, StepId b) {
  if (build_[a].type.kind == Storage::Text) {
    const StepId equal = step(Op::text_equal_, kBool, a, b);
    return relation == Relation::Equal ? equal : negation(equal);
  }
  switch (relation) {
    case Relation::Equal:
      return step(Op::equal_, kBool, a, b);
    case Relation::NotEqual:
      return step(Op::not_equal_, kBool, a, b);
    case Relation::Less:
      return step(Op::less_, kBool, a, b);
    case Relation::LessEqual:
      return step(Op::less_equal_, kBool, a, b);
    case Relation::Greater:
      return step(Op::less_, kBool, b, a);
    case Relation::GreaterEqual:
      return step(Op::less_equal_, kBool, b, a);
  }
  TIERLINE_ASSERT(!"unknown relation");
}

// ---- rounding ----

Value Lowering::round(const Expr& expr, const Context& context) {
  Value value = round(lower(expr.kids[0], context), expr.constant.number, expr.rounding);
  return to_type(value, expr.type);
}

/// The nearest multiple of the quantum: value / quantum, rounded to a whole number, times quantum.
/// With the value n/10^s : d/10^t and the quantum q/10^u that is n*10^(t+u) / (d*10^s * q).
Value Lowering::round(const Value& value, const checked::Decimal& quantum, decimal::Rounding mode) {
  const Value quotient = as_quotient(value);
  int up = scale_of(quotient.second) + quantum.scale;
  int down = scale_of(quotient.first);
  const int common = std::min(up, down);
  up -= common;
  down -= common;
  // The powers of ten are taken as plain factors here: the result counts quanta.
  const auto times = [&](StepId number, const BigInt& factor) {
    return factor == 1 ? number
                       : step(Op::mul_, build_[number].type, number, build_.number(factor, 0));
  };
  const StepId num = times(quotient.first, decimal::power_of_ten(up));
  const StepId den = times(quotient.second, decimal::power_of_ten(down) * quantum.coefficient);
  const auto count = [&](int scale) {
    return step(Op::divide_, number_of_scale(scale), num, den, {}, kNone,
                static_cast<uint8_t>(mode));
  };
  Value rounded{.kind = Kind::Number, .known = value.known, .fault = value.fault};
  // A count of 0.01 is the number itself with two digits after the point.
  rounded.first =
      quantum.coefficient == 1 ? count(quantum.scale) : multiply(count(0), decimal(quantum));
  return rounded;
}

}  // namespace tierline::ir
