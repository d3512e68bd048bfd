#include "tools/bulk/read/record_texts.hpp"

#include <fmt/format.h>

#include "tools/bulk/read/leading_fields.hpp"

namespace tierline::bulk {

namespace {

/// A table has columns, and no place where their names stand.
RunError header_error(const FileName& file, size_t line, const HeaderFault& fault) {
  RunError error;
  const std::string place =
      file.counted == Counted::Rows ? "" : " " + place_text(file.counted, line);
  for (const std::string& problem : fault.problems) {
    if (!error.message.empty()) error.message += '\n';
    error.message += fmt::format("{}{}: {}", file.name, place, problem);
  }
  return error;
}

std::string names_joined(const std::vector<WantedColumn>& wanted) {
  std::string out;
  for (const WantedColumn& column : wanted) {
    out += fmt::format("{}{}", out.empty() ? "" : ",", column.field->name);
  }
  return out;
}

}  // namespace

base::Result<FileShape, RunError> shape_of(const FileName& file, const base::CsvRecord* header,
                                           std::string_view text,
                                           const std::vector<WantedColumn>& wanted) {
  if (header == nullptr) {
    return RunError{fmt::format("{} is empty; its first line must name the columns: {}", file.name,
                                names_joined(wanted))};
  }
  if (header->fault) {
    return RunError{fmt::format("{} line {}: the header has {}", file.name, header->line,
                                base::describe(*header->fault))};
  }
  auto places = match_header(header->fields, wanted);
  if (!places) return header_error(file, header->line, places.error());
  return FileShape{header->fields.size(), std::move(places).value(), std::string(text)};
}

void RecordTexts::read(const base::CsvRecord& record, std::string_view text) {
  damage_.reset();
  if (record.fault) {
    damage_ = std::string(base::describe(*record.fault));
    pick(leading_fields(text, width_));
    return;
  }
  if (record.fields.size() != width_) {
    damage_ = fmt::format("the line has {} field{}, the header has {}", record.fields.size(),
                          record.fields.size() == 1 ? "" : "s", width_);
  }
  pick(record.fields);
}

void RecordTexts::read(const PlainLine& line) {
  damage_.reset();
  for (size_t i = 0; i < places_.size(); ++i) {
    texts_[i] = places_[i] == kNoColumn ? std::string_view() : line.field(places_[i]);
  }
}

void RecordTexts::pick(const std::vector<std::string_view>& fields) {
  for (size_t i = 0; i < places_.size(); ++i) {
    texts_[i] = places_[i] < fields.size() ? fields[places_[i]] : std::string_view();
  }
}

}  // namespace tierline::bulk
