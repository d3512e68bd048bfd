#include "tools/bulk/duckdb/cell.hpp"

#include <fmt/format.h>

#include <variant>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::bulk::duckdb {

namespace {

using bytecode::ValueKind;
using decimal::Int128;

constexpr int kPercentDigits = 2;  // 1% is 0.01

constexpr Int128 power_of_ten(int digits) {
  Int128 power = 1;
  for (; digits > 0; --digits) power *= 10;
  return power;
}

std::string too_wide(std::string_view text) {
  return fmt::format("{} does not fit the {} digits of a Parquet DECIMAL", text, kDecimalDigits);
}

}  // namespace

base::Result<Int128, std::string> scaled_integer(std::string_view text, int scale) {
  std::string_view digits = text;
  if (digits.ends_with('%')) {
    digits.remove_suffix(1);
    scale -= kPercentDigits;
  }
  int64_t narrow = 0;
  if (decimal::parse_scaled(digits, scale, narrow)) return Int128{narrow};
  const auto parsed = decimal::parse_decimal(digits);
  if (const auto* fault = std::get_if<decimal::NumberFault>(&parsed)) {
    if (*fault == decimal::NumberFault::TooManyDigits) return too_wide(text);
    return fmt::format("`{}`: {}", text, decimal::describe(*fault));
  }
  const auto& number = std::get<decimal::Decimal>(parsed);
  if (decimal::digits_needed(number) > scale) {
    return fmt::format("{} has more than {} digits after the point", text, scale);
  }
  const decimal::Decimal trimmed = decimal::trimmed(number, 0);
  const auto wide = decimal::to_int128(decimal::rescale_up(trimmed, scale).coefficient);
  constexpr Int128 kLimit = power_of_ten(kDecimalDigits);
  if (!wide || *wide >= kLimit || *wide <= -kLimit) return too_wide(text);
  return *wide;
}

Handle create_type(const Library& library, const bytecode::ValueType& type) {
  switch (type.kind) {
    case ValueKind::Bool:
      return library.create_logical_type(Type::Boolean);
    case ValueKind::Number:
      return library.create_decimal_type(kDecimalDigits, static_cast<uint8_t>(type.scale));
    case ValueKind::Day:
      return library.create_logical_type(Type::Date);
    case ValueKind::Enum:
    case ValueKind::Text:
      break;
  }
  return library.create_logical_type(Type::Varchar);
}

void CellWriter::set_unknown(uint64_t row) {
  constexpr uint64_t kBits = 64;
  library_.vector_ensure_validity_writable(vector_);
  library_.vector_get_validity(vector_)[row / kBits] &= ~(uint64_t{1} << (row % kBits));
}

std::optional<std::string> CellWriter::set(uint64_t row, std::string_view text) {
  if (text.empty()) {
    set_unknown(row);
    return std::nullopt;
  }
  switch (type_.kind) {
    case ValueKind::Bool:
      if (text != "yes" && text != "no") return fmt::format("`{}` is neither yes nor no", text);
      put<uint8_t>(row, text == "yes" ? 1 : 0);
      return std::nullopt;
    case ValueKind::Number: {
      const auto number = scaled_integer(text, static_cast<int>(type_.scale));
      if (!number) return number.error();
      put(row, number.value());
      return std::nullopt;
    }
    case ValueKind::Day: {
      const auto day = calendar::parse_day(text);
      if (!day) return fmt::format("`{}` is not a day", text);
      put<int32_t>(row, *day);
      return std::nullopt;
    }
    case ValueKind::Enum:
    case ValueKind::Text:
      break;
  }
  library_.vector_assign_string_element_len(vector_, row, text.data(), text.size());
  return std::nullopt;
}

}  // namespace tierline::bulk::duckdb
