// Digits are read eight at a time in one machine word, as in "Quickly parsing eight digits" by
// D. Lemire (2018): each step multiplies and adds neighbours.
#include "tools/bulk/rows/quick_field.hpp"

#include <algorithm>
#include <array>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "runtime/calendar/day.hpp"

namespace tierline::bulk {

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

constexpr uint64_t kZeros = 0x3030303030303030U;
constexpr int kPercentDigits = 2;
constexpr size_t kPlainDigitsMax = 18;  // any number of so many digits fits 64 bits

/// Has a bit where a byte is greater than 9.
inline uint64_t no_digits(uint64_t bytes) {
  return ((bytes + 0x7676767676767676U) | bytes) & 0x8080808080808080U;
}

/// Which of the last 8 bytes are among the last so many, and which of the 8 before them.
struct DigitMasks {
  std::array<uint64_t, 17> high{};
  std::array<uint64_t, 17> low{};

  constexpr DigitMasks() {
    for (size_t i = 1; i <= 16; ++i) {
      high[i] = i >= 8 ? ~uint64_t{0} : ~uint64_t{0} << (8 * (8 - i));
      low[i] = i <= 8 ? 0 : ~uint64_t{0} << (8 * (16 - i));
    }
  }
};

constexpr DigitMasks kDigitMasks;

/// The number of eight digits, each a byte 0 to 9.
inline uint64_t eight(uint64_t digits) {
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
  // No branch: how many digits a number has is what a processor guesses worst.
  high = (high ^ kZeros) & kDigitMasks.high[digits];
  low = (low ^ kZeros) & kDigitMasks.low[digits];
  if ((no_digits(high) | no_digits(low)) != 0) return false;
  out = eight(low) * 100'000'000U + eight(high);
  return true;
}

#ifdef __SSE2__

namespace {

/// Bytes that count, by how many: the last so many of 16.
struct LastBytes {
  alignas(16) std::array<uint8_t, 32> bytes{};

  constexpr LastBytes() {
    for (size_t i = 16; i < 32; ++i) bytes[i] = 0xFF;
  }
  __m128i of(size_t count) const {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + count));
  }
};

constexpr LastBytes kLastBytes;

}  // namespace

bool read_digits_at_once(const char* end, size_t size, size_t fraction, uint64_t& out) {
  __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - 16));
  size_t digits = size;
  if (fraction > 0) {  // close the gap where the point stands
    if (end[-static_cast<ptrdiff_t>(fraction) - 1] != '.') return false;
    const __m128i behind = kLastBytes.of(fraction);
    text = _mm_or_si128(_mm_and_si128(behind, text),
                        _mm_andnot_si128(behind, _mm_slli_si128(text, 1)));
    --digits;
  }
  const __m128i counts = kLastBytes.of(digits);
  text = _mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), counts);
  const __m128i beyond = _mm_subs_epu8(text, _mm_set1_epi8(9));
  if (_mm_movemask_epi8(_mm_cmpeq_epi8(beyond, _mm_setzero_si128())) != 0xFFFF) return false;
  // 16 digits, 8 pairs, 4 fours, 2 eights
  const __m128i first = _mm_and_si128(text, _mm_set1_epi16(0xFF));
  __m128i value =
      _mm_add_epi16(_mm_mullo_epi16(first, _mm_set1_epi16(10)), _mm_srli_epi16(text, 8));
  value = _mm_madd_epi16(value, _mm_set1_epi32(1 << 16 | 100));
  value = _mm_packs_epi32(value, value);
  value = _mm_madd_epi16(value, _mm_set1_epi32(1 << 16 | 10'000));
  const auto eights = static_cast<uint64_t>(_mm_cvtsi128_si64(value));
  out = (eights & 0xFFFFFFFFU) * 100'000'000U + (eights >> 32U);
  return true;
}

#else

bool read_digits_at_once(const char* end, size_t size, size_t fraction, uint64_t& out) {
  return read_digits(end, size, fraction, out);
}

#endif

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

// ---- fields -------------------------------------------------------------------------------------

namespace {

/// Bytes of a short word, as a number.
constexpr uint64_t word(std::string_view text) {
  uint64_t bytes = 0;
  for (size_t i = text.size(); i > 0; --i) {
    bytes = bytes << 8U | static_cast<unsigned char>(text[i - 1]);
  }
  return bytes;
}

}  // namespace

QuickField::QuickField(const bytecode::Schema& schema, const FieldInfo& field,
                       const PackedField& packed)
    : packed_(packed),
      scale_(static_cast<int>(field.type.scale)),
      words_(field.type.kind == ValueKind::Enum ? schema.enums[field.type.enum_index].words
                                                : std::vector<std::string>{}) {
  choose(field.type);
  can_leave_ = field.optional && !field.default_value;
  if (field.default_value && field.type.kind != ValueKind::Text) {
    const auto value = decimal::to_int64(field.default_value->number);
    has_default_ = value && *value != batch::kWide;
    if (has_default_) default_ = *value;
  }
  set_range(field);
}

/// The way to read texts of a type; one for each packing, so that nothing is asked for each value.
void QuickField::choose(const bytecode::ValueType& type) {
  switch (type.kind) {
    case ValueKind::Bool:
      way_ = each<read_bool>;
      return;
    case ValueKind::Day:
      way_ = each<read_date>;
      return;
    case ValueKind::Enum:
      way_ = each<read_word>;
      return;
    case ValueKind::Text:
      way_ = packed_.packing == Packing::Text ? each<read_text> : each<refuse>;
      return;
    case ValueKind::Number:
      break;
  }
  const bool is_percent = type.measure == bytecode::Measure::Percent;
  switch (packed_.packing) {
    case Packing::U8:
      way_ = is_percent ? each<read_percent<uint8_t>> : each<read_number<uint8_t>>;
      return;
    case Packing::U16:
      way_ = is_percent ? each<read_percent<uint16_t>> : each<read_number<uint16_t>>;
      return;
    case Packing::I32:
      way_ = is_percent ? each<read_percent<int32_t>> : each<read_number<int32_t>>;
      return;
    default:
      way_ = is_percent ? each<read_percent<int64_t>> : each<read_number<int64_t>>;
      return;
  }
}

/// What is read here has 64 bits, so an edge beyond them lies behind all of it or before all of it.
void QuickField::set_range(const FieldInfo& field) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const bool is_beyond = (field.low && *field.low > kMost) || (field.high && *field.high < kLeast);
  if (is_beyond) way_ = each<refuse>;
  if (is_beyond) return;
  if (field.low && *field.low > kLeast) low_ = static_cast<int64_t>(*field.low);
  if (field.high && *field.high < kMost) high_ = static_cast<int64_t>(*field.high);
}

bool QuickField::leave(char* row) const {
  if (!has_default_ && !can_leave_) return false;
  pack(packed_, row, has_default_ ? default_ : 0);
  if (packed_.packing == Packing::Text) save(row + packed_.at, uint32_t{0});
  if (packed_.known_at != kAlwaysKnown) row[packed_.known_at] = has_default_ ? 1 : 0;
  return true;
}

/// Reads a number with fewer digits behind the point than there may be, or more than 16 digits.
bool QuickField::read_any_number(const char* begin, const char* end, size_t fraction,
                                 uint64_t& out) {
  if (static_cast<size_t>(end - begin) > kPlainDigitsMax + 1) return false;
  uint64_t value = 0;
  size_t digits = 0;
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
    ++digits;
    if (has_point) ++behind;
  }
  if ((has_point && behind == 0) || behind > fraction) return false;
  if (digits + (fraction - behind) > kPlainDigitsMax) return false;
  for (; behind < fraction; ++behind) value *= 10;
  out = value;
  return true;
}

/// Small numbers have at most 8 digits, as a rule, and are read in half the time.
template <class T>
inline bool QuickField::read_signed(const char* begin, const char* end, int scale, int64_t& out) {
  const bool negative = *begin == '-';
  begin += negative ? 1 : 0;
  const auto size = static_cast<size_t>(end - begin);
  const auto fraction = static_cast<size_t>(scale);
  uint64_t value = 0;
  bool done = false;
  if (sizeof(T) <= 2 && size - 1 < 8 && scale == 0) {
    const uint64_t digits = (load<uint64_t>(end - 8) ^ kZeros) & kDigitMasks.high[size];
    value = eight(digits);
    done = no_digits(digits) == 0;
  } else if (size - 1 < 16 && fraction <= 7 && (fraction == 0 || size >= fraction + 2)) {
    done = read_digits_at_once(end, size, fraction, value);
  }
  if (!done && (scale < 0 || size == 0 || !read_any_number(begin, end, fraction, value))) {
    return false;
  }
  const auto magnitude = static_cast<int64_t>(value);
  out = negative ? -magnitude : magnitude;
  return true;
}

template <class T>
bool QuickField::take(int64_t value, char* row) const {
  if (value < low_ || value > high_) return false;
  save(row + packed_.at, static_cast<T>(value));
  return true;
}

template <class T>
bool QuickField::read_number(const QuickField& field, const char* begin, const char* end,
                             char* row) {
  int64_t value = 0;
  return read_signed<T>(begin, end, field.scale_, value) && field.take<T>(value, row);
}

template <class T>
bool QuickField::read_percent(const QuickField& field, const char* begin, const char* end,
                              char* row) {
  const bool has_sign = end[-1] == '%';
  int64_t value = 0;
  return read_signed<T>(begin, end - (has_sign ? 1 : 0),
                        field.scale_ - (has_sign ? kPercentDigits : 0), value) &&
         field.take<T>(value, row);
}

bool QuickField::read_word(const QuickField& field, const char* begin, const char* end, char* row) {
  const int64_t value = field.words_.find(begin, static_cast<size_t>(end - begin));
  if (value < 0) return false;
  save(row + field.packed_.at, static_cast<uint16_t>(value));
  return true;
}

bool QuickField::read_bool(const QuickField& field, const char* begin, const char* end, char* row) {
  const auto size = static_cast<size_t>(end - begin);
  if (size > 5) return false;
  const uint64_t text = WordTable::head_of(begin, size);
  const bool yes = (text == word("yes")) | (text == word("true"));
  const bool no = (text == word("no")) | (text == word("false"));
  row[field.packed_.at] = yes ? 1 : 0;
  return yes | no;
}

bool QuickField::read_date(const QuickField& field, const char* begin, const char* end, char* row) {
  int64_t value = 0;
  return end - begin == 10 && read_day(begin, value) && field.take<int32_t>(value, row);
}

bool QuickField::read_text(const QuickField& field, const char* begin, const char* end, char* row) {
  save(row + field.packed_.at, static_cast<uint32_t>(end - begin));
  return true;
}

bool QuickField::refuse(const QuickField&, const char*, const char*, char*) { return false; }

template <QuickField::One one>
void QuickField::each(const QuickField& field, const PlainLines& lines, size_t column, char* rows,
                      size_t row_bytes, uint8_t* bad) {
  const uint32_t known_at = field.packed_.known_at;
  lines.for_each_field(column, [&](size_t i, const char* begin, const char* end) {
    char* row = rows + i * row_bytes;
    bool done = false;
    if (begin == end) {
      done = field.leave(row);
    } else {
      done = one(field, begin, end, row);
      if (known_at != kAlwaysKnown) row[known_at] = 1;
    }
    bad[i] |= done ? 0 : 1;
  });
}

}  // namespace tierline::bulk
