#include "tools/bulk/input/open_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

bool is_same_time(const struct timespec& a, const struct timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

}  // namespace

OpenFile::~OpenFile() {
  if (fd_ >= 0) ::close(fd_);
}

RunError OpenFile::cannot_read(int error) const {
  return {fmt::format("cannot read `{}`: {}", path_.string(), std::strerror(error))};
}

std::optional<RunError> OpenFile::open() {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe is no reason to wait
  if (fd_ < 0 || ::fstat(fd_, &before_) != 0) return cannot_read(errno);
  if (S_ISDIR(before_.st_mode)) return cannot_read(EISDIR);
  return std::nullopt;
}

base::Result<std::string, RunError> OpenFile::digest() const {
  base::Digest digest;
  std::vector<char> piece(kPieceBytes);
  off_t at = 0;
  while (true) {
    const ssize_t got = ::pread(fd_, piece.data(), piece.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(errno);
    if (got == 0) return digest.finish_hex();
    digest.add(std::string_view(piece.data(), static_cast<size_t>(got)));
    at += got;
  }
}

std::optional<RunError> OpenFile::check_unchanged() const {
  struct stat now {};
  if (::fstat(fd_, &now) != 0) return cannot_read(errno);
  if (now.st_size == before_.st_size && is_same_time(now.st_mtim, before_.st_mtim)) {
    return std::nullopt;
  }
  return RunError{fmt::format("`{}` was changed while it was read; run again when it is complete",
                              path_.string())};
}

}  // namespace tierline::bulk
