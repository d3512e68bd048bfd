// TextBuffer: memory for a piece of text, with some bytes of room before and behind it, so that a
// number at its edge can be loaded with what stands around it. Buffers are used again and again.
// Read by: tools/bulk/chunks, tools/bulk/read    Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace tierline::bulk {

class TextBuffer {
 public:
  static constexpr size_t kSlack = 64;  // readable bytes before and behind the text

  explicit TextBuffer(size_t room) { reserve(room); }

  size_t size() const { return size_; }
  size_t room() const { return room_; }
  char* data() { return bytes_.get() + kSlack; }
  std::string_view view() const { return {bytes_.get() + kSlack, size_}; }

  void clear() { size_ = 0; }
  /// Takes the bytes that were put behind the text.
  void grow(size_t bytes) { size_ += bytes; }
  void append(std::string_view text) {
    if (!text.empty()) std::memcpy(more(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  /// Room for more bytes behind the text; `grow` takes them.
  char* more(size_t bytes) {
    if (size_ + bytes > room_) reserve(std::max(2 * room_, size_ + bytes));
    return data() + size_;
  }
  void reserve(size_t room) {
    if (bytes_ && room <= room_) return;
    auto bytes = std::make_unique_for_overwrite<char[]>(room + 2 * kSlack);
    std::memset(bytes.get(), 0, kSlack);
    std::memset(bytes.get() + kSlack + room, 0, kSlack);
    if (size_ > 0) std::memcpy(bytes.get() + kSlack, bytes_.get() + kSlack, size_);
    bytes_ = std::move(bytes);
    room_ = room;
  }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_ = 0;
  size_t room_ = 0;
};

/// Lends buffers, and takes them back when nobody looks at them any more.
class TextBufferPool : public std::enable_shared_from_this<TextBufferPool> {
 public:
  std::shared_ptr<TextBuffer> lend(size_t room) {
    std::unique_ptr<TextBuffer> buffer;
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        buffer = std::move(free_.back());
        free_.pop_back();
      }
    }
    if (!buffer) buffer = std::make_unique<TextBuffer>(room);
    buffer->clear();
    buffer->reserve(room);
    return {buffer.release(), [pool = shared_from_this()](TextBuffer* lent) {
              const std::lock_guard lock(pool->mutex_);
              pool->free_.emplace_back(lent);
            }};
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<TextBuffer>> free_;
};

}  // namespace tierline::bulk
