// prove: a claim of a lowered program, by every encoding and solver there is, until one answer
// counts. Encodings are tried one after the other, solvers side by side. Unsat of any encoding by
// any solver proves the claim, unless nothing is claimed at all (`given` can never hold). A model
// becomes an example only through `replay`, which the caller brings: nothing here can evaluate a
// program. A solver that gives up, crashes or takes too long has said nothing. Made of:
// formula.hpp, compiler/prover/smt    Read by: tools/prove Tested by:
// tests/unit/compiler_prover/conditions/prove_test.cpp
#pragma once

#include "compiler/prover/conditions/formula.hpp"
#include "compiler/prover/smt/solver.hpp"

namespace tierline::prover {

/// What one solver said of one encoding; kept for evidence.
struct Attempt {
  std::string encoding;
  std::string solver;
  std::string answer;  // "unsat", "sat", or why there is none
  int64_t milliseconds = 0;
  std::string script;  // SMT-LIB 2, as the solver read it
};

/// How solvers failed, by their names: the first time of each.
using SolverFailures = std::map<std::string, std::string>;

struct Proof {
  Outcome outcome = Outcome::Unknown;
  std::string by;   // Proved: the solver, its version and the encoding; Refuted: who found it
  std::string why;  // Unknown
  int64_t milliseconds = 0;
  std::optional<Counterexample> example;  // Refuted: replayed; Unknown: a candidate
  bool speaks = false;  // Proved: somebody is known of whom it speaks, see `meets`
  std::vector<Attempt> attempts;
  SolverFailures failures;
};

/// What solvers are asked for. Examples take them long, and a search often finds one sooner.
enum class Wanted : uint8_t { ProofOrExample, Proof, Example };

struct ProveOptions {
  smt::Limits limits;        // for each question to a solver
  bool all_answers = false;  // wait for each solver of the encoding that decides, for evidence
  /// Whether the claim fails for this example in the engine. Without it nothing is Refuted.
  std::function<bool(const Counterexample&)> replay;
  /// Whether the claim speaks of this example in the engine, and holds.
  std::function<bool(const Counterexample&)> meets = {};
  bool speaks = false;  // somebody is known of whom it speaks: that need not be asked
  std::stop_token stop = {};
  Wanted wanted = Wanted::ProofOrExample;
};

/// Proves one output claim. The programs have the claim's values as outputs and must outlive the
/// call.
Proof prove(const Programs& programs, const Claim& claim,
            const std::vector<std::unique_ptr<smt::Solver>>& solvers,
            const ProveOptions& options = {});

/// Whether solvers see that two programs move the tier alike on every day, for those of whom the
/// claim speaks; without a solver, whether the steps are the same terms.
bool tiers_move_alike(const Programs& programs, const Claim& claim,
                      const std::vector<std::unique_ptr<smt::Solver>>& solvers,
                      const ProveOptions& options);

/// Who proves what needs no solver.
inline constexpr std::string_view kSameTerm = "the same term on both sides";

/// A proof without a solver: what would be a counterexample is false as it is put. That is so of
/// what is the same term in both worlds, and of two programs with one text.
std::optional<Proof> same_term(const Programs& programs, const Claim& claim);

}  // namespace tierline::prover
