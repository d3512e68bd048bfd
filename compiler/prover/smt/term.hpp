// Term: a formula over truth values and integers, and the arena that holds it.
// Equal terms are one term: sums are kept as sorted lists of factors and atoms, comparisons as "this
// sum is not below zero", so most of what is equal looks equal. Each integer knows a range in which
// it lies whatever its variables are, and what follows from ranges alone is decided while building.
// Made by: compiler/prover/conditions    Read by: print.cpp, evaluate.cpp
// Tested by: tests/unit/compiler_prover/term_test.cpp
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::smt {

using decimal::BigInt;

struct TermTag;
using Term = base::Id<TermTag>;

enum class Sort : uint8_t { Bool, Int };

enum class Kind : uint8_t {
  Constant,  // number; a truth value is 0 or 1
  Variable,
  Not,
  And,       // two kids or more, sorted
  Or,
  Same,      // two truth values are the same
  NotBelow,  // the sum kids[0] is not below zero
  Zero,      // the sum kids[0] is zero
  Sum,       // number + factors[i] * kids[i]
  Choose,    // kids[1] if kids[0], else kids[2]
  Multiply,  // kids[0] * kids[1], both without a constant factor
};

/// A closed interval; a missing side is open.
struct Range {
  std::optional<BigInt> low;
  std::optional<BigInt> high;
  friend bool operator==(const Range&, const Range&) = default;
};

struct Node {
  Kind kind{};
  Sort sort{};
  std::vector<Term> kids;
  std::vector<BigInt> factors;  // Sum
  BigInt number;                // Constant, Sum
  std::string name;             // Variable
  Range range;                  // Int
  uint32_t leaves = 0;  // of a tree of choices with constant leaves: how many; else 0
  bool local = false;   // some variable of it is local, as that of "any entry"
};

class Terms {
 public:
  Terms();

  const Node& operator[](Term term) const { return nodes_[term.index()]; }
  size_t size() const { return nodes_.size(); }

  Term truth(bool value) const { return value ? true_ : false_; }
  Term number(const BigInt& value);
  Term boolean_variable(std::string name, bool local = false);
  Term integer_variable(std::string name, Range range, bool local = false);

  Term negation(Term a);
  Term both(Term a, Term b) { return all({a, b}); }
  Term either(Term a, Term b) { return any({a, b}); }
  Term all(const std::vector<Term>& terms);
  Term any(const std::vector<Term>& terms);
  Term implies(Term a, Term b) { return either(negation(a), b); }
  Term same(Term a, Term b);  // truth values
  Term choose(Term condition, Term yes, Term no);

  Term add(Term a, Term b);
  Term subtract(Term a, Term b) { return add(a, scale(b, -1)); }
  Term scale(Term a, const BigInt& factor);
  /// The product of two atoms as it stands; whoever multiplies sums and choices spreads them first.
  Term multiply(Term a, Term b);

  Term equal(Term a, Term b);  // of one sort
  Term at_most(Term a, Term b);
  Term below(Term a, Term b) { return negation(at_most(b, a)); }

  bool is_constant(Term term) const { return (*this)[term].kind == Kind::Constant; }
  bool is_true(Term term) const { return term == true_; }
  bool is_false(Term term) const { return term == false_; }
  const BigInt& value(Term term) const { return (*this)[term].number; }
  const Range& range(Term term) const { return (*this)[term].range; }

  /// Rebuilds a tree of choices with constant leaves, each leaf changed.
  Term map_leaves(Term tree, const std::function<Term(const BigInt&)>& change);

 private:
  struct Linear;

  Term make(Node node);
  Term join(Kind kind, const std::vector<Term>& terms);
  Linear linear(Term term) const;
  Term from_linear(Linear sum);
  Term compare(Kind kind, Term difference);
  Range range_of(const Node& node) const;

  std::vector<Node> nodes_;
  std::unordered_map<uint64_t, std::vector<Term>> found_;
  Term true_;
  Term false_;
};

/// Trees of choices up to this size are computed with leaf by leaf.
inline constexpr uint32_t kLeavesMax = 600;

Range add(const Range& a, const Range& b);
Range scaled(const Range& a, const BigInt& factor);
Range multiplied(const Range& a, const Range& b);
Range joined(const Range& a, const Range& b);

}  // namespace tierline::smt
