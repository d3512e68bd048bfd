// Facts: what is known of one account, as plain values: no columns, no scaled integers.
// Rows are indexed by field as the checked program declares them; a derived field's place is
// unused.
// Made by: facts.cpp, tests/generators, tests/suites    Read by: tools/reference
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/checked/checked_program.hpp"

namespace tierline::reference {

using Rational = boost::multiprecision::cpp_rational;
using Integer = boost::multiprecision::cpp_int;
using checked::Day;

struct Absent {
  friend auto operator<=>(Absent, Absent) = default;
};

/// A word of an enum, by its position.
struct Word {
  uint32_t position = 0;
  friend auto operator<=>(Word, Word) = default;
};

/// First and last day, both included.
struct Days {
  Day first = 0;
  Day last = 0;
  friend auto operator<=>(Days, Days) = default;
};

using Value = std::variant<Absent, bool, Rational, Day, Word, std::string, Days>;
using Row = std::vector<Value>;

struct Facts {
  Row account;
  std::vector<std::vector<Row>> ledgers;  // per ledger of the program, its entries in any order
};

/// The value of a constant of the program, given its type.
Value to_value(const checked::Constant& constant, const checked::Type& type);

/// What a scenario or a counterexample states, with the defaults of the program; the rest is
/// absent.
Facts to_facts(const checked::CheckedProgram& program, const std::vector<checked::Facts>& records);

Rational to_rational(const checked::Decimal& decimal);

/// `7/2`, `yes`, `2022-07-01`, `word 3`: for messages of tests.
std::string to_text(const Value& value);

}  // namespace tierline::reference
