// Tables: inline rows, matrices and CSV files, all turned into one cell for each case and day.
// Found on the way: two rows for one case, days without a row between two rows of a case, cases
// without a row where the table says `complete`, rows that are never chosen.
// Made by: nobody, these are functions    Read by: from_ast.cpp
// Tested by: tests/golden/check
#pragma once

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Gives the table, or each row of a matrix of named rows, its place and its name.
void declare_table(Work& work, const ast::TableDecl& decl);

}  // namespace tierline::checked
