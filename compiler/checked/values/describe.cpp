#include "compiler/checked/values/describe.hpp"

#include <fmt/format.h>

#include "runtime/decimal/currency.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::checked {

namespace {

std::string describe_unit(const Unit& unit, int scale) {
  switch (unit.measure) {
    case Measure::Count:
      return scale == 0 ? "int" : "decimal";
    case Measure::Percent:
      return "percent";
    case Measure::Money:
      return unit.currency;
  }
  return "";
}

std::string describe_present(const Type& type, const CheckedProgram& program) {
  switch (type.kind) {
    case Kind::Bool:
      return "bool";
    case Kind::Number:
      return describe_unit(type.unit, type.scale);
    case Kind::Quotient:
      return is_money(type) ? "an unrounded quotient in " + type.unit.currency : "a ratio";
    case Kind::Day:
      return "date";
    case Kind::Period:
      return "period";
    case Kind::Enum:
      return program.enums[type.enum_id.index()].name;
    case Kind::Text:
      return "text";
    case Kind::Duration:
      return "a duration";
  }
  return "";
}

}  // namespace

std::string describe(const Type& type, const CheckedProgram& program) {
  return describe_present(type, program) + (type.optional ? "?" : "");
}

std::string number_text(const Decimal& value, const Unit& unit) {
  if (unit.measure == Measure::Percent) return decimal::percent_to_text(value);
  if (unit.measure == Measure::Count) return decimal::to_text(decimal::trimmed(value, 0));
  const Decimal padded = decimal::rescale_up(value, minor_digits(unit));
  return decimal::to_text(decimal::trimmed(padded, minor_digits(unit))) + " " + unit.currency;
}

std::string value_text(const Constant& value, const Type& type, const CheckedProgram& program) {
  const auto position = [&] { return decimal::to_int64(value.number.coefficient).value_or(0); };
  switch (type.kind) {
    case Kind::Bool:
      return decimal::is_zero(value.number) ? "no" : "yes";
    case Kind::Day:
      return calendar::to_text(static_cast<Day>(position()));
    case Kind::Enum:
      return program.enums[type.enum_id.index()].words[static_cast<size_t>(position())];
    case Kind::Text:
      return "\"" + value.text + "\"";
    default:
      return number_text(value.number, type.unit);
  }
}

std::string digits_text(int count) {
  if (count == 0) return "no digit";
  return fmt::format("{} digit{}", count, count == 1 ? "" : "s");
}

bool like_units(const Unit& a, const Unit& b) {
  const bool money = a.measure == Measure::Money || b.measure == Measure::Money;
  return !money || a == b;
}

Unit joined(const Unit& a, const Unit& b) { return b.measure == Measure::Percent ? b : a; }

std::vector<std::string_view> currency_candidates(const CheckedProgram& program) {
  std::vector<std::string_view> codes;
  if (decimal::currency_digits(program.currency)) codes.push_back(program.currency);
  for (const auto& currency : decimal::currencies()) codes.push_back(currency.code);
  return codes;
}

int minor_digits(const Unit& unit) { return decimal::currency_digits(unit.currency).value_or(0); }

}  // namespace tierline::checked
