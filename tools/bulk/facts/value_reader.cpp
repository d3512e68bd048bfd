#include "tools/bulk/facts/value_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <variant>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"
#include "runtime/decision/decision.hpp"
#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

using bytecode::Measure;
using bytecode::ValueKind;

constexpr int kPercentDigits = 2;  // 1% is 0.01

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool has_blanks_around(std::string_view text) {
  return !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
}

/// The sentence's tail that says the likeliest cause of a value that looks right and is not.
std::string blanks_hint(std::string_view text) {
  return has_blanks_around(text) ? "; there are blanks around it" : "";
}

std::optional<Refusal> refuse(FactFault fault, std::string reason) {
  return Refusal{fault, std::move(reason)};
}

std::string number_name(const bytecode::ValueType& type) {
  if (type.measure == Measure::Money) return type.currency;
  if (type.measure == Measure::Percent) return "this percent field";
  return type.scale == 0 ? "a whole number" : "this field";
}

std::optional<Refusal> refuse_digits(std::string_view text, int has, int allowed,
                                     const bytecode::ValueType& type) {
  return refuse(FactFault::TooManyDigits,
                fmt::format("{} has {} digit{} after the point, {} has {}", shown(text), has,
                            has == 1 ? "" : "s", number_name(type), allowed));
}

std::optional<Refusal> read_bool(std::string_view text, Cell& out) {
  const bool yes = text == "yes" || text == "true";
  if (!yes && text != "no" && text != "false") {
    return refuse(FactFault::NotYesOrNo,
                  fmt::format("{} is neither `yes` nor `no`{}", shown(text), blanks_hint(text)));
  }
  out.value = yes ? 1 : 0;
  return std::nullopt;
}

bool has_day_shape(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() == kShape.size() &&
         std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
           return shape == '0' ? c >= '0' && c <= '9' : c == shape;
         });
}

std::optional<Refusal> refuse_day(std::string_view text) {
  if (!has_day_shape(text)) {
    return refuse(FactFault::NotADay, fmt::format("{} is not a day; write it like 2022-07-01{}",
                                                  shown(text), blanks_hint(text)));
  }
  if (text.substr(0, 4) < std::to_string(calendar::kYearMin)) {
    return refuse(FactFault::OutOfRange,
                  fmt::format("{} is outside the years {} to {}", shown(text), calendar::kYearMin,
                              calendar::kYearMax));
  }
  return refuse(FactFault::NotADay, fmt::format("there is no day {}", shown(text)));
}

std::optional<Refusal> read_day(std::string_view text, Cell& out) {
  const auto day = calendar::parse_day(text);
  if (!day) return refuse_day(text);
  out.value = *day;
  return std::nullopt;
}

void store(const BigInt& value, Cell& out) {
  const auto narrow = decimal::to_int64(value);
  if (narrow && *narrow != batch::kWide) {
    out.value = *narrow;
  } else {
    out.wide = value;
  }
}

}  // namespace

std::string_view describe(FactFault fault) {
  switch (fault) {
    case FactFault::Missing:
      return "missing";
    case FactFault::NotANumber:
      return "not a number";
    case FactFault::TooManyDigits:
      return "too many digits";
    case FactFault::NotADay:
      return "not a day";
    case FactFault::NotYesOrNo:
      return "neither yes nor no";
    case FactFault::UnknownWord:
      return "unknown word";
    case FactFault::OutOfRange:
      return "out of range";
    case FactFault::BadLine:
      return "damaged line";
    case FactFault::UnknownAccount:
      return "unknown account";
    case FactFault::DuplicateAccount:
      return "duplicate account";
    case FactFault::EndsBeforeItBegins:
      return "ends before it begins";
  }
  return "";
}

ValueReader::ValueReader(const bytecode::Schema& schema, const bytecode::FieldInfo& field)
    : schema_(&schema), field_(&field), ranged_(field.low || field.high) {
  if (field.low) low_ = decimal::to_int64(*field.low);
  if (field.high) high_ = decimal::to_int64(*field.high);
  if (field.type.kind != ValueKind::Enum) return;
  int64_t position = 0;
  for (const std::string& word : schema.enums[field.type.enum_index].words) {
    words_.emplace(word, position++);
  }
}

std::optional<Refusal> ValueReader::read(std::string_view text, Cell& out) const {
  out.known = true;
  out.wide.reset();
  if (text.empty()) return read_unstated(out);
  switch (field_->type.kind) {
    case ValueKind::Bool:
      return read_bool(text, out);
    case ValueKind::Number:
      return read_number(text, out);
    case ValueKind::Day:
      if (auto refusal = read_day(text, out)) return refusal;
      return check_range(out);
    case ValueKind::Enum:
      return read_word(text, out);
    case ValueKind::Text:
      out.text = text;
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Refusal> ValueReader::read_unstated(Cell& out) const {
  if (field_->default_value) {
    out.text = field_->default_value->text;
    store(field_->default_value->number, out);
    return std::nullopt;
  }
  out.known = false;
  out.value = 0;
  out.text = {};
  if (field_->optional) return std::nullopt;
  return refuse(FactFault::Missing, "required, but missing");
}

std::optional<Refusal> ValueReader::read_number(std::string_view text, Cell& out) const {
  std::string_view digits = text;
  int scale = static_cast<int>(field_->type.scale);
  if (field_->type.measure == Measure::Percent && digits.ends_with('%')) {
    digits.remove_suffix(1);
    scale -= kPercentDigits;
  }
  if (decimal::parse_scaled(digits, scale, out.value) && out.value != batch::kWide) {
    return check_range(out);
  }
  return read_number_slowly(digits, scale, out);
}

std::optional<Refusal> ValueReader::read_number_slowly(std::string_view text, int scale,
                                                       Cell& out) const {
  const auto parsed = decimal::parse_decimal(text);
  if (const auto* fault = std::get_if<decimal::NumberFault>(&parsed)) {
    const bool digits = *fault == decimal::NumberFault::TooManyDigits;
    return refuse(
        digits ? FactFault::TooManyDigits : FactFault::NotANumber,
        fmt::format("{}: {}{}", shown(text), decimal::describe(*fault), blanks_hint(text)));
  }
  const auto& number = std::get<decimal::Decimal>(parsed);
  const int needed = decimal::digits_needed(number);
  if (needed > scale) return refuse_digits(text, needed, scale, field_->type);
  const decimal::Decimal trimmed = decimal::trimmed(number, 0);
  store(decimal::rescale_up(trimmed, scale).coefficient, out);
  return check_range(out);
}

std::optional<Refusal> ValueReader::read_word(std::string_view text, Cell& out) const {
  const auto found = words_.find(text);
  if (found != words_.end()) {
    out.value = found->second;
    return std::nullopt;
  }
  const bytecode::EnumInfo& info = schema_->enums[field_->type.enum_index];
  const std::vector<std::string_view> known(info.words.begin(), info.words.end());
  return refuse(FactFault::UnknownWord, fmt::format("{} is not a word of {}{}", shown(text),
                                                    info.name, suggestion(text, known)));
}

std::optional<Refusal> ValueReader::check_range(const Cell& cell) const {
  if (!ranged_) return std::nullopt;
  const bool quick = !cell.wide && field_->low.has_value() == low_.has_value() &&
                     field_->high.has_value() == high_.has_value();
  if (!quick) return refuse_range(cell.wide ? *cell.wide : BigInt(cell.value));
  if ((!low_ || *low_ <= cell.value) && (!high_ || cell.value <= *high_)) return std::nullopt;
  return refuse_range(BigInt(cell.value));
}

std::optional<Refusal> ValueReader::refuse_range(const BigInt& value) const {
  const bool low = field_->low && value < *field_->low;
  const bool high = field_->high && value > *field_->high;
  if (!low && !high) return std::nullopt;
  const std::string text = decision::to_text({value, ""}, field_->type, *schema_);
  return refuse(FactFault::OutOfRange, fmt::format("{} is outside {}", text, range_text()));
}

std::string ValueReader::range_text() const {
  const auto side = [&](const std::optional<BigInt>& edge) {
    return edge ? decision::to_text({*edge, ""}, field_->type, *schema_) : std::string();
  };
  return fmt::format("{} .. {}", side(field_->low), side(field_->high));
}

}  // namespace tierline::bulk
