#include "compiler/checked/values/constants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"
#include "runtime/decimal/currency.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::checked {

namespace {

constexpr int kPercentShift = 2;

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

Decimal from_percent(const Decimal& figure) {
  return decimal::trimmed({figure.coefficient, figure.scale + kPercentShift}, 0);
}

std::optional<Unit> unit_of_literal(Work& work, const ast::Expr& expr) {
  if (expr.unit.empty()) return Unit{};
  if (expr.unit == "%") return Unit{Measure::Percent, ""};
  if (decimal::currency_digits(expr.unit)) return Unit{Measure::Money, expr.unit};
  work.report(Code::UnknownCurrency, expr.span,
              fmt::format("ISO 4217 has no currency `{}` in use", expr.unit))
      .hint = work.suggest(expr.unit, currency_candidates(work.program));
  return std::nullopt;
}

bool is_constant(const Expr& expr) {
  if (expr.kind == ExprKind::Constant) return true;
  const bool ordered = expr.type.kind == Kind::Number || expr.type.kind == Kind::Day;
  return ordered && !expr.type.optional && is_point(expr.bounds);
}

Constant value_of(const Expr& expr) {
  if (expr.kind == ExprKind::Constant) return expr.constant;
  return {decimal::trimmed(*expr.bounds.low, 0), ""};
}

void report_beyond_range(Work& work, Span span, const Constant& value, const TypeSpec& spec,
                         std::string_view what) {
  const auto end = [&](const Decimal& d) { return value_text({d, ""}, spec.type, work.program); };
  auto& error = work.report(
      Code::OutOfRange, span,
      fmt::format("{} is {}, outside its range", what, value_text(value, spec.type, work.program)));
  label(error, spec.span, "the range is stated here");
  error.hint = fmt::format("the range is {} .. {}", end(*spec.bounds.low), end(*spec.bounds.high));
}

// ---- values in CSV files ----

std::optional<Constant> position_from_text(std::string_view text,
                                           const std::vector<std::string>& words,
                                           std::string_view name, std::string& fault) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found != words.end()) return Constant{whole(found - words.begin()), ""};
  fault = fmt::format("`{}` is not a word of {}", text, name);
  return std::nullopt;
}

/// Takes the unit off the end; in a file a currency may be left out, a percent sign may not.
std::string_view without_unit(std::string_view text, const Unit& unit, std::string& fault) {
  if (unit.measure == Measure::Percent) {
    if (!text.ends_with('%')) fault = fmt::format("`{}` has no percent sign", text);
    text.remove_suffix(text.ends_with('%') ? 1 : 0);
  } else if (unit.measure == Measure::Money && text.ends_with(" " + unit.currency)) {
    text.remove_suffix(unit.currency.size() + 1);
  }
  return text;
}

std::optional<Constant> number_from_text(std::string_view text, const Type& type,
                                         std::string& fault) {
  const auto read = decimal::parse_decimal(without_unit(text, type.unit, fault));
  if (!fault.empty()) return std::nullopt;
  if (const auto* bad = std::get_if<decimal::NumberFault>(&read)) {
    fault = fmt::format("`{}`: {}", text, decimal::describe(*bad));
    return std::nullopt;
  }
  Decimal value = decimal::trimmed(std::get<Decimal>(read), 0);
  if (type.unit.measure == Measure::Percent) value = from_percent(value);
  if (value.scale > type.scale) {
    const int shift = type.unit.measure == Measure::Percent ? kPercentShift : 0;
    fault =
        fmt::format("`{}` has more than {} after the point", text, digits_text(type.scale - shift));
    return std::nullopt;
  }
  return Constant{value, ""};
}

std::optional<Constant> day_from_text(std::string_view text, std::string& fault) {
  if (const auto day = calendar::parse_day(text)) return Constant{whole(*day), ""};
  fault = fmt::format("`{}` is not a day; write YYYY-MM-DD", text);
  return std::nullopt;
}

std::optional<Constant> unranged_from_text(std::string_view text, const Type& type,
                                           const CheckedProgram& program, std::string& fault) {
  switch (type.kind) {
    case Kind::Bool:
      return position_from_text(text, {"no", "yes"}, "bool: write yes or no", fault);
    case Kind::Day:
      return day_from_text(text, fault);
    case Kind::Text:
      return Constant{{}, std::string(text)};
    case Kind::Enum: {
      const EnumType& words = program.enums[type.enum_id.index()];
      return position_from_text(text, words.words, words.name, fault);
    }
    default:
      return number_from_text(text, type, fault);
  }
}

}  // namespace

std::optional<TypedConstant> number_literal(Work& work, const ast::Expr& expr) {
  const auto unit = unit_of_literal(work, expr);
  if (!unit) return std::nullopt;
  const auto read = decimal::parse_decimal(without_underscores(expr.text));
  if (const auto* fault = std::get_if<decimal::NumberFault>(&read)) {
    work.report(Code::BadNumber, expr.span,
                fmt::format("`{}` is not a number here: {}", expr.text, decimal::describe(*fault)))
        .hint = fmt::format("a number has at most {} digits", decimal::kDigitsMax);
    return std::nullopt;
  }
  Decimal value = decimal::trimmed(std::get<Decimal>(read), 0);
  if (unit->measure == Measure::Percent) value = from_percent(value);
  return TypedConstant{{value, ""}, number_type(*unit, value.scale)};
}

std::optional<TypedConstant> constant_of_any_type(Work& work, ast::ExprId id,
                                                  std::optional<EnumId> expected) {
  const size_t mark = work.program.exprs.size();
  Scope scope;
  scope.constant = true;
  Expressions expressions(work, scope);
  std::optional<TypedConstant> out;
  if (const auto value = expressions.check(id, expected.value_or(EnumId{}))) {
    const Expr& expr = work.program[*value];
    if (is_constant(expr)) {
      out = {value_of(expr), expr.type};
    } else if (is_plain_value(work, *value, "a value that is known beforehand")) {
      work.report(Code::NotConstant, expr.span, "this is not known before any fact is seen").hint =
          "write a literal, or a sum, difference or product of literals";
    }
  }
  work.program.exprs.resize(mark);
  work.notes.resize(mark);
  return out;
}

std::optional<Constant> constant_of(Work& work, ast::ExprId id, const TypeSpec& spec,
                                    std::string_view what) {
  const bool is_enum = spec.type.kind == Kind::Enum;
  const auto found =
      constant_of_any_type(work, id, is_enum ? std::optional(spec.type.enum_id) : std::nullopt);
  if (!found) return std::nullopt;
  const Span span = work.ast[id].span;
  if (!fits_kind(work, found->type, spec.type, span, what)) return std::nullopt;
  if (spec.type.kind == Kind::Number && found->value.number.scale > spec.type.scale) {
    report_constant_digits(work, found->value, spec.type, span, what);
    return std::nullopt;
  }
  if (spec.bounds.low && !contains(spec.bounds, found->value.number)) {
    report_beyond_range(work, span, found->value, spec, what);
    return std::nullopt;
  }
  return found->value;
}

std::optional<Constant> constant_from_text(std::string_view text, const TypeSpec& spec,
                                           const CheckedProgram& program, std::string& fault) {
  auto value = unranged_from_text(text, spec.type, program, fault);
  if (value && spec.bounds.low && !contains(spec.bounds, value->number)) {
    fault = fmt::format("`{}` is outside the range of the column", text);
    return std::nullopt;
  }
  return value;
}

}  // namespace tierline::checked
