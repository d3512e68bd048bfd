// Results: what a run writes when all is decided: rejects, notes, changes, the state and run.json.
// Made of: tools/bulk/write, tools/bulk/against, tools/bulk/state    Read by: tools/bulk/run.cpp
// Tested by: tests/cli/run_test.cpp, tests/cli/time/against_test.cpp
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tools/bulk/decide/decide_all.hpp"
#include "tools/bulk/earlier.hpp"
#include "tools/bulk/write/result_files.hpp"

namespace tierline::bulk {

class Results {
 public:
  /// All must outlive it.
  Results(const RunRequest& request, const Data& data, OutFolder& folder);

  /// Finishes the files of answers and writes all others; fills in the report.
  std::optional<RunError> write(AnswerSink& sink, const Earlier& earlier, RunReport& report);

 private:
  template <class Write>
  std::optional<RunError> file(std::string_view name, Write write) {
    return write_file(folder_, name, results_, write);
  }
  std::optional<RunError> write_notes_of(AnswerSink& sink, RunReport& report);
  std::optional<RunError> compare_with(const PreviousRun& before, const AccountsView& accounts,
                                       RunReport& report);

  const RunRequest& request_;
  const Data& data_;
  OutFolder& folder_;
  std::vector<OutFileInfo> results_;
};

/// Finishes files, and tells what they are.
std::optional<RunError> finish(std::vector<OutFile>& files, std::vector<OutFileInfo>& results,
                               Syncing& syncing);

}  // namespace tierline::bulk
