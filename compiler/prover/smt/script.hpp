// Script: what a solver is asked: can all of these terms hold at once?
// It is printed as SMT-LIB 2, once, and every solver reads that text: so what an auditor reruns is
// what was asked. Ranges of variables are asserted beside them.
// Made by: compiler/prover/conditions    Read by: solver.hpp
// Tested by: tests/unit/compiler_prover/script_test.cpp
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/prover/smt/term.hpp"

namespace tierline::smt {

struct Script {
  const Terms* terms = nullptr;  // outlives the script
  std::vector<Term> assertions;
  std::vector<std::string> comments;  // lines at the top, for whoever reads the file
};

/// A value for each variable of a script, 0 and 1 for truth values.
using Model = std::map<Term, BigInt>;

/// The variables that the terms speak of, in the order of their making.
std::vector<Term> variables_of(const Terms& terms, const std::vector<Term>& roots);

/// Declarations, assertions and `(check-sat)`; with `values`, `(get-value ...)` of all variables.
enum class Ask : uint8_t { Answer, AnswerAndValues };
std::string print(const Script& script, Ask ask = Ask::Answer);

/// A variable's name as SMT-LIB has it.
std::string symbol(const std::string& name);

/// The value of each of the terms under the model, where missing variables are 0.
std::vector<BigInt> evaluate(const Terms& terms, const std::vector<Term>& roots,
                             const Model& model);

/// Whether every assertion holds and every variable is in its range.
bool satisfies(const Script& script, const Model& model);

}  // namespace tierline::smt
