// Rows that are written in the program's text: one by one, or as a matrix.
#include <fmt/format.h>

#include "compiler/checked/tables/rows.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

bool is_any(const ast::Expr& expr) {
  return expr.kind == ast::ExprKind::Name && expr.text == "any";
}

std::optional<RawKey> read_key(Work& work, const std::vector<ast::ExprId>& alternatives,
                               const TableKey& key) {
  RawKey out;
  bool good = true;
  for (const ast::ExprId one : alternatives) {
    if (is_any(work.ast[one])) {
      out.any = true;
      continue;
    }
    auto value = constant_of(work, one, {key.type, {}, {}}, fmt::format("the key `{}`", key.name));
    good = good && value;
    if (value) out.values.push_back(std::move(*value));
  }
  if (!good) return std::nullopt;
  return out;
}

/// With one key, commas separate alternatives as `or` does.
std::vector<std::vector<ast::ExprId>> groups_of(const ast::TableRow& row, size_t key_count) {
  if (key_count != 1 || row.keys.size() <= 1) return row.keys;
  std::vector<ast::ExprId> all;
  for (const auto& group : row.keys) all.insert(all.end(), group.begin(), group.end());
  return {all};
}

std::optional<RawRow> read_row(Work& work, const ast::TableRow& row, const TableDraft& draft) {
  const auto groups = groups_of(row, draft.table.keys.size());
  if (groups.size() != draft.table.keys.size()) {
    auto& error = work.report(Code::TableKeys, row.span,
                              fmt::format("this row has {} of the table's {} keys", groups.size(),
                                          draft.table.keys.size()));
    label(error, draft.table.span, "the table's keys stand here");
    error.hint = "several values of one key are joined by `or`";
    return std::nullopt;
  }
  RawRow out;
  bool good = true;
  for (size_t i = 0; i < groups.size(); ++i) {
    auto key = read_key(work, groups[i], draft.table.keys[i]);
    good = good && key;
    if (key) out.keys.push_back(std::move(*key));
  }
  auto value = constant_of(work, row.value, *draft.spec, "the value");
  if (!good || !value) return std::nullopt;
  out.value = std::move(*value);
  out.days = work.validity(row.validity);
  out.row = {"", row.span, work.clause(row.because)};
  return out;
}

}  // namespace

void read_inline_rows(Work& work, TableDraft& draft) {
  for (const ast::TableRow& row : draft.decl->rows) {
    auto raw = read_row(work, row, draft);
    draft.good = draft.good && raw;
    if (raw) draft.rows.push_back(std::move(*raw));
  }
}

std::optional<std::vector<Constant>> read_matrix_header(Work& work, const ast::TableDecl& decl,
                                                        const Type& key) {
  if (key.kind != Kind::Enum) {
    work.report(Code::TableShape, decl.name.span,
                fmt::format("the header of a matrix names words, but its key is `{}`",
                            describe(key, work.program)))
        .hint = "write the rows one by one: `KEY : VALUE`";
    return std::nullopt;
  }
  std::vector<Constant> header;
  const EnumType& words = work.program.enums[key.enum_id.index()];
  for (const ast::Word& word : decl.matrix->header) {
    const auto position = work.symbols.word_of(key.enum_id, word.text);
    if (position) {
      header.push_back({whole(*position), ""});
      continue;
    }
    work.report(Code::UnknownWord, word.span,
                fmt::format("`{}` has no word `{}`", words.name, word.text))
        .hint = work.suggest(word.text, {words.words.begin(), words.words.end()});
  }
  if (header.size() != decl.matrix->header.size()) return std::nullopt;
  return header;
}

namespace {

void read_matrix_row(Work& work, TableDraft& draft, const ast::MatrixRow& row,
                     const Constant& first, const std::vector<Constant>& header) {
  if (row.cells.size() != header.size()) {
    work.report(Code::TableShape, row.span,
                fmt::format("the row `{}` has {} cells, the header {} words", row.name.text,
                            row.cells.size(), header.size()));
    draft.good = false;
    return;
  }
  const auto clause = work.clause(row.because);
  for (size_t i = 0; i < header.size(); ++i) {
    auto value = constant_of(work, row.cells[i], *draft.spec, "the cell");
    draft.good = draft.good && value;
    if (!value) continue;
    RawRow raw;
    raw.keys = {{false, {first}}, {false, {header[i]}}};
    raw.value = std::move(*value);
    raw.row = {"", work.ast[row.cells[i]].span, clause};
    draft.rows.push_back(std::move(raw));
  }
}

}  // namespace

void read_matrix_rows(Work& work, TableDraft& draft) {
  const auto header = read_matrix_header(work, *draft.decl, draft.table.keys[1].type);
  const Type& first = draft.table.keys[0].type;
  draft.good = draft.good && header;
  if (!header) return;
  if (first.kind != Kind::Enum) {
    work.report(Code::TableShape, draft.decl->name.span,
                fmt::format("the rows of a matrix are words, but its first key is `{}`",
                            describe(first, work.program)));
    draft.good = false;
    return;
  }
  const EnumType& words = work.program.enums[first.enum_id.index()];
  for (const ast::MatrixRow& row : draft.decl->matrix->rows) {
    const auto position = work.symbols.word_of(first.enum_id, row.name.text);
    if (position) {
      read_matrix_row(work, draft, row, {whole(*position), ""}, *header);
      continue;
    }
    work.report(Code::UnknownWord, row.name.span,
                fmt::format("`{}` has no word `{}`", words.name, row.name.text))
        .hint = work.suggest(row.name.text, {words.words.begin(), words.words.end()});
    draft.good = false;
  }
}

}  // namespace tierline::checked
