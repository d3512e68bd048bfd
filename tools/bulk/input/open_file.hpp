// OpenFile: a file that is held open while it is read, so that it stays the same file whatever
// becomes of its name, and that says whether it was changed meanwhile.
// Read by: tools/bulk/duckdb/parquet_file.cpp, tools/generate/generated_json.cpp    Tested by:
// tests/cli/parquet_test.cpp
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

class OpenFile {
 public:
  explicit OpenFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::optional<RunError> open();
  int fd() const { return fd_; }
  bool is_regular() const { return S_ISREG(before_.st_mode); }
  uint64_t size() const { return static_cast<uint64_t>(before_.st_size); }

  /// SHA-256 of all bytes, in hexadecimal.
  base::Result<std::string, RunError> digest() const;
  /// Whether the file is what it was when it was opened.
  std::optional<RunError> check_unchanged() const;

 private:
  RunError cannot_read(int error) const;

  std::filesystem::path path_;
  int fd_ = -1;
  struct stat before_ {};
};

}  // namespace tierline::bulk
