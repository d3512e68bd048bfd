// AfterEnd: entries that are dated after the end of their account, as the program's `status` says
// it (`ends DAY`). They are used like all others, for whether they count is the program's business;
// but somebody should hear of them, for mostly one of the two days is wrong.
// Made of: LastingDecider    Read by: tools/bulk/run.cpp, tools/bulk/replay.cpp
// Tested by: tests/cli/time/after_end_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// What the report says of them; notes.csv has them all.
struct AfterEndReport {
  size_t entries = 0;
  size_t accounts = 0;
  std::vector<std::string> first;  // "sale.csv line 7"
};

class AfterEnd {
 public:
  /// All must outlive it. The data must have been read with Places::Keep.
  AfterEnd(const bytecode::Bytecode& program, const Data& data, calendar::Day as_of);
  AfterEnd(const AfterEnd&) = delete;  // the engine looks at the program beside it
  AfterEnd& operator=(const AfterEnd&) = delete;

  /// Whether accounts of this program end at all; without that there is nothing to look for.
  bool is_said() const { return program_.has_value(); }

  /// Looks through the entries of one account.
  ///   returns  the last day on which looking again finds the same, if no new fact arrives
  calendar::Day look(size_t account);

  /// notes.csv: a line for each entry, in the order of files and lines.
  void write(OutFile& file);
  AfterEndReport report();

 private:
  struct Note {
    EntryPlace place;
    calendar::Day end;
  };

  std::optional<calendar::Day> end_of(size_t account);
  void sort();

  const Data& data_;
  const bytecode::Schema& schema_;
  const calendar::Day as_of_;
  std::optional<bytecode::Bytecode> program_;
  std::optional<LastingDecider> engine_;
  decision::Decision decision_;
  std::vector<Note> notes_;
  size_t accounts_ = 0;
};

}  // namespace tierline::bulk
