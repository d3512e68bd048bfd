// Inputs: the variables of a formula that are facts: fields of the account and of entries, today,
// and the tier where a program has a status. The two worlds of a claim share all but what differs.
// A text is a number: texts that the program names have theirs, every other number is another text.
// Made by: encoder.cpp    Read by: formula.cpp, example.cpp
// Tested by: tests/property/law_encoding_test.cpp
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "compiler/prover/smt/script.hpp"

namespace tierline::prover {

using smt::Term;
using smt::Terms;

/// A field: its value, which counts only if it is known.
struct Input {
  Term value;
  Term known;  // true if it always is
};

/// Where a field stands. Any entry of a ledger (in a formula about sums) is entry 0.
struct Place {
  int world = 0;                 // 0 or 1; what does not differ stands in world 0
  uint32_t ledger = UINT32_MAX;  // UINT32_MAX: the account
  uint32_t entry = 0;
  uint32_t field = 0;  // of the checked record
  friend auto operator<=>(const Place&, const Place&) = default;
};

class Inputs {
 public:
  Inputs(Terms& terms, const checked::CheckedProgram& program) : terms_(terms), program_(program) {}

  Input at(const Place& place, bool local);
  Term present(uint32_t ledger, uint32_t entry);
  Term today();
  /// The tier in a world that is decided by this program.
  Term tier(int world, const checked::CheckedProgram& program) {
    return tier_variable("tier", world, program, tier_);
  }
  Term tier_before(int world, const checked::CheckedProgram& program) {
    return tier_variable("tier.before", world, program, tier_before_);
  }

  /// The number of a text.
  Term text(const std::string& text);
  std::string text_of(const smt::BigInt& number) const;

  const std::map<Place, Input>& fields() const { return fields_; }
  const std::map<std::pair<uint32_t, uint32_t>, Term>& presences() const { return present_; }
  std::optional<Term> day() const { return today_; }

 private:
  const checked::Field& field(const Place& place) const;
  Term variable(const checked::Field& field, const std::string& name, bool local);
  using Tiers = std::map<int, Term>;
  Term tier_variable(const std::string& name, int world, const checked::CheckedProgram& program,
                     Tiers& tiers);

  Terms& terms_;
  const checked::CheckedProgram& program_;
  std::map<Place, Input> fields_;
  std::map<std::pair<uint32_t, uint32_t>, Term> present_;
  std::optional<Term> today_;
  Tiers tier_;
  Tiers tier_before_;
  std::map<std::string, int> texts_ = {{"", 0}};
};

/// The field of the checked record that is the n-th of those read from data.
uint32_t field_of(const checked::Record& record, uint32_t stored);

}  // namespace tierline::prover
