// OntoFacts: a program written onto the joined facts. Where it reads a field that now has other
// words, or that may be absent where the program has a default, it reads what follows from it: a
// definition of the account's field, a derived field of an entry. All else stays as it is, so what
// the program decides of a partner is what it decided before.
// Made by: onto_facts.cpp    Read by: align.cpp
// Tested by: tests/unit/compiler_prover/comparison
#pragma once

#include "compiler/prover/comparison/join_facts.hpp"

namespace tierline::prover {

/// Tables and calendars of both programs, each once, in one order.
class Shared {
 public:
  /// The place of a table or calendar among those of both; one that is there already is shared.
  uint32_t place_of(const checked::Table& table);
  uint32_t place_of(const checked::CalendarInfo& calendar);

  /// Puts in what the other program has. A program does not look at tables that are not its own:
  /// they only keep a place.
  void fill(checked::CheckedProgram& program) const;

 private:
  std::vector<checked::Table> tables_;
  std::vector<checked::CalendarInfo> calendars_;
};

/// Writes one side onto the facts; without scenarios and claims.
checked::CheckedProgram onto_facts(const checked::CheckedProgram& program, size_t side,
                                   const JoinedFacts& facts, Shared& shared);

/// A table of one cell for each position of a word; with `absent` first one for each word of an
/// absent value, which has none.
enum class Absent : uint8_t { No, Yes };
checked::Table word_table(const std::string& name, const checked::Type& key,
                          const checked::Type& value, const std::vector<int>& positions,
                          Absent absent);

/// Puts an expression behind the others of a program.
checked::ExprId put(checked::CheckedProgram& program, checked::Expr expr);
/// What holds for everybody.
checked::ExprId constant_yes(checked::CheckedProgram& program);

}  // namespace tierline::prover
