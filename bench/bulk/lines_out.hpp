// LinesOut: a file of lines that somebody makes one by one. They are gathered and handed over a
// megabyte at a time, so that a file may be larger than memory.
// Read by: bench/bulk/make_accounts.cpp, bench/bulk/make_sales.cpp
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace tierline::bench {

class LinesOut {
 public:
  explicit LinesOut(const std::filesystem::path& path)
      : path_(path), file_(path, std::ios::binary) {}

  /// Where the next line is to be added.
  fmt::memory_buffer& line() {
    if (text_.size() > kFlushBytes) flush();
    return text_;
  }
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(line()), format, std::forward<Args>(args)...);
  }
  /// Throws if a part of the file did not arrive.
  void close() {
    flush();
    file_.close();
    if (!file_) throw std::filesystem::filesystem_error("cannot write", path_, std::error_code{});
  }

 private:
  static constexpr size_t kFlushBytes = size_t{1} << 20;

  void flush() {
    file_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::filesystem::path path_;
  std::ofstream file_;
  fmt::memory_buffer text_;
};

}  // namespace tierline::bench
