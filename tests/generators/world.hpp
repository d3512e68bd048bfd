// World: what a generated program has declared so far, so that later parts can speak of it.
// Scales here are upper limits of those that the checker finds, bounds are the declared ones.
// Made by: program.cpp    Read by: tests/generators
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tierline::generators {

enum class Kind : uint8_t { Bool, Number, Quotient, Day, Period, Enum, Tier, Text };

/// What a number counts. Factor: a number without a currency, no matter which.
enum class Measure : uint8_t { Count, Percent, Money, Factor };

struct Ty {
  Kind kind = Kind::Bool;
  Measure measure = Measure::Count;
  std::string currency{};  // Money
  int scale = 0;           // Number
  size_t enum_index = 0;
  friend bool operator==(const Ty&, const Ty&) = default;
};

/// What stands behind an expression when all that it names is written out.
struct Uses {
  bool tier = false;
  bool before = false;   // `tier before today`
  bool entries = false;  // some aggregate
  int cost = 1;          // nodes
};

/// A field or parameter.
struct Variable {
  std::string name;
  Ty type;
  bool optional = false;
  bool derived = false;          // then its bounds are the checker's to find
  std::optional<int64_t> low{};  // declared range, in whole units
  std::optional<int64_t> high{};
};

struct EnumDecl {
  std::string name;
  std::vector<std::string> words;
};

struct Ledger {
  std::string name;
  std::vector<Variable> fields;  // fields[0] is `on`
};

struct Table {
  std::string name;
  std::vector<Ty> keys;
  Ty type;
  bool total = true;  // every lookup finds a row
  bool bare = false;  // may stand without its key: a matrix row by Tier
};

struct Define {
  std::string name;
  std::vector<Variable> parameters;
  Ty type;
  Uses uses;
};

struct Bands {
  std::string name;
  Ty axis;  // Number or Quotient
  Ty type;
  int flat_scale = -1;  // -1: no flat amounts
  Uses uses;
};

struct Currency {
  std::string code;
  int digits;
};

struct World {
  std::vector<Currency> currencies;
  std::vector<std::string> tiers;  // without `none`
  std::vector<EnumDecl> enums;
  std::vector<std::string> calendars;
  std::vector<Variable> account;
  std::vector<Ledger> ledgers;
  std::vector<Table> tables;
  std::vector<Define> defines;
  std::vector<Bands> bands;
  std::vector<std::string> splits;
  bool months_allowed = false;
  bool status = false;  // the tier moves in time
  bool assess = false;  // and is assessed
  std::string in_force_from{};

  int digits(const std::string& currency) const {
    for (const Currency& known : currencies) {
      if (known.code == currency) return known.digits;
    }
    return 0;
  }
};

}  // namespace tierline::generators
