// Tiers of two worlds, be they of one program or of two: at least as high as T in one world, then
// at least as high as T in the other, for each tier T of which this theorem can be used.
//   Let A be the one world, B the other; let whether the account exists, which days are assessment
//   days and where a rise leads be the same in both, a rise wait no longer for requirements met
//   earlier, and no tier be held by a day, or lost by a limited number of steps. Requirements imply
//   one another if they are kept alike (assessed, or with a grace that is no longer) and the other
//   one is met on every day on which the one is. Let
//   1. each requirement of T in B be implied by one of T in A;
//   2. each tier above T for which the theorem cannot be used be nested in A, down to T: each
//      requirement of a tier is implied by one of the next tier;
//   3. all tiers from T upward be nested in B, as far as what is assessed goes.
//   Then on every day A >= T makes B >= T, by induction:
//   a. A rises to T: all of T has been met since some day, in B since that day or an earlier one,
//      and so B rises to T at the latest now. At the launch likewise. If A rises to a tier above,
//      either the theorem can be used for that one, or what is met of it makes T met no later.
//   b. A keeps T, B held S >= T. What is met in A is met in B, and was met in B no longer ago; so
//      only an assessed requirement r of T can be kept in A and lost in B. Then B failed r on the
//      last assessment day. B has been at T or higher since some day, and no later than A. Was that
//      before the assessment: then B passed on it the requirement of the tier that it kept or rose
//      to, which implies r by 3. Was it after: then no assessment was failed since. Contradiction.
//      If A keeps a tier above, either the theorem can be used for that one, or what is kept of it
//      makes T kept in A, by 2.
// Here the premises are looked for: in the steps, and with a solver. What holds on the day asked
// for only (`given`) is not used.
// Made of: formula.hpp    Tested by: tests/unit/compiler_prover/conditions/worlds_test.cpp,
// tests/unit/compiler_prover/comparison/equality_test.cpp
#include <algorithm>

#include "compiler/prover/conditions/formula.hpp"
#include "compiler/prover/conditions/in_time.hpp"

namespace tierline::prover {

using checked::CheckedProgram;
using checked::Keep;
using ir::StepId;

namespace {

bool are_alike(const checked::Tier& a, const checked::Tier& b) { return a.word == b.word; }

/// Two programs place accounts on one day, and their tiers are the same, whatever these require.
bool ladders_are_alike(const CheckedProgram& a, const CheckedProgram& b) {
  return a.in_force_from == b.in_force_from &&
         a.status->launch_at_once == b.status->launch_at_once &&
         a.enums[0].words == b.enums[0].words &&
         std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(), are_alike);
}

bool holds_or_limits(const CheckedProgram& program) {
  return program.status->holds_until || program.status->demote_limit != 0;
}

/// Whether what is kept of the one requirement would be kept of the other, were they met alike.
bool is_kept_no_longer(const ir::Requirement& one, const ir::Requirement& other) {
  return one.keep == other.keep && one.grace_days <= other.grace_days;
}

}  // namespace

/// What decides when tiers move, requirements aside, is the same in both worlds.
bool Formula::same_course(const Impossible& impossible) {
  const ir::Ir& first = programs_.of(0);
  const ir::Ir& second = programs_.of(1);
  if (!first.status || !second.status) return false;
  if (holds_or_limits(*first.program) || holds_or_limits(*second.program)) return false;
  if (!ladders_are_alike(*first.program, *second.program)) return false;
  const ir::Status& a = *first.status;
  const ir::Status& b = *second.status;
  const auto rises = [](const ir::Ir& ir) {
    const StepId day = ir.status->promote_on;
    return day.is_none() || never_falls_in_time(ir, day);
  };
  return rises(first) && rises(second) && is_same(a.exists, b.exists, impossible) &&
         is_same(a.assessing, b.assessing, impossible) &&
         is_same(a.promote_on, b.promote_on, impossible);
}

bool Formula::is_same(StepId first, StepId second, const Impossible& impossible) {
  if (first.is_none() || second.is_none()) return first.is_none() && second.is_none();
  const Term zero = encoder_.value(0, first);
  const Term one = encoder_.value(1, second);
  return zero == one || is_never(terms_.negation(terms_.equal(zero, one)), impossible);
}

/// Whether something is seen to hold on no day. It is asked once: what is assumed only grows.
bool Formula::is_never(Term condition, const Impossible& impossible) {
  if (terms_.is_false(condition)) return true;
  const auto known = never_.find(condition);
  if (known != never_.end()) return known->second;
  std::vector<Term> roots = assumptions_;
  roots.push_back(condition);
  smt::Script lemma = script(std::move(roots));
  lemma.comments.push_back("unsat: on no day do requirements differ in this way");
  return never_[condition] = impossible(lemma);
}

/// Whether a requirement of one world implies one of the other, or of the same world.
bool Formula::implies(const Asked& one, const Asked& other, const Impossible& impossible) {
  if (!is_kept_no_longer(*one.requirement, *other.requirement)) return false;
  const Term met = encoder_.value(one.world, one.requirement->flag);
  const Term also = encoder_.value(other.world, other.requirement->flag);
  return is_never(terms_.both(met, terms_.negation(also)), impossible);
}

/// Whether one of these requirements implies the one that is asked about. It has the same name.
bool Formula::is_implied(const Asked& asked, int world, const ir::Tier& by,
                         const Impossible& impossible) {
  return std::any_of(
      by.requirements.begin(), by.requirements.end(), [&](const ir::Requirement& one) {
        return one.name == asked.requirement->name && implies({world, &one}, asked, impossible);
      });
}

/// Whether each requirement of tier `below` is implied by one of the next tier.
bool Formula::is_nested(int world, size_t below, Nested nested, const Impossible& impossible) {
  const auto& tiers = programs_.of(world).tiers;
  const auto& lower = tiers[below].requirements;
  return std::all_of(lower.begin(), lower.end(), [&](const ir::Requirement& asked) {
    if (nested == Nested::WhatIsAssessed && asked.keep != Keep::Assessed) return true;
    return is_implied({world, &asked}, world, tiers[below + 1], impossible);
  });
}

/// Whether each requirement of a tier in one world implies one of it in the other.
bool Formula::is_met_no_less(int less, int more, size_t tier, const Impossible& impossible) {
  const ir::Tier& strict = programs_.of(less).tiers[tier];
  const auto& easy = programs_.of(more).tiers[tier].requirements;
  return std::all_of(easy.begin(), easy.end(), [&](const ir::Requirement& asked) {
    return is_implied({more, &asked}, less, strict, impossible);
  });
}

/// The tiers T for which the theorem says: `less` >= T makes `more` >= T. From the highest down.
std::vector<size_t> Formula::tiers_no_lower(int less, int more, const Impossible& impossible) {
  std::vector<size_t> found;
  bool nested = true;   // in `less`, down from the highest tier that is not among them
  bool all = true;      // tiers above are among them
  bool checked = true;  // what is assessed is nested in `more`
  for (size_t tier = ir_.tiers.size(); tier-- > 0;) {
    const bool highest = tier + 1 == ir_.tiers.size();
    if (!highest) {
      checked = checked && is_nested(more, tier, Nested::WhatIsAssessed, impossible);
      nested = all || (nested && is_nested(less, tier, Nested::Everything, impossible));
    }
    if (!checked) return found;
    const bool holds = nested && is_met_no_less(less, more, tier, impossible);
    if (holds) found.push_back(tier);
    all = all && holds;
  }
  return found;
}

void Formula::compare_tiers_in_time(const Impossible& impossible) {
  if (!encoder_.has_own_tiers() || !same_course(impossible)) return;
  compare_entries(impossible);
  const Term tiers[] = {encoder_.inputs().tier(0, program_), encoder_.inputs().tier(1, program_)};
  std::vector<Term> known;
  for (const int less : {0, 1}) {
    for (const size_t tier : tiers_no_lower(less, 1 - less, impossible)) {
      const Term word = terms_.number(ir_.tiers[tier].word);
      known.push_back(
          terms_.implies(terms_.at_most(word, tiers[less]), terms_.at_most(word, tiers[1 - less])));
    }
  }
  assumptions_.insert(assumptions_.end(), known.begin(), known.end());
}

}  // namespace tierline::prover
