// Equality: whether two aligned programs come to the same, item by item, for all facts and days. Of
// each program the lowered steps are one world of a claim; both worlds have the same facts.
// What is equal as a term needs no solver. Tiers that move in time are the same if all that moves
// them is (compiler/prover/conditions/held_tier.cpp); if not, nothing is proved of what hangs on
// them. Made of: compiler/prover/conditions    Read by: tools/compare Tested by:
// tests/unit/compiler_prover/comparison, tests/prover/law_compare_test.cpp
#pragma once

#include "compiler/prover/comparison/alignment.hpp"
#include "compiler/prover/conditions/prove.hpp"

namespace tierline::prover {

/// The steps of both programs of an alignment, which must outlive this, with what is compared
/// among their outputs.
class Equality {
 public:
  explicit Equality(const Alignment& alignment);

  /// Nothing if neither program can be without an answer.
  bool can_be_without_answer() const { return can_fault_; }
  bool too_large() const { return steps_[0].too_large || steps_[1].too_large; }

  using Solvers = std::vector<std::unique_ptr<smt::Solver>>;

  /// A proof without a solver, of what both programs say in one way; nothing if they do not.
  std::optional<Proof> same_text(const Item& item) const;

  Proof prove(const Item& item, const Solvers& solvers, const ProveOptions& options) const;

  /// Whether a solver sees that nobody is left to compare.
  bool nobody_is_left(const Solvers& solvers, const smt::Limits& limits) const;

 private:
  Claim claim(const std::string& name, size_t subject) const;
  bool days_before_may_differ(const Solvers& solvers, const ProveOptions& options) const;
  Claim claim_of(const Item& item) const;
  Proof prove_split(const Item& item, const Solvers& solvers, const ProveOptions& options) const;
  Proof prove_answer(const Item& item, const Solvers& solvers, const ProveOptions& options) const;

  size_t given_;
  bool can_fault_ = false;
  bool moves_in_time_ = false;
  ir::Ir steps_[2];
  size_t splits_ = 0;  // output: the amount of the first split, then its weights, then the next
  ir::Ir answers_[2];  // nothing demanded: the fault is what is compared
  size_t fault_ = 0;   // output of answers_
};

}  // namespace tierline::prover
