// missing_csv: what each account lacks for each tier above the one it holds, as CSV: one line for
// each requirement that is not met. `amount` and `unit` are there where one number says it.
// Read by: tools/bulk/run.cpp    Tested by: tests/cli/time/missing_test.cpp
#pragma once

#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run.hpp"

namespace tierline::bulk {

/// Columns: the keys of the account, tier, requirement, missing, amount, unit. Accounts in key
/// order, then tiers from the lowest; an account without an answer has no line.
void write_missing(const RunRequest& request, const Data& data, OutFile& file);

/// A program without tiers, or one whose keys are called as one of the columns.
std::optional<RunError> check_missing(const bytecode::Bytecode& program);

}  // namespace tierline::bulk
