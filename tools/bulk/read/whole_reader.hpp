// WholeReader: all records of all files on their way into Data. The subject's file is read first,
// so that every entry of a ledger meets accounts that are all known. Chunks are looked at by
// several threads and taken over in the order of the files, so what comes out is the same for any
// number of threads and any size of chunks. Each record ends in exactly one of two places: a row or
// a Reject.
// Made by: tools/bulk/read/read_data.cpp    Read by: nobody else
// Tested by: tests/unit/tools_bulk/law_reading_test.cpp, tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/account_parser.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/entry_parser.hpp"
#include "tools/bulk/read/record_file.hpp"

namespace tierline::bulk {

class WholeReader {
 public:
  /// All must outlive it.
  WholeReader(const bytecode::Schema& schema, Data& data, std::optional<calendar::Day> known_on,
              Places places, const Reading& reading);

  std::optional<RunError> read_accounts(Input& input);
  /// When the accounts are read.
  std::optional<RunError> read_ledger(size_t ledger,
                                      const std::vector<std::unique_ptr<Input>>& inputs);
  /// When all is read.
  void finish();

 private:
  template <class Facts, class MakeParser, class Take>
  std::optional<RunError> read_file(Input& input, const std::vector<WantedColumn>& wanted,
                                    const bytecode::RecordInfo& record, MakeParser make_parser,
                                    Take take);
  void arrange_accounts();
  size_t memory_for_entries() const;

  void expect_accounts(size_t bytes, const AccountChunk& first);
  void take_accounts(AccountChunk& chunk);
  void take_greater(AccountChunk& chunk);
  void take_one_by_one(AccountChunk& chunk);
  void refuse_duplicate(const AccountChunk& chunk, size_t ordinal, uint32_t account);
  std::optional<RunError> take_entries(size_t ledger, EntryChunk& chunk);
  void place_rows(const RowLayout& layout, EntryBlock& rows) const;

  void reject(Refused& refused, uint32_t account);
  void log(const ChunkFacts& facts);
  FileCount& count() { return data_.files.back(); }
  /// The line, or the row, with which the chunk at hand begins.
  size_t first_place() const {
    const FileCount& file = data_.files.back();
    return file.counted == Counted::Lines ? line_ : file.lines + 1;
  }

  const bytecode::Schema& schema_;
  Data& data_;
  const std::optional<calendar::Day> known_on_;
  const Places places_;
  const Reading& reading_;
  std::shared_ptr<Portions> portions_;
  size_t line_ = 1;  // on which the chunk at hand begins
};

}  // namespace tierline::bulk
