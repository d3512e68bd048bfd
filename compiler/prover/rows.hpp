// Rows: that a row of a table is found by some rule, as a condition. Each table with rows to look
// for gets a twin whose cells say which row they are of; a lookup in the twin with the same keys
// says which row the rule found. Lookups whose keys depend on an argument, or on another day, are
// left out.
// Made by: rows.cpp    Read by: reach.cpp    Tested by: tests/unit/compiler_prover
#pragma once

#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"

namespace tierline::prover {

struct RowFound {
  std::string name;  // "row 2 of credit_share"
  checked::ExprId condition;
};

/// Adds what the conditions need to the program. Of tables with too many rows it notes the name.
std::vector<RowFound> find_rows(checked::CheckedProgram& program,
                                std::vector<std::string>& large_tables);

}  // namespace tierline::prover
