#include "tools/bulk/postgres/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

std::vector<std::string_view> names_of(const std::vector<TableColumn>& columns) {
  std::vector<std::string_view> names;
  for (const TableColumn& column : columns) names.push_back(column.name);
  return names;
}

bool is_float(const std::string& type) { return type == "real" || type == "double precision"; }

bool is_moment(const std::string& type) { return type.starts_with("timestamp"); }

/// Types whose text says exactly what a value is.
bool is_exact(const TableColumn& column) {
  constexpr char kBoolean = 'B';
  constexpr char kString = 'S';
  constexpr char kEnum = 'E';
  if (column.category == kBoolean || column.category == kString || column.category == kEnum) {
    return true;
  }
  const std::vector<std::string_view> others = {"smallint", "integer", "bigint",
                                                "numeric",  "date",    "uuid"};
  return std::find(others.begin(), others.end(), column.type) != others.end();
}

std::string why_not(const TableColumn& column) {
  if (is_float(column.type)) {
    return "a binary fraction, which holds hardly any amount exactly; keep it as `numeric`, or "
           "cast "
           "it in a view, `::numeric(12,2)` for example";
  }
  if (is_moment(column.type)) {
    return "a moment and not a day; say in a view which day it is, `(...)::date` in some time zone";
  }
  return "a type that no field is written in; cast it to `text`, `numeric`, `boolean` or `date` in "
         "a view";
}

/// The column of a field, if it is there.
const TableColumn* find(const Table& table, std::string_view field) {
  for (const TableColumn& column : table.columns) {
    if (column.name == field) return &column;
  }
  return nullptr;
}

/// Chooses one table's columns.
class Choice {
 public:
  Choice(const Table& table, const std::vector<WantedColumn>& wanted) : table_(table) {
    for (const bool is_key : {true, false}) {
      for (const WantedColumn& column : wanted) {
        if (column.field->key == is_key) take(column);
      }
    }
    for (const TableColumn& column : table.columns) pass_over(column);
  }

  base::Result<ChosenColumns, ColumnFault> result() && {
    if (!fault_.problems.empty()) return std::move(fault_);
    return std::move(chosen_);
  }

 private:
  void take(const WantedColumn& wanted) {
    const std::string& name = wanted.field->name;
    const TableColumn* column = find(table_, name);
    if (column == nullptr) {
      missing_.push_back(name);
      if (wanted.required) say_missing(name);
    } else if (is_exact(*column)) {
      chosen_.names.push_back(name);
    } else {
      say(fmt::format("column `{}` is `{}`, {}", name, column->type, why_not(*column)));
    }
    known_.push_back(name);
  }

  void say_missing(const std::string& name) {
    const std::string_view near = base::nearest(name, names_of(table_.columns));
    say(fmt::format("no column `{}`, which is required{}", name,
                    near.empty() ? "" : fmt::format("; did you mean {}?", shown(near))));
  }

  void pass_over(const TableColumn& column) {
    if (std::find(known_.begin(), known_.end(), column.name) != known_.end()) return;
    const std::string_view near = base::nearest(column.name, missing_);
    if (near.empty()) {
      chosen_.ignored.push_back(column.name);
    } else {
      say(fmt::format("column {} is no field of the program; did you mean `{}`?",
                      shown(column.name), near));
    }
  }

  void say(const std::string& problem) {
    fault_.problems.push_back(fmt::format("table `{}`: {}", table_.name, problem));
  }

  const Table& table_;
  ChosenColumns chosen_;
  ColumnFault fault_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> missing_;
};

}  // namespace

base::Result<ChosenColumns, ColumnFault> choose_columns(const Table& table,
                                                        const std::vector<WantedColumn>& wanted) {
  return Choice(table, wanted).result();
}

std::string sql_name(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string sql_name(const Table& table) {
  return sql_name(table.schema) + "." + sql_name(table.name);
}

std::string copy_statement(const Table& table, const std::vector<std::string>& columns) {
  // A text that is not there is nothing at all between two commas; alone it would be a blank line,
  // which is no record.
  const bool is_alone = columns.size() == 1;
  std::string selected;
  std::string order;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string name = sql_name(columns[i]);
    const std::string text = fmt::format(R"({}::pg_catalog.text COLLATE pg_catalog."C")", name);
    selected += fmt::format("{}{} AS {}", i == 0 ? "" : ", ",
                            is_alone ? fmt::format("coalesce({}, '')", text) : text, name);
    order += fmt::format("{}{}", i == 0 ? "" : ", ", i + 1);
  }
  return fmt::format("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT csv, HEADER)",
                     selected, sql_name(table), order);
}

}  // namespace tierline::bulk
