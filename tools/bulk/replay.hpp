// replay: what became of an account's tier from one day to another, for one account or for all of
// a data folder.
// Made of: tools/bulk/read, runtime/timeline, tools/bulk/write    Read by: tools/cli/replay.cpp
// Tested by: tests/cli/time/replay_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/timeline/decider.hpp"
#include "tools/bulk/run.hpp"

namespace tierline::bulk {

/// The days of a replay, both ends included.
struct Days {
  calendar::Day from = 0;
  calendar::Day to = 0;
};

/// One line of a history: the tier of the first day, a change of tier, or the day from which
/// nothing can be said.
struct HistoryLine {
  calendar::Day day = 0;
  std::string from;  // empty in the first line, unless the tier changed on that very day
  std::string to;    // empty: undetermined
  std::string cause;
  std::string clause;
};

struct History {
  std::vector<HistoryLine> lines;  // the first is of the first day
  bool determined = true;          // up to the last day
};

/// Why these days cannot be replayed: no status, days that the program does not have.
std::optional<RunError> check_days(const bytecode::Bytecode& program, Days days);

History history(timeline::Decider& engine, const bytecode::Bytecode& program,
                const batch::Batch& batch, size_t account, Days days);

/// The history of the one account whose keys are written `ACME,DK` (as in a CSV line). Nobody has
/// these keys: a RunError with the nearest keys there are.
struct SubjectRequest {
  const bytecode::Bytecode* program = nullptr;
  std::filesystem::path data;
  std::string keys;
  Days days;
  std::optional<calendar::Day> known_on;
};
base::Result<History, RunError> replay_subject(const SubjectRequest& request);

/// Writes history.csv, rejects.csv and run.json for every account, whole or not at all. In the
/// request `as_of` is the last day.
base::Result<RunReport, RunError> replay_all(const RunRequest& request, calendar::Day from);

}  // namespace tierline::bulk
