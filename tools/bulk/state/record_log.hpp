// RecordLog: which records a run has seen and whose they are, by their hashes, never by their text.
// Per account the sum of its records' hashes says whether anything of it has changed since; the
// records themselves, in the order of the files, say what. A record's hash covers its bytes and the
// header above it, so that the same hash has the same meaning, whichever file it stands in.
// Made by: tools/bulk/read    Read by: tools/bulk/state, tools/bulk/against
// Tested by: tests/unit/tools_bulk/state_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

/// The records of one file, in its order.
struct FileRecords {
  /// The record `ordinal` stands on this line, which is not the one after the record before.
  struct Jump {
    uint32_t ordinal = 0;
    uint32_t line = 0;
    friend bool operator==(const Jump&, const Jump&) = default;
  };

  std::vector<uint32_t> hashes;    // the low bits: enough to tell the records of one account apart
  std::vector<uint32_t> accounts;  // RecordLog::kNobody: of no account that is known
  std::vector<Jump> jumps;

  size_t size() const { return hashes.size(); }
  friend bool operator==(const FileRecords&, const FileRecords&) = default;
};

/// Gives the lines of a file's records one after the other.
class LineCounter {
 public:
  explicit LineCounter(const FileRecords& records) : records_(records) {}

  uint32_t next() {
    if (jump_ < records_.jumps.size() && records_.jumps[jump_].ordinal == ordinal_) {
      line_ = records_.jumps[jump_++].line;
    }
    ++ordinal_;
    return line_++;
  }

 private:
  const FileRecords& records_;
  size_t jump_ = 0;
  uint32_t ordinal_ = 0;
  uint32_t line_ = 0;
};

class RecordLog {
 public:
  static constexpr uint32_t kNobody = 0xffffffffU;

  /// Begins a file; `meaning` is the seed of its records' hashes.
  void begin_file(uint64_t meaning);
  void add_account() { sums_.emplace_back(); }
  void add(std::string_view record, uint32_t account, size_t line);

  /// Account order[i] becomes account i; for the subject's file, which comes first.
  void reorder(std::span<const uint32_t> order);

  const std::vector<FileRecords>& files() const { return files_; }
  const std::vector<Hash>& sums() const { return sums_; }

 private:
  std::vector<FileRecords> files_;
  std::vector<Hash> sums_;  // by account
  uint64_t meaning_ = 0;
  uint32_t next_line_ = 0;
};

}  // namespace tierline::bulk
