// Solver: answers whether a script can hold, or says why it cannot tell.
// A closed set of answers: whatever a solver does besides giving a clean one (it runs out of time,
// crashes, prints rubbish, is not there) is Unknown. A model counts only if it satisfies the script
// by our own evaluation.
// Made by: z3_solver.cpp, process_solver.cpp    Read by: compiler/prover/conditions
// Tested by: tests/unit/compiler_prover/smt
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "compiler/prover/smt/script.hpp"

namespace tierline::smt {

/// The assertions can hold: here is how.
struct Sat {
  Model model;
};

/// The assertions cannot hold.
struct Unsat {};

struct Unknown {
  std::string why;
  bool failed = false;  // the solver: it crashed, or printed what is no answer
};

using Answer = std::variant<Sat, Unsat, Unknown>;

struct Limits {
  int milliseconds = 5'000;
  int megabytes = 2'048;
};

class Solver {
 public:
  virtual ~Solver() = default;

  /// Names the program and its version, for evidence.
  virtual const std::string& name() const = 0;

  /// Asks. Returns soon after `stop` is requested; then the answer is Unknown.
  virtual Answer check(const Script& script, const Limits& limits, std::stop_token stop) = 0;
};

/// The solver that is linked in; nothing when Tierline was built without one.
std::unique_ptr<Solver> linked_solver();

/// Any program that reads SMT-LIB 2 from its standard input, found as a shell would find it.
std::unique_ptr<Solver> process_solver(std::vector<std::string> command, std::string name);

/// The linked one, and cvc5 if there is a program of that name.
std::vector<std::unique_ptr<Solver>> available_solvers();

/// Those of them that are not here, as a note says it: "cvc5 is not on the PATH".
std::vector<std::string> missing_solvers();

/// What a solver printed, as an answer: exactly one word, then for Sat the values.
Answer read_answer(const std::string& printed, const Script& script, Ask asked);

/// Sat if the model satisfies the script, else Unknown.
Answer checked_model(Model model, const Script& script, const std::string& name);

}  // namespace tierline::smt
