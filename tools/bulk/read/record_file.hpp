// RecordFile: one input on its way in as chunks: its header is read and matched, what follows is
// cut for several threads.
// Read by: tools/bulk/read/whole_reader.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/bulk/chunks/chunk_source.hpp"
#include "tools/bulk/read/record_texts.hpp"

namespace tierline::bulk {

class RecordFile {
 public:
  /// The input must outlive it.
  RecordFile(Input& input, const ChunkOptions& options) : input_(input), source_(input, options) {}

  /// Reads the header.
  std::optional<RunError> open(const std::vector<WantedColumn>& wanted);
  const FileShape& shape() const { return shape_; }
  size_t first_line() const { return first_line_; }

  /// The chunks behind the header.
  base::Result<std::optional<Chunk>, RunError> next();

  /// Behind the last chunk.
  size_t bytes() const { return input_.bytes().value_or(source_.bytes()); }
  std::string digest() { return source_.digest(); }
  /// After the digest.
  std::vector<base::DigestState> trail() { return source_.trail(); }

 private:
  bool read_header(const Chunk& chunk, base::CsvRecord& record);

  Input& input_;
  ChunkSource source_;
  FileShape shape_;
  std::optional<Chunk> first_;
  size_t first_line_ = 1;
};

}  // namespace tierline::bulk
