// Rows that stand in a CSV file: a column for each key, `value`, and `from`, `until`, `clause`.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/tables/files.hpp"
#include "compiler/checked/tables/rows.hpp"
#include "compiler/checked/values/constants.hpp"

namespace tierline::checked {

namespace {

// One wrong file is one mistake to a person, however many lines it spoils.
constexpr size_t kLinesReportedMax = 5;

constexpr size_t kAbsent = static_cast<size_t>(-1);

/// Where each column stands.
struct Columns {
  std::vector<size_t> keys;
  size_t value = kAbsent;
  size_t from = kAbsent;
  size_t until = kAbsent;
  size_t clause = kAbsent;
  size_t count = 0;
};

struct Reader {
  Work& work;
  TableDraft& draft;
  const ast::Word& file;
  size_t reported = 0;

  void report(size_t line, std::string message) {
    draft.good = false;
    if (++reported > kLinesReportedMax) return;
    report_line(work, file, line, std::move(message));
  }
  source::Diagnostic& report_header(std::string message) {
    draft.good = false;
    return work.report(Code::TableHeader, file.span, fmt::format("{}: {}", file.text, message));
  }
};

std::vector<std::string_view> expected_names(const TableDraft& draft) {
  std::vector<std::string_view> names;
  for (const TableKey& key : draft.table.keys) names.push_back(key.name);
  for (const std::string_view name : {"value", "from", "until", "clause"}) names.push_back(name);
  return names;
}

size_t* place_of(Columns& columns, const TableDraft& draft, std::string_view name) {
  for (size_t i = 0; i < draft.table.keys.size(); ++i) {
    if (draft.table.keys[i].name == name) return &columns.keys[i];
  }
  if (name == "value") return &columns.value;
  if (name == "from") return &columns.from;
  if (name == "until") return &columns.until;
  if (name == "clause") return &columns.clause;
  return nullptr;
}

bool complete_header(Reader& reader, const Columns& columns) {
  for (size_t i = 0; i < columns.keys.size(); ++i) {
    if (columns.keys[i] != kAbsent) continue;
    reader.report_header(fmt::format("there is no column `{}`", reader.draft.table.keys[i].name))
        .hint = "the header names the table's keys, then `value`";
    return false;
  }
  if (columns.value != kAbsent) return true;
  reader.report_header("there is no column `value`").hint =
      "the header names the table's keys, then `value`";
  return false;
}

std::optional<Columns> read_header(Reader& reader, const base::CsvRecord& record) {
  Columns columns;
  columns.keys.assign(reader.draft.table.keys.size(), kAbsent);
  columns.count = record.fields.size();
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const std::string_view name = record.fields[i];
    size_t* place = place_of(columns, reader.draft, name);
    if (!place) {
      reader.report_header(fmt::format("the table has no column `{}`", name)).hint =
          reader.work.suggest(name, expected_names(reader.draft));
      return std::nullopt;
    }
    if (*place != kAbsent) {
      reader.report_header(fmt::format("the column `{}` stands twice", name));
      return std::nullopt;
    }
    *place = i;
  }
  if (!complete_header(reader, columns)) return std::nullopt;
  return columns;
}

/// One cell of a line as a value; reports with the column's name.
std::optional<Constant> read_cell(Reader& reader, const base::CsvRecord& record, size_t column,
                                  const TypeSpec& spec, std::string_view name) {
  std::string fault;
  auto value = constant_from_text(record.fields[column], spec, reader.work.program, fault);
  if (!value) reader.report(record.line, fmt::format("column `{}`: {}", name, fault));
  return value;
}

/// `from` or `until`: an empty cell says nothing.
bool read_day(Reader& reader, const base::CsvRecord& record, size_t column, std::string_view name,
              Day& day) {
  if (column == kAbsent || record.fields[column].empty()) return true;
  const auto read = calendar::parse_day(record.fields[column]);
  if (read) {
    day = *read;
  } else {
    reader.report(record.line, fmt::format("column `{}`: `{}` is not a day; write YYYY-MM-DD", name,
                                           record.fields[column]));
  }
  return read.has_value();
}

bool read_days(Reader& reader, const base::CsvRecord& record, const Columns& columns, Days& days) {
  const bool from = read_day(reader, record, columns.from, "from", days.low);
  const bool until = read_day(reader, record, columns.until, "until", days.high);
  if (!from || !until) return false;
  if (days.low <= days.high) return true;
  reader.report(record.line, "`until` lies before `from`");
  return false;
}

bool read_clause(Reader& reader, const base::CsvRecord& record, const Columns& columns,
                 std::optional<uint32_t>& clause) {
  if (columns.clause == kAbsent || record.fields[columns.clause].empty()) return true;
  const std::string id(record.fields[columns.clause]);
  const auto found = reader.work.clauses.find(id);
  if (found == reader.work.clauses.end()) {
    reader.report(record.line, fmt::format("column `clause`: no source has a clause `{}`", id));
    return false;
  }
  clause = found->second;
  return true;
}

bool read_keys(Reader& reader, const base::CsvRecord& record, const Columns& columns, RawRow& raw) {
  bool good = true;
  for (size_t i = 0; i < columns.keys.size(); ++i) {
    const TableKey& key = reader.draft.table.keys[i];
    if (record.fields[columns.keys[i]] == "any") {
      raw.keys.push_back({true, {}});
      continue;
    }
    auto value = read_cell(reader, record, columns.keys[i], {key.type, {}, {}}, key.name);
    good = good && value;
    if (value) raw.keys.push_back({false, {std::move(*value)}});
  }
  return good;
}

void read_line(Reader& reader, const base::CsvRecord& record, const Columns& columns) {
  if (record.fields.size() != columns.count) {
    return reader.report(record.line, fmt::format("{} fields, but the header has {}",
                                                  record.fields.size(), columns.count));
  }
  RawRow raw;
  const bool keys = read_keys(reader, record, columns, raw);
  auto value = read_cell(reader, record, columns.value, *reader.draft.spec, "value");
  const bool days = read_days(reader, record, columns, raw.days);
  const bool clause = read_clause(reader, record, columns, raw.row.clause);
  if (!keys || !value || !days || !clause) return;
  raw.value = std::move(*value);
  raw.row.place = fmt::format("{} line {}", reader.file.text, record.line);
  raw.row.span = reader.file.span;
  reader.draft.rows.push_back(std::move(raw));
}

bool distinct_keys(Reader& reader) {
  const auto& keys = reader.draft.table.keys;
  for (size_t i = 0; i < keys.size(); ++i) {
    for (size_t j = i + 1; j < keys.size(); ++j) {
      if (keys[i].name != keys[j].name) continue;
      reader.report_header(fmt::format("two keys are called `{}`", keys[i].name)).hint =
          "give the keys names: `table t(home : Region, away : Region)`";
      return false;
    }
  }
  return true;
}

}  // namespace

void read_csv_rows(Work& work, TableDraft& draft) {
  Reader reader{work, draft, *draft.decl->file};
  const auto text = load_file(work, reader.file);
  draft.good = draft.good && text;
  if (!text || !distinct_keys(reader)) return;
  base::CsvReader csv(*text);
  base::CsvRecord record;
  std::optional<Columns> columns;
  while (csv.next(record)) {
    if (record.fault) {
      reader.report(record.line, std::string(base::describe(*record.fault)));
      if (!columns) return;
    } else if (columns) {
      read_line(reader, record, *columns);
    } else {
      columns = read_header(reader, record);
      if (!columns) return;
    }
  }
  if (!columns) reader.report_header("the file is empty").hint = "its first line names the columns";
  if (reader.reported > kLinesReportedMax) {
    work.out.add(Code::TableFileRow, reader.file.span,
                 fmt::format("{}: {} more lines cannot be read", reader.file.text,
                             reader.reported - kLinesReportedMax));
  }
}

}  // namespace tierline::checked
