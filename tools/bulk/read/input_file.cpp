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

void ReleaseBytes::operator()(char* bytes) const {
  if (mapped > 0) {
    ::munmap(bytes, mapped);
  } else {
    std::free(bytes);
  }
}

void FileBytes::grow(size_t room) {
  std::unique_ptr<char, ReleaseBytes> bytes(new_bytes(room));
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

/// 0 or an errno.
int FileBytes::map_all(int fd, size_t size) {
  void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (bytes == MAP_FAILED) return errno;
  bytes_ = std::unique_ptr<char, ReleaseBytes>(static_cast<char*>(bytes), ReleaseBytes{size});
  size_ = size;
  return 0;
}

namespace {

/// Opens a file for `take`, which is given its descriptor and what is known of it.
template <class Take>
base::Result<FileBytes, RunError> with_open(const std::filesystem::path& path, Take take) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(path, errno);
  struct stat info {};
  FileBytes bytes;
  int error = ::fstat(fd, &info) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(info.st_mode)) error = EISDIR;
  if (error == 0) error = take(bytes, fd, info);
  ::close(fd);
  if (error != 0) return cannot_read(path, error);
  return bytes;
}

}  // namespace

base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path) {
  return with_open(path, [](FileBytes& bytes, int fd, const struct stat& info) {
    return bytes.read_all(fd, static_cast<size_t>(info.st_size));
  });
}

base::Result<FileBytes, RunError> map_file(const std::filesystem::path& path) {
  return with_open(path, [](FileBytes& bytes, int fd, const struct stat& info) {
    const auto size = static_cast<size_t>(info.st_size);
    const bool can_be_mapped = S_ISREG(info.st_mode) && size > 0;
    return can_be_mapped ? bytes.map_all(fd, size) : bytes.read_all(fd, size);
  });
}

base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  return std::string(bytes.value().view());
}

}  // namespace tierline::bulk
