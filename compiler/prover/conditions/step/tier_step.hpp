// TierStep: the tier of today as one step from the end of the day before, as
// runtime/timeline/step.cpp takes it, and what holds of every state that an account can come to.
// The step is exact. The state that it starts from is a set of variables; what is said of them
// (state_facts.cpp) are invariants of the step, each with its reason. Days of the past are spoken
// of only where the plan names them, so a formula allows more pasts than there are, never fewer.
// Made of: plan.hpp, definitions.hpp    Read by: encoder.cpp
// Tested by: tests/property/law_encoding_test.cpp, tests/property/law_prove_test.cpp, tests/prover
#pragma once

#include <functional>

#include "compiler/ir/ir.hpp"
#include "compiler/prover/conditions/numbers.hpp"
#include "compiler/prover/conditions/step/plan.hpp"

namespace tierline::prover {

inline constexpr const char* kHeldTier = "the tier that an account holds from the days before";

class TierStep {
 public:
  /// The term of a step of the account that was encoded.
  using ValueOf = std::function<Term(ir::StepId)>;

  /// The Ir has the plan's moments.
  TierStep(const ir::Ir& ir, const StepPlan& plan, Terms& terms, Definitions& definitions,
           Numbers& numbers, ValueOf value);
  TierStep(const TierStep&) = delete;
  TierStep& operator=(const TierStep&) = delete;

  /// A day that may not be there.
  struct MaybeDay {
    Term there;
    Term day;
  };
  /// Since when a tier has been fully met, and when that promotes.
  struct Crossing {
    MaybeDay since;
    Term due;
  };
  /// What the end of the day before has led to: timeline::State as terms.
  struct State {
    Term tier;
    Term begun;    // if the account existed: since when without a break
    Term reached;  // if a tier was held: since when without a break
    MaybeDay held_until;
    std::vector<Crossing> crossed;   // by tier
    std::vector<MaybeDay> last_met;  // by requirement, if it has a grace
    std::vector<Term> passed;  // by requirement: it was met on the last assessment day, or there
                               // was none after `reached`
  };

  /// The steps that must have been encoded before the tier of the day before is asked for, and
  /// those that today's needs besides.
  std::vector<ir::StepId> needed_before() const;
  std::vector<ir::StepId> needed_today() const;

  /// The tier at the end of the day before.
  ///   before, today  variables
  Term before(Term before, Term today);
  /// The tier at the end of today; asked for after `before`.
  Term now();

  /// Says what is known of a tier of another day; asked for after `before`.
  ///   field  of the account, as the plan has it
  void say_of_tier_on(uint32_t field, Term tier);

  const State& state() const { return state_; }

 private:
  struct Range {
    size_t first = 0;
    size_t end = 0;
  };

  // tier_step.cpp
  void make_state();
  MaybeDay maybe(const std::string& name, size_t moment);
  Term free_day(const std::string& name);
  Term free_truth(const std::string& name);
  Term kept_today(size_t requirement);
  Term keepable();
  Term limited(Term level);
  Term promotable();
  Term highest_met();
  Term exists_today();
  Term word(size_t tier) const { return terms_.number(ir_.tiers[tier].word); }
  Term flag_today(size_t requirement) { return value_(requirements_[requirement]->flag); }
  Term met_today(size_t tier);
  Term day(size_t moment) { return value_(ir_.moments[moment].day); }

  // state_facts.cpp
  void say(Term fact) { definitions_.fact(state_.tier, fact); }
  void say_of_start();
  void say_of_existence();
  void say_of_crossing(size_t tier);
  void say_of_last_met(size_t requirement);
  void say_of_said(size_t moment);
  void say_of_holding(size_t tier);
  void say_of_first_day();
  void say_of_day(size_t moment, Term tier);
  void say_of_holding_on(size_t moment, Term tier, size_t level);
  void say_of_hold();
  Term checked_yesterday(size_t tier);
  Term was_due(const Crossing& crossed);
  Term kept_yesterday(size_t tier, size_t requirement);
  Term within(Term low, Term day, Term high);
  std::optional<Term> usable(ir::StepId step);
  std::optional<Term> exists(size_t moment);
  std::optional<Term> flag(size_t moment, size_t requirement);
  std::vector<Term> flags(size_t moment, size_t tier);
  std::optional<Term> all_met(size_t moment, size_t tier);

  const ir::Ir& ir_;
  const StepPlan& plan_;
  Terms& terms_;
  Definitions& definitions_;
  Numbers& numbers_;
  const ValueOf value_;
  const checked::Status& status_;
  std::vector<bool> looks_back_;                      // by step: it asks for the tier before
  std::vector<const ir::Requirement*> requirements_;  // through all tiers
  std::vector<Range> of_tier_;
  std::vector<size_t> said_;  // moments: the plan's, each day once

  Term today_;
  Term yesterday_;
  Term first_;    // the program's first day
  Term existed_;  // yesterday, and the program was in force
  State state_;
  Term now_;
};

}  // namespace tierline::prover
