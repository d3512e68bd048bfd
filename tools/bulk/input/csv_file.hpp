// csv_file: a CSV file as an Input. It is opened when it is first read. What is read is what was
// there: a file that changes meanwhile is an error, not a mixture.
// Read by: tools/bulk/input/inputs.cpp    Tested by: tests/unit/tools_bulk/input_test.cpp
#pragma once

#include <filesystem>
#include <memory>

#include "tools/bulk/input/input.hpp"

namespace tierline::bulk {

/// A regular file, or a pipe.
std::unique_ptr<Input> csv_file(const std::filesystem::path& path);

}  // namespace tierline::bulk
