// binary: numbers, texts and lists as bytes, one behind the other, for files that only we read.
// A reader never trusts: what does not fit makes it fail, and from there on it reads zeros.
// Read by: tools/bulk/state, tools/bulk/journal    Tested by: tests/unit/tools_bulk/state_test.cpp
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
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
  using Take = std::function<void(std::string_view)>;

  Writer() = default;
  explicit Writer(Take take) : take_(std::move(take)) {}

  template <class Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &value, sizeof(Number));
    raw({bytes, sizeof(Number)});
  }
  void raw(std::string_view bytes) {
    if (take_ && bytes.size() >= kLargeBytes) {
      hand_over();
      hash_.add(bytes);
      take_(bytes);
    } else {
      out_ += bytes;
    }
  }
  void text(std::string_view bytes) {
    number(static_cast<uint64_t>(bytes.size()));
    raw(bytes);
  }
  template <class Element>
  void list(const std::vector<Element>& elements) {
    static_assert(std::has_unique_object_representations_v<Element>);
    number(static_cast<uint64_t>(elements.size()));
    raw({reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(Element)});
  }

  const std::string& bytes() const { return out_; }

  /// Ends with the hash of all that was written.
  ///   returns  what nobody has taken
  std::string finish() {
    hash_.add(out_);
    const Hash hash = hash_.hash();
    number(hash.low);
    number(hash.high);
    if (take_) take_(out_);
    return take_ ? std::string() : std::move(out_);
  }

 private:
  static constexpr size_t kLargeBytes = size_t{1} << 16;

  void hand_over() {
    hash_.add(out_);
    take_(out_);
    out_.clear();
  }

  Take take_;
  HashStream hash_;
  std::string out_;
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
