// PinnedFacts: the facts of a question as assertions about the inputs of a formula, so that the
// formula speaks of this account on this day and of no other. Header only.
// Read by: law_encoding_test.cpp, law_step_test.cpp
#pragma once

#include <vector>

#include "compiler/prover/conditions/encoder.hpp"
#include "tests/generators/facts.hpp"

namespace tierline::law {

/// A truth value or a number is what a number says.
inline smt::Term is(smt::Terms& terms, smt::Term term, smt::Term number) {
  if (terms[term].sort == smt::Sort::Int) return terms.equal(term, number);
  return terms.value(number) != 0 ? term : terms.negation(term);
}

class PinnedFacts {
 public:
  PinnedFacts(const checked::CheckedProgram& program, const prover::Encoding& encoding,
              prover::Encoder& encoder, smt::Terms& terms)
      : program_(program), encoding_(encoding), encoder_(encoder), terms_(terms) {}

  std::vector<smt::Term> pin(const generators::Question& question) {
    pins_ = {terms_.equal(encoder_.inputs().today(), terms_.number(question.today))};
    const auto fields = encoder_.inputs().fields();
    for (const auto& [place, input] : fields) {
      const auto* row = row_of(question.facts, place);
      if (row != nullptr) pin_field(record(place).fields[place.field], (*row)[place.field], input);
    }
    for (const auto& [entry, present] : encoder_.inputs().presences()) {
      const bool there = entry.second < question.facts.ledgers[entry.first].size();
      pins_.push_back(there ? present : terms_.negation(present));
    }
    return pins_;
  }

 private:
  const checked::Record& record(const prover::Place& place) const {
    return place.ledger == UINT32_MAX ? program_.account : program_.ledgers[place.ledger];
  }

  /// None for the entry that stands for all, and for entries that are not there.
  const generators::FactRow* row_of(const generators::Facts& facts,
                                    const prover::Place& place) const {
    if (place.ledger == UINT32_MAX) return &facts.account;
    const auto& entries = facts.ledgers[place.ledger];
    return encoding_.entries && place.entry < entries.size() ? &entries[place.entry] : nullptr;
  }

  void pin_field(const checked::Field& field, std::optional<checked::Constant> value,
                 const prover::Input& input) {
    if (!value) value = field.default_value;
    if (!terms_.is_true(input.known)) {
      pins_.push_back(value ? input.known : terms_.negation(input.known));
    }
    if (!value) return;
    const bool number = field.type.kind == checked::Kind::Number;
    const auto scaled = number ? decimal::rescale_up(value->number, field.type.scale).coefficient
                               : value->number.coefficient;
    const bool text = field.type.kind == checked::Kind::Text;
    pins_.push_back(is(terms_, input.value,
                       text ? encoder_.inputs().text(value->text) : terms_.number(scaled)));
  }

  const checked::CheckedProgram& program_;
  const prover::Encoding& encoding_;
  prover::Encoder& encoder_;
  smt::Terms& terms_;
  std::vector<smt::Term> pins_;
};

inline std::vector<smt::Term> pinned_facts(const checked::CheckedProgram& program,
                                           const prover::Encoding& encoding,
                                           const generators::Question& question,
                                           prover::Encoder& encoder, smt::Terms& terms) {
  return PinnedFacts(program, encoding, encoder, terms).pin(question);
}

}  // namespace tierline::law
