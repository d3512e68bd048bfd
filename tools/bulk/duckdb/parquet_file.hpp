// parquet_file: a Parquet file as an Input: its columns' names as the header, its rows as lines.
// The file is opened once and read through that door only, so that what is decoded is what is
// digested; a file that changes meanwhile is an error, not a mixture. Its rows are counted: as many
// must come as the file promises.
// Read by: tools/bulk/input/inputs.cpp    Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <filesystem>
#include <memory>

#include "tools/bulk/input/input.hpp"

namespace tierline::bulk {

std::unique_ptr<Input> parquet_file(const std::filesystem::path& path);

}  // namespace tierline::bulk
