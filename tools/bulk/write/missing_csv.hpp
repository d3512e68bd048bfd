// missing_csv: what each account lacks for each tier above the one it holds, as CSV: one line for
// each requirement that is not met. `amount` and `unit` are there where one number says it.
// Read by: tools/bulk/decide    Tested by: tests/cli/time/missing_test.cpp
#pragma once

#include "runtime/decision/missing.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Columns: the keys of the account, tier, requirement, missing, amount, unit.
std::string missing_header(const bytecode::Schema& schema);

/// Appends one line. Those of an account stand together, from the lowest tier on.
void append_missing(std::string& out, const Data& data, size_t account,
                    const bytecode::Bytecode& program, const decision::Missing& missing);

/// A program without tiers, or one whose keys are called as one of the columns.
std::optional<RunError> check_missing(const bytecode::Bytecode& program);

}  // namespace tierline::bulk
