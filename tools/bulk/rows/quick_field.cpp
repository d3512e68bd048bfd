// Digits are read eight at a time in one machine word, as in "Quickly parsing eight digits" by
// D. Lemire (2018): each step multiplies and adds neighbours.
#include "tools/bulk/rows/quick_field.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "runtime/calendar/day.hpp"

namespace tierline::bulk {

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

constexpr uint64_t kZeros = 0x3030303030303030U;
constexpr int kPercentDigits = 2;
constexpr size_t kPlainDigitsMax = 18;  // any number of so many digits fits 64 bits

bool is_digits(uint64_t bytes) {
  return (((bytes + 0x7676767676767676U) | bytes) & 0x8080808080808080U) == 0;
}

/// The number of eight digits, each a byte 0 to 9.
uint64_t eight(uint64_t digits) {
  digits = digits * 10 + (digits >> 8U);
  constexpr uint64_t kPairs = 0x000000FF000000FFU;
  const uint64_t first = (digits & kPairs) * 0x000F424000000064U;
  const uint64_t second = ((digits >> 16U) & kPairs) * 0x0000271000000001U;
  return (first + second) >> 32U;
}

/// The days on which the months of the usual years begin.
constexpr int kFirstYear = 1970;
constexpr int kYears = 130;

struct Months {
  std::array<int32_t, kYears * 12 + 1> begins;

  Months() {
    for (int i = 0; i <= kYears * 12; ++i) {
      begins[static_cast<size_t>(i)] = calendar::to_day({kFirstYear + i / 12, i % 12 + 1, 1});
    }
  }
};

const Months kMonths;

}  // namespace

bool read_digits(const char* end, size_t size, size_t fraction, uint64_t& out) {
  auto high = load<uint64_t>(end - 8);
  auto low = load<uint64_t>(end - 16);
  size_t digits = size;
  if (fraction > 0) {  // close the gap where the point stands
    const size_t point = 8 * (7 - fraction);
    if (((high >> point) & 0xFFU) != '.') return false;
    const uint64_t whole = high & ((uint64_t{1} << point) - 1);
    const uint64_t behind = high & (~uint64_t{0} << (point + 8));
    high = behind | (whole << 8U) | (low >> 56U);
    low <<= 8U;
    --digits;
  }
  high ^= kZeros;
  low ^= kZeros;
  if (digits <= 8) {
    low = 0;
    high &= ~uint64_t{0} << (8 * (8 - digits));
  } else {
    low &= ~uint64_t{0} << (8 * (16 - digits));
  }
  if (!is_digits(high) || !is_digits(low)) return false;
  out = eight(low) * 100'000'000U + eight(high);
  return true;
}

bool read_day(const char* begin, int64_t& out) {
  const auto digit = [&](size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(begin[i])) - '0';
  };
  constexpr std::array<size_t, 8> kDigits = {0, 1, 2, 3, 5, 6, 8, 9};
  bool good = begin[4] == '-' && begin[7] == '-';
  for (const size_t i : kDigits) good &= digit(i) <= 9;
  if (!good) return false;
  const unsigned year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - kFirstYear;
  const unsigned month = digit(5) * 10 + digit(6) - 1;
  const unsigned day = digit(8) * 10 + digit(9) - 1;
  if (year >= static_cast<unsigned>(kYears) || month >= 12) return false;
  const size_t index = size_t{year} * 12 + month;
  const int64_t value = int64_t{kMonths.begins[index]} + day;
  if (value >= kMonths.begins[index + 1]) return false;
  out = value;
  return true;
}

// ---- words --------------------------------------------------------------------------------------

namespace {

uint64_t head_of(const char* begin, size_t size) {
  const auto bytes = load<uint64_t>(begin);
  return size >= 8 ? bytes : bytes & ((uint64_t{1} << (8 * size)) - 1);
}

}  // namespace

WordTable::WordTable(const std::vector<std::string>& words)
    : slots_(std::bit_ceil(std::max<size_t>(2, 2 * words.size()))), words_(words) {
  shift_ = 64 - std::countr_zero(slots_.size());
  for (size_t i = 0; i < words.size(); ++i) {
    std::string padded = words[i] + std::string(8, '\0');
    const uint64_t head = head_of(padded.data(), words[i].size());
    size_t at = place_of(head, words[i].size());
    while (slots_[at].position >= 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {head, static_cast<uint32_t>(words[i].size()), static_cast<int32_t>(i)};
  }
}

size_t WordTable::place_of(uint64_t head, size_t size) const {
  return ((head ^ (size << 56U)) * 0x9E3779B97F4A7C15U) >> static_cast<unsigned>(shift_);
}

int64_t WordTable::find(const char* begin, size_t size) const {
  const uint64_t head = head_of(begin, size);
  for (size_t at = place_of(head, size);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.position < 0) return -1;
    if (slot.head != head || slot.size != size) continue;
    if (size <= 8 || words_[static_cast<size_t>(slot.position)] == std::string_view(begin, size)) {
      return slot.position;
    }
  }
}

// ---- fields -------------------------------------------------------------------------------------

QuickField::QuickField(const bytecode::Schema& schema, const FieldInfo& field,
                       const PackedField& packed)
    : packed_(packed),
      scale_(static_cast<int>(field.type.scale)),
      words_(field.type.kind == ValueKind::Enum ? schema.enums[field.type.enum_index].words
                                                : std::vector<std::string>{}) {
  switch (field.type.kind) {
    case ValueKind::Bool:
      kind_ = Kind::Bool;
      break;
    case ValueKind::Number:
      kind_ = field.type.measure == bytecode::Measure::Percent ? Kind::Percent : Kind::Number;
      break;
    case ValueKind::Day:
      kind_ = Kind::Day;
      break;
    case ValueKind::Enum:
      kind_ = Kind::Word;
      break;
    case ValueKind::Text:
      kind_ = Kind::Text;
      break;
  }
  can_leave_ = field.optional && !field.default_value;
  if (field.default_value && kind_ != Kind::Text) {
    const auto value = decimal::to_int64(field.default_value->number);
    has_default_ = value && *value != batch::kWide;
    if (has_default_) default_ = *value;
  }
  set_range(field);
}

/// What is read here has 64 bits, so an edge beyond them lies behind all of it or before all of it.
void QuickField::set_range(const FieldInfo& field) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  if (field.low && *field.low > kMost) kind_ = Kind::Never;
  if (field.high && *field.high < kLeast) kind_ = Kind::Never;
  if (field.low && *field.low > kLeast && kind_ != Kind::Never) {
    low_ = static_cast<int64_t>(*field.low);
  }
  if (field.high && *field.high < kMost && kind_ != Kind::Never) {
    high_ = static_cast<int64_t>(*field.high);
  }
}

bool QuickField::leave(char* row) const {
  if (!has_default_ && !can_leave_) return false;
  pack(packed_, row, has_default_ ? default_ : 0);
  if (packed_.packing == Packing::Text) save(row + packed_.at, uint32_t{0});
  if (packed_.known_at != kAlwaysKnown) row[packed_.known_at] = has_default_ ? 1 : 0;
  return true;
}

bool QuickField::read_number(const char* begin, const char* end, int scale, int64_t& out) const {
  const bool negative = *begin == '-';
  if (negative) ++begin;
  const auto size = static_cast<size_t>(end - begin);
  const auto fraction = static_cast<size_t>(scale);
  uint64_t value = 0;
  if (scale < 0 || size == 0) return false;
  if (size <= 16 && fraction <= 7 && (fraction == 0 || size >= fraction + 2) &&
      read_digits(end, size, fraction, value)) {
    out = negative ? -static_cast<int64_t>(value) : static_cast<int64_t>(value);
    return true;
  }
  // Fewer digits behind the point than there may be, or none.
  if (size + fraction > kPlainDigitsMax) return false;
  size_t behind = 0;
  bool has_point = false;
  for (const char* at = begin; at < end; ++at) {
    if (*at == '.' && !has_point && at > begin) {
      has_point = true;
      continue;
    }
    const unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
    if (digit > 9) return false;
    value = value * 10 + digit;
    if (has_point) ++behind;
  }
  if ((has_point && behind == 0) || behind > fraction) return false;
  for (; behind < fraction; ++behind) value *= 10;
  out = negative ? -static_cast<int64_t>(value) : static_cast<int64_t>(value);
  return true;
}

bool QuickField::read(const char* begin, const char* end, char* row) const {
  const auto size = static_cast<size_t>(end - begin);
  int64_t value = 0;
  switch (kind_) {
    case Kind::Number:
      return read_number(begin, end, scale_, value) && take(value, row);
    case Kind::Word:
      value = words_.find(begin, size);
      return value >= 0 && (pack(packed_, row, value), true);
    case Kind::Bool: {
      const std::string_view text(begin, size);
      const bool yes = text == "yes" || text == "true";
      if (!yes && text != "no" && text != "false") return false;
      pack(packed_, row, yes ? 1 : 0);
      return true;
    }
    case Kind::Day:
      return size == 10 && read_day(begin, value) && take(value, row);
    case Kind::Percent: {
      const bool signed_percent = end[-1] == '%';
      return read_number(begin, end - (signed_percent ? 1 : 0),
                         scale_ - (signed_percent ? kPercentDigits : 0), value) &&
             take(value, row);
    }
    case Kind::Text:
      if (packed_.packing == Packing::Text) save(row + packed_.at, static_cast<uint32_t>(size));
      return true;
    case Kind::Never:
      return false;
  }
  return false;
}

}  // namespace tierline::bulk
