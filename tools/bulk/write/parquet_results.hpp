// parquet_results: the answers of a run as Parquet: decisions.csv and the parts of each split
// become decisions.parquet and parts-NAME.parquet once they are complete, with the types of the
// program.
// Read by: tools/bulk/results.cpp, tools/bulk/run.cpp    Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

inline constexpr std::string_view kDecisionsParquet = "decisions.parquet";

/// Whether such answers can be written as Parquet, and by what.
std::optional<RunError> check_parquet_results(const bytecode::Schema& schema);

/// Writes the Parquet files beside the first of the finished files, the decisions and the parts of
/// each split, and puts them in their place among the results. A run that is interrupted goes on
/// from the CSV files, so they stay.
std::optional<RunError> results_to_parquet(const bytecode::Schema& schema, OutFolder& folder,
                                           std::vector<OutFileInfo>& results);

/// Removes the CSV files when nothing can interrupt the run any more.
void remove_csv_answers(const bytecode::Schema& schema, const OutFolder& folder);

}  // namespace tierline::bulk
