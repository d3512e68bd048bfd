// AfterEnd: entries that are dated after the end of their account, as the program's `status` says
// it (`ends DAY`). They are used like all others, for whether they count is the program's business;
// but somebody should hear of them, for mostly one of the two days is wrong.
// Made of: LastingDecider    Read by: tools/bulk/decide, tools/bulk/replay.cpp
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

/// An entry after the end of its account.
struct Note {
  uint32_t file = 0;  // in Data::files
  uint32_t line = 0;
  calendar::Day end = 0;
  std::string record;  // its text
};

/// The notes on accounts that follow one another.
struct Notes {
  std::vector<Note> notes;
  size_t accounts = 0;  // that have any
  void add(Notes&& more);
};

class AfterEnd {
 public:
  /// The program must outlive it. Portions must have been read with Places::Keep.
  AfterEnd(const bytecode::Bytecode& program, calendar::Day as_of);
  AfterEnd(const AfterEnd&) = delete;  // the engine looks at the program beside it
  AfterEnd& operator=(const AfterEnd&) = delete;

  /// Whether accounts of this program end at all; without that there is nothing to look for.
  bool is_said() const { return program_.has_value(); }

  /// Looks through the entries of one account.
  ///   notes    get what is found
  ///   returns  the last day on which looking again finds the same, if no new fact arrives
  calendar::Day look(const Portion& portion, size_t account, Notes& notes);

 private:
  std::optional<calendar::Day> end_of(const batch::Batch& batch, size_t row);

  const bytecode::Schema& schema_;
  const calendar::Day as_of_;
  std::optional<bytecode::Bytecode> program_;
  std::optional<LastingDecider> engine_;
  decision::Decision decision_;
};

/// Brings notes into the order of files and lines, in which they are told.
void sort(Notes& notes);

/// notes.csv: a line for each entry.
void write_notes(const Data& data, const Notes& notes, OutFile& file);
AfterEndReport report(const Data& data, const Notes& notes);

}  // namespace tierline::bulk
