// InputFile: one data file, whole, with the digest of its bytes as they are on disk.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

struct InputFile {
  std::string name;  // as shown to people: "sale.2021.csv"
  std::string bytes;
  std::string digest;
};

/// Reads a regular file (or a pipe) to its end.
base::Result<InputFile, RunError> read_input(const std::filesystem::path& path);

/// Reads the bytes only; the error names the path.
base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path);

}  // namespace tierline::bulk
