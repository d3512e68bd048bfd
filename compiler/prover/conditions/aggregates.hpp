// Aggregates: sums, counts and extremes over the entries of a ledger, when a formula speaks of any
// number of them. A count is a variable that is not below zero; sums and extremes are variables
// between what so many entries can give. Of two over the same values, with one condition narrower
// than the other, the narrower counts no more. Which of two is narrower may itself depend on facts:
// entries to an earlier day are fewer. Made of: numbers.hpp    Read by: encoder.cpp Tested by:
// tests/property/law_encoding_test.cpp
#pragma once

#include "compiler/prover/conditions/numbers.hpp"

namespace tierline::prover {

class Aggregates {
 public:
  Aggregates(Terms& terms, Definitions& definitions, Numbers& numbers)
      : terms_(terms), definitions_(definitions), numbers_(numbers) {}
  Aggregates(const Aggregates&) = delete;
  Aggregates& operator=(const Aggregates&) = delete;

  /// Over a ledger: `value` and `flag` are those of any entry.
  struct Over {
    uint32_t ledger = 0;
    std::string name;
    Term flag;
  };

  Term count(const Over& over);
  Term any(const Over& over) { return terms_.at_most(terms_.number(1), count(over)); }
  Term sum(const Over& over, Term value);

  /// The least or the greatest value; 0 without entries.
  enum class End : uint8_t { Least, Greatest };
  Term extreme(const Over& over, Term value, End end);

  /// What an entry is like, whichever it is, when a term of the account holds: "none is a return"
  /// says of each entry that it is no return.
  std::vector<Term> said_of_entries(Term term);

 private:
  struct Reduced {
    Over over;
    Term value;
    End end{};  // of an extreme
  };

  Term sum_of_atom(const Over& over, Term value);
  void bound_sum(Term sum, const Over& over, Term value);
  Term narrower(Term flag, Term than);
  Term implied_by(Term conjunct, const std::vector<Term>& conjuncts);
  std::optional<Term> not_below(Term conjunct);
  std::vector<Term> relate_counts(Term a, Term b);
  std::vector<Term> relate_sums(Term a, Term b);
  std::vector<Term> relate_extremes(Term a, Term b);
  void bound_extreme(Term extreme, const Over& over, Term value);
  std::vector<Term> conjuncts_of(Term condition) const;

  Terms& terms_;
  Definitions& definitions_;
  Numbers& numbers_;
  std::map<Term, Reduced> reduced_;
};

}  // namespace tierline::prover
