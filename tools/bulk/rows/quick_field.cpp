#include "tools/bulk/rows/quick_field.hpp"

#include <algorithm>

#include "runtime/decimal/width.hpp"
#include "tools/bulk/rows/digits.hpp"

namespace tierline::bulk {

namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

constexpr int kPercentDigits = 2;
constexpr size_t kPlainDigitsMax = 18;  // any number of so many digits fits 64 bits
constexpr size_t kFractionMax = 7;      // of a number that is read at once
constexpr size_t kAtOnceMax = 16;

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
      way_ = read_flags;
      return;
    case ValueKind::Day:
      way_ = read_days;
      return;
    case ValueKind::Enum:
      way_ = read_words;
      return;
    case ValueKind::Text:
      way_ = packed_.packing == Packing::Text ? read_texts : refuse;
      return;
    case ValueKind::Number:
      break;
  }
  const bool is_percent = type.measure == bytecode::Measure::Percent;
  switch (packed_.packing) {
    case Packing::U8:
      way_ = is_percent ? read_percents<uint8_t> : read_numbers<uint8_t>;
      return;
    case Packing::U16:
      way_ = is_percent ? read_percents<uint16_t> : read_numbers<uint16_t>;
      return;
    case Packing::I32:
      way_ = is_percent ? read_percents<int32_t> : read_numbers<int32_t>;
      return;
    default:
      way_ = is_percent ? read_percents<int64_t> : read_numbers<int64_t>;
      return;
  }
}

/// What is read here has 64 bits, so an edge beyond them lies behind all of it or before all of it.
void QuickField::set_range(const FieldInfo& field) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const bool is_beyond = (field.low && *field.low > kMost) || (field.high && *field.high < kLeast);
  if (is_beyond) way_ = refuse;
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

// ---- one number ---------------------------------------------------------------------------------

namespace {

/// How the numbers of a column are written, as far as was seen: with so many digits behind the
/// point. They are read at once as long as the next one is written alike.
class Writing {
 public:
  /// `scale`: how many digits there may be behind the point; below 0: none is accepted.
  explicit Writing(int scale) : scale_(scale) {
    expect(scale < 0 ? 0 : static_cast<size_t>(scale));
  }

  /// Reads a number that is written as expected.
  template <class T>
  [[gnu::always_inline]] bool read(const char* begin, const char* end, int64_t& out) const {
    const bool negative = *begin == '-';
    const auto size = static_cast<size_t>(end - begin) - (negative ? 1 : 0);
    uint64_t magnitude = 0;
    bool done = false;
    if (sizeof(T) <= 2 && behind_ == 0) {  // few digits, as a rule: read in half the time
      done = size - 1 < std::min<size_t>(most_, 8) && read_few_digits(end, size, magnitude);
    } else {
      done = size >= least_ && size <= most_ && read_digits_at_once(end, size, behind_, magnitude);
    }
    const auto value = static_cast<int64_t>(magnitude * factor_);
    out = negative ? -value : value;
    return done;
  }

  /// Reads a number that is written in another way, and expects the next one to be like it.
  bool read_other(const char* begin, const char* end, int64_t& out);

 private:
  void expect(size_t behind);
  bool read_any(const char* begin, const char* end, uint64_t& out);

  int scale_;
  size_t behind_ = 0;
  size_t least_ = 0;  // characters without a sign
  size_t most_ = 0;
  uint64_t factor_ = 1;  // for the digits that are not written
};

void Writing::expect(size_t behind) {
  behind_ = behind;
  least_ = behind == 0 ? 1 : behind + 2;
  const size_t missing = scale_ < 0 ? kPlainDigitsMax : static_cast<size_t>(scale_) - behind;
  const bool is_possible = missing < kPlainDigitsMax && behind <= kFractionMax;
  most_ = is_possible ? std::min(kAtOnceMax, kPlainDigitsMax - missing) : 0;
  factor_ = 1;
  for (size_t i = 0; is_possible && i < missing; ++i) factor_ *= 10;
}

bool Writing::read_any(const char* begin, const char* end, uint64_t& out) {
  if (static_cast<size_t>(end - begin) > kPlainDigitsMax + 1) return false;
  const auto fraction = static_cast<size_t>(scale_);
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
  expect(behind);
  for (; behind < fraction; ++behind) value *= 10;
  out = value;
  return true;
}

[[gnu::noinline]] bool Writing::read_other(const char* begin, const char* end, int64_t& out) {
  const bool negative = begin < end && *begin == '-';
  begin += negative ? 1 : 0;
  uint64_t magnitude = 0;
  if (scale_ < 0 || begin == end || !read_any(begin, end, magnitude)) return false;
  const auto value = static_cast<int64_t>(magnitude);
  out = negative ? -value : value;
  return true;
}

}  // namespace

template <class T>
bool QuickField::take(int64_t value, char* row) const {
  if (value < low_ || value > high_) return false;
  save(row + packed_.at, static_cast<T>(value));
  return true;
}

// ---- one field of many lines --------------------------------------------------------------------

/// Reads each text that is not empty: `one(begin, end, row)`, false where it cannot.
template <class One>
[[gnu::always_inline]] inline void QuickField::each(const PlainLines& lines, size_t column,
                                                    const Rows& rows, One one) const {
  const uint32_t known_at = packed_.known_at;
  lines.for_each_field(column, [&](size_t i, const char* begin, const char* end) {
    char* row = rows.first + i * rows.bytes_each;
    bool done = false;
    if (begin == end) {
      done = leave(row);
    } else {
      done = one(begin, end, row);
      if (known_at != kAlwaysKnown) row[known_at] = 1;
    }
    rows.bad[i] |= done ? 0 : 1;
  });
}

template <class T>
void QuickField::read_numbers(const QuickField& field, const PlainLines& lines, size_t column,
                              const Rows& rows) {
  Writing writing(field.scale_);
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    int64_t value = 0;
    const bool done = writing.read<T>(begin, end, value) || writing.read_other(begin, end, value);
    return done && field.take<T>(value, row);
  });
}

template <class T>
void QuickField::read_percents(const QuickField& field, const PlainLines& lines, size_t column,
                               const Rows& rows) {
  Writing plain(field.scale_);
  Writing percent(field.scale_ - kPercentDigits);
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    const bool has_sign = end[-1] == '%';
    end -= has_sign ? 1 : 0;
    Writing& writing = has_sign ? percent : plain;
    int64_t value = 0;
    const bool done = writing.read<T>(begin, end, value) || writing.read_other(begin, end, value);
    return done && field.take<T>(value, row);
  });
}

void QuickField::read_words(const QuickField& field, const PlainLines& lines, size_t column,
                            const Rows& rows) {
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    const int64_t value = field.words_.find(begin, static_cast<size_t>(end - begin));
    save(row + field.packed_.at, static_cast<uint16_t>(value));
    return value >= 0;
  });
}

void QuickField::read_flags(const QuickField& field, const PlainLines& lines, size_t column,
                            const Rows& rows) {
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    const auto size = static_cast<size_t>(end - begin);
    const uint64_t text = WordTable::head_of(begin, size);
    const bool yes = (text == word("yes")) | (text == word("true"));
    const bool no = (text == word("no")) | (text == word("false"));
    row[field.packed_.at] = yes ? 1 : 0;
    return (size <= 5) & (yes | no);
  });
}

void QuickField::read_days(const QuickField& field, const PlainLines& lines, size_t column,
                           const Rows& rows) {
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    int64_t value = 0;
    return end - begin == 10 && read_day(begin, value) && field.take<int32_t>(value, row);
  });
}

void QuickField::read_texts(const QuickField& field, const PlainLines& lines, size_t column,
                            const Rows& rows) {
  field.each(lines, column, rows, [&](const char* begin, const char* end, char* row) {
    save(row + field.packed_.at, static_cast<uint32_t>(end - begin));
    return true;
  });
}

void QuickField::refuse(const QuickField& field, const PlainLines& lines, size_t column,
                        const Rows& rows) {
  field.each(lines, column, rows, [](const char*, const char*, char*) { return false; });
}

}  // namespace tierline::bulk
