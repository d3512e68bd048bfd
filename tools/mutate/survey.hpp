// Survey: all mutants of a program, or a sample of them, examined by several threads. What comes
// out depends on the program, the sample and the seed, never on the threads.
// Made of: make/make.hpp, examine.hpp    Read by: tools/cli/mutate.cpp
// Tested by: tests/cli/mutate_test.cpp
#pragma once

#include "tools/bulk/run.hpp"
#include "tools/mutate/examine.hpp"

namespace tierline::mutate {

struct SurveyRequest {
  Settings settings;
  std::vector<Operator> operators;  // none: all
  uint64_t sample = 0;              // so many of the mutants; 0: all
  size_t threads = 1;
  bulk::Progress* progress = nullptr;  // to be watched: mutants for accounts
};

struct Survey {
  Original original;
  std::vector<Mutant> mutants;    // in the order of the text
  std::vector<Verdict> verdicts;  // one for each
  size_t made = 0;                // before the sample was taken
  bool stopped = false;

  size_t count(Fate fate) const;
  size_t killed() const { return count(Fate::Scenario) + count(Fate::Claim); }
  /// Killed or survived: those that say something.
  size_t judged() const { return killed() + count(Fate::Survived); }
  /// Whether so many of 100 were killed, exactly; also of none.
  bool kills(uint64_t percent) const { return killed() * 100 >= judged() * percent; }
};

/// The program is one that compiles.
base::Result<Survey, bulk::RunError> survey(const compiler::ProgramText& program,
                                            const SurveyRequest& request);

/// Every mutant of the program, by no one examined.
std::vector<Mutant> mutants_of(const Texts& texts);

/// The texts of the program, and the CSV files that they name as far as they can be read.
Texts texts_of(const compiler::ProgramText& program);

}  // namespace tierline::mutate
