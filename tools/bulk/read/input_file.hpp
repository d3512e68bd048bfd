// input_file: one file, whole, as its bytes are on disk.
// Read by: tools/bulk/read/read_data.cpp, tools/cli    Tested by:
// tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Reads a regular file (or a pipe) to its end; the error names the path.
base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path);

}  // namespace tierline::bulk
