// EntryStore: the rows of all ledgers, by groups of accounts, until the accounts are decided. They
// stay in memory up to a limit; beyond it all that is there goes to a file without a name, group by
// group, so that nothing is left behind whatever happens. Within a group rows keep their order.
// Made by: tools/bulk/read    Read by: tools/bulk/rows/portions.hpp
// Tested by: tests/unit/tools_bulk/entry_store_test.cpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Rows of one ledger, by group: those of group g are bytes[begins[g]] .. bytes[begins[g + 1]].
struct EntryBlock {
  std::unique_ptr<char[]> bytes;
  std::vector<uint32_t> begins;  // groups + 1

  size_t size() const { return begins.back(); }
  std::string_view group(size_t i) const {
    return {bytes.get() + begins[i], begins[i + 1] - begins[i]};
  }
};

/// The rows of a group, in pieces.
struct GroupRows {
  std::vector<std::string_view> pieces;
  std::unique_ptr<char[]> loaded;  // those that were in the file
};

class EntryStore {
 public:
  /// `memory` bytes of rows are kept in memory, 0: all; the rest in a file in `scratch`, or where
  /// the system has its temporary files.
  EntryStore(size_t ledgers, size_t groups, size_t memory, std::filesystem::path scratch);
  ~EntryStore();
  EntryStore(const EntryStore&) = delete;
  EntryStore& operator=(const EntryStore&) = delete;

  /// Adds rows that come behind all that were added.
  std::optional<RunError> add(size_t ledger, EntryBlock block);

  /// The rows of one group, in their order. May be asked by many threads when all are added.
  base::Result<GroupRows, RunError> load(size_t ledger, size_t group) const;

  size_t spilled_bytes() const { return file_bytes_; }

 private:
  /// What went to the file at once: `begins` are places in it.
  struct Spilled {
    std::vector<uint64_t> begins;  // groups + 1
  };
  struct Ledger {
    std::vector<Spilled> spilled;
    std::vector<EntryBlock> blocks;
  };

  std::optional<RunError> spill();
  std::optional<RunError> spill(Ledger& ledger);
  std::optional<RunError> open();
  std::optional<RunError> write(std::string_view bytes);
  std::optional<RunError> flush();
  std::optional<RunError> read(char* to, size_t size, uint64_t at) const;
  RunError failed(const char* what, int error) const;

  const size_t groups_;
  const size_t memory_;
  const std::filesystem::path scratch_;
  std::vector<Ledger> ledgers_;
  size_t bytes_ = 0;  // in memory
  int fd_ = -1;
  uint64_t file_bytes_ = 0;
  std::vector<char> waiting_;  // to be written, so that small groups are written together
};

}  // namespace tierline::bulk
