#include "tools/bulk/write/answer_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "runtime/decision/decision.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

using bytecode::ValueKind;

constexpr size_t kKnownValues = 256;  // a power of two
constexpr size_t kNumberBytes = 22;   // a sign, 19 digits, a zero and a point before them
constexpr size_t kKnownBytes = 32;    // a day, or a number with a sign behind it

constexpr std::array<uint64_t, 20> powers_of_ten() {
  std::array<uint64_t, 20> out{1};
  for (size_t i = 1; i < out.size(); ++i) out[i] = 10 * out[i - 1];
  return out;
}
constexpr std::array<uint64_t, 20> kPowers = powers_of_ten();

/// The digits of the numbers below 100, two for each.
constexpr std::array<char, 200> pairs() {
  std::array<char, 200> out{};
  for (size_t i = 0; i < 100; ++i) {
    out[2 * i] = static_cast<char>('0' + i / 10);
    out[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return out;
}
constexpr std::array<char, 200> kPairs = pairs();

void put_pair(char* to, uint64_t below_100) { std::memcpy(to, &kPairs[2 * below_100], 2); }

/// How many digits a number has; 1233 / 4096 is a little more than the logarithm of 2.
size_t count_digits(uint64_t number) {
  const auto bits = static_cast<size_t>(std::bit_width(number | 1));
  const size_t guess = (bits * 1233) >> 12U;
  return guess + (number >= kPowers[guess] ? 1 : 0);
}

/// Writes exactly `count` digits, the last of a number.
void put_digits(char* to, uint64_t number, size_t count) {
  for (; count >= 2; count -= 2, number /= 100) put_pair(to + count - 2, number % 100);
  if (count == 1) *to = static_cast<char>('0' + number % 10);
}

char* put_whole(char* to, uint64_t number) {
  const size_t count = std::max<size_t>(1, count_digits(number));
  put_digits(to, number, count);
  return to + count;
}

/// The same text as decimal::append_scaled writes.
char* put_scaled(char* to, int64_t value, size_t scale) {
  const auto bits = static_cast<uint64_t>(value);
  const uint64_t magnitude = value < 0 ? uint64_t{0} - bits : bits;
  *to = '-';
  to += value < 0 ? 1 : 0;
  if (scale == 0) return put_whole(to, magnitude);
  uint64_t whole = 0;
  uint64_t behind = magnitude;
  if (scale == 2) {  // most amounts: a constant needs no division
    whole = magnitude / 100;
    behind = magnitude % 100;
  } else if (scale < kPowers.size()) {
    whole = magnitude / kPowers[scale];
    behind = magnitude % kPowers[scale];
  }
  to = put_whole(to, whole);
  *to++ = '.';
  put_digits(to, behind, scale);
  return to + scale;
}

}  // namespace

AnswerText::Short::Short(std::string_view text) : size(static_cast<uint32_t>(text.size())) {
  std::copy(text.begin(), text.end(), bytes.begin());
}

inline char* AnswerText::Short::put(char* to) const {
  std::memcpy(to, bytes.data(), kBytesMax);
  return to + size;
}

AnswerText::AnswerText(const bytecode::Schema& schema, const bytecode::ValueType& type)
    : schema_(schema), type_(type) {
  if (type.kind == ValueKind::Bool) {
    prepare_words(2);
  } else if (type.kind == ValueKind::Enum) {
    prepare_words(schema.enums[type.enum_index].words.size());
  } else if (type.kind == ValueKind::Number && type.measure != bytecode::Measure::Percent) {
    is_plain_number_ = true;
    bytes_max_ = kNumberBytes + type.scale;
  } else {
    known_.resize(kKnownValues);
    bytes_max_ = kKnownBytes + type.scale;
  }
}

void AnswerText::prepare_words(size_t count) {
  size_t longest = 0;
  for (size_t i = 0; i < count; ++i) {
    append(long_.emplace_back(), bytecode::Value{static_cast<int64_t>(i), ""});
    longest = std::max(longest, long_.back().size());
  }
  bytes_max_ = std::max(longest, Short::kBytesMax);
  if (longest > Short::kBytesMax) return;
  for (const std::string& word : long_) words_.emplace_back(word);
}

char* AnswerText::put(char* to, int64_t value) {
  if (is_plain_number_) return put_scaled(to, value, type_.scale);
  if (!words_.empty()) return words_[static_cast<size_t>(value)].put(to);
  if (!known_.empty()) return put_known(to, value);
  const std::string& word = long_[static_cast<size_t>(value)];
  return std::copy(word.begin(), word.end(), to);
}

char* AnswerText::put_known(char* to, int64_t value) {
  Known& known = known_[static_cast<uint64_t>(value) % kKnownValues];
  if (known.text.size == 0 || known.value != value) {
    std::string text;
    append(text, bytecode::Value{value, ""});
    if (text.size() > Short::kBytesMax) return std::copy(text.begin(), text.end(), to);
    known = {value, Short(text)};
  }
  return known.text.put(to);
}

void AnswerText::append(std::string& out, const bytecode::Value& value) const {
  append_csv(out, decision::to_text(value, type_, schema_));
}

}  // namespace tierline::bulk
