// Days and periods: fields, dates beside the edges of the program, and arithmetic between them.
#include <algorithm>

#include "tests/generators/expressions.hpp"

namespace tierline::generators {

namespace {

constexpr Ty kDay{.kind = Kind::Day};

}  // namespace

Text Expressions::day(const Scope& scope, int depth) {
  ++uses_.cost;
  if (depth > 0 && choices_.chance(1, 2)) return day_arithmetic(scope, depth - 1);
  if (choices_.chance(1, 3)) return {date()};
  if (choices_.chance(1, 2)) return {"today"};
  Text name = name_of(kDay, scope, depth);
  return name.text.empty() ? Text{"today"} : name;
}

Text Expressions::day_arithmetic(const Scope& scope, int depth) {
  const std::string plus = choices_.pick({" + ", " - "});
  const auto moved = [&](const std::string& unit, int64_t most) {
    std::string count = std::to_string(choices_.between(0, most));
    if (choices_.chance(1, 30)) count = "9_000_000";  // beyond the calendar
    if (choices_.chance(1, 10)) {
      const Ty whole{.kind = Kind::Number};
      count = "(" + shortened(number(whole, scope, 0), whole).text + ")";
    }
    return Text{bracketed(day(scope, depth), Level::Sum) + plus + count + unit, Level::Sum};
  };
  switch (choices_.below(8)) {
    case 0:
      return moved(choices_.pick({" days", " day"}), 400);
    case 1:
      if (!world_.months_allowed) return moved(" days", 40);
      return moved(choices_.pick({" months", " month"}), 30);
    case 2:
      if (!world_.months_allowed) return moved(" days", 40);
      return moved(choices_.pick({" years", " year"}), 5);
    case 3:
      if (world_.calendars.empty()) return moved(" days", 4);
      return moved(" " + choices_.pick(world_.calendars) + choices_.pick({" days", " day"}), 25);
    case 4: {
      const Text first = day(scope, depth);
      const Text second = day(scope, 0);
      return {choices_.pick({"later of (", "earlier of ("}) + first.text + ", " + second.text +
              ")"};
    }
    case 5:
      return {choices_.pick({"start of ", "end of "}) + atom(period(scope, depth))};
    case 6:
      return choice(kDay, scope, depth);
    default: {
      const Text first = optional_value(kDay, scope, depth);
      if (first.text.empty()) return moved(" days", 40);
      return {bracketed(first, Level::Suffix) + " otherwise " + bracketed(day(scope, 0), Level::Or),
              Level::Suffix};
    }
  }
}

Text Expressions::period(const Scope& scope, int depth) {
  ++uses_.cost;
  if (choices_.chance(1, 4)) {
    Text name = name_of({.kind = Kind::Period}, scope, depth);
    if (!name.text.empty()) return name;
  }
  const std::string unit = choices_.pick({"year", "quarter", "month", "fiscal year"});
  const Text of_day = choices_.chance(1, 2) ? Text{"today"} : day(scope, std::min(depth, 1));
  return {unit + choices_.pick({" of ", " before "}) + atom(of_day), Level::Atom};
}

}  // namespace tierline::generators
