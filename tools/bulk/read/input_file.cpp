#include "tools/bulk/read/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr size_t kLargePageBytes = size_t{1} << 21;

RunError cannot_read(const std::filesystem::path& path, int error) {
  return {fmt::format("cannot read `{}`: {}", path.string(), std::strerror(error))};
}

/// Memory that is not cleared first; large pages, where the system has them, for large files.
char* new_bytes(size_t size) {
  if (size < kLargePageBytes) return static_cast<char*>(std::malloc(size));
  const size_t whole = (size + kLargePageBytes - 1) / kLargePageBytes * kLargePageBytes;
  void* bytes = std::aligned_alloc(kLargePageBytes, whole);
  if (bytes != nullptr) ::madvise(bytes, whole, MADV_HUGEPAGE);  // advice: may be refused
  return static_cast<char*>(bytes);
}

}  // namespace

void FileBytes::grow(size_t room) {
  std::unique_ptr<char, Free> bytes(new_bytes(room));
  TIERLINE_ASSERT(bytes != nullptr);
  if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
  bytes_ = std::move(bytes);
  room_ = room;
}

/// Reads to the end of the file; `expected` is a guess that saves copies. 0 or an errno.
int FileBytes::read_all(int fd, size_t expected) {
  grow(expected + 1);  // one more, so that a file of the expected size ends in one read
  while (true) {
    if (size_ == room_) grow(room_ + std::max(room_, kChunkBytes));
    const ssize_t got = ::read(fd, bytes_.get() + size_, room_ - size_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) return 0;
    size_ += static_cast<size_t>(got);
  }
}

base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(path, errno);
  struct stat info {};
  FileBytes bytes;
  int error = ::fstat(fd, &info) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(info.st_mode)) error = EISDIR;
  if (error == 0) error = bytes.read_all(fd, static_cast<size_t>(info.st_size));
  ::close(fd);
  if (error != 0) return cannot_read(path, error);
  return bytes;
}

base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  return std::string(bytes.value().view());
}

}  // namespace tierline::bulk
