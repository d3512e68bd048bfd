// RawRow: one row of a table before its keys are positions; where inline tables, matrices and CSV
// files meet.
// Made by: tables/inline.cpp, tables/csv.cpp    Read by: tables/cells.cpp
#pragma once

#include <optional>
#include <vector>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// The alternatives of one key in one row.
struct RawKey {
  bool any = false;
  std::vector<Constant> values;
};

struct RawRow {
  std::vector<RawKey> keys;  // as many as the table has
  Constant value;
  Days days;
  TableRow row;
};

/// A table on its way: what it says of itself, and its rows as far as they could be read.
struct TableDraft {
  const ast::TableDecl* decl = nullptr;
  Table table;
  std::optional<TypeSpec> spec;  // of the values; absent: each row of the matrix has its own
  std::vector<RawRow> rows;
  bool good = true;
};

// inline.cpp
void read_inline_rows(Work& work, TableDraft& draft);
/// A matrix with `: TYPE` and two keys.
void read_matrix_rows(Work& work, TableDraft& draft);
/// The words of the header, as positions of the key's enum (or bool); nothing after an error.
std::optional<std::vector<Constant>> read_matrix_header(Work& work, const ast::TableDecl& decl,
                                                        const Type& key);

// csv.cpp
void read_csv_rows(Work& work, TableDraft& draft);

// cells.cpp
/// Lays the rows out as cells and judges them. False after an error.
bool lay_out(Work& work, TableDraft& draft);

}  // namespace tierline::checked
