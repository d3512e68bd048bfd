// parquet_file: the one door to record files that are Parquet.
// Read by: tools/generate/write/csv_file.cpp    Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <memory>
#include <string_view>

#include "tools/generate/write/record_file.hpp"

namespace tierline::generate {

/// The folder must outlive the file.
base::Result<std::unique_ptr<RecordFile>, bulk::RunError> create_parquet_file(
    bulk::OutFolder& folder, std::string_view record, const Columns& columns);

}  // namespace tierline::generate
