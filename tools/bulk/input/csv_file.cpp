#include "tools/bulk/input/csv_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

bool is_same_time(const struct timespec& a, const struct timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

class CsvFile : public Input {
 public:
  explicit CsvFile(const fs::path& path) : Input(path.filename().string()), path_(path) {}
  ~CsvFile() override { close(); }

  size_t expected_bytes() const override;
  base::Result<size_t, RunError> read(char* to, size_t room) override;

 private:
  std::optional<RunError> open();
  std::optional<RunError> finish();
  void close();
  RunError cannot_read(int error) const {
    return {fmt::format("cannot read `{}`: {}", path_.string(), std::strerror(error))};
  }

  fs::path path_;
  int fd_ = -1;
  bool is_finished_ = false;
  struct stat before_ {};
  off_t bytes_ = 0;  // read
};

size_t CsvFile::expected_bytes() const {
  struct stat info {};
  return ::stat(path_.c_str(), &info) == 0 ? static_cast<size_t>(info.st_size) : 0;
}

base::Result<size_t, RunError> CsvFile::read(char* to, size_t room) {
  if (is_finished_) return size_t{0};
  if (fd_ < 0) {
    if (auto error = open()) return *error;
  }
  ssize_t got = -1;
  do {
    got = ::read(fd_, to, room);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return cannot_read(errno);
  bytes_ += got;
  if (got == 0) {
    if (auto error = finish()) return *error;
  }
  return static_cast<size_t>(got);
}

std::optional<RunError> CsvFile::open() {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0 || ::fstat(fd_, &before_) != 0) return cannot_read(errno);
  if (S_ISDIR(before_.st_mode)) return cannot_read(EISDIR);
  return std::nullopt;
}

/// Whether the file is at its end what it was at its beginning.
std::optional<RunError> CsvFile::finish() {
  struct stat now {};
  if (::fstat(fd_, &now) != 0) return cannot_read(errno);
  close();
  is_finished_ = true;
  const bool is_same = bytes_ == before_.st_size && now.st_size == before_.st_size &&
                       is_same_time(now.st_mtim, before_.st_mtim);
  if (is_same || !S_ISREG(before_.st_mode)) return std::nullopt;
  return RunError{fmt::format("`{}` was changed while it was read; run again when it is complete",
                              path_.string())};
}

void CsvFile::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace

std::unique_ptr<Input> csv_file(const fs::path& path) { return std::make_unique<CsvFile>(path); }

}  // namespace tierline::bulk
