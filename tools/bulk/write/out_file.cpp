#include "tools/bulk/write/out_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

constexpr size_t kBufferBytes = size_t{1} << 20;
constexpr size_t kAsideBytes = size_t{1} << 18;  // from here on a thread is worth its while

RunError cannot(std::string_view what, const fs::path& path, int error) {
  return {fmt::format("cannot {} `{}`: {}", what, path.string(), std::strerror(error))};
}

}  // namespace

base::Result<OutFile, RunError> OutFile::create(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0) return cannot("write", path, errno);
  return OutFile(path, fd);
}

base::Result<OutFile, RunError> OutFile::go_on(const fs::path& path, std::string_view begin) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return cannot("write", path, errno);
  OutFile file(path, fd);
  const auto size = static_cast<off_t>(begin.size());
  if (::ftruncate(fd, size) != 0 || ::lseek(fd, size, SEEK_SET) != size) {
    return cannot("write", path, errno);
  }
  file.digest_.add(begin);
  file.hash_.add(begin);
  file.bytes_ = begin.size();
  return file;
}

OutFile::OutFile(OutFile&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      error_(other.error_),
      buffer_(std::move(other.buffer_)) {
  if (other.digesting_.valid()) other.digesting_.wait();
  digest_ = std::move(other.digest_);
  hash_ = std::move(other.hash_);
  bytes_ = other.bytes_;
}

OutFile::~OutFile() {
  if (digesting_.valid()) digesting_.wait();
  if (fd_ >= 0) ::close(fd_);
}

void OutFile::write(std::string_view text) {
  if (text.size() < kBufferBytes) {
    buffer_ += text;
    if (buffer_.size() >= kBufferBytes) flush();
    return;
  }
  flush();
  take_digest(text);
  put(text);
  digesting_.wait();
}

void OutFile::flush() {
  if (buffer_.empty()) return;
  if (digesting_.valid()) digesting_.wait();
  std::swap(buffer_, piece_);
  buffer_.clear();
  take_digest(piece_);
  put(piece_);
}

/// A second core, if there is one, takes the digest of a large piece while this one goes on.
void OutFile::take_digest(std::string_view bytes) {
  if (digesting_.valid()) digesting_.wait();
  const auto policy = bytes.size() < kAsideBytes ? std::launch::deferred : std::launch::async;
  digesting_ = std::async(policy, [this, bytes] {
    digest_.add(bytes);
    hash_.add(bytes);
  });
}

void OutFile::put(std::string_view rest) {
  bytes_ += rest.size();
  if (fd_ == kNowhere) return;
  while (!rest.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

base::Result<OutFileInfo, RunError> OutFile::finish() {
  Syncing syncing;
  auto finished = finish(syncing);
  if (auto error = syncing.wait()) return *error;
  return finished;
}

namespace {

/// Waits until the disk has a file, and closes it.
///   error  the errno of what went wrong before
std::optional<RunError> sync_file(int fd, const std::string& name, int error) {
  if (error == 0 && ::fsync(fd) != 0 && errno != EINVAL && errno != EROFS) error = errno;
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0) return std::nullopt;
  return RunError{
      fmt::format("cannot write `{}`: {}; nothing was written", name, std::strerror(error))};
}

}  // namespace

base::Result<OutFileInfo, RunError> OutFile::finish(Syncing& syncing) {
  flush();
  if (digesting_.valid()) digesting_.wait();
  OutFileInfo info{path_.filename().string(), digest_.finish_hex(), bytes_, hash_.hash()};
  if (fd_ == kNowhere) return info;
  const int fd = std::exchange(fd_, -1);
  if (error_ != 0) return *sync_file(fd, info.name, error_);
  syncing.add(std::async(std::launch::async, sync_file, fd, info.name, 0));
  return info;
}

std::optional<RunError> Syncing::wait() {
  std::optional<RunError> first;
  for (auto& file : files_) {
    auto error = file.get();
    if (error && !first) first = std::move(error);
  }
  files_.clear();
  return first;
}

}  // namespace tierline::bulk
