// input_file: one file, whole, as its bytes are on disk.
// Read by: tools/bulk/read/read_data.cpp, tools/bulk/state, tools/cli    Tested by:
// tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// The bytes of a file, in memory that nobody else writes to; they stay where they are when this is
/// moved. Not a map of the file: what was read must be what was digested, whoever writes meanwhile.
class FileBytes {
 public:
  FileBytes() = default;
  std::string_view view() const { return {bytes_.get(), size_}; }
  size_t size() const { return size_; }

 private:
  friend base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path);
  int read_all(int fd, size_t expected);
  void grow(size_t room);

  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  std::unique_ptr<char, Free> bytes_;
  size_t size_ = 0;
  size_t room_ = 0;
};

/// Reads a regular file (or a pipe) to its end; the error names the path.
base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path);

/// The same, as a text.
base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path);

}  // namespace tierline::bulk
