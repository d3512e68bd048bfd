// Numbers and quotients: what may be added, multiplied, divided, summed and rounded.
#include <algorithm>

#include "tests/generators/expressions.hpp"

namespace tierline::generators {

namespace {

const std::vector<std::string> kModes = {"half even", "half up", "half down", "up",
                                         "down",      "ceiling", "floor"};

std::string with_point(const std::string& digits, int scale) {
  if (scale == 0) return digits;
  std::string padded = digits;
  while (static_cast<int>(padded.size()) <= scale) padded.insert(0, 1, '0');
  return padded.insert(padded.size() - static_cast<size_t>(scale), 1, '.');
}

bool is_money(const Ty& type) { return type.measure == Measure::Money; }

}  // namespace

bool fits(const Ty& value, const Ty& wanted) {
  if (value.kind != wanted.kind) return false;
  if (value.kind == Kind::Enum) return value.enum_index == wanted.enum_index;
  if (value.kind != Kind::Number && value.kind != Kind::Quotient) return true;
  if (wanted.measure == Measure::Factor) return !is_money(value);
  return value.measure == wanted.measure && value.currency == wanted.currency;
}

/// Few values, so that data and thresholds meet; a wide one now and then.
Text Expressions::literal(const Ty& type) {
  const bool percent = type.measure == Measure::Percent ||
                       (type.measure == Measure::Factor && choices_.chance(1, 3));
  int most = percent ? std::max(0, type.scale - 2) : type.scale;
  if (is_money(type)) most = std::min(most, world_.digits(type.currency));
  const int scale = static_cast<int>(choices_.below(static_cast<size_t>(std::min(most, 3)) + 1));
  static const std::vector<std::string> kDigits = {"1",
                                                   "0",
                                                   "2",
                                                   "5",
                                                   "10",
                                                   "12",
                                                   "25",
                                                   "50",
                                                   "100",
                                                   "125",
                                                   "999",
                                                   "1_000",
                                                   "50_000",
                                                   "500_000",
                                                   "1_000_000_000_000",
                                                   "9_223_372_036_854_775_807",
                                                   "40_000_000_000_000_000_000"};
  std::string digits = kDigits[choices_.below(choices_.chance(1, 8) ? kDigits.size() : 13)];
  if (scale > 0 && digits.find('_') != std::string::npos) digits = "1234567";
  if (percent && digits.size() > 3) digits = "150";
  Text out{with_point(digits, scale), Level::Atom, scale};
  if (percent) {
    out.text += "%";
    out.scale += 2;
  }
  if (is_money(type)) out.text += " " + type.currency;
  return out;
}

/// `half up to 0.05 EUR`; narrows `scale` to the digits that are left.
std::string Expressions::rounding(const Ty& type, int& scale) {
  const int most = std::min(scale, is_money(type) ? world_.digits(type.currency) : scale);
  std::string out = choices_.pick(kModes);
  if (is_money(type) && scale >= world_.digits(type.currency) && choices_.chance(1, 2)) {
    scale = world_.digits(type.currency);
    return out;
  }
  if (type.measure == Measure::Percent && scale >= 4 && choices_.chance(1, 2)) {
    scale = 4;
    return out;
  }
  const bool percent = type.measure == Measure::Percent && scale >= 2;
  const int digits = static_cast<int>(
      choices_.below(static_cast<size_t>(std::min(percent ? most - 2 : most, 6)) + 1));
  const std::string quantum = with_point(choices_.pick({"1", "5", "2", "25", "10", "7"}), digits);
  scale = percent ? digits + 2 : digits;
  out += " to " + quantum;
  if (percent) out += "%";
  if (is_money(type)) out += " " + type.currency;
  return out;
}

/// Rounds what has more digits than wanted.
Text Expressions::shortened(Text text, const Ty& type) {
  if (text.scale <= type.scale) return text;
  int scale = type.scale;
  const std::string how = rounding(type, scale);
  // `x rounded up rounded down` is read from the left, so a suffix may follow a suffix.
  return {bracketed(text, Level::Suffix) + " rounded " + how, Level::Suffix, scale};
}

Text Expressions::number(const Ty& type, const Scope& scope, int depth) {
  ++uses_.cost;
  Ty wanted = type;
  wanted.scale = kScaleBudget;
  if (depth <= 0 || choices_.chance(1, 4)) return shortened(number_leaf(type, scope), wanted);
  return shortened(number_compound(type, scope, depth - 1), wanted);
}

Text Expressions::number_leaf(const Ty& type, const Scope& scope) {
  if (choices_.chance(3, 4)) {
    Text name = name_of(type, scope, 0);
    if (!name.text.empty()) return name;
  }
  return literal(type);
}

Text Expressions::number_compound(const Ty& type, const Scope& scope, int depth) {
  switch (choices_.below(17)) {
    case 0:
    case 1: {
      const Text left = number(type, scope, depth);
      const Text right = number(type, scope, depth);
      return {bracketed(left, Level::Sum) + choices_.pick({" + ", " - "}) +
                  bracketed(right, Level::Product),
              Level::Sum, std::max(left.scale, right.scale)};
    }
    case 2:
    case 3:
      return product(type, scope, depth);
    case 4: {
      const Text inner = number(type, scope, depth);
      return {"-" + bracketed(inner, Level::Unary), Level::Unary, inner.scale};
    }
    case 5: {
      const Text a = number(type, scope, depth);
      const Text b = number(type, scope, depth);
      return {choices_.pick({"max(", "min("}) + a.text + ", " + b.text + ")", Level::Atom,
              std::max(a.scale, b.scale)};
    }
    case 6:
    case 7:
      return rounded(type, scope, depth);
    case 8:
    case 9:
      return aggregate(type, scope, depth);
    case 10:
      return fallback(type, scope, depth);
    case 11:
      return choice(type, scope, depth);
    case 12: {
      const Uses before = std::exchange(uses_, {});
      Scope then = scope;
      if (world_.status)
        then.tier = then.before = false;  // only today's tier and the last are known
      const Text inner = number(type, then, depth);
      const bool looks = uses_.entries || uses_.tier;
      use(before);
      return at_day(inner, scope, looks);
    }
    case 13:
      return count_of_days(type, scope, depth);
    case 14:
    case 15:
      return any_bands(type, scope, depth);
    default: {
      Text name = name_of(type, scope, depth);
      return name.text.empty() ? number_leaf(type, scope) : name;
    }
  }
}

/// `d - d` or `year number of d`.
Text Expressions::count_of_days(const Ty& type, const Scope& scope, int depth) {
  if (type.measure != Measure::Count && type.measure != Measure::Factor) {
    return number_leaf(type, scope);
  }
  if (choices_.chance(1, 2)) return {"year number of " + atom(day(scope, depth))};
  return {
      bracketed(day(scope, depth), Level::Sum) + " - " + bracketed(day(scope, 0), Level::Product),
      Level::Sum};
}

Text Expressions::any_bands(const Ty& type, const Scope& scope, int depth) {
  std::vector<const Bands*> bands;
  for (const Bands& declared : world_.bands) {
    if (allowed(declared.uses, scope)) bands.push_back(&declared);
  }
  Text used;
  if (!bands.empty()) used = bands_use(*choices_.pick(bands), type, scope, depth);
  return used.text.empty() ? number_leaf(type, scope) : used;
}

Text Expressions::product(const Ty& type, const Scope& scope, int depth) {
  // A percent times a percent is no percent that anybody would write; a money times a factor is.
  if (type.measure == Measure::Percent) return number_leaf(type, scope);
  const Ty other{.kind = Kind::Number,
                 .measure = is_money(type) ? Measure::Factor : type.measure,
                 .currency = {},
                 .scale = kScaleBudget / 3};
  const Text left = number(type, scope, depth);
  const Text right = shortened(number(other, scope, depth), other);
  if (choices_.chance(1, 3)) {
    return {bracketed(right, Level::Product) + " * " + bracketed(left, Level::Unary),
            Level::Product, left.scale + right.scale};
  }
  return {bracketed(left, Level::Product) + " * " + bracketed(right, Level::Unary), Level::Product,
          left.scale + right.scale};
}

/// A number or a quotient, rounded.
Text Expressions::rounded(const Ty& type, const Scope& scope, int depth) {
  int scale = kScaleBudget / 4;
  const bool divides = type.measure != Measure::Percent && choices_.chance(1, 2);
  if (!divides) {
    const Text inner = number(type, scope, depth);
    const std::string how = rounding(type, scale);
    return {bracketed(inner, Level::Suffix) + " rounded " + how, Level::Suffix, scale};
  }
  Ty like = type;
  if (!is_money(type)) like.measure = Measure::Factor;
  Text inner = quotient(like, scope, depth);
  if (inner.optional) {
    Ty plain = like;
    plain.scale = 6;
    inner = {bracketed(inner, Level::Suffix) + " otherwise " + literal(plain).text, Level::Suffix};
  }
  int digits = 4;
  // The checker names the unit of a rounded ratio by its quantum.
  Ty quantum = type;
  if (!is_money(type)) quantum.measure = Measure::Count;
  const std::string how = rounding(quantum, digits);
  return {bracketed(inner, Level::Suffix) + " rounded " + how, Level::Suffix, digits};
}

/// `x otherwise y`, if there is anything optional of the type.
Text Expressions::fallback(const Ty& type, const Scope& scope, int depth) {
  const Text first = optional_value(type, scope, depth);
  if (first.text.empty()) return number_leaf(type, scope);
  const Text second = number(type, scope, depth);
  return {bracketed(first, Level::Suffix) + " otherwise " + bracketed(second, Level::Or),
          Level::Suffix, std::max(first.scale, second.scale)};
}

/// A divisor, and whether it may be zero. The checker proves a divisor by its bounds, so this takes
/// what is plainly open or plainly not.
Text Expressions::divisor(const Ty& type, const Scope& scope, bool& optional) {
  optional = false;
  if (choices_.chance(2, 3)) {
    optional = true;
    return open_number(type, scope);
  }
  Ty plain = type;
  plain.scale = 0;
  Text out = literal(plain);
  const bool zero = out.text.find_first_of("123456789") == std::string::npos;
  if (!zero) return out;
  return {is_money(type) ? "3 " + type.currency : "3", Level::Atom};
}

Text Expressions::quotient(const Ty& like, const Scope& scope, int depth) {
  ++uses_.cost;
  Text out{.text = {}, .level = Level::Product};
  Ty upper = like;
  Ty lower{.kind = Kind::Number, .measure = Measure::Count};
  if (!is_money(like) && choices_.chance(2, 3)) {
    upper = {.kind = Kind::Number,
             .measure = Measure::Money,
             .currency = choices_.pick(world_.currencies).code};
    lower = upper;
  }
  upper.kind = Kind::Number;
  upper.scale = kScaleBudget / 2;
  const Text top = shortened(number(upper, scope, depth), upper);
  const Text bottom = divisor(lower, scope, out.optional);
  out.text = bracketed(top, Level::Product) + " / " + bracketed(bottom, Level::Unary);
  return out;
}

/// A number that may be anything, zero and the negative included.
Text Expressions::open_number(const Ty& type, const Scope& scope) {
  std::vector<std::string> open;
  const auto consider = [&](const Variable& variable, const std::string& name) {
    const bool is_open = !variable.derived && !variable.low && !variable.optional;
    if (is_open && variable.type.kind == Kind::Number && fits(variable.type, type)) {
      open.push_back(name);
    }
  };
  for (const Variable& field : world_.account) consider(field, field.name);
  if (scope.ledger != nullptr) {
    for (const Variable& field : scope.ledger->fields) consider(field, field_name(scope, field));
  }
  if (scope.parameters != nullptr) {
    for (const Variable& parameter : *scope.parameters) consider(parameter, parameter.name);
  }
  if (scope.aggregates) {
    for (const Ledger& ledger : world_.ledgers) {
      for (const Variable& field : ledger.fields) {
        consider(field, "sum of " + ledger.name + "." + field.name);
      }
    }
  }
  const int scale = is_money(type) ? world_.digits(type.currency) : 6;
  if (!open.empty()) {
    const std::string& chosen = choices_.pick(open);
    uses_.entries |= chosen.starts_with("sum of ");
    return {chosen, Level::Atom, scale};
  }
  // The account always has one of these.
  const std::string any = "open_int";
  if (is_money(type)) return {any + " * 1 " + type.currency, Level::Product, 0};
  return {any, Level::Atom, 0};
}

Text Expressions::aggregate(const Ty& type, const Scope& scope, int depth) {
  if (!scope.aggregates || world_.ledgers.empty()) return number_leaf(type, scope);
  const Ledger& ledger = choices_.pick(world_.ledgers);
  const bool counts = type.measure == Measure::Count || type.measure == Measure::Factor;
  if (counts && choices_.chance(1, 2)) {
    const std::string condition = where(ledger, scope, depth);
    return {"count of " + ledger.name + condition, condition.empty() ? Level::Atom : Level::Greedy};
  }
  std::vector<const Variable*> fields;
  for (const Variable& field : ledger.fields) {
    if (!field.optional && field.type.kind == Kind::Number && fits(field.type, type)) {
      fields.push_back(&field);
    }
  }
  if (fields.empty()) return number_leaf(type, scope);
  const Variable& field = *choices_.pick(fields);
  const std::string condition = where(ledger, scope, depth);
  return {"sum of " + ledger.name + "." + field.name + condition,
          condition.empty() ? Level::Atom : Level::Greedy, field.type.scale};
}

std::string Expressions::weight(const Ledger& ledger, const Scope& scope, int depth) {
  Scope inside = scope;
  inside.ledger = &ledger;
  inside.aggregates = scope.aggregates && choices_.chance(1, 4);
  Ty type{.kind = Kind::Number, .measure = Measure::Factor, .currency = {}, .scale = 6};
  if (choices_.chance(1, 3)) {
    type.measure = Measure::Money;
    type.currency = choices_.pick(world_.currencies).code;
  }
  switch (choices_.below(4)) {
    case 0:
      return "1";
    case 1:
      // Brackets, or the condition of the split would be read as one of an aggregate in here.
      return "(" + number(type, inside, depth).text + ")";
    default:
      return "(" + open_number(type, inside).text + ")";
  }
}

std::string Expressions::split(const Ty& type, const Ledger& ledger, const Scope& scope,
                               int depth) {
  const std::string by = weight(ledger, scope, depth);
  const std::string condition = where(ledger, scope, depth);
  Text amount = of(type, scope, depth);
  // Mostly there is an amount only where there is something to split it over.
  if (choices_.chance(7, 8)) {
    const std::string zero = is_money(type)                     ? "0 " + type.currency
                             : type.measure == Measure::Percent ? "0%"
                                                                : "0";
    amount.text =
        "if (any " + ledger.name + condition + ") then (" + amount.text + ") else " + zero;
    amount.level = Level::Greedy;
  }
  return "split " + bracketed(amount, Level::Sum) + " over " + ledger.name + " by " + by +
         condition;
}

/// Bands of an amount; empty where what comes out is not of the type.
Text Expressions::bands_use(const Bands& bands, const Ty& type, const Scope& scope, int depth) {
  const bool quotient_axis = bands.axis.kind == Kind::Quotient;
  Ty amount = bands.axis;
  amount.kind = Kind::Number;
  amount.scale = 6;
  if (quotient_axis) amount.measure = Measure::Count;
  if (is_money(type)) {
    if (quotient_axis && !is_money(bands.type)) amount = type;
    const Ty& paid = is_money(bands.type) ? bands.type : amount;
    if (!fits(paid, type)) return {};
  } else if (is_money(bands.type) || is_money(amount) || type.measure != Measure::Factor) {
    return {};
  }
  use(bands.uses);
  amount.scale = 6;
  const std::string mode =
      quotient_axis
          ? "whole "
          : choices_.pick({"whole ", "marginal ", "each to its limit ", "each on everything "});
  const Text measured = shortened(number(amount, scope, depth), amount);
  // Slices are measured by edges, whose digits count as well: six at most.
  const int scale = bands.type.scale + std::max(measured.scale, 6);
  return {mode + bands.name + " of " + atom(measured), Level::Atom,
          std::max(scale, bands.flat_scale)};
}

}  // namespace tierline::generators
