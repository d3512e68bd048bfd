// AllAccounts: decides every account of the data in key order, and writes what was answered.
// One line for each account into decisions.csv, and a line for each part into the file of its
// split. Made of: LastingDecider    Read by: tools/bulk/run.cpp Tested by: tests/cli/run_test.cpp,
// tests/cli/parts_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/bulk/decide/after_end.hpp"
#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run.hpp"
#include "tools/bulk/state/previous_run.hpp"
#include "tools/bulk/summary.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

inline constexpr std::string_view kStatusColumn = "status";
inline constexpr std::string_view kReasonColumn = "reason";
inline constexpr std::string_view kValidUntilColumn = "valid_until";
inline constexpr size_t kDecisionRows = 0;  // the place of decisions.csv among the files of answers

/// Decides every account in key order and writes one line for each, and the parts of each split.
class AllAccounts {
 public:
  /// The first file is for the decisions, then there is one for each split. With a previous run,
  /// accounts that were not chosen keep their lines.
  AllAccounts(const RunRequest& request, const Data& data, std::vector<OutFile>& files,
              const PreviousRun* previous)
      : request_(request),
        schema_(request.program->schema),
        data_(data),
        files_(files),
        previous_(previous),
        engine_(*request.program),
        after_end_(*request.program, data, request.as_of),
        summary_(schema_, data, request.top),
        parts_(schema_.splits.size()),
        states_(1 + schema_.splits.size()) {}

  void decide_all();
  size_t decided() const { return decided_; }
  size_t reevaluated() const { return reevaluated_; }
  const std::vector<uint64_t>& header_bytes() const { return header_bytes_; }
  const AccountStates& states() const { return states_; }
  const std::string& text() const { return text_; }
  Summary summary() const { return summary_.finish(); }
  AfterEnd& after_end() { return after_end_; }

 private:
  void write_header();
  void decide(size_t account);
  void keep(size_t place, size_t count);
  void write_decided(size_t account);
  void write_undetermined(size_t account, const std::string& reason);
  void start_line(size_t account);
  void finish_line(size_t account, calendar::Day valid_until, bool decided);

  const RunRequest& request_;
  const bytecode::Schema& schema_;
  const Data& data_;
  std::vector<OutFile>& files_;
  const PreviousRun* previous_;
  LastingDecider engine_;
  AfterEnd after_end_;
  SummaryBuilder summary_;
  decision::Decision decision_;
  std::string line_;
  std::vector<std::string> parts_;      // lines, per split
  std::vector<uint64_t> header_bytes_;  // per file
  std::vector<uint32_t> line_bytes_;    // of the account at hand, per file
  size_t decided_ = 0;
  size_t reevaluated_ = 0;
  AccountStates states_;
  std::string text_;  // all that was written, if it is to be compared
};

}  // namespace tierline::bulk
