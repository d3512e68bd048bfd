// Definitions: variables that stand for what no linear term can say (a quotient, a product, the year
// of a day), each with the facts that hold of it, and lemmas between two that are alike.
// Asked again for the same thing, the same variable is returned: equal arguments, equal results. Only
// the facts of variables that a formula speaks of are taken into it.
// Made by: numbers.cpp, days.cpp, aggregates.cpp, encoder.cpp    Read by: formula.cpp
// Tested by: tests/unit/compiler_prover/law_encoding_test.cpp
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/prover/smt/script.hpp"

namespace tierline::prover {

using smt::BigInt;
using smt::Range;
using smt::Term;
using smt::Terms;

/// What a variable stands for; the numbers that follow say which one.
enum class Meaning : uint8_t { Quotient, Product, Year, Months, Business, Reduction, Cell };
using Key = std::vector<uint32_t>;
Key key_of(Meaning meaning, std::initializer_list<uint32_t> rest);

class Definitions {
 public:
  explicit Definitions(Terms& terms) : terms_(terms) {}

  std::optional<Term> find(const Key& key) const;

  /// Makes the variable of a key. Its name gets a number, so that no two are alike.
  Term integer(const Key& key, const std::string& name, Range range, bool local);
  Term boolean(const Key& key, const std::string& name, bool local);

  /// Says what holds of a variable, whatever the other variables are.
  void fact(Term variable, Term fact);

  /// Notes that the facts allow more than the program does: then no model is an example.
  void approximate(Term variable, std::string what);

  /// Lemmas between each two variables of a group, as `relate` makes them.
  using Relate = std::function<std::vector<Term>(Term, Term)>;
  void join_group(const Key& group, Term variable, const Relate& relate);

  /// The terms, and all facts and lemmas of variables that they speak of, also through facts.
  std::vector<Term> close(std::vector<Term> roots);

  /// What is approximate in the terms, each thing once.
  std::set<std::string> approximations(const std::vector<Term>& roots) const;

 private:
  struct Group {
    std::vector<Term> members;
    Relate relate;
    std::set<std::pair<Term, Term>> related;
  };

  void add_facts(std::vector<Term>& roots);
  bool add_lemmas(std::vector<Term>& roots);
  std::string numbered(const std::string& name);

  Terms& terms_;
  std::map<Key, Term> known_;
  std::map<Term, std::vector<Term>> facts_;
  std::map<Term, std::string> approximate_;
  std::map<Key, Group> groups_;
  std::map<std::string, int> names_;
};

}  // namespace tierline::prover
