#include "tools/bulk/input/csv_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

constexpr int kHeldMax = 500;    // a system lets a process hold about 1,000 files open
constexpr int kPipeLookMs = 50;  // how often a wait for a pipe looks whether to stop

/// Nobody has written into the file in between.
bool is_as_it_was(const struct stat& before, const struct stat& now) {
  return now.st_size == before.st_size && now.st_mtim.tv_sec == before.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == before.st_mtim.tv_nsec;
}

class CsvFile : public Input {
 public:
  CsvFile(const fs::path& path, const std::atomic<bool>* stop)
      : Input(path.filename().string()),
        path_(path),
        stop_(stop),
        is_known_(::stat(path.c_str(), &known_) == 0) {}
  ~CsvFile() override { close(); }

  size_t expected_bytes() const override;
  base::Result<size_t, RunError> read(char* to, size_t room) override;
  bool has_places() override;
  base::Result<size_t, RunError> read_at(uint64_t at, char* to, size_t room) override;
  void go_to(uint64_t at) override;
  std::optional<RunError> check_unchanged() override;

 private:
  std::optional<RunError> open();
  std::optional<RunError> wait() const;
  std::optional<RunError> finish();
  void close();
  RunError cannot_read(int error) const {
    return {fmt::format("cannot read `{}`: {}", path_.string(), std::strerror(error))};
  }

  /// Nobody may have written into it since the run began.
  std::optional<RunError> check_known() const {
    const bool is_same = known_.st_ino == before_.st_ino && is_as_it_was(known_, before_);
    if (!is_known_ || is_same || !S_ISREG(before_.st_mode)) return std::nullopt;
    return RunError{fmt::format(
        "`{}` was changed after the run had begun; run again when it is complete", path_.string())};
  }
  RunError was_changed() const {
    return {fmt::format("`{}` was changed while it was read; run again when it is complete",
                        path_.string())};
  }

  fs::path path_;
  const std::atomic<bool>* stop_;
  int fd_ = -1;
  bool is_held_ = false;  // open to the end of the run
  bool is_finished_ = false;
  struct stat known_ {};  // when the run began
  bool is_known_ = false;
  struct stat before_ {};  // when it was opened
  off_t bytes_ = 0;        // read
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
    if (auto error = wait()) return *error;
    got = ::read(fd_, to, room);
  } while (got < 0 && (errno == EINTR || errno == EAGAIN));
  if (got < 0) return cannot_read(errno);
  bytes_ += got;
  if (got == 0) {
    if (auto error = finish()) return *error;
  }
  return static_cast<size_t>(got);
}

std::optional<RunError> CsvFile::open() {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // wait() waits, see there
  if (fd_ < 0 || ::fstat(fd_, &before_) != 0) return cannot_read(errno);
  if (S_ISDIR(before_.st_mode)) return cannot_read(EISDIR);
  return check_known();
}

/// A pipe has nothing to read until somebody writes, perhaps for hours: who wants to stop meanwhile
/// is heard.
std::optional<RunError> CsvFile::wait() const {
  if (S_ISREG(before_.st_mode)) return std::nullopt;
  pollfd waiting{fd_, POLLIN, 0};
  while (::poll(&waiting, 1, kPipeLookMs) <= 0) {
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
      return RunError{"interrupted; nothing was written"};
    }
  }
  return std::nullopt;
}

/// Whether the file is at its end what it was at its beginning.
std::optional<RunError> CsvFile::finish() {
  is_finished_ = true;
  auto error = check_unchanged();
  if (!is_held_) close();
  if (!error && S_ISREG(before_.st_mode) && bytes_ != before_.st_size) error = was_changed();
  return error;
}

std::optional<RunError> CsvFile::check_unchanged() {
  struct stat now {};
  if (fd_ < 0) return std::nullopt;
  if (::fstat(fd_, &now) != 0) return cannot_read(errno);
  if (is_as_it_was(before_, now) || !S_ISREG(before_.st_mode)) return std::nullopt;
  return was_changed();
}

bool CsvFile::has_places() {
  if (fd_ < 0 && open()) close();
  is_held_ = fd_ >= 0 && fd_ < kHeldMax && S_ISREG(before_.st_mode);
  return is_held_;
}

base::Result<size_t, RunError> CsvFile::read_at(uint64_t at, char* to, size_t room) {
  size_t done = 0;
  while (done < room) {
    const ssize_t got = ::pread(fd_, to + done, room - done, static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(errno);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

void CsvFile::go_to(uint64_t at) {
  bytes_ = ::lseek(fd_, static_cast<off_t>(at), SEEK_SET);
  is_finished_ = false;
}

void CsvFile::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace

std::unique_ptr<Input> csv_file(const fs::path& path, const std::atomic<bool>* stop) {
  return std::make_unique<CsvFile>(path, stop);
}

}  // namespace tierline::bulk
