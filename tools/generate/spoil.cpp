#include "tools/generate/spoil.hpp"

#include <algorithm>
#include <optional>

namespace tierline::generate {

namespace {

using bytecode::ValueKind;

// Each is refused by every number field: words, a grouped number, an exponent, two points.
constexpr const char* kNoNumbers[] = {"n/a", "1 250.00", "12e3", "1.2.3", "-"};
constexpr const char* kNoDays[] = {"2023-02-29", "31.12.2022", "2022-13-01", "unknown"};

/// What a field's text can be made into; nothing for a text, which takes anything.
std::optional<FactFault> fault_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::Number:
      return FactFault::NotANumber;
    case ValueKind::Day:
      return FactFault::NotADay;
    case ValueKind::Bool:
      return FactFault::NotYesOrNo;
    case ValueKind::Enum:
      return FactFault::UnknownWord;
    case ValueKind::Text:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Spoiler::Spoiler(const std::vector<const bytecode::FieldInfo*>& columns,
                 const bytecode::Schema& schema, size_t identity)
    : columns_(columns), schema_(&schema) {
  std::map<FactFault, std::vector<Way>> ways;
  ways[FactFault::BadLine] = {{FactFault::BadLine, 0}};
  ways[FactFault::Missing] = {{FactFault::Missing, identity}};
  for (size_t i = 0; i < columns.size(); ++i) {
    const auto fault = fault_of(columns[i]->type.kind);
    if (fault && !columns[i]->key) ways[*fault].push_back({*fault, i});
  }
  for (auto& [fault, list] : ways) ways_.push_back(std::move(list));
}

bool Spoiler::is_word(size_t column, std::string_view text) const {
  const auto& words = schema_->enums[columns_[column]->type.enum_index].words;
  return std::find(words.begin(), words.end(), text) != words.end();
}

void Spoiler::damage(Stream& stream, const Way& way, std::string_view text,
                     std::string& out) const {
  std::string word(text);
  switch (way.fault) {
    case FactFault::Missing:
      return;
    case FactFault::NotANumber:
      out += kNoNumbers[stream.below(std::size(kNoNumbers))];
      return;
    case FactFault::NotADay:
      out += kNoDays[stream.below(std::size(kNoDays))];
      return;
    case FactFault::NotYesOrNo:
      out += "maybe";
      return;
    default:
      do word += 'x';
      while (is_word(way.column, word));
      out += word;
  }
}

FactFault Spoiler::spoil(Stream& stream, Row& row) {
  const Way& way = stream.one_of(stream.one_of(ways_));
  spoiled_.clear();
  for (size_t i = 0; i < row.size(); ++i) {
    if (way.fault != FactFault::BadLine && i == way.column) {
      damage(stream, way, row[i], spoiled_.open());
      spoiled_.close();
    } else {
      spoiled_.add(row[i]);
    }
  }
  if (way.fault == FactFault::BadLine) spoiled_.add("one too many");
  std::swap(row, spoiled_);
  return way.fault;
}

}  // namespace tierline::generate
