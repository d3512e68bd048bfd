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
constexpr size_t kOwnBytes = size_t{1} << 16;    // a text from here on is not worth a copy
constexpr size_t kPieceBytes = size_t{1} << 22;  // that are digested and written at a time
constexpr uint64_t kWritebackBytes = uint64_t{1} << 24;

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
  file.digest_->add(nullptr, begin);  // the first piece is digested at once
  file.hash_.add(begin);
  file.bytes_ = begin.size();
  return file;
}

OutFile::OutFile(OutFile&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      error_(other.error_),
      buffer_(std::move(other.buffer_)),
      digest_(std::move(other.digest_)),
      hash_(std::move(other.hash_)),
      bytes_(other.bytes_),
      on_its_way_(other.on_its_way_) {}

OutFile::~OutFile() {
  if (fd_ >= 0) ::close(fd_);
}

void OutFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) flush();
}

void OutFile::take(std::string text) {
  if (text.size() < kOwnBytes) return write(std::string_view(text));
  flush();
  send(std::move(text));
}

void OutFile::flush() {
  if (!buffer_.empty()) send(std::exchange(buffer_, std::string()));
}

/// A second core, if there is one, takes the digest while this one writes.
void OutFile::send(std::string&& text) {
  const auto owner = std::make_shared<const std::string>(std::move(text));
  for (size_t at = 0; at < owner->size(); at += kPieceBytes) {
    const std::string_view piece = std::string_view(*owner).substr(at, kPieceBytes);
    digest_->add(owner, piece);
    hash_.add(piece);
    bytes_ += piece.size();
    if (fd_ != kNowhere) put(piece);
  }
}

void OutFile::put(std::string_view rest) {
  while (!rest.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  begin_writeback();
}

/// So that `finish` waits for little. Not every file system can: then it waits for all.
void OutFile::begin_writeback() {
  if (error_ != 0 || bytes_ - on_its_way_ < kWritebackBytes) return;
  ::sync_file_range(fd_, static_cast<off_t>(on_its_way_), static_cast<off_t>(bytes_ - on_its_way_),
                    SYNC_FILE_RANGE_WRITE);
  on_its_way_ = bytes_;
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
  OutFileInfo info{path_.filename().string(), digest_->finish(), bytes_, hash_.hash()};
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
