// DataFolder: which file of a folder holds which record of a program.
// The subject stands in `account.csv`, a ledger in `sale.csv` and in any number of `sale.*.csv`,
// taken in byte order of their names; neither their order nor their split matters to any decision.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

struct DataFolder {
  std::filesystem::path account;
  std::vector<std::vector<std::filesystem::path>> ledgers;  // as in the schema, none empty
  std::vector<std::string> ignored;  // CSV files that belong to no record of the program
};

/// Finds the files; every record needs at least one.
base::Result<DataFolder, RunError> find_files(const std::filesystem::path& folder,
                                              const bytecode::Schema& schema);

}  // namespace tierline::bulk
