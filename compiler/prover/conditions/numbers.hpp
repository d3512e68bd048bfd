// Numbers: products and rounded quotients of integers as linear terms and facts.
// A quotient by a constant is exact: half a unit to either side, ties as the mode says. A product of
// two variables is spread over sums and choices first; what remains is left to the solver (Exact), or
// is a variable with what is known of it: signs, bounds (McCormick), and that it rises with each
// factor.
// Made of: definitions.hpp    Read by: encoder.cpp, days.cpp
// Tested by: tests/unit/compiler_prover/numbers_test.cpp, law_encoding_test.cpp
#pragma once

#include <map>

#include "compiler/prover/conditions/definitions.hpp"
#include "runtime/decimal/rounding.hpp"

namespace tierline::prover {

using decimal::Rounding;

enum class Products : uint8_t { Lemmas, Exact };

inline constexpr const char* kProductOfUnknowns = "a product of two values that are both unknown";

class Numbers {
 public:
  Numbers(Terms& terms, Definitions& definitions, Products products)
      : terms_(terms), definitions_(definitions), products_(products) {}
  Numbers(const Numbers&) = delete;
  Numbers& operator=(const Numbers&) = delete;

  Term multiply(Term a, Term b);

  /// num / den rounded to a whole number; 0 when den is 0.
  Term divide(Term num, Term den, Rounding mode);

  Term floor_divide(Term num, const BigInt& den) {
    return divide(num, terms_.number(den), Rounding::Floor);
  }

  Term larger(Term a, Term b) { return terms_.choose(terms_.at_most(a, b), b, a); }
  Term smaller(Term a, Term b) { return terms_.choose(terms_.at_most(a, b), a, b); }

 private:
  struct Product {
    Term a;
    Term b;
  };
  struct Quotient {
    Term num;
    Term den;
  };

  bool is_affine(Term term) const;
  Term spread(Term sum, Term other);
  Term product_of_atoms(Term a, Term b);
  void bound_product(Term product, Term a, Term b);
  void bound_by_factor(Term product, Term a, Term b);
  void bound_by_corners(Term product, Term a, Term b);
  std::vector<Term> relate_products(Term p, Term q);
  void relate_by_factor(Term factor, Term p, Term x, Term q, Term y, std::vector<Term>& lemmas);

  Term divide_by_constant(Term num, BigInt den, Rounding mode);
  Term quotient(Term num, Term den, Rounding mode);
  Range range_of_quotient(Term num, Term den, Rounding mode) const;
  Term within(Term num, Term den, Term quotient, Term rest, Rounding mode);
  Term half(Term quotient, Term den, Term rest);
  std::vector<Term> relate_quotients(Term p, Term q);

  Term not_negative(Term a) { return terms_.at_most(terms_.number(0), a); }
  Term not_positive(Term a) { return terms_.at_most(a, terms_.number(0)); }
  bool local(Term a, Term b) const { return terms_[a].local || terms_[b].local; }

  Terms& terms_;
  Definitions& definitions_;
  Products products_;
  std::map<Term, Product> factors_;
  std::map<Term, Quotient> fractions_;
};

}  // namespace tierline::prover
