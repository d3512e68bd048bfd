// The published arithmetic is floating: a coefficient, an exponent of either sign, and a precision.
// Ours is exact with a scale of 0 or more. A Floating below is a published number; its value, made
// by Decimal, is exact, and every step that changes a value is done by runtime/decimal.
#include "tests/suites/decimal/dectest_judge.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "runtime/decimal/decimal.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::suites {

namespace {

using decimal::BigInt;
using decimal::Decimal;

constexpr int kExponentMax = 10'000;  // beyond it, exact numbers would fill the memory with zeros

constexpr const char* kSpecial = "NaN or infinity";
constexpr const char* kRange = "exponent range";
constexpr const char* kFar = "exponent too far";

/// The case needs what the language does not have; thrown inside this file only.
struct Skip {
  const char* why;
};

struct Floating {
  BigInt coefficient;
  int exponent = 0;
};

// ---- reading published numbers ----

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int exponent_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (!all_digits(text)) throw std::runtime_error("bad exponent");
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  if (text.size() > 6) throw Skip{kFar};
  const int value = text.empty() ? 0 : std::stoi(std::string(text));
  return negative ? -value : value;
}

BigInt integer_of(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.empty() ? BigInt(0) : BigInt(std::string(digits));
}

bool is_special(std::string_view text) {
  return text.find_first_of("0123456789") == std::string_view::npos ||
         text.find_first_of("nN#?") != std::string_view::npos;
}

/// Our parser reads a text of its own grammar as the same digits, or the case is wrong.
void cross_check_parser(const std::string& text, const Floating& x) {
  const auto parsed = decimal::parse_decimal(text);
  const auto* ours = std::get_if<Decimal>(&parsed);
  if (ours && (ours->coefficient != x.coefficient || ours->scale != -x.exponent)) {
    throw std::runtime_error("parse_decimal reads " + text + " differently");
  }
}

/// Reads [sign] digits with at most one point [E exponent].
Floating floating_of(const std::string& text) {
  if (is_special(text)) throw Skip{kSpecial};
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
  const size_t e = std::min(rest.find_first_of("eE"), rest.size());
  std::string digits(rest.substr(0, e));
  Floating out;
  if (e < rest.size()) out.exponent = exponent_of(rest.substr(e + 1));
  if (const size_t point = digits.find('.'); point != std::string::npos) {
    out.exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  if (!all_digits(digits)) throw std::runtime_error("bad number " + text);
  if (std::abs(out.exponent) > kExponentMax) throw Skip{kFar};
  out.coefficient = integer_of(digits);
  if (negative) out.coefficient = -out.coefficient;
  cross_check_parser(text, out);
  return out;
}

// ---- between published numbers and ours ----

Decimal value_of(const Floating& x) {
  if (x.exponent <= 0) return {x.coefficient, -x.exponent};
  return {x.coefficient * decimal::power_of_ten(x.exponent), 0};
}

/// Rounds to a multiple of 10^exponent, by both ways of ours where both can.
Floating round_at(const Decimal& value, int exponent, decimal::Rounding mode) {
  const Decimal quantum = value_of({1, exponent});
  const Decimal multiple = round_to(value, quantum, mode);
  if (exponent <= 0) {
    const Decimal rounded = round(value, -exponent, mode);
    if (rounded.coefficient != multiple.coefficient || rounded.scale != multiple.scale) {
      throw std::runtime_error("round and round_to differ");
    }
  }
  return {multiple.coefficient / quantum.coefficient, exponent};
}

int digits_of(const BigInt& coefficient) {
  return static_cast<int>(BigInt(abs(coefficient)).str().size());
}

/// Writes an exact value at the exponent asked for, or at the lowest one that `precision` allows.
Floating to_precision(const Decimal& value, int ideal_exponent, const DecTestCase& test) {
  // Nothing is lost at the lower of the two exponents.
  const int lowest = std::min(-value.scale, ideal_exponent);
  const int digits = digits_of(round_at(value, lowest, *test.rounding).coefficient) + lowest;
  const int exponent = std::max(ideal_exponent, digits - test.precision);
  const Floating rounded =
      round_at(value, is_zero(value) ? ideal_exponent : exponent, *test.rounding);
  // A carry (9.99 to 10.0) makes one digit too many; rounding the exact value again loses nothing.
  if (digits_of(rounded.coefficient) <= test.precision) return rounded;
  return round_at(value, exponent + 1, *test.rounding);
}

// ---- the operations ----

struct Answer {
  Floating number;
  bool exact;
};

Answer rounded_answer(const Decimal& value, int ideal_exponent, const DecTestCase& test) {
  const Floating number = to_precision(value, ideal_exponent, test);
  return {number, value_of(number) == value};
}

/// Rounds a quotient at an exponent of either sign; a power of ten moves between the operands.
Floating quotient_at(const Floating& a, const Floating& b, int exponent, decimal::Rounding mode) {
  if (exponent <= 0)
    return {divide(value_of(a), value_of(b), -exponent, mode).coefficient, exponent};
  const Decimal larger = mul(value_of(b), value_of({1, exponent}));
  return {divide(value_of(a), larger, 0, mode).coefficient, exponent};
}

Answer divide_case(const Floating& a, const Floating& b, const DecTestCase& test) {
  if (b.coefficient == 0) throw Skip{kSpecial};
  const int ideal = a.exponent - b.exponent;
  if (a.coefficient == 0) return {{0, ideal}, true};
  // The quotient has this many digits before its exponent, or one fewer.
  int exponent = digits_of(a.coefficient) + a.exponent - digits_of(b.coefficient) - b.exponent + 1 -
                 test.precision;
  const BigInt cut = quotient_at(a, b, exponent, decimal::Rounding::Down).coefficient;
  if (abs(cut) < decimal::power_of_ten(test.precision - 1)) --exponent;
  Floating out = quotient_at(a, b, exponent, *test.rounding);
  if (digits_of(out.coefficient) > test.precision)
    out = quotient_at(a, b, exponent + 1, *test.rounding);
  if (mul(value_of(out), value_of(b)) != value_of(a)) return {out, false};
  // An exact quotient sheds zeros until its exponent is the difference of the operands'.
  const int droppable = std::max(0, ideal - out.exponent);
  const Decimal shed = decimal::trimmed({out.coefficient, droppable}, 0);
  return {{shed.coefficient, out.exponent + droppable - shed.scale}, true};
}

Answer compare_case(const Floating& a, const Floating& b) {
  const auto order = compare(value_of(a), value_of(b));
  return {{order < 0 ? -1 : order > 0 ? 1 : 0, 0}, true};
}

/// Rounds the first operand at an exponent; more digits than the precision make the case invalid.
Answer quantize_case(const Floating& a, int exponent, const DecTestCase& test) {
  const Floating out = round_at(value_of(a), exponent, *test.rounding);
  if (digits_of(out.coefficient) > test.precision) throw Skip{kSpecial};
  return {out, value_of(out) == value_of(a)};
}

Answer rescale_case(const Floating& a, const Floating& b, const DecTestCase& test) {
  const Decimal exponent = trimmed(value_of(b), 0);
  const auto whole = decimal::to_int64(exponent.coefficient);
  if (exponent.scale != 0 || !whole) throw Skip{kSpecial};
  if (std::abs(*whole) > kExponentMax) throw Skip{kFar};
  return quantize_case(a, static_cast<int>(*whole), test);
}

Answer extreme_case(const Floating& a, const Floating& b, const DecTestCase& test) {
  const auto order = compare(value_of(a), value_of(b));
  const bool first = test.operation == "max" ? order > 0 : order < 0;
  const Floating& chosen = first ? a : b;
  return rounded_answer(value_of(chosen), chosen.exponent, test);
}

Answer answer_with_two(const Floating& a, const Floating& b, const DecTestCase& test) {
  const std::string& operation = test.operation;
  const int lower_exponent = std::min(a.exponent, b.exponent);
  if (operation == "add")
    return rounded_answer(add(value_of(a), value_of(b)), lower_exponent, test);
  if (operation == "subtract") {
    return rounded_answer(sub(value_of(a), value_of(b)), lower_exponent, test);
  }
  if (operation == "multiply") {
    return rounded_answer(mul(value_of(a), value_of(b)), a.exponent + b.exponent, test);
  }
  if (operation == "divide") return divide_case(a, b, test);
  if (operation == "quantize") return quantize_case(a, b.exponent, test);
  if (operation == "rescale") return rescale_case(a, b, test);
  if (operation == "compare") return compare_case(a, b);
  if (operation == "max" || operation == "min") return extreme_case(a, b, test);
  throw Skip{"operation"};
}

Answer answer_with_one(const Floating& a, const DecTestCase& test) {
  const std::string& operation = test.operation;
  const Decimal value = value_of(a);
  if (operation == "plus" || operation == "apply") return rounded_answer(value, a.exponent, test);
  if (operation == "minus") return rounded_answer(neg(value), a.exponent, test);
  if (operation == "abs") {
    return rounded_answer(is_negative(value) ? neg(value) : value, a.exponent, test);
  }
  if (operation == "tointegral") {
    const Floating out = round_at(value, std::max(0, a.exponent), *test.rounding);
    return {out, true};  // this operation never reports that it was inexact
  }
  throw Skip{"operation"};
}

// ---- the verdict ----

bool is_ours(const std::string& operation) {
  constexpr std::array kOurs = {"add",     "subtract",   "multiply", "divide",  "quantize",
                                "rescale", "max",        "min",      "compare", "plus",
                                "minus",   "tointegral", "abs",      "apply"};
  return std::find(kOurs.begin(), kOurs.end(), operation) != kOurs.end();
}

bool has(const DecTestCase& test, std::string_view condition) {
  return std::find(test.conditions.begin(), test.conditions.end(), condition) !=
         test.conditions.end();
}

void refuse_what_is_not_ours(const DecTestCase& test) {
  if (!is_ours(test.operation)) throw Skip{"operation"};
  if (!test.rounding) throw Skip{"05up"};
  for (const auto& operand : test.operands) {
    if (is_special(operand)) throw Skip{kSpecial};
  }
  if (is_special(test.result)) throw Skip{has(test, "overflow") ? kRange : kSpecial};
  for (const char* condition : {"overflow", "underflow", "subnormal", "clamped"}) {
    if (has(test, condition)) throw Skip{kRange};
  }
}

std::string shown(const Floating& x) {
  return x.coefficient.str() + "E" + std::to_string(x.exponent);
}

/// Equal operands of max and min differ in exponent only, and which one is published goes by sign
/// and exponent: rules that exact numbers do not have. So there only the value is compared.
bool compares_digits(const DecTestCase& test) {
  if (test.operation != "max" && test.operation != "min") return true;
  return value_of(floating_of(test.operands[0])) != value_of(floating_of(test.operands[1]));
}

/// A result published without an exponent is printed so by us; only a zero has no sign here.
bool prints_as_published(const Floating& x, const std::string& published) {
  if (x.exponent > 0 || published.find_first_of("eE") != std::string::npos) return true;
  const bool minus_zero = x.coefficient == 0 && published.starts_with('-');
  return to_text(value_of(x)) == published.substr(minus_zero ? 1 : 0);
}

DecTestVerdict verdict(const DecTestCase& test) {
  refuse_what_is_not_ours(test);
  const Floating want = floating_of(test.result);
  const Floating a = floating_of(test.operands.at(0));
  const Answer got = test.operands.size() == 2
                         ? answer_with_two(a, floating_of(test.operands[1]), test)
                         : answer_with_one(a, test);
  if (value_of(got.number) != value_of(want)) {
    return {DecTestVerdict::Wrong, "value " + shown(got.number) + ", published " + test.result};
  }
  const bool same_digits =
      got.number.coefficient == want.coefficient && got.number.exponent == want.exponent;
  if (compares_digits(test) && !same_digits) {
    return {DecTestVerdict::Wrong, "digits " + shown(got.number) + ", published " + test.result};
  }
  if (same_digits && !prints_as_published(got.number, test.result)) {
    return {DecTestVerdict::Wrong, "prints " + to_text(value_of(got.number))};
  }
  if (got.exact == has(test, "inexact")) {
    return {DecTestVerdict::Wrong,
            got.exact ? "exact, published inexact" : "inexact, published exact"};
  }
  return {DecTestVerdict::Passed, ""};
}

}  // namespace

DecTestVerdict judge(const DecTestCase& test) {
  try {
    return verdict(test);
  } catch (const Skip& skip) {
    return {DecTestVerdict::Skipped, skip.why};
  } catch (const std::exception& error) {
    return {DecTestVerdict::Wrong, error.what()};
  }
}

}  // namespace tierline::suites
