// EntryParser: the entries of a ledger in one chunk, with their owners, sorted by groups of
// accounts; or only what they bring. Each thread has its own; the accounts are all known.
// Made of: tools/bulk/chunks, tools/bulk/rows    Read by: tools/bulk/read/whole_reader.cpp
// Tested by: tests/unit/tools_bulk/law_reading_test.cpp, tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/read/account_parser.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline::bulk {

class EntryParser {
 public:
  /// All must outlive it. `account_file` is for messages.
  ///   roll_up  null: rows are wanted, not what they bring
  EntryParser(const ParserOptions& options, size_t ledger, const Portions& portions,
              const AccountIndex& accounts, const KnownOn& known, const std::string& account_file,
              const RollUpFor* roll_up);

  /// Looks through a chunk that begins where a record may begin.
  EntryChunk parse(Chunk chunk);

  void plain(const PlainLines& lines);
  void record(const base::CsvRecord& record, const RecordAt& at);

 private:
  void read_slowly(const RecordAt& at, bool is_open);
  void find_owners(const PlainLines& lines);
  bool follows_last(std::string_view key, uint32_t& owner);
  uint32_t owner_of(std::string_view key);
  void add_row(size_t begin, uint32_t owner, const RecordAt& at);
  void refuse(const RecordAt& at, std::string field, Refusal refusal, uint32_t owner);
  void log(const RecordAt& at, uint32_t owner, bool is_open);
  EntryBlock by_group() const;
  void find_shares();
  std::string key_names() const;
  std::string_view text_of(const RecordAt& at) const {
    return out_.chunk.text.substr(at.begin, at.end - at.begin);
  }

  const ParserOptions options_;
  const size_t ledger_index_;
  const bytecode::RecordInfo& ledger_;
  const Portions& portions_;
  const RowLayout& layout_;
  const AccountIndex& accounts_;
  const KnownOn& known_;
  const std::string& account_file_;
  ChunkWalk walk_;
  KeyReader keys_;
  QuickKey quick_key_;
  QuickRecord quick_;
  RecordReader reader_;
  RecordTexts texts_;
  std::optional<scalar::EntryShares> shares_;
  TextBuffer rows_{0};
  std::vector<size_t> begins_;  // of rows
  std::vector<uint32_t> row_groups_;
  uint32_t last_owner_ = AccountIndex::kNone;
  // Of the lines at hand:
  std::vector<uint32_t> owners_;
  std::vector<std::string_view> line_keys_;
  // Of those whose owners are looked up:
  std::vector<uint32_t> unknown_;
  std::vector<std::string_view> wanted_;
  std::vector<uint32_t> found_;
  EntryChunk out_;
};

}  // namespace tierline::bulk
