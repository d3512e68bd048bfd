// AccountParser: the records of the subject in one chunk. Each thread has its own.
// Made of: tools/bulk/chunks, tools/bulk/rows    Read by: tools/bulk/read/whole_reader.cpp
// Tested by: tests/unit/tools_bulk/law_reading_test.cpp, tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <string_view>
#include <vector>

#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/read/chunk_facts.hpp"
#include "tools/bulk/read/record_texts.hpp"
#include "tools/bulk/rows/quick_record.hpp"

namespace tierline::bulk {

/// What a parser must know of its file; it must outlive the parser.
struct ParserOptions {
  const bytecode::Schema* schema = nullptr;
  const FileShape* shape = nullptr;
  uint64_t meaning = 0;  // the seed of hashes
  bool with_log = true;
  Counted counted = Counted::Lines;
};

/// Where a record stands, from the beginning of its chunk: its line, or which row it is.
///   rows  that were met, with this one
inline uint32_t place_of(const ParserOptions& options, const RecordAt& at, size_t rows) {
  return options.counted == Counted::Lines ? at.line : static_cast<uint32_t>(rows - 1);
}

class AccountParser {
 public:
  AccountParser(const ParserOptions& options, Portions& portions);

  /// Looks through a chunk that begins where a record may begin.
  AccountChunk parse(Chunk chunk);

  void plain(const PlainLines& lines);
  void record(const base::CsvRecord& record, const RecordAt& at);

 private:
  void reserve(size_t count);
  void read_slowly(const RecordAt& at, bool is_open);
  void add_key(std::string_view key, const RecordAt& at, size_t row);
  void refuse(const RecordAt& at, std::string field, Refusal refusal, bool has_key);
  void log(const RecordAt& at, bool has_key, bool is_open);
  std::string_view text_of(const RecordAt& at) const {
    return out_.chunk.text.substr(at.begin, at.end - at.begin);
  }

  const ParserOptions options_;
  const RowLayout& layout_;
  RowMemory& memory_;
  ChunkWalk walk_;
  QuickKey quick_key_;
  QuickRecord quick_;
  KeyReader keys_;
  RecordReader reader_;
  RecordTexts texts_;
  const std::vector<Cell> nothing_;
  std::vector<std::string_view> key_texts_;
  TextBuffer rows_{0};
  size_t keyed_ = 0;     // records with a key in the chunk before
  size_t last_key_ = 0;  // where it begins in AccountChunk::keys
  AccountChunk out_;
};

}  // namespace tierline::bulk
