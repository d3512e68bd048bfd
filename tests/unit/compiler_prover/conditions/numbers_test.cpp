// Numbers: for each mode and small operands, a quotient's facts allow the rounded value and no other;
// a product's facts always allow the product.
#include "compiler/prover/conditions/numbers.hpp"

#include <gtest/gtest.h>

#include "compiler/prover/smt/solver.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::prover {
namespace {

bool can(Terms& terms, Definitions& definitions, std::vector<Term> given, Term more) {
  given.push_back(more);
  smt::Script script;
  script.terms = &terms;
  script.assertions = definitions.close(std::move(given));
  const smt::Answer answer = smt::linked_solver()->check(script, {}, {});
  EXPECT_FALSE(std::holds_alternative<smt::Unknown>(answer));
  return std::holds_alternative<smt::Sat>(answer);
}

/// Whether the term can have this value and no other.
bool is_only(Terms& terms, Definitions& definitions, const std::vector<Term>& given, Term term,
             int value) {
  const Term equal = terms.equal(term, terms.number(value));
  return can(terms, definitions, given, equal) &&
         !can(terms, definitions, given, terms.negation(equal));
}

int rounded(int num, int den, Rounding mode) {
  int64_t out = 0;
  decimal::divide_rounded<int64_t>(num, den, mode, out);
  return static_cast<int>(out);
}

class NumbersTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!smt::linked_solver()) GTEST_SKIP() << "built without a linked solver";
  }
};

TEST_F(NumbersTest, QuotientsByConstantsAreExact) {
  for (const Rounding mode : decimal::kRoundings) {
    for (const int den : {4, 5}) {
      for (const int num : {-11, -10, -6, -2, 2, 3, 6, 8}) {
        Terms terms;
        Definitions definitions(terms);
        Numbers numbers(terms, definitions, Products::Lemmas);
        const Term x = terms.integer_variable("x", {});
        const Term quotient = numbers.divide(x, terms.number(den), mode);
        const Term given = terms.equal(x, terms.number(num));
        EXPECT_TRUE(
            is_only(terms, definitions, {given}, quotient, rounded(num, den, mode)))
            << num << " / " << den << " " << decimal::to_text(mode);
      }
    }
  }
}

TEST_F(NumbersTest, QuotientsByVariablesAreExactWithExactProducts) {
  for (const Rounding mode : decimal::kRoundings) {
    for (const int num : {-6, 6, 9}) {
      for (const int den : {0, 3, 4}) {
        Terms terms;
        Definitions definitions(terms);
        Numbers numbers(terms, definitions, Products::Exact);
        const Term x = terms.integer_variable("x", {});
        const Term y = terms.integer_variable("y", {BigInt(0), std::nullopt});
        const Term quotient = numbers.divide(x, y, mode);
        const std::vector<Term> given = {terms.equal(x, terms.number(num)),
                                         terms.equal(y, terms.number(den))};
        EXPECT_TRUE(is_only(terms, definitions, given, quotient, rounded(num, den, mode)))
            << num << " / " << den << " " << decimal::to_text(mode);
      }
    }
  }
}

TEST_F(NumbersTest, BoundsOfAProductAllowIt) {
  for (const Range& range : {Range{}, Range{BigInt(0), BigInt(5)}, Range{BigInt(-5), BigInt(5)}}) {
    for (int a = -3; a <= 3; ++a) {
      for (const int b : {0, 1, 4}) {
        Terms terms;
        Definitions definitions(terms);
        Numbers numbers(terms, definitions, Products::Lemmas);
        const Term x = terms.integer_variable("x", {});
        const Term y = terms.integer_variable("y", range);
        const std::vector<Term> given = {terms.equal(x, terms.number(a)),
                                         terms.equal(y, terms.number(b))};
        const Term product = numbers.multiply(x, y);
        const Term square = numbers.multiply(x, x);
        const std::vector<Term> both = {given[0], given[1],
                                        terms.equal(square, terms.number(a * a))};
        EXPECT_TRUE(can(terms, definitions, both, terms.equal(product, terms.number(a * b))))
            << a << " * " << b;
        EXPECT_FALSE(definitions.approximations({product}).empty());
      }
    }
  }
}

TEST_F(NumbersTest, ChoicesBetweenConstantsAreMultipliedExactly) {
  Terms terms;
  Definitions definitions(terms);
  Numbers numbers(terms, definitions, Products::Lemmas);
  const Term x = terms.integer_variable("x", {});
  const Term rate =
      terms.choose(terms.below(x, terms.number(100)), terms.number(2), terms.number(3));
  const Term product = numbers.multiply(rate, x);
  EXPECT_TRUE(definitions.approximations({product}).empty());
  EXPECT_EQ(smt::evaluate(terms, {product}, {{x, 50}})[0], 100);
  EXPECT_EQ(smt::evaluate(terms, {product}, {{x, 100}})[0], 300);
}

}  // namespace
}  // namespace tierline::prover
