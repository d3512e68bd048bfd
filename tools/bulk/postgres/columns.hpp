// Columns: which columns of a table are a record's fields, and how they are asked for.
// A table may have more columns than a program knows, and they are passed over and named; but one
// whose name is nearly that of a field that is not there stops the run. A column is asked for as
// the text that the server has for it, so its type must be one whose text says exactly what it
// holds. Read by: tools/bulk/postgres/tables.cpp    Tested by: tests/postgres/columns_test.cpp
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/read/header.hpp"

namespace tierline::bulk {

/// A column as the server describes it: the type is the one below all domains.
struct TableColumn {
  std::string name;
  std::string type;
  char category = 'X';  // pg_type.typcategory
};

struct Table {
  std::string schema;
  std::string name;
  std::vector<TableColumn> columns;
};

struct ChosenColumns {
  std::vector<std::string> names;    // keys first
  std::vector<std::string> ignored;  // in the order of the table
};

struct ColumnFault {
  std::vector<std::string> problems;  // each names the table
};

base::Result<ChosenColumns, ColumnFault> choose_columns(const Table& table,
                                                        const std::vector<WantedColumn>& wanted);

/// An SQL name that means exactly this one.
std::string sql_name(const std::string& name);
std::string sql_name(const Table& table);

/// Asks for the columns as texts. Rows have no order of their own, so they come in that of their
/// texts: the same table is the same text every time.
std::string copy_statement(const Table& table, const std::vector<std::string>& columns);

}  // namespace tierline::bulk
