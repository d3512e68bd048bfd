#include "tools/reference/facts.hpp"

#include "tools/reference/calendar.hpp"

namespace tierline::reference {

Rational to_rational(const checked::Decimal& decimal) {
  return Rational(decimal.coefficient, pow(Integer(10), static_cast<unsigned>(decimal.scale)));
}

Value to_value(const checked::Constant& constant, const checked::Type& type) {
  const Integer& position = constant.number.coefficient;
  if (type.kind == checked::Kind::Bool) return position != 0;
  if (type.kind == checked::Kind::Day) return static_cast<Day>(position);
  if (type.kind == checked::Kind::Enum) return Word{static_cast<uint32_t>(position)};
  if (type.kind == checked::Kind::Text) return constant.text;
  return to_rational(constant.number);
}

std::string to_text(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  if (const auto* number = std::get_if<Rational>(&value)) return number->str();
  if (const auto* day = std::get_if<Day>(&value)) return day_text(*day);
  if (const auto* word = std::get_if<Word>(&value)) return "word " + std::to_string(word->position);
  if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  const auto* days = std::get_if<Days>(&value);
  return days == nullptr ? "absent" : day_text(days->first) + ".." + day_text(days->last);
}

}  // namespace tierline::reference
