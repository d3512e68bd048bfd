#include "tools/bulk/read/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tierline::bulk {

namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

RunError cannot_read(const std::filesystem::path& path, int error) {
  return {fmt::format("cannot read `{}`: {}", path.string(), std::strerror(error))};
}

/// Reads to the end of the file; `expected` is a guess that saves copies. 0 or an errno.
int read_all(int fd, size_t expected, std::string& out) {
  out.resize(expected + 1);  // one more, so that a file of the expected size ends in one read
  size_t size = 0;
  while (true) {
    if (size == out.size()) out.resize(size + kChunkBytes);
    const ssize_t got = ::read(fd, out.data() + size, out.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  out.resize(size);
  return 0;
}

}  // namespace

base::Result<std::string, RunError> read_bytes(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(path, errno);
  struct stat info {};
  std::string bytes;
  int error = ::fstat(fd, &info) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(info.st_mode)) error = EISDIR;
  if (error == 0) error = read_all(fd, static_cast<size_t>(info.st_size), bytes);
  ::close(fd);
  if (error != 0) return cannot_read(path, error);
  return bytes;
}

}  // namespace tierline::bulk
