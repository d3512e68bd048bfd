// ChangesReader: looks through the files of a run that goes on from an earlier one, for what that
// one did not have. Stretches that are as they were are taken over without a look at their lines;
// whose the other records are says whose facts may be others; only of those are sums taken again.
// Made of: KnownBlocks, Scanner, BeginningRecords    Read by: tools/bulk/read/data_reader.cpp
// Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "tools/bulk/read/changed_file.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/known_blocks.hpp"
#include "tools/bulk/read/scan.hpp"

namespace tierline::bulk {

class ChangesReader {
 public:
  /// The accounts of the data are sorted, the subject's file is in its log. All must outlive it.
  ChangesReader(Data& data, KeyReader& keys, GoOn go_on);

  /// Whether a record of nobody may be of somebody now.
  Orphans orphans() const { return has_new_ ? Orphans::Leave : Orphans::Take; }

  /// Says which of the blocks of the subject's file are new. The source stands anywhere.
  void add_accounts(ChangedFile& file);
  /// Takes note of what a ledger's file begins with; of all files before the first is looked
  /// through, so that there is little left to search.
  void take_beginning(const ChangedFile& file);
  /// Looks through a ledger's file; the source stands behind its header.
  void add_ledger(ChangedFile& file);

  /// When all files are added: fills Data::chosen and the sums of the log, and finds the records of
  /// each file that must be read: all those of the chosen, and others.
  std::optional<RunError> choose(size_t threads);

 private:
  /// Where a block lies in the text at hand.
  struct Stretch {
    size_t begin = 0;
    uint32_t first_record = 0;
  };

  void begin_file(ChangedFile& file);
  bool take_known(Scanner& scanner);
  void settle_last_block(size_t file);
  void touch(uint32_t account);
  void find_wanted();
  std::optional<RunError> walk_beginning(ChangedFile& file, size_t threads);
  void walk(ChangedFile& file);
  void walk_lines(ChangedFile& file, const FileRecords& records, Stretch at, const Block& block);
  void walk_records(ChangedFile& file, const FileRecords& records, Stretch at, const Block& block);
  void meet(ChangedFile& file, uint32_t account, size_t begin, uint32_t line,
            std::string_view record);
  bool is_wanted(uint32_t account) const {
    return account == RecordLog::kNobody || wanted_[account] != 0;
  }

  Data& data_;
  KeyReader& keys_;
  const GoOn go_on_;
  KnownBlocks known_;
  OwnerCache cache_;
  std::vector<uint32_t> now_;     // by account of the previous run: its place in this one
  bool has_new_ = false;          // accounts
  std::vector<uint8_t> touched_;  // by account: some record of it came or went
  std::vector<uint8_t> wanted_;   // by account: touched, or its answer is valid no longer
  std::vector<Hash> sums_;
  std::vector<ChangedFile*> files_;
};

}  // namespace tierline::bulk
