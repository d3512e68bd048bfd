// Inputs: which input holds which record of a program.
// In a folder the subject stands in `account.csv`, a ledger in `sale.csv` and in any number of
// `sale.*.csv`, taken in byte order of their names; neither their order nor their split matters to
// any decision. Each may be a `.parquet` instead, but not both: that would be the same facts twice.
// In a PostgreSQL database each record is the table of its name.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp,
// tests/postgres
#pragma once

#include <atomic>
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
  std::vector<std::string> ignored;  // such files, and columns of tables, that belong to no record
  std::string source;                // for run.json: which database; empty: a folder
};

/// Finds the inputs; every record needs at least one. They are opened when they are read.
///   data  a folder, or the address of a PostgreSQL database
///   stop  set by somebody else: give up a wait soon; nothing: never
base::Result<Inputs, RunError> find_inputs(const std::filesystem::path& data,
                                           const bytecode::Schema& schema,
                                           const std::atomic<bool>* stop = nullptr);

}  // namespace tierline::bulk
