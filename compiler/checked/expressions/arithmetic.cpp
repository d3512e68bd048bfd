// Numbers: literals, the four operations, rounding, larger and smaller.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

Maybe Expressions::literal(const ast::Expr& expr) {
  switch (expr.kind) {
    case ast::ExprKind::Number: {
      auto number = number_literal(work_, expr);
      if (!number) return std::nullopt;
      return add_constant(std::move(number->value), std::move(number->type), expr.span);
    }
    case ast::ExprKind::Day: {
      const auto day = work_.day({expr.text, expr.span});
      if (!day) return std::nullopt;
      return add_constant({whole(*day), ""}, plain_type(Kind::Day), expr.span);
    }
    case ast::ExprKind::Text:
      return add_constant({{}, expr.text}, plain_type(Kind::Text), expr.span);
    default:
      return add_constant({whole(expr.text == "yes" ? 1 : 0), ""}, plain_type(Kind::Bool),
                          expr.span);
  }
}

bool Expressions::digits_within_limit(int scale, Span span) {
  if (scale <= base::kScaleMax) return true;
  report(Code::DigitsBeyondLimit, span,
         fmt::format("this can have {} digits after the point; a number has at most {}", scale,
                     base::kScaleMax))
      .hint = "round one of the factors first";
  return false;
}

/// A number that is there; a quotient, period, bool, ... is reported.
bool Expressions::is_number(ExprId value, std::string_view what) {
  const Expr& expr = at(value);
  if (expr.type.kind == Kind::Quotient) {
    report(Code::QuotientUse, expr.span,
           fmt::format("{} must be a number, but this is {}", what, type_text(value)))
        .hint = "round it first: `(...) rounded half even to 0.01%`";
    return false;
  }
  if (expr.type.kind != Kind::Number) {
    report(Code::TypeMismatch, expr.span,
           fmt::format("{} must be a number, but this is `{}`", what, type_text(value)));
    return false;
  }
  return is_plain_value(work_, value, what);
}

bool Expressions::numbers(const ast::Expr& expr, ExprId left, ExprId right) {
  const bool first = is_number(left, fmt::format("the left side of `{}`", expr.op));
  const bool second = is_number(right, fmt::format("the right side of `{}`", expr.op));
  return first && second;
}

Maybe Expressions::arithmetic(const ast::Expr& expr, ExprId left, ExprId right) {
  if (expr.op == "*") return product(expr, left, right);
  if (expr.op == "/") return quotient(expr, left, right);
  return sum(expr, left, right);
}

Maybe Expressions::sum(const ast::Expr& expr, ExprId left, ExprId right) {
  const Type& a = at(left).type;
  const Type& b = at(right).type;
  if (a.kind == Kind::Day || b.kind == Kind::Day) {
    if (a.kind == b.kind && expr.op == "-") {
      if (!is_day(left, "the left side of `-`") || !is_day(right, "the right side of `-`"))
        return std::nullopt;
      return add(ExprKind::Subtract, number_type({}, 0),
                 subtract(at(left).bounds, at(right).bounds), expr.span, {left, right});
    }
    report(Code::TypeMismatch, expr.span,
           fmt::format("cannot {} `{}` and `{}`", expr.op == "+" ? "add" : "subtract",
                       type_text(left), type_text(right)))
        .hint = "to a day belongs a duration: `today + 3 days`, `today - 1 month`";
    return std::nullopt;
  }
  if (!numbers(expr, left, right)) return std::nullopt;
  if (!like_units(a.unit, b.unit)) {
    auto& error = report(Code::UnitMismatch, expr.span,
                         fmt::format("cannot {} `{}` and `{}`", expr.op == "+" ? "add" : "subtract",
                                     type_text(left), type_text(right)));
    label(error, at(left).span, type_text(left));
    label(error, at(right).span, type_text(right));
    error.hint = "both sides need the same currency, or none";
    return std::nullopt;
  }
  const Type type = number_type(joined(a.unit, b.unit), std::max(a.scale, b.scale));
  const bool plus = expr.op == "+";
  const Bounds bounds = plus ? checked::add(at(left).bounds, at(right).bounds)
                             : subtract(at(left).bounds, at(right).bounds);
  return add(plus ? ExprKind::Add : ExprKind::Subtract, type, bounds, expr.span, {left, right});
}

Maybe Expressions::product(const ast::Expr& expr, ExprId left, ExprId right) {
  if (!numbers(expr, left, right)) return std::nullopt;
  const Type& a = at(left).type;
  const Type& b = at(right).type;
  if (is_money(a) && is_money(b)) {
    auto& error =
        report(Code::MoneyTimesMoney, expr.span,
               fmt::format("cannot multiply `{}` by `{}`", a.unit.currency, b.unit.currency));
    label(error, at(left).span, type_text(left));
    label(error, at(right).span, type_text(right));
    error.hint = "multiply money by a plain number or a percentage";
    return std::nullopt;
  }
  if (!digits_within_limit(a.scale + b.scale, expr.span)) return std::nullopt;
  const Unit unit = is_money(a) ? a.unit : is_money(b) ? b.unit : joined(a.unit, b.unit);
  return add(ExprKind::Multiply, number_type(unit, a.scale + b.scale),
             multiply(at(left).bounds, at(right).bounds), expr.span, {left, right});
}

Maybe Expressions::quotient(const ast::Expr& expr, ExprId left, ExprId right) {
  if (!numbers(expr, left, right)) return std::nullopt;
  const Type& a = at(left).type;
  const Type& b = at(right).type;
  if (is_money(b) && !is_money(a)) {
    report(Code::NumberOverMoney, expr.span,
           fmt::format("cannot divide `{}` by `{}`", type_text(left), type_text(right)))
        .hint = "divide money by money of the same currency, or by a plain number";
    return std::nullopt;
  }
  if (is_money(b) && a.unit != b.unit) {
    auto& error =
        report(Code::UnitMismatch, expr.span,
               fmt::format("cannot divide `{}` by `{}`", type_text(left), type_text(right)));
    label(error, at(left).span, type_text(left));
    label(error, at(right).span, type_text(right));
    error.hint = "both sides need the same currency";
    return std::nullopt;
  }
  if (is_point(at(right).bounds) && decimal::is_zero(*at(right).bounds.low)) {
    report(Code::DivisorMayBeZero, at(right).span, "this divisor is always zero");
    return std::nullopt;
  }
  Type type = number_type(is_money(b) ? Unit{} : a.unit, 0);
  type.kind = Kind::Quotient;
  if (!is_money(type)) type.unit = {};
  type.optional = !excludes_zero(at(right).bounds);
  return add(ExprKind::Divide, type, divide(at(left).bounds, at(right).bounds), expr.span,
             {left, right});
}

Maybe Expressions::negate(const ast::Expr& expr) {
  const Maybe value = check(expr.kids[0]);
  if (!value || !is_number(*value, "what stands after `-`")) return std::nullopt;
  return add(ExprKind::Negate, at(*value).type, checked::negate(at(*value).bounds), expr.span,
             {*value});
}

// ---- rounding ----

namespace {

/// What `rounded` means without `to`: the minor unit of money, 0.01%, a whole number for an int.
std::optional<TypedConstant> quantum_of_type(const Type& amount) {
  const bool quotient = amount.kind == Kind::Quotient;
  if (is_money(amount)) {
    const int digits = minor_digits(amount.unit);
    return TypedConstant{{{decimal::BigInt(1), digits}, ""}, number_type(amount.unit, digits)};
  }
  if (!quotient && amount.unit.measure == Measure::Percent) {
    return TypedConstant{{{decimal::BigInt(1), 4}, ""}, number_type(amount.unit, 4)};
  }
  if (!quotient && amount.scale == 0) return TypedConstant{{whole(1), ""}, number_type({}, 0)};
  return std::nullopt;
}

}  // namespace

bool Expressions::fits_quantum(const ast::Expr& expr, const TypedConstant& quantum,
                               const Type& amount) {
  const Unit& unit = quantum.type.unit;
  if (quantum.value.number <= whole(0)) {
    report(Code::RoundingQuantum, work_.ast[expr.kids[1]].span,
           "one can only round to more than zero");
    return false;
  }
  const bool plain_for_money = is_money(amount) && unit.measure == Measure::Count;
  if (plain_for_money || like_units(unit, amount.unit)) return true;
  const std::string found = is_money(amount) ? amount.unit.currency : "a number without currency";
  report(Code::RoundingQuantum, work_.ast[expr.kids[1]].span,
         fmt::format("cannot round {} to {}", found, number_text(quantum.value.number, unit)))
      .hint = is_money(amount) ? "write an amount of the same currency, or a plain number"
                               : "write a plain number or a percentage";
  return false;
}

std::optional<TypedConstant> Expressions::quantum(const ast::Expr& expr, const Type& amount) {
  if (expr.kids.size() < 2) {
    auto standard = quantum_of_type(amount);
    const bool quotient = amount.kind == Kind::Quotient;
    if (!standard) {
      report(
          Code::RoundingQuantum, expr.span,
          fmt::format("rounding {} needs to say to what", quotient ? "a ratio" : "a plain number"))
          .hint = "write `rounded half even to 0.01%`, `to 1`, `to 0.05`";
    }
    return standard;
  }
  const ast::Expr& written = work_.ast[expr.kids[1]];
  if (written.kind != ast::ExprKind::Number) {
    report(Code::RoundingQuantum, written.span, "what one rounds to is a literal number");
    return std::nullopt;
  }
  auto quantum = number_literal(work_, written);
  if (!quantum || !fits_quantum(expr, *quantum, amount)) return std::nullopt;
  if (is_money(amount)) quantum->type.unit = amount.unit;
  return quantum;
}

Bounds Expressions::rounded_bounds(ExprId amount, const Decimal& quantum,
                                   decimal::Rounding mode) const {
  const Expr& expr = at(amount);
  if (expr.kind == ExprKind::Divide) {
    const Bounds& a = at(expr.kids[0]).bounds;
    const Bounds& b = at(expr.kids[1]).bounds;
    if (is_point(a) && is_point(b)) {
      const Decimal multiple = decimal::divide(*a.low, decimal::mul(*b.low, quantum), 0, mode);
      return point(decimal::mul(multiple, quantum));
    }
  }
  return checked::round(expr.bounds, quantum, mode);
}

Maybe Expressions::rounded(const ast::Expr& expr) {
  const Maybe value = check(expr.kids[0]);
  if (!value) return value;
  const Type amount = at(*value).type;
  if (!is_numeric(amount)) {
    report(Code::TypeMismatch, at(*value).span,
           fmt::format("only a number can be rounded, but this is `{}`", type_text(*value)));
    return std::nullopt;
  }
  if (!is_plain_value(work_, *value, "what is rounded")) return std::nullopt;
  const auto to = quantum(expr, amount);
  const auto mode = decimal::rounding_from_text(expr.text);
  if (!to || !mode) return std::nullopt;
  const Bounds bounds = rounded_bounds(*value, to->value.number, *mode);
  const Maybe id = add(ExprKind::Round, to->type, bounds, expr.span, {*value});
  if (!id) return id;
  last().rounding = *mode;
  last().constant = to->value;
  return id;
}

// ---- larger, smaller, later, earlier ----

Maybe Expressions::extreme(const ast::Expr& expr) {
  const bool days = expr.text == "later" || expr.text == "earlier";
  const std::string what = fmt::format("each argument of `{}{}`", expr.text, days ? " of" : "");
  std::vector<ExprId> kids;
  for (const ast::ExprId one : expr.kids) {
    const Maybe kid = check(one);
    if (!kid) continue;
    if (!days && at(*kid).type.kind == Kind::Day) {
      report(Code::TypeMismatch, at(*kid).span,
             fmt::format("{} must be a number, but this is `date`", what))
          .hint = expr.text == "max" ? "write `later of (...)`" : "write `earlier of (...)`";
      continue;
    }
    if (days ? is_day(*kid, what) : is_number(*kid, what)) kids.push_back(*kid);
  }
  if (expr.kids.size() < 2) {
    report(Code::WrongArity, expr.span, fmt::format("`{}` compares two values or more", expr.text));
    return std::nullopt;
  }
  if (kids.size() != expr.kids.size()) return std::nullopt;
  return fold_extreme(expr, kids, days ? Kind::Day : Kind::Number);
}

Maybe Expressions::fold_extreme(const ast::Expr& expr, const std::vector<ExprId>& kids, Kind kind) {
  const bool upward = expr.text == "max" || expr.text == "later";
  Type type = at(kids[0]).type;
  Bounds bounds = at(kids[0]).bounds;
  for (size_t i = 1; i < kids.size(); ++i) {
    const auto both = unify(kids[0], kids[i], expr.span);
    if (!both) return std::nullopt;
    if (kind == Kind::Number) {
      type = number_type(joined(type.unit, both->unit), std::max(type.scale, both->scale));
    }
    const Bounds& next = at(kids[i]).bounds;
    bounds = upward ? larger(bounds, next) : smaller(bounds, next);
  }
  return add(upward ? ExprKind::Larger : ExprKind::Smaller, type, bounds, expr.span, kids);
}

}  // namespace tierline::checked
