#include "tools/bulk/read/header.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

WantedColumn wanted(const bytecode::FieldInfo& field) {
  return {&field, !field.optional && !field.default_value};
}

std::vector<std::string_view> names_of(const std::vector<WantedColumn>& columns) {
  std::vector<std::string_view> names;
  names.reserve(columns.size());
  for (const WantedColumn& column : columns) names.push_back(column.field->name);
  return names;
}

std::string unknown_column(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view near = base::nearest(name, known);
  return fmt::format("unknown column {}{}; the columns are {}", shown(name),
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near), listed(known));
}

}  // namespace

std::vector<WantedColumn> subject_columns(const bytecode::Schema& schema) {
  std::vector<WantedColumn> columns;
  for (const bytecode::FieldInfo& field : schema.account.fields) columns.push_back(wanted(field));
  return columns;
}

std::vector<WantedColumn> ledger_columns(const bytecode::Schema& schema,
                                         const bytecode::RecordInfo& ledger) {
  std::vector<WantedColumn> columns;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) columns.push_back(wanted(field));
  }
  for (const bytecode::FieldInfo& field : ledger.fields) columns.push_back(wanted(field));
  return columns;
}

base::Result<std::vector<size_t>, HeaderFault> match_header(
    const std::vector<std::string_view>& names, const std::vector<WantedColumn>& columns) {
  const std::vector<std::string_view> known = names_of(columns);
  std::vector<size_t> places(columns.size(), kNoColumn);
  HeaderFault fault;
  for (size_t i = 0; i < names.size(); ++i) {
    const auto found = std::find(known.begin(), known.end(), names[i]);
    if (found == known.end()) {
      fault.problems.push_back(unknown_column(names[i], known));
      continue;
    }
    size_t& place = places[static_cast<size_t>(found - known.begin())];
    if (place != kNoColumn) {
      fault.problems.push_back(fmt::format("column `{}` stands there twice", names[i]));
    }
    place = i;
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].required && places[i] == kNoColumn) {
      fault.problems.push_back(fmt::format("no column `{}`, which is required", known[i]));
    }
  }
  if (!fault.problems.empty()) return fault;
  return places;
}

}  // namespace tierline::bulk
