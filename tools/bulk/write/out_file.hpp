// OutFile: a file being written, with its digest. It goes to the disk while others are written; who
// publishes waits for them all.
// Made by: OutFolder    Read by: tools/bulk, tools/generate, tools/prove
// Tested by: tests/unit/tools_bulk/write_test.cpp, tests/cli/run_test.cpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/chunks/digest_line.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

/// A finished file.
struct OutFileInfo {
  std::string name;
  std::string digest;
  uint64_t bytes = 0;
  Hash hash = {};  // by which a later run knows it again
};

/// Files that are on their way to the disk.
class Syncing {
 public:
  void add(std::future<std::optional<RunError>> file) { files_.push_back(std::move(file)); }
  /// Waits until the disk has them all; the first error.
  std::optional<RunError> wait();

 private:
  std::vector<std::future<std::optional<RunError>>> files_;
};

/// A file being written, with its digest. Errors are kept and told by `finish`.
class OutFile {
 public:
  static base::Result<OutFile, RunError> create(const std::filesystem::path& path);
  /// Goes on with a file that begins with `begin`, and cuts off what stands behind that.
  static base::Result<OutFile, RunError> go_on(const std::filesystem::path& path,
                                               std::string_view begin);
  /// A file that nobody keeps: it has a digest, and that is all.
  static OutFile nowhere(const std::string& name) { return {name, kNowhere}; }
  OutFile(OutFile&& other) noexcept;
  OutFile& operator=(OutFile&&) = delete;
  ~OutFile();

  void write(std::string_view text);
  /// The same for a text that nobody else needs: it is not copied.
  void take(std::string text);
  /// Whether something could not be written; `finish` says what.
  bool has_failed() const { return error_ != 0; }
  /// Hands all that was written to the system.
  void flush();
  /// Writes what is left and waits until the disk has it.
  base::Result<OutFileInfo, RunError> finish();
  /// The same without the wait.
  base::Result<OutFileInfo, RunError> finish(Syncing& syncing);

 private:
  static constexpr int kNowhere = -2;
  OutFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}
  void send(std::string&& text);
  void put(std::string_view rest);
  void begin_writeback();

  std::filesystem::path path_;
  int fd_ = -1;
  int error_ = 0;  // the first errno
  std::string buffer_;
  std::unique_ptr<DigestLine> digest_ = std::make_unique<DigestLine>(true);
  HashStream hash_;
  uint64_t bytes_ = 0;
  uint64_t on_its_way_ = 0;  // so many bytes are being brought to the disk
};

}  // namespace tierline::bulk
