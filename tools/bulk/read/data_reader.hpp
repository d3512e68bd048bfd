// DataReader: the files of a run that goes on from another one, on their way into Data. The
// subject's file is read first, so that every entry of a ledger meets accounts that are all known.
// Each record ends in exactly one of two places: a column or a Reject; or it is of an account that
// need not be looked at again. A whole run goes through WholeReader.
// Made by: tools/bulk/read/read_data.cpp    Read by: nobody else
// Tested by: tests/unit/tools_bulk/read_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/changes_reader.hpp"
#include "tools/bulk/read/csv_source.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline::bulk {

/// Reads the files of one run, the subject's first.
class DataReader {
 public:
  DataReader(const bytecode::Schema& schema, Data& data, std::optional<calendar::Day> known_on,
             Places places)
      : schema_(schema), data_(data), known_on_(known_on), places_(places), keys_(schema) {}

  /// Loads and opens the subject's file, then each ledger's files.
  std::optional<RunError> open_accounts(Input& input);
  std::optional<RunError> open_ledger(size_t ledger,
                                      const std::vector<std::unique_ptr<Input>>& inputs);

  /// Reads what was opened, the subject first, as far as the run needs it.
  void read_changed(GoOn go_on);
  /// Notes down the digests of the files, and the rows of what stands in tables.
  void finish();

 private:
  /// A file of a ledger: which one it is, and its place in Data::files.
  struct LedgerFile {
    size_t ledger;
    size_t file;
    CsvSource source;
    uint64_t meaning;
  };

  /// The rows of the subject in the order of its file.
  struct Accounts {
    RecordReader reader;
    RecordColumns columns;
  };

  /// The rows of a ledger in the order of the files, and whose each is.
  struct Entries {
    RecordReader reader;
    KnownOn known;
    RecordColumns columns;
    std::vector<uint32_t> accounts;
    std::vector<EntryPlace> places;  // if they are kept
  };

  std::optional<RunError> load(Input& input);
  void number_rows();
  void log_record(const CsvSource& source, uint32_t account);
  AccountIndex::Added note_account();
  void read_account(uint32_t account, bool is_first, Accounts& accounts);
  void reject_stranger();
  bool is_chosen(uint32_t account) const;
  void read_chosen_accounts(const std::vector<WantedRecord>& wanted);
  std::vector<uint32_t> arrange_accounts();
  void read_ledger(size_t ledger, const ChangesReader& changes);
  void read_chosen_entries(LedgerFile& file, const std::vector<WantedRecord>& wanted,
                           Entries& entries);
  void count_unread();
  void read_entry(CsvSource& source, const bytecode::RecordInfo& ledger, uint32_t account,
                  const std::optional<FieldRefusal>& key_refusal, Entries& entries);
  void begin_log(const CsvSource& source, uint64_t meaning);

  Reject& reject(const CsvSource& source, std::string field, Refusal refusal);
  void blame(uint32_t account, Reject& reject);
  void collect_account_keys(std::span<const std::string_view> texts);
  std::string key_names() const;
  FileCount& count() { return data_.files[current_]; }

  const bytecode::Schema& schema_;
  Data& data_;
  const std::optional<calendar::Day> known_on_;
  const Places places_;
  KeyReader keys_;
  std::vector<std::string_view> key_texts_;
  std::optional<FieldRefusal> key_refusal_;  // of the subject's record at hand
  std::optional<CsvSource> account_source_;
  uint64_t account_meaning_ = 0;
  std::vector<LedgerFile> ledger_files_;
  std::deque<FileBytes> texts_;  // the files' bytes
  std::vector<std::future<std::string>> digests_;  // they look at texts_
  size_t current_ = 0;                             // in Data::files
};

}  // namespace tierline::bulk
