// KnownBlocks: which stretches of the files at hand the previous run has seen already. What it had
// and nobody has found again when all files are through is what went.
// Made by: nobody, it is given a RunState    Read by: tools/bulk/read/changes_reader.cpp
// Tested by: tests/unit/tools_bulk/known_blocks_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tools/bulk/read/account_index.hpp"
#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {

inline constexpr uint32_t kNotThere = 0xffffffffU;

/// For each account of the data its place in the previous run, or kNotThere. Both in key order.
std::vector<uint32_t> places_before(const AccountIndex& accounts, const RunState& previous);

class KnownBlocks {
 public:
  /// The state must outlive it.
  explicit KnownBlocks(const RunState& previous);

  /// Begins a file; `meaning` is the seed of its hashes. It is expected to go on as the one of this
  /// name did.
  void begin_file(std::string_view name, uint64_t meaning, std::string_view text);

  /// The file begins with these many of its blocks; they are found.
  void take_first(size_t blocks);

  /// Finds the block that stands at a place of the file. Each block is found once.
  std::optional<BlockPlace> find_at(size_t at);
  /// Says whether a block that was looked through is one that was there. It is found then.
  bool find(const Block& block);

  /// Calls `visit` with the account of each record of the blocks that were not found.
  template <class Visit>
  void for_each_lost(Visit visit) const;

 private:
  struct Known {
    BlockPlace place;
    bool found = false;
  };
  struct Low {
    size_t operator()(const Hash& hash) const { return hash.low; }
  };

  const Hash& hash_at(size_t block) const {
    const BlockPlace& place = blocks_[block].place;
    return place.file->blocks[place.block].hash;
  }
  bool stands_at(const Known& known, size_t at) const;

  const RunState& previous_;
  std::vector<Known> blocks_;   // file after file
  std::vector<size_t> begins_;  // by file, in blocks_
  std::unordered_map<Hash, size_t, Low> by_hash_;
  size_t next_ = 0;  // the block that is expected next
  uint64_t meaning_ = 0;
  std::string_view text_;
};

template <class Visit>
void KnownBlocks::for_each_lost(Visit visit) const {
  for (const Known& known : blocks_) {
    if (known.found) continue;
    const FileRecords& file = *known.place.file;
    const uint32_t end = known.place.first_record + file.blocks[known.place.block].records;
    for (uint32_t i = known.place.first_record; i < end; ++i) visit(file.accounts[i]);
  }
}

}  // namespace tierline::bulk
