// decide_all: every account of the data, portion by portion on as many threads as are wanted; what
// was answered is written in key order, and noted down in the journal from time to time.
// Made of: PortionDecider    Read by: tools/bulk/run.cpp
// Tested by: tests/cli/run_test.cpp, tests/cli/resume_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "tools/bulk/decide/answers.hpp"
#include "tools/bulk/journal/journal.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run.hpp"
#include "tools/bulk/state/previous_run.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// What is known before the first portion.
AnswerFacts no_answers(const RunRequest& request, const SummaryBuilder& summary);

/// Where the answers go.
struct AnswerSink {
  std::vector<OutFile> files;      // as answer_files says, with their headers written
  std::optional<Journal> journal;  // nothing: nobody will go on from here
  uint64_t portions = 0;           // decided already, by a run that was interrupted
  uint64_t noted = 0;              // of them those that the journal speaks of
  AnswerFacts facts;               // of what is in the files
  std::optional<RunError> error;   // why a portion has no facts: a disk that fails
};

/// Decides what is not decided yet, and adds it to the sink. Ends early where the request is
/// stopped; then what was decided is in the journal.
///   returns  whether all is decided
bool decide_all(const RunRequest& request, const Data& data, const SummaryBuilder& summary,
                const PreviousRun* previous, AnswerSink& sink);

}  // namespace tierline::bulk
