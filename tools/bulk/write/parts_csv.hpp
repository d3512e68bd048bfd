// parts_csv: the parts of one split as CSV: whose entry it is, what the entry says, its part.
// Accounts stand as in decisions.csv, the entries of one in the order of what they say, so that the
// bytes do not depend on the order of files; an entry that takes no part has no line.
// Read by: tools/bulk/decide    Tested by: tests/cli/parts_test.cpp
#pragma once

#include <optional>
#include <string>

#include "runtime/decision/decision.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Columns: the keys of the account, the fields of the ledger as declared, the split's name.
std::string parts_header(const bytecode::Schema& schema, const bytecode::SplitInfo& split);

/// Appends a line for each entry of the account that takes part.
void append_parts(std::string& out, const bytecode::Schema& schema,
                  const bytecode::SplitInfo& split, const Data& data, const Portion& portion,
                  size_t account, const decision::Parts& parts);

/// A split whose file would have two columns of one name.
std::optional<RunError> check_part_columns(const bytecode::Schema& schema);

}  // namespace tierline::bulk
