// PortionDecider: decides the accounts of a portion in key order and writes their lines.
// One line for each account for decisions.csv, a line for each part for the file of its split, and
// the lines of missing.csv if they are wanted. One decider serves one thread.
// Where the program allows it the whole portion is decided by columns first, and only what is left
// account by account: the lines are the same.
// Made of: LastingDecider, LastingBatchDecider    Read by: tools/bulk/decide/decide_all.cpp
// Tested by: tests/cli/run_test.cpp, tests/cli/parts_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/columnar/answer_room.hpp"
#include "runtime/timeline/lasting_batch.hpp"
#include "tools/bulk/decide/after_end.hpp"
#include "tools/bulk/decide/answers.hpp"
#include "tools/bulk/decide/column_lines.hpp"
#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run.hpp"
#include "tools/bulk/state/previous_run.hpp"
#include "tools/bulk/write/answer_text.hpp"

namespace tierline::bulk {

class PortionDecider {
 public:
  /// With a previous run, accounts that were not chosen keep their lines. All must outlive it.
  PortionDecider(const RunRequest& request, const Data& data, const SummaryBuilder& summary,
                 const PreviousRun* previous);

  Answers decide(const Portion& portion);

 private:
  void decide_by_columns(const Portion& portion);
  size_t decide_some(const Portion& portion, size_t account);
  size_t end_in_columns(const Portion& portion, size_t account);
  void decide(const Portion& portion, size_t account);
  void keep(size_t place, size_t count);
  void write_decided(const Portion& portion, size_t account);
  void end_decision(std::optional<calendar::Day> valid_until);
  void write_undetermined(size_t account, const std::string& reason);
  void write_missing(const Portion& portion, size_t account);
  void start_line(size_t account);
  void finish_line(size_t account, calendar::Day valid_until, bool decided);
  std::string& decisions();

  const RunRequest& request_;
  const bytecode::Schema& schema_;
  const Data& data_;
  const SummaryBuilder& summary_;
  const PreviousRun* previous_;
  LastingDecider engine_;
  timeline::LastingBatchDecider columns_;
  std::vector<AnswerText> texts_;  // by output
  columnar::AnswerRoom room_;      // for the portion at hand
  ColumnLines column_lines_;
  timeline::LeftOvers left_;  // of the portion at hand
  size_t next_left_ = 0;
  bool by_columns_ = false;  // the portion at hand
  AfterEnd after_end_;
  decision::Decision decision_;
  std::vector<size_t> line_begins_;   // of the account at hand, per file of answers
  std::vector<uint32_t> line_bytes_;  // likewise
  Answers answers_;
  std::vector<size_t> room_for_lines_;  // by file of answers
};

}  // namespace tierline::bulk
