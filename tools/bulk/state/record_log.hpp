// RecordLog: which records a run has seen and whose they are, by their hashes, never by their text.
// Per account the sum of its records' hashes says whether anything of it has changed since; the
// records themselves, in the order of the files, say what. A record's hash covers its bytes and the
// header above it, so that the same hash has the same meaning, whichever file it stands in.
// A file is cut into blocks behind records whose hash says so: where it is cut follows from what
// stands there, so an inserted line moves the blocks behind it and changes only its own.
// Made by: tools/bulk/read    Read by: tools/bulk/state, tools/bulk/against
// Tested by: tests/unit/tools_bulk/state_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

/// Records in a row. The bytes go from the end of the block before to the end of the last line.
struct Block {
  uint64_t bytes = 0;
  uint32_t records = 0;
  uint32_t lines = 0;  // also blank ones
  Hash hash;           // of the bytes and the header; nothing: never the same as any other
  friend bool operator==(const Block&, const Block&) = default;
};

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
  std::vector<Block> blocks;
  uint32_t first_line = 0;  // behind the header
  // Of the digest of its text; nothing: the text is not what the file is.
  std::vector<base::DigestState> trail = {};

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

/// A record that is seen in passing.
struct SeenRecord {
  std::string_view text;
  uint32_t account = 0;
  size_t line = 0;
  size_t next_at = 0;    // where the next one begins at the earliest
  size_t next_line = 0;  // and on which line
  bool is_open = false;  // what it is may depend on what follows: a quote that nobody closed
};

/// A block of another log.
struct BlockPlace {
  const FileRecords* file = nullptr;
  uint32_t block = 0;
  uint32_t first_record = 0;
  uint32_t first_line = 0;
};

/// The records of a part of a file, looked at by itself: parts are made by several threads and
/// added to a log in their order. The text is as long as it is added.
class LogPiece {
 public:
  /// Begins a part; `meaning` is the seed of its hashes.
  void begin(uint64_t meaning, std::string_view text);
  /// Adds a record; lines and places are counted from the beginning of the part.
  void add(std::string_view record, uint32_t line, bool is_open, size_t next_at,
           uint32_t next_line);
  /// Ends the part before the end of its text.
  void end(size_t at) { text_ = text_.substr(0, at); }

 private:
  friend class RecordLog;
  /// A block that has begun: where, and how far it goes.
  struct Open {
    size_t begin = 0;
    uint32_t begin_line = 0;
    size_t at = 0;  // behind the last record
    uint32_t line = 0;
    uint32_t records = 0;
    bool is_open = false;
  };

  uint64_t meaning_ = 0;
  std::string_view text_;
  std::vector<Hash> hashes_;
  std::vector<uint32_t> lines_;
  bool has_cut_ = false;
  Open head_;                  // to the first cut
  std::vector<Block> blocks_;  // from there to the last one
  Open tail_;                  // from there on
};

class RecordLog {
 public:
  static constexpr uint32_t kNobody = 0xffffffffU;

  /// Begins a file behind its header; `meaning` is the seed of its hashes.
  void begin_file(uint64_t meaning, std::string_view text, size_t at, size_t line);
  void add_account() { sums_.emplace_back(); }
  void add_accounts(size_t count) { sums_.resize(sums_.size() + count); }

  /// Begins a file that comes in parts, behind its header.
  void begin_parts(uint64_t meaning, size_t line);
  /// Adds a part; `accounts` has one for each of its records, and it begins on line `line`.
  void add(const LogPiece& piece, std::span<const uint32_t> accounts, size_t line);
  void add(const SeenRecord& record);
  /// Takes over a block as it is; its accounts are `accounts[...]` of this log. Adds nothing to the
  /// sums. The block before must be finished.
  void take(const BlockPlace& place, std::span<const uint32_t> accounts);
  void end_file();

  /// Takes over the first blocks of a file that has just begun, behind its header. Its accounts are
  /// `accounts[...]` of this log. Adds nothing to the sums.
  void take_first(const FileRecords& from, size_t blocks, std::span<const uint32_t> accounts);
  void set_trail(size_t file, std::vector<base::DigestState> trail) {
    files_[file].trail = std::move(trail);
  }

  /// Whether the block at hand is empty.
  bool is_at_cut() const { return block_.records == 0; }

  /// Account order[i] becomes account i; for the subject's file, which comes first.
  void reorder(std::span<const uint32_t> order);
  void set_sums(std::vector<Hash> sums) { sums_ = std::move(sums); }

  const std::vector<FileRecords>& files() const { return files_; }
  const std::vector<Hash>& sums() const { return sums_; }

 private:
  void add_line(uint32_t ordinal, uint32_t line);
  void finish_block(size_t at, size_t line);
  void open_block(std::string_view text, const LogPiece::Open& open, uint32_t line);

  std::vector<FileRecords> files_;
  std::vector<Hash> sums_;  // by account
  uint64_t meaning_ = 0;
  uint32_t next_line_ = 0;  // of a record that follows without a jump
  std::string_view text_;
  bool is_in_parts_ = false;
  std::string open_text_;  // of a file in parts: that of the block at hand
  Block block_;            // at hand
  bool is_open_ = false;   // it holds an open record
  size_t block_begin_ = 0;
  size_t block_line_ = 0;
  size_t at_ = 0;  // behind the last record
  size_t line_ = 0;
};

/// The line on which a record stands.
uint32_t line_of(const FileRecords& file, uint32_t ordinal);

/// Which record, from 1, stands on this line: its row, where each row of a table is a record.
uint32_t row_on(const FileRecords& file, uint32_t line);

/// Whether the file is cut behind a record with this hash.
constexpr bool is_cut(uint32_t hash) { return hash % 32 == 0; }

}  // namespace tierline::bulk
