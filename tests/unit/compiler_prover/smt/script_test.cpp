// Scripts: SMT-LIB 2 as an auditor reads it, and models that are held against it.
#include "compiler/prover/smt/script.hpp"

#include <gtest/gtest.h>

namespace tierline::smt {
namespace {

TEST(Script, PrintsWhatIsAsked) {
  Terms terms;
  const Term revenue = terms.integer_variable("account.revenue", {BigInt(-5), std::nullopt});
  const Term known = terms.boolean_variable("a b");
  const Term doubled = terms.scale(revenue, 2);
  const Term limit = terms.choose(known, terms.add(doubled, terms.number(-7)), revenue);
  Script script;
  script.terms = &terms;
  const Term negative = terms.below(limit, terms.number(0));
  const Term plain = terms.equal(limit, revenue);
  script.assertions = {negative, terms.either(known, plain)};
  script.comments = {"claim: an example"};
  EXPECT_EQ(print(script, Ask::AnswerAndValues), R"(; claim: an example
(set-option :produce-models true)
(set-logic QF_LIA)
(declare-const account.revenue Int)
(assert (<= (- 5) account.revenue))
(declare-const |a b| Bool)
(define-fun t7 () Int (ite |a b| (+ (* 2 account.revenue) (- 7)) account.revenue))
(assert (not (<= 0 t7)))
(assert (or |a b| (= 0 (+ account.revenue (* (- 1) t7)))))
(check-sat)
(get-value (account.revenue |a b|))
)");
}

TEST(Script, NamesTheLogicOfProducts) {
  Terms terms;
  const Term x = terms.integer_variable("x", {});
  Script script;
  script.terms = &terms;
  script.assertions = {terms.equal(terms.multiply(x, x), terms.number(2))};
  EXPECT_NE(print(script).find("QF_NIA"), std::string::npos);
}

TEST(Script, DeepTermsAreCutIntoNames) {
  Terms terms;
  Term chain = terms.integer_variable("x0", {});
  for (int i = 1; i < 5'000; ++i) {
    const Term p = terms.boolean_variable("p" + std::to_string(i));
    const Term x = terms.integer_variable("x" + std::to_string(i), {});
    chain = terms.choose(p, x, chain);
  }
  Script script;
  script.terms = &terms;
  script.assertions = {terms.equal(chain, terms.number(0))};
  EXPECT_NE(print(script).find("define-fun"), std::string::npos);
}

TEST(Script, AModelMustFit) {
  Terms terms;
  const Term x = terms.integer_variable("x", {BigInt(0), BigInt(10)});
  const Term y = terms.integer_variable("y", {});
  Script script;
  script.terms = &terms;
  script.assertions = {terms.below(x, y)};
  EXPECT_TRUE(satisfies(script, {{x, 1}, {y, 2}}));
  EXPECT_FALSE(satisfies(script, {{x, 2}, {y, 2}}));
  EXPECT_FALSE(satisfies(script, {{x, 11}, {y, 12}})) << "out of its range";
  EXPECT_FALSE(satisfies(script, {{x, 0}})) << "what is missing is 0";
}

}  // namespace
}  // namespace tierline::smt
