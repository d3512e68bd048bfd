#include "compiler/checked/tables/check_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/tables/rows.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/type_refs.hpp"

namespace tierline::checked {

namespace {

bool can_be_key(const Type& type) {
  const bool whole_number =
      type.kind == Kind::Number && type.unit.measure == Measure::Count && type.scale == 0;
  return type.kind == Kind::Enum || type.kind == Kind::Bool || type.kind == Kind::Text ||
         whole_number;
}

std::string snake_case(std::string_view type_name) {
  std::string out;
  for (size_t i = 0; i < type_name.size(); ++i) {
    const char c = type_name[i];
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && i > 0 && type_name[i - 1] != '_') out += '_';
    out += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::optional<TableKey> resolve_key(Work& work, const ast::TableKey& key) {
  const auto type = resolve_type_name(work, key.type);
  if (!type) return std::nullopt;
  if (!can_be_key(*type)) {
    work.report(Code::TypeNotAllowed, key.type.span,
                fmt::format("`{}` cannot be the key of a table", key.type.text))
        .hint = "a key is an enum, Tier, bool, text or int; for ranges of numbers use `bands`";
    return std::nullopt;
  }
  TableKey out;
  out.name = key.name ? key.name->text : snake_case(key.type.text);
  out.type = *type;
  return out;
}

TableDraft start(Work& work, const ast::TableDecl& decl) {
  TableDraft draft;
  draft.decl = &decl;
  draft.table.name = decl.name.text;
  draft.table.span = decl.name.span;
  draft.table.clause = work.clause(decl.because);
  for (const ast::TableKey& key : decl.keys) {
    auto resolved = resolve_key(work, key);
    draft.good = draft.good && resolved;
    draft.table.keys.push_back(resolved.value_or(TableKey{}));
  }
  if (decl.type) {
    draft.spec = resolve_type(work, *decl.type, TypePlace::TableValue);
    draft.good = draft.good && draft.spec;
    if (draft.spec) draft.table.type = draft.spec->type;
  }
  return draft;
}

void report_shape(Work& work, const ast::TableDecl& decl, std::string message, std::string hint) {
  work.report(Code::TableShape, decl.name.span, std::move(message)).hint = std::move(hint);
}

/// One source of rows, a type unless the rows have their own, something to add up for `sum`.
bool has_shape(Work& work, const TableDraft& draft) {
  const ast::TableDecl& decl = *draft.decl;
  const int sources = (decl.file ? 1 : 0) + (decl.matrix ? 1 : 0) + (decl.rows.empty() ? 0 : 1);
  if (sources == 0) {
    report_shape(work, decl, fmt::format("the table `{}` has no rows", decl.name.text),
                 "write rows in braces, or name a file: `from \"rows.csv\"`");
    return false;
  }
  if (sources > 1) {
    report_shape(work, decl,
                 fmt::format("the table `{}` has rows here and in a file", decl.name.text),
                 "keep all rows in one place");
    return false;
  }
  if (!decl.type && !(decl.matrix && decl.keys.size() == 1)) {
    report_shape(work, decl,
                 fmt::format("the table `{}` does not say the type of its values", decl.name.text),
                 "write it behind the keys: `table t(Region) : EUR`");
    return false;
  }
  if (decl.matrix && decl.keys.size() > 2) {
    report_shape(work, decl, "a matrix has one key or two",
                 "write the rows one by one: `a, b, c : VALUE`");
    return false;
  }
  if (decl.hit == ast::Hit::Sum && draft.spec && draft.spec->type.kind != Kind::Number) {
    report_shape(
        work, decl,
        fmt::format("`{}` values cannot be added up", describe(draft.spec->type, work.program)),
        "`sum` needs int, decimal, percent or money");
    return false;
  }
  return true;
}

void place(Work& work, const ast::Word& name, Table table, bool good, bool matrix_row) {
  const auto index = static_cast<uint32_t>(work.program.tables.size());
  table.name = name.text;
  table.span = name.span;
  work.program.tables.push_back(std::move(table));
  work.tables.push_back({good ? State::Good : State::Bad, matrix_row});
  declare_name(work, name, {SymbolKind::Table, index, name.span});
}

// ---- a matrix whose rows have their own names and types ----

/// The one type that all cells of a row have: of the unit they share, with the most digits.
std::optional<TypeSpec> type_of_cells(Work& work, const ast::MatrixRow& row,
                                      const std::vector<TypedConstant>& cells) {
  Type type = cells[0].type;
  for (size_t i = 1; i < cells.size(); ++i) {
    const Type& other = cells[i].type;
    const bool alike =
        type.kind == other.kind && type.unit == other.unit && type.enum_id == other.enum_id;
    if (!alike) {
      auto& error =
          work.report(Code::TypeMismatch, work.ast[row.cells[i]].span,
                      fmt::format("the row `{}` begins with `{}`, but this is `{}`", row.name.text,
                                  describe(type, work.program), describe(other, work.program)));
      label(error, work.ast[row.cells[0]].span, "its first cell");
      error.hint = "all cells of a row have one type";
      return std::nullopt;
    }
    type.scale = std::max(type.scale, other.scale);
  }
  return TypeSpec{type, {}, row.name.span};
}

std::optional<std::vector<TypedConstant>> read_cells(Work& work, const ast::MatrixRow& row) {
  std::vector<TypedConstant> cells;
  for (const ast::ExprId cell : row.cells) {
    if (auto value = constant_of_any_type(work, cell, std::nullopt))
      cells.push_back(std::move(*value));
  }
  if (cells.size() != row.cells.size() || cells.empty()) return std::nullopt;
  return cells;
}

/// The row's draft: one raw row for each word of the header.
bool fill_named_row(Work& work, const ast::MatrixRow& row, const std::vector<Constant>& header,
                    TableDraft& draft) {
  if (row.cells.size() != header.size()) {
    work.report(Code::TableShape, row.span,
                fmt::format("the row `{}` has {} cells, the header {} words", row.name.text,
                            row.cells.size(), header.size()));
    return false;
  }
  std::vector<Constant> values;
  if (draft.spec) {
    for (const ast::ExprId cell : row.cells) {
      if (auto value = constant_of(work, cell, *draft.spec, "the cell"))
        values.push_back(std::move(*value));
    }
  } else if (const auto cells = read_cells(work, row)) {
    draft.spec = type_of_cells(work, row, *cells);
    for (const TypedConstant& cell : *cells) values.push_back(cell.value);
  }
  if (!draft.spec || values.size() != header.size()) return false;
  draft.table.type = draft.spec->type;
  for (size_t i = 0; i < header.size(); ++i) {
    RawRow raw;
    raw.keys.push_back({false, {header[i]}});
    raw.value = values[i];
    raw.row = {"", work.ast[row.cells[i]].span, draft.table.clause};
    draft.rows.push_back(std::move(raw));
  }
  return true;
}

void declare_named_rows(Work& work, TableDraft shared) {
  const ast::TableDecl& decl = *shared.decl;
  declare_name(work, decl.name, {SymbolKind::Matrix, 0, decl.name.span});
  std::optional<std::vector<Constant>> header;
  if (shared.good) header = read_matrix_header(work, decl, shared.table.keys[0].type);
  for (const ast::MatrixRow& row : decl.matrix->rows) {
    TableDraft draft = shared;
    draft.table.name = row.name.text;
    draft.table.span = row.name.span;
    if (row.because) draft.table.clause = work.clause(row.because);
    const bool good = header && fill_named_row(work, row, *header, draft) && lay_out(work, draft);
    place(work, row.name, std::move(draft.table), good, true);
  }
}

}  // namespace

void declare_table(Work& work, const ast::TableDecl& decl) {
  TableDraft draft = start(work, decl);
  const bool shape = has_shape(work, draft);
  if (decl.matrix && decl.keys.size() == 1) return declare_named_rows(work, std::move(draft));
  bool good = draft.good && shape;
  if (good && decl.file) read_csv_rows(work, draft);
  if (good && decl.matrix) read_matrix_rows(work, draft);
  if (good && !decl.rows.empty()) read_inline_rows(work, draft);
  good = good && draft.good && lay_out(work, draft);
  place(work, decl.name, std::move(draft.table), good, false);
}

}  // namespace tierline::checked
