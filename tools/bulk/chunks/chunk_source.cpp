#include "tools/bulk/chunks/chunk_source.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::bulk {

namespace {

// Places in a chunk have 32 bits. A line beyond this is no line.
constexpr size_t kLineRoomMax = size_t{1} << 30;

}  // namespace

Chunk joined(std::string_view first, const Chunk& second) {
  auto buffer = std::make_shared<TextBuffer>(first.size() + second.text.size());
  buffer->append(first);
  buffer->append(second.text);
  const std::string_view text = buffer->view();
  return {std::move(buffer), text, second.is_last};
}

ChunkSource::ChunkSource(Input& input, const ChunkOptions& options)
    : input_(input),
      options_(options),
      pool_(std::make_shared<TextBufferPool>()),
      digest_(options.digest_beside) {}

/// Reads until the buffer is full, or to the end.
std::optional<RunError> ChunkSource::fill(TextBuffer& buffer) {
  while (buffer.size() < buffer.room()) {
    if (options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed)) {
      return RunError{"interrupted; nothing was written"};
    }
    const auto got = input_.read(buffer.data() + buffer.size(), buffer.room() - buffer.size());
    if (!got) return got.error();
    if (got.value() == 0) {
      is_at_end_ = true;
      return std::nullopt;
    }
    buffer.grow(got.value());
    bytes_ += got.value();
    if (options_.bytes_read != nullptr) {
      options_.bytes_read->fetch_add(got.value(), std::memory_order_relaxed);
    }
  }
  return std::nullopt;
}

base::Result<std::optional<Chunk>, RunError> ChunkSource::next() {
  if (is_at_end_) return std::optional<Chunk>();
  // No more than what is there, so that a small file takes little memory.
  const size_t expected = input_.expected_bytes();
  const size_t left = expected > bytes_ ? expected - bytes_ + 1 : options_.bytes;
  const size_t wanted = std::min(options_.bytes, std::max(left, size_t{4096}));
  const auto buffer = pool_->lend(carried_.size() + wanted);
  buffer->append(carried_);
  size_t end = 0;
  while (end == 0 && !is_at_end_) {
    const size_t begin = buffer->size();
    if (begin >= kLineRoomMax) {
      return RunError{fmt::format("`{}` has a line of more than 1 GiB", input_.name())};
    }
    if (begin == buffer->room()) buffer->reserve(2 * begin);  // a line longer than a chunk
    if (auto error = fill(*buffer)) return *error;
    // A buffer that grows moves, so what is digested now must not be looked at later.
    if (is_at_end_ || buffer->view().find('\n', begin) != std::string_view::npos) {
      end = is_at_end_ ? buffer->size() : buffer->view().rfind('\n') + 1;
    }
  }
  const std::string_view text = buffer->view();
  digest_.add(buffer, text.substr(carried_.size()));
  carried_.assign(text.substr(end));
  return std::optional<Chunk>(Chunk{buffer, text.substr(0, end), is_at_end_});
}

std::string ChunkSource::digest() {
  if (auto own = input_.digest()) return *own;
  return digest_.finish();
}

std::vector<base::DigestState> ChunkSource::trail() {
  if (input_.digest()) return {};
  return digest_.trail();
}

}  // namespace tierline::bulk
