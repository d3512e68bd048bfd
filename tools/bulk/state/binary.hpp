// binary: numbers, texts and lists as bytes, one behind the other, for files that only we read.
// A reader never trusts: what does not fit makes it fail, and from there on it reads zeros.
// Read by: tools/bulk/state, tools/bulk/journal    Tested by: tests/unit/tools_bulk/state_test.cpp
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

/// Writes numbers, texts and lists one behind the other, into a text of its own or to somebody who
/// takes them as they come.
class Writer {
 public:
  /// Takes the next bytes.
  using Sink = std::function<void(std::string)>;

  Writer() = default;
  /// Hands bytes on whenever there are enough of them, so that they are never all in memory.
  explicit Writer(Sink sink) : sink_(std::move(sink)) {}

  template <class Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &value, sizeof(Number));
    raw({bytes, sizeof(Number)});
  }
  void raw(std::string_view bytes) {
    while (sink_ && out_.size() + bytes.size() >= kPieceBytes) {
      const size_t part = std::min(bytes.size(), kPieceBytes);
      out_ += bytes.substr(0, part);
      bytes.remove_prefix(part);
      hand_on();
    }
    out_ += bytes;
  }
  void text(std::string_view bytes) {
    number(static_cast<uint64_t>(bytes.size()));
    raw(bytes);
  }
  template <class Element>
  void list(std::span<const Element> elements) {
    static_assert(std::has_unique_object_representations_v<Element>);
    number(static_cast<uint64_t>(elements.size()));
    raw({reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(Element)});
  }
  template <class Element>
  void list(const std::vector<Element>& elements) {
    list(std::span<const Element>(elements));
  }
  const std::string& bytes() const { return out_; }

  /// Ends with the hash of all that was written.
  ///   returns  what was not handed on
  std::string finish() {
    hash_.add(out_);
    const Hash hash = hash_.hash();
    number(hash.low);
    number(hash.high);
    return std::move(out_);
  }

 private:
  static constexpr size_t kPieceBytes = size_t{1} << 20;

  void hand_on() {
    hash_.add(out_);
    sink_(std::exchange(out_, std::string()));
  }

  std::string out_;
  Sink sink_;
  HashStream hash_;  // of what was handed on
};

/// Reads what a Writer wrote; once something does not fit, `failed` and nothing but zeros.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool failed = false;

  template <class Number>
  Number number() {
    Number value{};
    const std::string_view bytes = raw(sizeof(Number));
    if (!failed) std::memcpy(&value, bytes.data(), sizeof(Number));
    return value;
  }
  std::string_view raw(uint64_t size) {
    if (size > rest_.size()) failed = true;
    if (failed) return {};
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string text() { return std::string(raw(number<uint64_t>())); }
  /// How many elements follow; each takes at least `bytes_each`.
  uint64_t count(uint64_t bytes_each) {
    const auto count = number<uint64_t>();
    if (count > rest_.size() / bytes_each) failed = true;
    return failed ? 0 : count;
  }
  template <class Element>
  std::vector<Element> list() {
    std::vector<Element> elements(count(sizeof(Element)));
    const std::string_view bytes = raw(elements.size() * sizeof(Element));
    if (!failed && !elements.empty()) std::memcpy(elements.data(), bytes.data(), bytes.size());
    return elements;
  }
  bool finished() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace tierline::bulk
