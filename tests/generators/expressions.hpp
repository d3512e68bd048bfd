// Expressions: writes an expression of a wanted type, as text that the checker must accept.
// Every piece knows how tightly its outermost operator binds, so that brackets stand where the
// grammar needs them, and now and then where it does not. Money never meets another currency, a
// divisor that may be zero always has an `otherwise`, digits stay within a budget.
// Made by: program.cpp    Read by: tests/generators
#pragma once

#include <utility>

#include "tests/generators/choices.hpp"
#include "tests/generators/world.hpp"

namespace tierline::generators {

/// How tightly the outermost operator binds, loosest first, as the language lists them. Greedy:
/// `if` and an aggregate with `where`, which take in all that follows.
enum class Level : uint8_t { Suffix, Greedy, Or, And, Not, Compare, Sum, Product, Unary, At, Atom };

struct Text {
  std::string text{};
  Level level = Level::Atom;
  int scale = 0;          // digits after the point at most
  bool optional = false;  // quotients only
};

/// What an expression may speak of where it stands.
struct Scope {
  const Ledger* ledger = nullptr;  // inside an entry's code
  const std::vector<Variable>* parameters = nullptr;
  bool tier = true;
  bool before = true;  // `tier before today`, if the program has a status
  bool aggregates = true;
};

class Expressions {
 public:
  Expressions(const World& world, Choices& choices) : world_(world), choices_(choices) {}

  /// An expression of this type that is never absent. Numbers have at most type.scale digits.
  Text of(const Ty& type, const Scope& scope, int depth);
  /// A number with any digits up to the budget.
  Text number(const Ty& type, const Scope& scope, int depth);
  Text condition(const Scope& scope, int depth);
  /// A condition whose answer changes as days pass, or as entries arrive.
  Text moving(const Scope& scope);
  /// A quotient that may be absent: `like` is Money or Factor.
  Text quotient(const Ty& like, const Scope& scope, int depth);
  /// An axis of open bounds for bands: any edge above zero can be reached.
  Text open_number(const Ty& type, const Scope& scope);

  /// `split AMOUNT over LEDGER by WEIGHT`, the value of a definition: an amount of this type, a
  /// weight that is often the same for all entries, so that parts are cut off alike.
  std::string split(const Ty& type, const Ledger& ledger, const Scope& scope, int depth);

  Text literal(const Ty& type);
  std::string date();
  std::string rounding(const Ty& type, int& scale);

  /// What everything written since the last call uses.
  Uses take_uses() { return std::exchange(uses_, {}); }

 private:
  Text number_leaf(const Ty& type, const Scope& scope);
  Text number_compound(const Ty& type, const Scope& scope, int depth);
  Text product(const Ty& type, const Scope& scope, int depth);
  Text rounded(const Ty& type, const Scope& scope, int depth);
  Text fallback(const Ty& type, const Scope& scope, int depth);
  Text aggregate(const Ty& type, const Scope& scope, int depth);
  Text bands_use(const Bands& bands, const Ty& type, const Scope& scope, int depth);
  Text shortened(Text text, const Ty& type);
  Text divisor(const Ty& type, const Scope& scope, bool& optional);

  Text comparison(const Scope& scope, int depth);
  Text question(const Scope& scope, int depth);
  Text moving_entries(const Scope& scope);
  Text moving_day(const Scope& scope);
  Text group(const Scope& scope, int depth);
  Text year_passed(const Scope& scope, int depth);
  Text any_entry(const Scope& scope, int depth);

  Text day(const Scope& scope, int depth);
  Text day_arithmetic(const Scope& scope, int depth);
  Text period(const Scope& scope, int depth);
  Text word(const Ty& type, const Scope& scope, int depth);

  Text name_of(const Ty& type, const Scope& scope, int depth);  // empty text: there is none
  Text call(const Define& define, const Scope& scope, int depth);
  Text lookup(const Table& table, const Scope& scope, int depth);
  Text optional_value(const Ty& type, const Scope& scope, int depth);  // empty text: none
  Text choice(const Ty& type, const Scope& scope, int depth);
  Text at_day(const Text& text, const Scope& scope, bool looks_at_entries);
  Text count_of_days(const Ty& type, const Scope& scope, int depth);
  std::string weight(const Ledger& ledger, const Scope& scope, int depth);
  Text any_bands(const Ty& type, const Scope& scope, int depth);
  bool allowed(const Uses& uses, const Scope& scope) const;
  void use(const Uses& uses);
  std::string where(const Ledger& ledger, const Scope& scope, int depth);
  std::string field_name(const Scope& scope, const Variable& field);

  /// The text in brackets if it binds looser than `level`, and at times if not.
  std::string bracketed(const Text& text, Level level);
  std::string atom(const Text& text) { return bracketed(text, Level::Atom); }

  const World& world_;
  Choices& choices_;
  Uses uses_;
};

/// Whether a value of one type may stand where the other is wanted, digits aside.
bool fits(const Ty& value, const Ty& wanted);

/// The digits an expression may collect before it must be rounded.
inline constexpr int kScaleBudget = 24;
/// How many nodes a definition may stand for when all that it uses is written out.
inline constexpr int kCostMax = 400;

}  // namespace tierline::generators
