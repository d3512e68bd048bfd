// Conditions and choices: and, or, not, comparisons, if, otherwise, known, by, in.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

TypeSpec wanted(Kind kind) { return {plain_type(kind), {}, {}}; }

Relation relation_of(std::string_view op) {
  if (op == "=") return Relation::Equal;
  if (op == "!=") return Relation::NotEqual;
  if (op == "<") return Relation::Less;
  if (op == "<=") return Relation::LessEqual;
  return op == ">" ? Relation::Greater : Relation::GreaterEqual;
}

bool has_order(const Type& type) {
  return is_numeric(type) || type.kind == Kind::Day ||
         (type.kind == Kind::Enum && type.enum_id == kTierEnum);
}

}  // namespace

Maybe Expressions::logic(const ast::Expr& expr, Maybe left, Maybe right) {
  const auto is_condition = [&](Maybe side, std::string_view name) {
    if (!side) return false;
    return fits(work_, *side, wanted(Kind::Bool), at(*side).span,
                fmt::format("the {} side of `{}`", name, expr.op));
  };
  const bool first = is_condition(left, "left");
  const bool second = is_condition(right, "right");
  if (!first || !second) return std::nullopt;
  return add(expr.op == "and" ? ExprKind::And : ExprKind::Or, plain_type(Kind::Bool), {}, expr.span,
             {*left, *right});
}

Maybe Expressions::negation(const ast::Expr& expr) {
  const Maybe value = condition(expr.kids[0], "what stands after `not`");
  if (!value) return value;
  return add(ExprKind::Not, plain_type(Kind::Bool), {}, expr.span, {*value});
}

/// The unit and kind of both sides, and whether they have an order if one is asked for.
bool Expressions::comparable(const ast::Expr& expr, ExprId left, ExprId right) {
  const Type& a = at(left).type;
  const Type& b = at(right).type;
  const bool numeric = is_numeric(a) && is_numeric(b);
  if (numeric && !like_units(a.unit, b.unit)) {
    auto& error =
        report(Code::UnitMismatch, expr.span,
               fmt::format("cannot compare `{}` with `{}`", type_text(left), type_text(right)));
    label(error, at(left).span, type_text(left));
    label(error, at(right).span, type_text(right));
    error.hint = "both sides need the same currency, or none";
    return false;
  }
  const bool alike =
      numeric || (a.kind == b.kind && (a.kind != Kind::Enum || a.enum_id == b.enum_id));
  const bool equality = expr.op == "=" || expr.op == "!=";
  if (alike && (equality || has_order(a))) return true;
  auto& error = report(
      Code::NotComparable, expr.span,
      alike ? fmt::format("`{}` has no order, so `{}` says nothing", type_text(left), expr.op)
            : fmt::format("cannot compare `{}` with `{}`", type_text(left), type_text(right)));
  if (alike) error.hint = "only `=` and `!=` compare such values";
  return false;
}

Maybe Expressions::comparison(const ast::Expr& expr, ExprId left, ExprId right) {
  const bool first = is_plain_value(work_, left, fmt::format("the left side of `{}`", expr.op));
  const bool second = is_plain_value(work_, right, fmt::format("the right side of `{}`", expr.op));
  if (!first || !second || !comparable(expr, left, right)) return std::nullopt;
  const Maybe id = add(ExprKind::Compare, plain_type(Kind::Bool), {}, expr.span, {left, right});
  if (id) last().relation = relation_of(expr.op);
  return id;
}

// ---- choices ----

std::optional<Type> Expressions::unify(ExprId left, ExprId right, Span span) {
  const Type& a = at(left).type;
  const Type& b = at(right).type;
  Type type = a;
  type.optional = a.optional || b.optional;
  if (is_numeric(a) && is_numeric(b) && like_units(a.unit, b.unit)) {
    type.kind = a.kind == b.kind ? a.kind : Kind::Quotient;
    type.unit = joined(a.unit, b.unit);
    type.scale = type.kind == Kind::Number ? std::max(a.scale, b.scale) : 0;
    return type;
  }
  const bool same_enum = a.kind != Kind::Enum || a.enum_id == b.enum_id;
  if (a.kind == b.kind && !is_numeric(a) && same_enum) return type;
  const bool units = is_numeric(a) && is_numeric(b);
  auto& error =
      report(units ? Code::UnitMismatch : Code::TypeMismatch, span,
             fmt::format("one value is `{}`, the other `{}`", type_text(left), type_text(right)));
  label(error, at(left).span, type_text(left));
  label(error, at(right).span, type_text(right));
  error.hint = "whichever is chosen, the result needs one type";
  return std::nullopt;
}

Maybe Expressions::choice(const ast::Expr& expr, EnumId expected) {
  const Maybe test = condition(expr.kids[0], "the condition of `if`");
  const auto [yes, no] = check_pair(expr.kids[1], expr.kids[2], expected);
  if (!test || !yes || !no) return std::nullopt;
  for (const ExprId branch : {*yes, *no}) {
    if (at(branch).type.kind == Kind::Period) {
      is_plain_value(work_, branch, "the value of `if`");
      return std::nullopt;
    }
  }
  const auto type = unify(*yes, *no, expr.span);
  if (!type) return std::nullopt;
  return add(ExprKind::If, *type, join(at(*yes).bounds, at(*no).bounds), expr.span,
             {*test, *yes, *no});
}

Maybe Expressions::otherwise(const ast::Expr& expr, EnumId expected) {
  const auto [value, instead] = check_pair(expr.kids[0], expr.kids[1], expected);
  if (!value || !instead) return std::nullopt;
  const auto type = unify(*value, *instead, expr.span);
  if (!type) return std::nullopt;
  if (!at(*value).type.optional) {
    auto& warning = report(Code::NeverAbsent, work_.ast[expr.kids[1]].span,
                           "this is never used: the value before `otherwise` is never absent");
    label(warning, at(*value).span, "never absent");
    warning.hint = "leave `otherwise` out";
    return value;
  }
  Type result = *type;
  result.optional = at(*instead).type.optional;
  return add(ExprKind::Otherwise, result, join(at(*value).bounds, at(*instead).bounds), expr.span,
             {*value, *instead});
}

Maybe Expressions::known(const ast::Expr& expr) {
  const Maybe value = check(expr.kids[0]);
  if (!value) return value;
  if (at(*value).type.optional) {
    return add(ExprKind::Known, plain_type(Kind::Bool), {}, expr.span, {*value});
  }
  auto& warning =
      report(Code::NeverAbsent, expr.span, "this is always `yes`: the value is never absent");
  label(warning, at(*value).span, "never absent");
  return add_constant({whole(1), ""}, plain_type(Kind::Bool), expr.span);
}

Maybe Expressions::by(const ast::Expr& expr) {
  const Maybe day = check(expr.kids[0]);
  const Maybe limit = day_operand(expr.kids[1], "the right side of `by`");
  if (!day || !limit) return std::nullopt;
  TypeSpec optional_day = wanted(Kind::Day);
  optional_day.type.optional = true;
  if (!fits(work_, *day, optional_day, at(*day).span, "the left side of `by`")) return std::nullopt;
  return add(ExprKind::By, plain_type(Kind::Bool), {}, expr.span, {*day, *limit});
}

Maybe Expressions::in_period(const ast::Expr& expr) {
  const Maybe day = day_operand(expr.kids[0], "the left side of `in`");
  const Maybe period = check(expr.kids[1]);
  if (!day || !period) return std::nullopt;
  if (!fits(work_, *period, wanted(Kind::Period), at(*period).span, "the right side of `in`")) {
    return std::nullopt;
  }
  return add(ExprKind::InPeriod, plain_type(Kind::Bool), {}, expr.span, {*day, *period});
}

}  // namespace tierline::checked
