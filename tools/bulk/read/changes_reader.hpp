// ChangesReader: looks through the files of a run that goes on from an earlier one, for what that
// one did not have. Stretches that are as they were are taken over without a look at their lines;
// whose the other records are says whose facts may be others; only of those are sums taken again.
// Made of: KnownBlocks, Scanner    Read by: tools/bulk/read/data_reader.cpp
// Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <vector>

#include "tools/bulk/read/csv_source.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/known_blocks.hpp"
#include "tools/bulk/read/scan.hpp"

namespace tierline::bulk {

/// A record whose account may have to be decided again, or that is of nobody.
struct WantedRecord {
  uint64_t begin = 0;
  uint32_t line = 0;
  uint32_t account = 0;
};

class ChangesReader {
 public:
  /// The accounts of the data are sorted, the subject's file is in its log. All must outlive it.
  ChangesReader(Data& data, KeyReader& keys, GoOn go_on);

  /// Says which of the blocks of the subject's file are new. The source stands anywhere.
  void add_accounts(CsvSource& source, uint64_t meaning, size_t begin);
  /// Looks through a ledger's file; the source stands behind its header.
  void add_ledger(size_t file, CsvSource& source, uint64_t meaning);

  /// When all files are added: fills Data::chosen and the sums of the log.
  void choose();
  /// The records of a file that must be read, in its order: all those of the chosen, and others.
  const std::vector<WantedRecord>& wanted(size_t file) const { return files_[file].wanted; }

 private:
  struct File {
    CsvSource* source = nullptr;
    uint64_t meaning = 0;
    size_t begin = 0;  // behind the header
    std::vector<WantedRecord> wanted;
  };
  /// Where a block lies in the file at hand.
  struct Stretch {
    size_t begin = 0;
    uint32_t first_record = 0;
  };

  bool take_known(Scanner& scanner);
  void settle_last_block(size_t file);
  void touch(uint32_t account);
  void find_wanted();
  void walk(size_t file);
  void walk_lines(File& file, const FileRecords& records, Stretch at, const Block& block);
  void walk_records(File& file, const FileRecords& records, Stretch at, const Block& block);
  void meet(File& file, uint32_t account, size_t begin, uint32_t line, std::string_view record);
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
  std::vector<File> files_;
};

}  // namespace tierline::bulk
