// Inputs: which input holds which record of a program.
// In a folder the subject stands in `account.csv`, a ledger in `sale.csv` and in any number of
// `sale.*.csv`, taken in byte order of their names; neither their order nor their split matters to
// any decision. Each may be a `.parquet` instead, but not both: that would be the same facts twice.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

struct Inputs {
  std::unique_ptr<Input> account;
  std::vector<std::vector<std::unique_ptr<Input>>> ledgers;  // as in the schema, none empty
  std::vector<std::string> ignored;  // such files that belong to no record of the program
};

/// Finds the inputs; every record needs at least one. They are opened when they are read.
base::Result<Inputs, RunError> find_inputs(const std::filesystem::path& folder,
                                           const bytecode::Schema& schema);

}  // namespace tierline::bulk
