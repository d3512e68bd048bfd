// file_bytes: one file, or one input, whole.
// Read by: tools/bulk/read/read_data.cpp, tools/bulk/state, tools/cli    Tested by:
// tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Gives memory back.
struct ReleaseBytes {
  size_t mapped = 0;  // bytes; 0: they are allocated
  void operator()(char* bytes) const;
};

/// The bytes of a file. They stay where they are when this is moved.
class FileBytes {
 public:
  FileBytes() = default;
  std::string_view view() const { return {bytes_.get(), size_}; }
  size_t size() const { return size_; }

 private:
  friend base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path);
  friend base::Result<FileBytes, RunError> map_file(const std::filesystem::path& path);
  friend base::Result<FileBytes, RunError> read_input(Input& input);
  friend base::Result<FileBytes, RunError> read_input(Input& input, std::string_view first,
                                                      uint64_t from);
  template <class Read>
  std::optional<RunError> read_all(size_t expected, Read read);
  int map_all(int fd, size_t size);
  void grow(size_t room);

  std::unique_ptr<char, ReleaseBytes> bytes_;
  size_t size_ = 0;
  size_t room_ = 0;
};

/// Reads a regular file (or a pipe) to its end, into memory that nobody else writes to: what is
/// digested is what is used, whoever writes into the file meanwhile. The error names the path.
base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path);

/// The text of an input, in the same way.
base::Result<FileBytes, RunError> read_input(Input& input);

/// `first`, and behind it the text of an input from a place on.
base::Result<FileBytes, RunError> read_input(Input& input, std::string_view first, uint64_t from);

/// The same without a copy, for files that nobody writes into once they are there: those of a run's
/// folder, which appears whole and is replaced whole.
base::Result<FileBytes, RunError> map_file(const std::filesystem::path& path);

/// The same, as a text.
base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path);

}  // namespace tierline::bulk
