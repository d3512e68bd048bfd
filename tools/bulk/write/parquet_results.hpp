// parquet_results: the answers of a run as Parquet: decisions.csv and the parts of each split
// become decisions.parquet and parts-NAME.parquet once they are complete, with the types of the
// program. Read by: tools/bulk/run.cpp    Tested by: tests/cli/parquet_test.cpp
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

/// Replaces the first of the finished files, the decisions and the parts of each split.
std::optional<RunError> results_to_parquet(const bytecode::Schema& schema, OutFolder& folder,
                                           std::vector<OutFileInfo>& results);

}  // namespace tierline::bulk
