// The solvers that are here agree on small questions, and hold their limits.
#include <gtest/gtest.h>

#include <chrono>

#include "compiler/prover/smt/solver.hpp"

namespace tierline::smt {
namespace {

TEST(Solvers, SayWhatIsThere) {
  const auto solvers = available_solvers();
  if (solvers.empty()) GTEST_SKIP() << "neither libz3 nor cvc5 is here";
  for (const auto& solver : solvers) std::cout << "     " << solver->name() << "\n";
  if (solvers.size() < 2) GTEST_SKIP() << "only one solver is here";
}

TEST(Solvers, AgreeOnSmallQuestions) {
  Terms terms;
  const Term x = terms.integer_variable("x", {BigInt(-9), BigInt(9)});
  const Term p = terms.boolean_variable("p");
  const Term y = terms.choose(p, terms.scale(x, 2), terms.add(x, terms.number(1)));
  for (int wanted = -20; wanted <= 20; ++wanted) {
    Script script;
    script.terms = &terms;
    script.assertions = {terms.equal(y, terms.number(wanted))};
    const bool possible = (wanted >= -8 && wanted <= 10) || (wanted % 2 == 0 && abs(wanted) <= 18);
    for (const auto& solver : available_solvers()) {
      const Answer answer = solver->check(script, {}, {});
      EXPECT_EQ(std::holds_alternative<Sat>(answer), possible) << solver->name() << " " << wanted;
      EXPECT_EQ(std::holds_alternative<Unsat>(answer), !possible) << solver->name();
    }
  }
}

/// x^3 + y^3 + z^3 = 114: nobody knows.
TEST(Solvers, ATimeoutIsNeverAYes) {
  Terms terms;
  Term sum = terms.number(-114);
  for (const char* name : {"x", "y", "z"}) {
    const Term x = terms.integer_variable(name, {});
    sum = terms.add(sum, terms.multiply(terms.multiply(x, x), x));
  }
  Script script;
  script.terms = &terms;
  script.assertions = {terms.equal(sum, terms.number(0))};
  for (const auto& solver : available_solvers()) {
    const auto begin = std::chrono::steady_clock::now();
    const Answer answer = solver->check(script, {.milliseconds = 300}, {});
    EXPECT_TRUE(std::holds_alternative<Unknown>(answer)) << solver->name();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << solver->name();
  }
}

}  // namespace
}  // namespace tierline::smt
