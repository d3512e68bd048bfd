// ColumnLines: the lines of accounts that were decided by columns, one behind the other for as many
// as follow one another. The same lines as PortionDecider writes one by one; nothing is asked for
// each that is the same for all.
// Made of: AnswerText    Read by: tools/bulk/decide/portion_decider.cpp
// Tested by: tests/cli/run_test.cpp, tests/programs/data_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/columnar/answer_room.hpp"
#include "tools/bulk/chunks/text_buffer.hpp"
#include "tools/bulk/decide/answers.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/answer_text.hpp"

namespace tierline::bulk {

class ColumnLines {
 public:
  /// All must outlive it.
  ColumnLines(const bytecode::Schema& schema, const Data& data, const SummaryBuilder& summary);

  /// Writes the lines of the accounts first .. end - 1 of a portion.
  ///   valid_until  the last day of all of these answers
  void write(const Portion& portion, size_t first, size_t end, const columnar::AnswerRoom& room,
             std::optional<calendar::Day> valid_until, Answers& answers);

 private:
  char* put_keys(char* to, std::string_view key) const;
  void write_lines(size_t first, std::string_view last_day);

  const bytecode::Schema& schema_;
  const Data& data_;
  const SummaryBuilder& summary_;
  std::vector<AnswerText> texts_;  // by output
  size_t bytes_max_ = 0;           // of a line without its keys and its last day
  size_t keys_ = 0;
  // Of the accounts at hand:
  std::vector<std::vector<int64_t>> numbers_;  // by output
  std::vector<uint32_t> line_bytes_;
  TextBuffer lines_{0};
};

}  // namespace tierline::bulk
