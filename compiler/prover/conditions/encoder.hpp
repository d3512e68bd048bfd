// Encoder: the steps of an Ir as terms, once for each world of a claim.
// Only steps that the roots need are encoded. A step of the account is one term; a step of an entry
// is one for each entry in the formula: "any entry" when sums and counts are free variables, or a
// few entries that are written out. A step that cannot be said exactly is a variable with what is
// known of it (definitions.hpp): more may be possible in a formula than in the program, never less.
// Made of: numbers.hpp, days.hpp, aggregates.hpp, inputs.hpp    Read by: formula.cpp
// Tested by: tests/property/law_encoding_test.cpp
#pragma once

#include "compiler/ir/ir.hpp"
#include "compiler/prover/claim.hpp"
#include "compiler/prover/conditions/aggregates.hpp"
#include "compiler/prover/conditions/days.hpp"
#include "compiler/prover/conditions/inputs.hpp"
#include "compiler/prover/conditions/step/tier_step.hpp"

namespace tierline::prover {

/// How a claim is put as a formula. Each is sound for Proved; they differ in what solvers make of
/// them, and in whether a model is an account.
struct Encoding {
  std::string name;
  Products products = Products::Lemmas;
  std::optional<uint32_t> entries =
      std::nullopt;                // of each ledger, at most; nothing: any number, sums are free
  bool unit_steps = false;         // two worlds one unit apart
  bool first_day = false;          // of the program, where the tier follows from facts alone
  const StepPlan* step = nullptr;  // the tier is one step from the day before; outlives the formula
};

/// The programs by which the two worlds of a claim are decided: one for both; or two, of which the
/// claim says that they come to the same. Two have the same facts, tables and calendars in the same
/// order (compiler/prover/comparison sees to that).
struct Programs {
  Programs(const ir::Ir& both) : worlds{&both, &both} {}
  Programs(const ir::Ir& first, const ir::Ir& second) : worlds{&first, &second} {}
  const ir::Ir& of(int world) const { return *worlds[world]; }
  bool are_two() const { return worlds[0] != worlds[1]; }

  const ir::Ir* worlds[2];
};

class Encoder {
 public:
  Encoder(const Programs& programs, const Encoding& encoding, Terms& terms);
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Encodes what the roots need. World 1 differs from world 0 as the claim says.
  void encode(int world, const Claim& claim, const std::vector<ir::StepId>& roots);

  /// Encodes both worlds' answers to everything that moves the tier. If they are alike (the same
  /// terms, or `alike` knows better), the tier is the same on every day; if not, each world has a
  /// tier of its own.
  using Alike = std::function<bool(Term, Term)>;
  void compare_tiers(const Claim& claim, const Alike& alike = {});
  void separate_tiers() { own_tiers_ = true; }
  bool has_own_tiers() const { return own_tiers_; }

  /// The term of a step of the account that was encoded.
  Term value(int world, ir::StepId step) const { return values_[world][step.index()][0]; }
  bool is_encoded(int world, ir::StepId step) const {
    return !values_[world][step.index()].empty();
  }

  /// What one entry, whichever it is, adds to a reduction, and what all add; in each world.
  struct Compared {
    uint32_t ledger = 0;
    Term part[2];
    Term all[2];
  };
  /// The sums and counts that both worlds have and that are not the same term.
  std::vector<Compared> compared_reductions();

  /// The field that a claim varies, in one of its worlds.
  Input varied(int world, const Claim& claim);

  Definitions& definitions() { return definitions_; }
  Aggregates& aggregates() { return aggregates_; }
  Inputs& inputs() { return inputs_; }
  const Inputs& inputs() const { return inputs_; }
  /// Of a formula about one step of the tier.
  const TierStep& step() const { return *step_; }

 private:
  using Args = std::vector<Term>;

  std::vector<ir::StepId> needed_by(ir::StepId step) const;
  std::vector<ir::StepId> in_order(int world, const std::vector<ir::StepId>& roots) const;
  uint32_t frames(uint32_t ledger) const;
  void encode_step(ir::StepId id);
  Term encode_at(const ir::Step& step, uint32_t frame);
  Term arg(const ir::Step& step, size_t i, uint32_t frame) const;

  Term input(const ir::Step& step, uint32_t frame, bool known);
  Term constant(const ir::Step& step);
  Term compare(const ir::Step& step, Term a, Term b);
  Term extreme(const ir::Step& step, Term a, Term b);
  Term day_step(const ir::Step& step, uint32_t frame);
  int tier_world() const { return own_tiers_ ? world_ : 0; }
  bool differs(const Place& place) const;
  bool is_left_alone(const Place& place) const;
  bool has_new_entry(uint32_t ledger) const;
  Term held(Term variable);
  std::vector<ir::StepId> movers_of_tier(int world) const;
  bool movers_are_alike(const Alike& alike);
  void add_compared(ir::StepId first, ir::StepId second, std::vector<Compared>& out);
  std::vector<ir::StepId> sums_and_counts(int world) const;
  Term tier();
  Term moment(uint32_t number);
  bool is_held(const Place& place) const;
  Term tier_on(Place place);
  Term tier_before();
  void say_of_tier(Term tier, Term exists, Term placed);
  Term highest_met();

  /// What entries gave so far, and whether any counted.
  struct Folded {
    Term value;
    Term any;
  };
  Term reduction(const ir::Step& step);
  Term fold(const ir::Step& step);
  void add_entry(const ir::Step& step, uint32_t frame, Folded& folded);

  // lookups.cpp
  Term find_number(const ir::List& list, Term wanted);
  Term find_text(const ir::List& list, Term wanted);
  Term interval(const ir::List& list, Term day);
  Term cell(const ir::Step& step, Term index, bool known);
  Term cell_value(const ir::Step& step, const checked::TableCell* cell, bool known);
  Term any_cell(const ir::Step& step, Term index, bool known);

  Term as_number(Term term);
  Term as_kind(const ir::Step& step, Term number);

  /// What decides the world at hand.
  const ir::Ir& ir() const { return programs_.of(world_); }
  const checked::CheckedProgram& program() const { return *ir().program; }

  Programs programs_;
  Encoding encoding_;
  Terms& terms_;
  Definitions definitions_;
  Numbers numbers_;
  Days days_;
  Aggregates aggregates_;
  Inputs inputs_;
  std::optional<TierStep> step_;
  int world_ = 0;
  bool own_tiers_ = false;  // each world has one
  const Claim* claim_ = nullptr;
  std::vector<std::vector<Term>> values_[2];  // by step, then by entry
};

}  // namespace tierline::prover
