// Answers: what was answered for accounts that follow one another in key order: their lines, and
// what the run must know of them besides. Answers of one portion are made on any thread; added up
// in order they are the answers of the run.
// Made by: tools/bulk/decide/portion_decider.cpp    Read by: tools/bulk/decide, tools/bulk/journal
// Tested by: tests/cli/run_test.cpp, tests/cli/resume_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/bulk/decide/after_end.hpp"
#include "tools/bulk/state/account_states.hpp"
#include "tools/bulk/summary.hpp"

namespace tierline::bulk {

/// Everything but the lines themselves.
struct AnswerFacts {
  LineStates states;
  size_t reevaluated = 0;  // accounts
  Tally tally;
  Notes notes;
};

/// Adds what is known of the accounts that follow.
void add(AnswerFacts&& next, const SummaryBuilder& summary, AnswerFacts& all);

struct Answers {
  std::vector<std::string> lines;  // by file, as in AnswerFiles
  AnswerFacts facts;
};

}  // namespace tierline::bulk
