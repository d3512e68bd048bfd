#include "tools/bulk/input/file_bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/assert.hpp"
#include "tools/bulk/input/mapped_files.hpp"

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
    forget_mapped(bytes);
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

/// Reads to the end; `expected` is a guess that saves copies.
///   read  puts what comes next into the given room, as Input::read does
template <class Read>
std::optional<RunError> FileBytes::read_all(size_t expected, Read read) {
  grow(size_ + expected + 1);  // one more, so that a file of the expected size ends in one read
  while (true) {
    if (size_ == room_) grow(room_ + std::max(room_, kChunkBytes));
    const base::Result<size_t, RunError> got = read(bytes_.get() + size_, room_ - size_);
    if (!got) return got.error();
    if (got.value() == 0) return std::nullopt;
    size_ += got.value();
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

/// An open file, and what is known of it.
struct Opened {
  int fd = -1;
  struct stat info {};
};

base::Result<Opened, RunError> open_file(const std::filesystem::path& path) {
  Opened file;
  file.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.fd < 0) return cannot_read(path, errno);
  int error = ::fstat(file.fd, &file.info) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(file.info.st_mode)) error = EISDIR;
  if (error == 0) return file;
  ::close(file.fd);
  return cannot_read(path, error);
}

/// One read that nobody interrupts.
base::Result<size_t, RunError> read_some(int fd, char* to, size_t room,
                                         const std::filesystem::path& path) {
  while (true) {
    const ssize_t got = ::read(fd, to, room);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno != EINTR) return cannot_read(path, errno);
  }
}

}  // namespace

base::Result<FileBytes, RunError> read_input(Input& input) {
  FileBytes bytes;
  const auto read = [&](char* to, size_t room) { return input.read(to, room); };
  if (auto error = bytes.read_all(input.expected_bytes(), read)) return *error;
  return bytes;
}

base::Result<FileBytes, RunError> read_input(Input& input, std::string_view first, uint64_t from) {
  FileBytes bytes;
  bytes.grow(first.size() + 1);
  std::memcpy(bytes.bytes_.get(), first.data(), first.size());
  bytes.size_ = first.size();
  input.go_to(from);
  const auto read = [&](char* to, size_t room) { return input.read(to, room); };
  const size_t expected = input.expected_bytes();
  if (auto error = bytes.read_all(expected > from ? expected - from : 0, read)) return *error;
  return bytes;
}

base::Result<FileBytes, RunError> read_file(const std::filesystem::path& path) {
  const auto file = open_file(path);
  if (!file) return file.error();
  const int fd = file.value().fd;
  FileBytes bytes;
  const auto read = [&](char* to, size_t room) { return read_some(fd, to, room, path); };
  const auto error = bytes.read_all(static_cast<size_t>(file.value().info.st_size), read);
  ::close(fd);
  if (error) return *error;
  return bytes;
}

base::Result<FileBytes, RunError> map_file(const std::filesystem::path& path) {
  const auto file = open_file(path);
  if (!file) return file.error();
  const auto [fd, info] = file.value();
  if (!S_ISREG(info.st_mode) || info.st_size == 0) {
    ::close(fd);
    return read_file(path);
  }
  FileBytes bytes;
  const int error = bytes.map_all(fd, static_cast<size_t>(info.st_size));
  ::close(fd);
  if (error != 0) return cannot_read(path, error);
  note_mapped(bytes.view().data(), bytes.size(), path.string());
  return bytes;
}

base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  return std::string(bytes.value().view());
}

}  // namespace tierline::bulk
