// Tiers of two worlds, of which one meets on every day all that the other meets: then its tier is
// never lower, and this is why.
//   Let A be the world that meets less, B the other; let whether the account exists and which days
//   are assessment days be the same in both, a rise wait no longer for requirements met earlier,
//   and each requirement of a tier be implied by one of the next tier that is kept alike. No tier
//   is held by a day, or lost by a limited number of steps. Then tier(A) <= tier(B) on every day,
//   by induction:
//   1. A rises to T: all of T has been met since some day, in B since that day or an earlier one,
//   and so
//      B rises to T at the latest now. At the launch likewise.
//   2. A keeps T, B held S >= T. What is met in A is met in B, and was met in B no longer ago; so
//   only an
//      assessed requirement r of T can be kept in A and lost in B. Then B failed r on the last
//      assessment day, and so did A; A has reached its tier since, so that day is not today. B held
//      S on that day and kept it, so it passed the requirement of S that implies r. Contradiction.
//   The second half of 2 uses that who holds a tier across an assessment passed all of it:
//   otherwise it would have been lost that day, or met altogether.
// Here the premises are looked for: in the steps, and with a solver. What holds on the day asked
// for only (`given`) is not used. Made of: formula.hpp    Tested by:
// tests/unit/compiler_prover/conditions/worlds_test.cpp
#include <algorithm>

#include "compiler/prover/conditions/formula.hpp"
#include "compiler/prover/conditions/in_time.hpp"

namespace tierline::prover {

using ir::StepId;

/// What decides when tiers move, requirements aside, is the same in both worlds.
bool Formula::same_course() const {
  const checked::Status& status = *program_.status;
  if (status.holds_until || status.demote_limit != 0) return false;
  const ir::Status& steps = *ir_.status;
  for (const StepId step : {steps.exists, steps.assessing, steps.promote_on}) {
    if (!step.is_none() && encoder_.value(0, step) != encoder_.value(1, step)) return false;
  }
  return steps.promote_on.is_none() || never_falls_in_time(ir_, steps.promote_on);
}

/// Whether `later` follows from `first` on every day; both are truth values.
bool Formula::follows(Term first, Term later, const Impossible& impossible) {
  const Term broken = terms_.both(first, terms_.negation(later));
  if (terms_.is_false(broken)) return true;
  std::vector<Term> roots = assumptions_;
  roots.push_back(broken);
  smt::Script lemma = script(std::move(roots));
  lemma.comments.push_back("unsat: a requirement is met wherever another one is");
  return impossible(lemma);
}

/// Each requirement of a tier is implied by one of the next tier that is kept alike.
bool Formula::tiers_are_nested(const Impossible& impossible) {
  for (size_t i = 0; i + 1 < ir_.tiers.size(); ++i) {
    for (const ir::Requirement& lower : ir_.tiers[i].requirements) {
      const auto& above = ir_.tiers[i + 1].requirements;
      const bool implied = std::any_of(above.begin(), above.end(), [&](const auto& upper) {
        if (upper.keep != lower.keep || upper.name != lower.name) return false;
        return follows(encoder_.value(0, upper.flag), encoder_.value(0, lower.flag), impossible) &&
               follows(encoder_.value(1, upper.flag), encoder_.value(1, lower.flag), impossible);
      });
      if (!implied) return false;
    }
  }
  return true;
}

/// Whether world `more` meets on every day what world `less` meets.
bool Formula::meets_no_less(int less, int more, const Impossible& impossible) {
  for (const ir::Tier& tier : ir_.tiers) {
    for (const ir::Requirement& requirement : tier.requirements) {
      if (!follows(encoder_.value(less, requirement.flag), encoder_.value(more, requirement.flag),
                   impossible)) {
        return false;
      }
    }
  }
  return true;
}

void Formula::compare_tiers_in_time(const Impossible& impossible) {
  if (programs_.are_two() || !encoder_.has_own_tiers() || !same_course()) return;
  compare_entries(impossible);
  const bool rises = meets_no_less(0, 1, impossible);
  const bool falls = !rises && meets_no_less(1, 0, impossible);
  if ((!rises && !falls) || !tiers_are_nested(impossible)) return;
  const Term first = encoder_.inputs().tier(0, program_);
  const Term second = encoder_.inputs().tier(1, program_);
  assumptions_.push_back(rises ? terms_.at_most(first, second) : terms_.at_most(second, first));
}

}  // namespace tierline::prover
