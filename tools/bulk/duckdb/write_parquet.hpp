// write_parquet: a finished CSV file of ours as a Parquet file: the same rows in the same order,
// in typed columns. The same text and the same library make the same bytes. What has no place in a
// typed column is an error that names the row; nothing is rounded.
// Read by: tools/bulk/write/parquet_results.cpp, tools/generate/write/parquet_file.cpp
// Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

struct ParquetColumn {
  std::string name;
  bytecode::ValueType type;
};

struct ParquetTable {
  std::vector<ParquetColumn> columns;  // as in the header of the CSV file
  size_t keys = 0;                     // the first columns, which say whose a row is
};

/// Whether there is something to write Parquet with, and the columns have a type in it. For a word
/// before the work begins.
std::optional<RunError> check_parquet(const ParquetTable& table);

/// Writes `parquet`, which must not be there, and waits until the disk has it.
base::Result<OutFileInfo, RunError> write_parquet(const std::filesystem::path& csv,
                                                  const std::filesystem::path& parquet,
                                                  const ParquetTable& table);

/// The same in a folder that is being made, where the CSV file then is no longer.
base::Result<OutFileInfo, RunError> replace_by_parquet(OutFolder& folder, const std::string& csv,
                                                       const ParquetTable& table);

}  // namespace tierline::bulk
