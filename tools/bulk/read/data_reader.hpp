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

#include "base/digest.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/changed_file.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline::bulk {

/// Reads the files of one run, the subject's first.
class DataReader {
 public:
  DataReader(const bytecode::Schema& schema, Data& data, std::optional<calendar::Day> known_on,
             Places places)
      : schema_(schema), data_(data), known_on_(known_on), places_(places), keys_(schema) {}

  /// Takes the subject's file, then each ledger's files, which must outlive the reader.
  void add_accounts(Input& input);
  void add_ledger(size_t ledger, const std::vector<std::unique_ptr<Input>>& inputs);

  /// Reads them, the subject first, as far as the run needs it.
  std::optional<RunError> read_changed(GoOn go_on, size_t threads);

 private:
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

  /// A digest that is taken while others look at the text.
  struct Digested {
    std::string hex;
    std::vector<base::DigestState> trail;
  };

  void add(Input& input);
  void find_beginnings(GoOn go_on, size_t threads);
  std::optional<RunError> load(ChangedFile& file, const bytecode::RecordInfo& record,
                               const std::vector<WantedColumn>& columns, Orphans orphans);
  void take_digest(ChangedFile& file);
  std::optional<RunError> finish();
  void number_rows();
  void log_record(const CsvSource& source, uint32_t account);
  void log_accounts(const AccountStates& before);
  void add_accounts_before(const AccountStates& before, const Beginning& beginning,
                           std::vector<uint32_t>& rows);
  AccountIndex::Added note_account();
  void read_account(uint32_t account, bool is_first, Accounts& accounts);
  void reject_stranger();
  bool is_chosen(uint32_t account) const;
  template <class Read>
  void for_each_chosen(ChangedFile& file, Read read);
  void read_chosen_accounts();
  std::vector<uint32_t> arrange_accounts();
  void read_ledger(size_t ledger);
  void count_unread();
  void read_entry(CsvSource& source, const bytecode::RecordInfo& ledger, uint32_t account,
                  const std::optional<FieldRefusal>& key_refusal, Entries& entries);

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
  CsvSource* account_source_ = nullptr;
  std::deque<ChangedFile> files_;                // as Data::files: the subject's first
  std::vector<std::vector<size_t>> of_ledgers_;  // in files_
  std::vector<std::future<Digested>> digests_;   // by file
  size_t current_ = 0;                           // in Data::files
};

}  // namespace tierline::bulk
