#include "tests/reference/facts.hpp"

#include "tests/reference/calendar.hpp"

namespace tierline::reference {

Rational to_rational(const checked::Decimal& decimal) {
  Integer power = 1;
  for (int digit = 0; digit < decimal.scale; ++digit) power *= 10;
  return Rational(decimal.coefficient, power);
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
  struct Printer {
    std::string operator()(Absent) const { return "absent"; }
    std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
    std::string operator()(const Rational& number) const { return number.str(); }
    std::string operator()(Day day) const { return day_text(day); }
    std::string operator()(Word word) const { return "word " + std::to_string(word.position); }
    std::string operator()(const std::string& text) const { return '"' + text + '"'; }
    std::string operator()(Days days) const {
      return day_text(days.first) + ".." + day_text(days.last);
    }
  };
  return std::visit(Printer{}, value);
}

}  // namespace tierline::reference
