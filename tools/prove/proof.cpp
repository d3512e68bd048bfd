#include "tools/prove/proof.hpp"

#include <algorithm>

#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "tools/prove/stop_watch.hpp"

namespace tierline::prove {

namespace {

ClaimProof claim_proof(const Provable& program, size_t claim, prover::Proof proof) {
  ClaimProof out{{}, std::move(proof.attempts), std::move(proof.failures)};
  SearchResult& result = out.result;
  result.claim = claim;
  result.verdict.outcome = proof.outcome;
  result.verdict.by = std::move(proof.by);
  result.verdict.why = std::move(proof.why);
  result.verdict.milliseconds = proof.milliseconds;
  result.speaks = proof.speaks;
  if (proof.outcome != prover::Outcome::Refuted) return out;
  if (auto small = made_small(program, claim, *proof.example)) {
    result.replayed = std::move(small->replayed);
    result.verdict.example = std::move(small->verdict.example);
  } else {
    result.replayed = replay(program, program.claims.claims[claim], *proof.example);
    result.verdict.example = std::move(proof.example);
  }
  return out;
}

}  // namespace

std::vector<ClaimProof> prove_claims(const ProofRequest& request) {
  const Provable& program = *request.program;
  const checked::CheckedProgram asked = program.claims.without_reaches();
  const ir::Ir ir = ir::optimise(ir::lower(asked));
  const auto solvers = smt::available_solvers();
  const StopWatch watch(request.stop);
  std::vector<ClaimProof> results;
  for (const size_t index : request.claims) {
    const prover::Claim& claim = program.claims.claims[index];
    prover::ProveOptions options;
    options.limits.milliseconds = request.milliseconds;
    options.all_answers = request.all_answers;
    options.stop = watch.token();
    options.wanted = request.wanted;
    const auto& speaking = request.speaking;
    options.speaks = std::find(speaking.begin(), speaking.end(), index) != speaking.end();
    options.replay = [&](const prover::Counterexample& example) {
      return replay(program, claim, example).finding == Finding::Fails;
    };
    options.meets = [&](const prover::Counterexample& example) {
      return speaks_of(program, claim, example);
    };
    prover::Proof proof;
    if (solvers.empty()) {
      proof.why = "there is no solver";
    } else if (watch.token().stop_requested()) {
      proof.why = "interrupted";
    } else {
      proof = prover::prove(ir, claim, solvers, options);
    }
    results.push_back(claim_proof(program, index, std::move(proof)));
  }
  return results;
}

prover::Translation prove_compiler(const checked::CheckedProgram& program,
                                   const bytecode::Bytecode& bytecode, int milliseconds,
                                   const std::atomic<bool>* stop) {
  const StopWatch watch(stop);
  prover::ProveOptions options;
  options.limits.milliseconds = milliseconds;
  options.stop = watch.token();
  return prover::validate_translation(program, bytecode, smt::available_solvers(), options);
}

}  // namespace tierline::prove
