// Scanner: goes through the records of a file and finds out whose each is, without looking at what
// else it says. Its records, their lines and owners are exactly those of a CsvSource and its
// AccountIndex; a plain line, without a quote and with a key seen before, is found out much faster.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/scan_test.cpp
#pragma once

#include <string_view>
#include <vector>

#include "tools/bulk/read/account_index.hpp"
#include "tools/bulk/read/csv_source.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

/// What is known of the owners of keys as they are written; shared by the files of a run.
class OwnerCache {
 public:
  /// The index must be sorted and outlive the cache.
  explicit OwnerCache(const AccountIndex& accounts);

  /// The place for the owner of a written key: kUnasked until it is set.
  uint32_t& owner(const Hash& key);
  /// Finds an account by its key. While few were asked for, no table of all keys is made for them.
  uint32_t find(std::string_view key);
  static constexpr uint32_t kUnasked = 0xfffffffeU;

 private:
  /// Half of a key's hash finds the slot, the other half is in it; 0 is an empty slot.
  struct Slot {
    uint64_t key = 0;
    uint32_t owner = kUnasked;
  };

  void start_afresh();

  const AccountIndex& accounts_;
  std::vector<Slot> slots_;
  size_t taken_ = 0;
  size_t questions_ = 0;
};

class Scanner {
 public:
  struct Record {
    size_t begin = 0;
    size_t end = 0;
    size_t line = 0;
    uint32_t owner = AccountIndex::kNone;
    bool is_open = false;  // as of a CsvSource
  };

  /// The source stands behind its header; its first `keys.size()` wanted columns are the keys.
  Scanner(CsvSource& source, KeyReader& keys, OwnerCache& cache);

  bool next(Record& record);

  /// Behind the last record; and to go on from a place where a record begins.
  size_t at() const { return at_; }
  size_t next_line() const { return line_; }
  void resume(size_t at, size_t line) {
    at_ = at;
    line_ = line;
  }

 private:
  bool read_plain(Record& record);
  bool written_key(std::string_view line);
  uint32_t ask(std::span<const std::string_view> texts);

  CsvSource& source_;
  KeyReader& keys_;
  OwnerCache& cache_;
  std::string_view text_;
  size_t at_;
  size_t line_;
  bool has_plain_keys_ = true;  // every key has a column
  size_t last_column_ = 0;      // of the keys
  std::vector<std::string_view> columns_;
  std::vector<std::string_view> texts_;
  std::string key_;
};

}  // namespace tierline::bulk
