#include "tools/bulk/duckdb/column_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <string_view>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk::duckdb {

namespace {

using decimal::Int128;
using decimal::UInt128;

/// An integer of any width with a point before its last `scale` digits.
template <class Integer>
void append_number(std::string& out, Integer value, int scale) {
  if (value >= std::numeric_limits<int64_t>::min() &&
      value <= static_cast<Integer>(std::numeric_limits<int64_t>::max())) {
    decimal::append_scaled(out, static_cast<int64_t>(value), scale);
  } else {
    out += decimal::scaled_to_text(decimal::BigInt(value), scale);
  }
}

void append_two_digits(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

/// YYYY-MM-DD. Years that a file can hold and we do not know get a text that no field takes for a
/// day.
void append_day(std::string& out, int32_t day) {
  const calendar::Civil civil = calendar::to_civil(day);
  if (civil.year < 0 || civil.year > calendar::kYearMax) {
    out += std::to_string(civil.year);
  } else {
    append_two_digits(out, civil.year / 100);
    append_two_digits(out, civil.year % 100);
  }
  out += '-';
  append_two_digits(out, civil.month);
  out += '-';
  append_two_digits(out, civil.day);
}

ColumnFault refused(std::string_view what, std::string_view instead) {
  return fmt::format("holds {}; {} when the file is written", what, instead);
}

ColumnFault unusable(Type type) {
  switch (type) {
    case Type::Float:
    case Type::Double:
      return refused("binary fractions (FLOAT or DOUBLE), which are no exact amounts",
                     "cast it to DECIMAL");
    case Type::Timestamp:
    case Type::TimestampS:
    case Type::TimestampMs:
    case Type::TimestampNs:
    case Type::TimestampTz:
      return refused("times of a day (TIMESTAMP)", "cast it to DATE");
    case Type::Blob:
      return refused("bytes that are not said to be a text (BLOB)", "cast it to VARCHAR");
    case Type::List:
    case Type::Struct:
    case Type::Map:
    case Type::Array:
    case Type::Union:
      return refused("several values in one (a list, struct or map)", "give each its own column");
    default:
      return refused(fmt::format("values of a type that no field has (number {} in DuckDB)",
                                 static_cast<int32_t>(type)),
                     "cast it to a number, DATE, BOOLEAN or VARCHAR");
  }
}

}  // namespace

base::Result<ColumnKind, ColumnFault> kind_of(const Library& library, Handle type) {
  const Type id = library.get_type_id(type);
  switch (id) {
    case Type::Boolean:
    case Type::TinyInt:
    case Type::SmallInt:
    case Type::Integer:
    case Type::BigInt:
    case Type::UTinyInt:
    case Type::USmallInt:
    case Type::UInteger:
    case Type::UBigInt:
    case Type::HugeInt:
    case Type::Date:
    case Type::Varchar:
      return ColumnKind{id, 0};
    case Type::Decimal:
      return ColumnKind{library.decimal_internal_type(type), library.decimal_scale(type)};
    default:
      return unusable(id);
  }
}

void ColumnText::append(std::string& out, uint64_t row) const {
  constexpr uint64_t kBits = 64;
  if (known_ != nullptr && (known_[row / kBits] >> (row % kBits) & 1U) == 0) return;
  switch (kind_.type) {
    case Type::Boolean:
      out += at<uint8_t>(row) != 0 ? "true" : "false";
      return;
    case Type::TinyInt:
      append_number<int64_t>(out, at<int8_t>(row), kind_.scale);
      return;
    case Type::SmallInt:
      append_number<int64_t>(out, at<int16_t>(row), kind_.scale);
      return;
    case Type::Integer:
      append_number<int64_t>(out, at<int32_t>(row), kind_.scale);
      return;
    case Type::BigInt:
      append_number(out, at<int64_t>(row), kind_.scale);
      return;
    case Type::UTinyInt:
      append_number<int64_t>(out, at<uint8_t>(row), 0);
      return;
    case Type::USmallInt:
      append_number<int64_t>(out, at<uint16_t>(row), 0);
      return;
    case Type::UInteger:
      append_number<int64_t>(out, at<uint32_t>(row), 0);
      return;
    case Type::UBigInt:
      append_number<Int128>(out, at<uint64_t>(row), 0);
      return;
    case Type::HugeInt:
      append_number(out, at<Int128>(row), kind_.scale);
      return;
    case Type::Date:
      append_day(out, at<int32_t>(row));
      return;
    default:
      append_csv(out, text(row));
  }
}

std::string_view ColumnText::text(uint64_t row) const {
  const Text& text = static_cast<const Text*>(data_)[row];
  // The bytes of a short text begin where the first four of a long one stand.
  const char* begin = text.bytes <= Text::kInlined
                          ? reinterpret_cast<const char*>(&text) + offsetof(Text, begin)
                          : text.far;
  return {begin, text.bytes};
}

}  // namespace tierline::bulk::duckdb
