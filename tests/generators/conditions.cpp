// Conditions, words, names: everything an expression can be that is neither a number nor a day.
#include <algorithm>

#include "tests/generators/expressions.hpp"

namespace tierline::generators {

namespace {

/// The same place, but for no entry.
Scope account_level(Scope scope) {
  scope.ledger = nullptr;
  return scope;
}

constexpr const char* kDates[] = {"2022-01-01", "2021-12-31", "2022-02-28", "2020-02-29",
                                  "2022-06-30", "2022-07-01", "2023-01-31", "2019-03-15",
                                  "2024-02-29", "2022-12-31", "1999-12-31", "2030-10-10"};

constexpr Ty kBool{.kind = Kind::Bool};
constexpr Ty kDay{.kind = Kind::Day};

}  // namespace

std::string Expressions::date() { return kDates[choices_.below(std::size(kDates))]; }

std::string Expressions::bracketed(const Text& text, Level level) {
  if (text.level < level || choices_.chance(1, 24)) return "(" + text.text + ")";
  return text.text;
}

Text Expressions::of(const Ty& type, const Scope& scope, int depth) {
  switch (type.kind) {
    case Kind::Bool:
      return condition(scope, depth);
    case Kind::Number:
      return shortened(number(type, scope, depth), type);
    case Kind::Day:
      return day(scope, depth);
    case Kind::Period:
      return period(scope, depth);
    default:
      return word(type, scope, depth);
  }
}

// ---- conditions ----

Text Expressions::condition(const Scope& scope, int depth) {
  ++uses_.cost;
  if (depth <= 0) return question(scope, 0);
  switch (choices_.below(11)) {
    case 0:
    case 1:
    case 2:
      return comparison(scope, depth - 1);
    case 3: {
      const Text left = condition(scope, depth - 1);
      const Text right = condition(scope, depth - 1);
      return {bracketed(left, Level::And) + " and " + bracketed(right, Level::Not), Level::And};
    }
    case 4: {
      const Text left = condition(scope, depth - 1);
      const Text right = condition(scope, depth - 1);
      return {bracketed(left, Level::Or) + " or " + bracketed(right, Level::And), Level::Or};
    }
    case 5:
      return {"not " + bracketed(condition(scope, depth - 1), Level::Compare), Level::Not};
    case 6:
      return any_entry(scope, depth - 1);
    case 7:
      return choice(kBool, scope, depth - 1);
    case 8:
      return group(scope, depth - 1);
    case 9:
      return year_passed(scope, depth - 1);
    default:
      return question(scope, depth - 1);
  }
}

Text Expressions::comparison(const Scope& scope, int depth) {
  static const std::vector<std::string> kOrders = {" >= ", " < ", " <= ", " > ", " = ", " != "};
  const std::string order = choices_.pick(kOrders);
  const auto joined = [&](const Text& left, const Text& right, const std::string& relation) {
    return Text{bracketed(left, Level::Sum) + relation + bracketed(right, Level::Sum),
                Level::Compare};
  };
  Ty type{.kind = Kind::Number, .scale = kScaleBudget};
  switch (choices_.below(8)) {
    case 0:
    case 1:
    case 2: {
      type.measure = choices_.pick({"m", "m", "c", "p"}) == "m" ? Measure::Money : Measure::Count;
      if (type.measure == Measure::Money) type.currency = choices_.pick(world_.currencies).code;
      const Text left = number(type, scope, depth);
      return joined(left, choices_.chance(1, 2) ? number(type, scope, depth) : literal(type),
                    order);
    }
    case 3: {
      type.measure = Measure::Factor;
      Text left = quotient(type, scope, depth);
      type.scale = 6;
      if (left.optional) {
        left = {"(" + left.text + " otherwise " + literal(type).text + ")", Level::Atom};
      }
      Text right = literal(type);
      if (choices_.chance(1, 4)) right = {"2 / 37", Level::Product};
      return joined(left, right, order);
    }
    case 4:
      return joined(day(scope, depth), day(scope, depth), order);
    case 5: {
      if (world_.enums.empty()) return question(scope, depth);
      const Ty word_type{.kind = Kind::Enum, .enum_index = choices_.below(world_.enums.size())};
      return joined(word(word_type, scope, depth), word(word_type, scope, 0),
                    choices_.pick({" = ", " != "}));
    }
    case 6: {
      const Ty tier{.kind = Kind::Tier};
      if (world_.tiers.empty()) return question(scope, depth);
      return joined(word(tier, scope, depth), word(tier, scope, 0), order);
    }
    default: {
      const Ty text{.kind = Kind::Text};
      return joined(word(text, scope, depth), word(text, scope, 0), choices_.pick({" = ", " != "}));
    }
  }
}

/// What is asked without an order: `yes`, a field, known(x), x by d, d in p.
Text Expressions::question(const Scope& scope, int depth) {
  switch (choices_.below(5)) {
    case 0: {
      Text name = name_of(kBool, scope, depth);
      return name.text.empty() ? Text{choices_.pick({"yes", "no"})} : name;
    }
    case 1: {
      const Ty types[] = {kDay, kBool, {.kind = Kind::Text}};
      const Text value = optional_value(types[choices_.below(3)], scope, depth);
      if (value.text.empty()) return {choices_.pick({"no", "yes"})};
      return {"known(" + value.text + ")"};
    }
    case 2: {
      Text value = optional_value(kDay, scope, depth);
      if (value.text.empty() || choices_.chance(1, 3)) value = day(scope, depth);
      return {bracketed(value, Level::Sum) + " by " + bracketed(day(scope, 0), Level::Sum),
              Level::Compare};
    }
    case 3:
      return {bracketed(day(scope, depth), Level::Sum) + " in " +
                  bracketed(period(scope, depth), Level::Sum),
              Level::Compare};
    default:
      return {choices_.pick({"yes", "no"})};
  }
}

Text Expressions::any_entry(const Scope& scope, int depth) {
  if (!scope.aggregates || world_.ledgers.empty()) return question(scope, depth);
  const Ledger& ledger = choices_.pick(world_.ledgers);
  const std::string condition = where(ledger, scope, depth);
  return {"any " + ledger.name + condition, condition.empty() ? Level::Atom : Level::Greedy};
}

/// ` where C`, or nothing.
std::string Expressions::where(const Ledger& ledger, const Scope& scope, int depth) {
  uses_.entries = true;
  if (choices_.chance(1, 3)) return "";
  Scope inside = scope;
  inside.ledger = &ledger;
  inside.aggregates = scope.aggregates && choices_.chance(1, 4);
  return " where " + bracketed(condition(inside, std::min(depth, 2)), Level::Or);
}

/// `if C then A else B` of one type.
Text Expressions::choice(const Ty& type, const Scope& scope, int depth) {
  const Text then = of(type, scope, depth);
  const Text other = of(type, scope, depth);
  return {"if " + bracketed(condition(scope, depth), Level::Or) + " then " +
              bracketed(then, Level::Or) + " else " +
              (choices_.chance(1, 3) ? bracketed(other, Level::Or) : atom(other)),
          Level::Greedy, std::max(then.scale, other.scale)};
}

// ---- days ----

// ---- words and texts ----

Text Expressions::word(const Ty& type, const Scope& scope, int depth) {
  ++uses_.cost;
  if (depth > 0 && choices_.chance(1, 4)) return choice(type, scope, depth - 1);
  if (choices_.chance(2, 3)) {
    Text name = name_of(type, scope, depth);
    if (!name.text.empty()) return name;
  }
  if (type.kind == Kind::Text)
    return {choices_.pick({"\"a\"", "\"b\"", "\"\"", "\"x \\\"y\\\"\""})};
  if (type.kind == Kind::Tier) {
    std::vector<std::string> words = world_.tiers;
    words.push_back("none");
    return {(choices_.chance(1, 5) ? "Tier." : "") + choices_.pick(words)};
  }
  const EnumDecl& declared = world_.enums[type.enum_index];
  return {(choices_.chance(1, 3) ? declared.name + "." : "") + choices_.pick(declared.words)};
}

// ---- names ----

std::string Expressions::field_name(const Scope& scope, const Variable& field) {
  const bool bare = field.name != "on" && choices_.chance(1, 2);
  return bare ? field.name : scope.ledger->name + "." + field.name;
}

/// Anything declared that has the type, or nothing.
Text Expressions::name_of(const Ty& type, const Scope& scope, int depth) {
  std::vector<Text> simple;
  const auto consider = [&](const Variable& variable, const std::string& name) {
    if (variable.optional || !fits(variable.type, type)) return;
    simple.push_back({name, Level::Atom, variable.type.scale});
  };
  for (const Variable& field : world_.account) consider(field, field.name);
  if (scope.parameters != nullptr) {
    for (const Variable& parameter : *scope.parameters) consider(parameter, parameter.name);
  }
  if (scope.ledger != nullptr) {
    for (const Variable& field : scope.ledger->fields) consider(field, field_name(scope, field));
  }
  if (type.kind == Kind::Tier && scope.tier) simple.push_back({"tier"});
  const bool before = world_.status && scope.before;
  if (type.kind == Kind::Tier && before) simple.push_back({"tier before today"});
  std::vector<const Define*> defines;
  for (const Define& define : world_.defines) {
    const bool reached = define.parameters.empty() || depth > 0;
    if (reached && allowed(define.uses, scope) && fits(define.type, type)) {
      defines.push_back(&define);
    }
  }
  std::vector<const Table*> tables;
  for (const Table& table : world_.tables) {
    const bool plain = table.bare ? scope.tier : depth > 0;
    if (table.total && plain && fits(table.type, type)) tables.push_back(&table);
  }
  std::vector<const Bands*> bands;
  for (const Bands& declared : world_.bands) {
    if (type.kind == Kind::Number && allowed(declared.uses, scope)) bands.push_back(&declared);
  }
  const uint32_t way = choices_.below(7);
  if (way >= 2 && way <= 3 && !defines.empty()) return call(*choices_.pick(defines), scope, depth);
  if (way == 4 && !tables.empty()) return lookup(*choices_.pick(tables), scope, depth);
  if (way >= 5 && !bands.empty()) {
    const Bands& chosen = *choices_.pick(bands);
    if (way == 5 && fits(chosen.type, type)) {
      use(chosen.uses);
      return {chosen.name, Level::Atom, chosen.type.scale};
    }
    if (way == 6 && depth > 0) {
      Text used = bands_use(chosen, type, scope, depth - 1);
      if (!used.text.empty()) return used;
    }
  }
  if (simple.empty()) return {};
  const Text& chosen = choices_.pick(simple);
  if (chosen.text == "tier") uses_.tier = true;
  if (chosen.text == "tier before today") uses_.before = true;
  return chosen;
}

Text Expressions::call(const Define& define, const Scope& scope, int depth) {
  use(define.uses);
  if (define.parameters.empty()) return {define.name, Level::Atom, define.type.scale};
  const Scope outside = define.uses.entries ? account_level(scope) : scope;
  std::string arguments;
  for (const Variable& parameter : define.parameters) {
    if (!arguments.empty()) arguments += ", ";
    arguments += of(parameter.type, outside, depth - 1).text;
  }
  return {define.name + "(" + arguments + ")", Level::Atom, define.type.scale};
}

Text Expressions::lookup(const Table& table, const Scope& scope, int depth) {
  if (table.bare && (depth <= 0 || choices_.chance(1, 2))) {
    uses_.tier = true;
    return {table.name, Level::Atom, table.type.scale};
  }
  std::string keys;
  for (const Ty& key : table.keys) {
    if (!keys.empty()) keys += ", ";
    keys += of(key, scope, std::min(depth - 1, 1)).text;
  }
  return {table.name + "(" + keys + ")", Level::Atom, table.type.scale};
}

/// Something of the type that may be absent: a field, a lookup, an extreme of an aggregate, and for
/// numbers a quotient. Empty text: the program has none.
Text Expressions::optional_value(const Ty& type, const Scope& scope, int depth) {
  std::vector<Text> found;
  const auto consider = [&](const Variable& variable, const std::string& name) {
    if (variable.optional && fits(variable.type, type)) {
      found.push_back({name, Level::Atom, variable.type.scale});
    }
  };
  for (const Variable& field : world_.account) consider(field, field.name);
  if (scope.ledger != nullptr) {
    for (const Variable& field : scope.ledger->fields) consider(field, field_name(scope, field));
  }
  if (choices_.chance(1, 3)) {
    for (const Table& table : world_.tables) {
      if (!table.total && fits(table.type, type)) found.push_back(lookup(table, scope, depth));
    }
  }
  const bool extremes = type.kind == Kind::Number || type.kind == Kind::Day;
  if (extremes && scope.aggregates && !world_.ledgers.empty()) {
    const Ledger& ledger = choices_.pick(world_.ledgers);
    for (const Variable& field : ledger.fields) {
      if (field.optional || !fits(field.type, type)) continue;
      const std::string condition = where(ledger, scope, depth);
      found.push_back(
          {choices_.pick({"max of ", "min of "}) + ledger.name + "." + field.name + condition,
           condition.empty() ? Level::Atom : Level::Greedy, field.type.scale});
    }
  }
  if (found.empty()) return {};
  return choices_.pick(found);
}

bool Expressions::allowed(const Uses& uses, const Scope& scope) const {
  return (scope.tier || !uses.tier) && (scope.before || !uses.before) &&
         (scope.aggregates || !uses.entries) && uses.cost + uses_.cost < kCostMax;
}

void Expressions::use(const Uses& uses) {
  uses_.tier |= uses.tier;
  uses_.before |= uses.before;
  uses_.entries |= uses.entries;
  uses_.cost += uses.cost;
}

/// The same on another day. What looks at entries must not be asked anew for each entry.
Text Expressions::at_day(const Text& text, const Scope& scope, bool looks_at_entries) {
  const Scope outside = looks_at_entries ? account_level(scope) : scope;
  return {bracketed(text, Level::Atom) + " at " + atom(day(outside, 1)), Level::At, text.scale};
}

}  // namespace tierline::generators
