// Formula: a claim about a lowered program, turned round: facts for which it does not hold. No such
// facts (Unsat) prove the claim; a model is a candidate, no more, until it is replayed.
// Accounts that are not decided do not count, nor worlds without `given`. With unit steps the two
// worlds are one unit apart and only what both worlds share is assumed; since that holds for every
// unit, it holds for every distance.
// Made of: encoder.hpp    Read by: prove.cpp, tests
// Tested by: tests/unit/compiler_prover/conditions/prove_test.cpp
#pragma once

#include <memory>

#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

/// Whether a script is seen at once to be impossible; for lemmas about one entry.
using Impossible = std::function<bool(const smt::Script&)>;

class Formula {
 public:
  /// The programs must outlive the formula. Without `impossible` fewer lemmas are found.
  Formula(const Programs& programs, const Claim& claim, const Encoding& encoding,
          const Impossible& impossible = {});

  /// Whether the encoding says anything of such a claim.
  static bool fits(const Programs& programs, const Claim& claim, const Encoding& encoding);

  /// Facts for which the claim does not hold.
  smt::Script question();
  /// Facts of which the claim speaks: it says nothing if there are none.
  smt::Script premise();

  /// What the question allows that the program may not; nothing: a model is an example, unless
  /// something was left out that holds of one world only.
  std::set<std::string> approximations();
  bool left_out() const { return left_out_; }

  /// The example that a model stands for.
  Counterexample example(const smt::Model& model) const;

  const Encoding& encoding() const { return encoding_; }
  Encoder& encoder() { return encoder_; }
  Terms& terms() { return terms_; }

 private:
  bool two_worlds() const { return claim_.kind != ClaimKind::Always; }
  std::vector<ir::StepId> roots_of(int world) const;
  std::vector<ir::StepId> demands_for(int world, const std::vector<ir::StepId>& roots) const;
  void compare_tiers(const Impossible& impossible);
  void assume_what_lasts();
  void assume_of_both(const std::vector<ir::StepId>& first, const std::vector<ir::StepId>& second);
  void assume(ir::StepId step);
  void assume_difference();
  void assume_account_field(Term zero, Term one);
  void assume_entry_fields();
  void assume_shape_of_entries();
  void assume_texts();
  void assume_first_day();
  Term ordered(const Input& zero, const Input& one);
  void compare_entries(const Impossible& impossible);

  // tiers.cpp
  void compare_tiers_in_time(const Impossible& impossible);
  struct Asked {
    int world = 0;
    const ir::Requirement* requirement = nullptr;
  };
  enum class Nested : uint8_t { WhatIsAssessed, Everything };
  bool same_course(const Impossible& impossible);
  bool is_same(ir::StepId first, ir::StepId second, const Impossible& impossible);
  bool is_never(Term condition, const Impossible& impossible);
  bool implies(const Asked& one, const Asked& other, const Impossible& impossible);
  bool is_implied(const Asked& asked, int world, const ir::Tier& by, const Impossible& impossible);
  bool is_nested(int world, size_t below, Nested nested, const Impossible& impossible);
  bool is_met_no_less(int less, int more, size_t tier, const Impossible& impossible);
  std::vector<size_t> tiers_no_lower(int less, int more, const Impossible& impossible);
  std::vector<Term> known_of_any_entry();
  Term violated();
  smt::Script script(std::vector<Term> roots);

  Programs programs_;
  const ir::Ir& ir_;  // of the first world
  const checked::CheckedProgram& program_;
  Claim claim_;
  Encoding encoding_;
  Terms terms_;
  Encoder encoder_;
  std::vector<Term> assumptions_;
  std::map<Term, bool> never_;  // conditions that were asked about: whether they never hold
  size_t compared_ = SIZE_MAX;  // assumptions when entries were last compared
  bool left_out_ = false;       // of the assumptions
};

}  // namespace tierline::prover
