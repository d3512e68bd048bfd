// ChunkSource: the text of an input, cut behind ends of lines into chunks, so that several threads
// can look at them at once. Its digest is taken beside, on a thread of its own.
// Read by: tools/bulk/read    Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/chunks/digest_line.hpp"
#include "tools/bulk/chunks/text_buffer.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Whole lines; only of the last chunk the last line may have no end.
struct Chunk {
  std::shared_ptr<const TextBuffer> buffer;
  std::string_view text;
  bool is_last = false;
};

/// Both texts in one piece, in memory of their own.
Chunk joined(std::string_view first, const Chunk& second);

struct ChunkOptions {
  size_t bytes = size_t{4} << 20;               // of a chunk, but for lines that are longer
  bool digest_beside = true;                    // on another thread
  const std::atomic<bool>* stop = nullptr;      // set by somebody else: end soon, with an error
  std::atomic<uint64_t>* bytes_read = nullptr;  // is added to
};

class ChunkSource {
 public:
  /// The input must outlive it.
  ChunkSource(Input& input, const ChunkOptions& options);

  /// The next chunk; nothing behind the last one. The last one may be empty.
  base::Result<std::optional<Chunk>, RunError> next();

  /// Behind the last chunk: what the input was.
  size_t bytes() const { return bytes_; }
  std::string digest();
  /// After the digest: its trail; empty where the text is not what the input is.
  std::vector<base::DigestState> trail();

 private:
  std::optional<RunError> fill(TextBuffer& buffer);
  std::shared_ptr<TextBuffer> new_buffer();

  Input& input_;
  const ChunkOptions options_;
  std::shared_ptr<TextBufferPool> pool_;
  DigestLine digest_;
  std::string carried_;  // the beginning of a line whose end has not been read yet
  size_t bytes_ = 0;
  bool is_at_end_ = false;
};

}  // namespace tierline::bulk
