#include "tools/bulk/write/out_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

constexpr int kLockTries = 40;
constexpr std::chrono::milliseconds kLockWait{25};

RunError cannot(std::string_view what, const fs::path& path, int error) {
  return {fmt::format("cannot {} `{}`: {}", what, path.string(), std::strerror(error))};
}

/// Waits until the disk has the folder's entries. File systems that cannot are as good as done.
void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

/// A path that ends in a name, so that its parent is the folder that a rename works in.
base::Result<fs::path, RunError> resolved(const fs::path& path) {
  std::error_code error;
  fs::path out = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) return RunError{fmt::format("cannot use `{}`: {}", path.string(), error.message())};
  if (!out.has_filename()) out = out.parent_path();
  if (!out.has_filename()) return RunError{fmt::format("cannot use `{}` itself", path.string())};
  return out;
}

struct FolderState {
  bool exists = false;
  bool empty = true;
  std::string foreign;  // to be replaced, but its maker does not write such a thing
};

base::Result<FolderState, RunError> look_at(const fs::path& folder, Existing existing,
                                            const OwnFiles& own) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0) {
    if (errno != ENOENT) return cannot("use", folder, errno);
    if (::lstat(folder.c_str(), &info) != 0) return FolderState{};
    return RunError{fmt::format("`{}` is a link that leads nowhere", folder.string())};
  }
  if (!S_ISDIR(info.st_mode)) {
    return RunError{fmt::format("`{}` is there and is no folder", folder.string())};
  }
  FolderState state{true, true, ""};
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    state.empty = false;
    const std::string name = it->path().filename().string();
    if (existing == Existing::Replace && !own.is_own(folder, name)) state.foreign = name;
  }
  if (error) return cannot("read", folder, error.value());
  return state;
}

/// Refuses a folder whose contents may not be lost.
std::optional<RunError> check_free(const fs::path& folder, Existing existing, const OwnFiles& own) {
  const auto state = look_at(folder, existing, own);
  if (!state) return state.error();
  if (state.value().empty) return std::nullopt;
  if (existing == Existing::Refuse) {
    const std::string choice =
        own.maker.empty() ? ""
                          : fmt::format(", or replace an earlier {} with --replace", own.maker);
    return RunError{fmt::format("`{}` already holds something; choose another folder{}",
                                folder.string(), choice)};
  }
  if (!state.value().foreign.empty()) {
    return RunError{fmt::format(
        "`{}` holds `{}`, which no {} wrote; --replace replaces a folder of an earlier {} only",
        folder.string(), state.value().foreign, own.maker, own.maker)};
  }
  return std::nullopt;
}

bool is_same_file(int fd, const fs::path& path) {
  struct stat open {};
  struct stat named {};
  return ::fstat(fd, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/// Takes the lock of an open folder. Somebody who was killed a moment ago may still be dying, so
/// this waits a little.
///   returns  0 or an errno
int lock(int fd) {
  for (int i = 0; ::flock(fd, LOCK_EX | LOCK_NB) != 0; ++i) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK || i == kLockTries) return errno;
    std::this_thread::sleep_for(kLockWait);
  }
  return 0;
}

/// Makes the folder if need be, and takes its lock.
///   returns  the open folder
base::Result<int, RunError> lock_folder(const fs::path& sibling, const fs::path& folder) {
  while (true) {
    if (::mkdir(sibling.c_str(), 0777) != 0 && errno != EEXIST) {
      return cannot("write into", sibling.parent_path(), errno);
    }
    const int fd = ::open(sibling.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) continue;  // somebody has just finished with it
    if (fd < 0) return cannot("write into", sibling, errno);
    if (const int error = lock(fd); error != 0) {
      ::close(fd);
      if (error != EWOULDBLOCK) return cannot("lock", sibling, error);
      return RunError{
          fmt::format("another command is writing `{}` at this moment", folder.string())};
    }
    if (is_same_file(fd, sibling)) return fd;
    ::close(fd);
  }
}

std::optional<RunError> check_parent(const fs::path& folder) {
  struct stat info {};
  const fs::path parent = folder.parent_path();
  if (::stat(parent.c_str(), &info) != 0) return cannot("write into", parent, errno);
  if (!S_ISDIR(info.st_mode)) return cannot("write into", parent, ENOTDIR);
  return std::nullopt;
}

}  // namespace

// ---- a folder -----------------------------------------------------------------------------------

namespace {

/// The folder's path in full, if it may be written.
base::Result<fs::path, RunError> usable(const fs::path& path, Existing existing,
                                        const OwnFiles& own) {
  const auto folder = resolved(path);
  if (!folder) return folder.error();
  if (auto error = check_parent(folder.value())) return *error;
  if (auto error = check_free(folder.value(), existing, own)) return *error;
  return folder.value();
}

}  // namespace

base::Result<OutFolder, RunError> OutFolder::prepare(const fs::path& path, Existing existing,
                                                     OwnFiles own, Leftover leftover) {
  const auto folder = usable(path, existing, own);
  if (!folder) return folder.error();
  const fs::path sibling =
      folder.value().parent_path() / ("." + folder.value().filename().string() + ".tierline");
  const auto lock = lock_folder(sibling, folder.value());
  if (!lock) return lock.error();
  OutFolder out(folder.value(), sibling, lock.value(), existing, own);
  if (leftover == Leftover::Discard) out.clear({});
  // Whoever held the lock until now may have filled it.
  if (auto error = check_free(folder.value(), existing, own)) {
    if (leftover == Leftover::Keep) out.leave_what_is_there();
    return *error;
  }
  return out;
}

base::Result<OutFolder, RunError> OutFolder::pretend(const fs::path& path, Existing existing,
                                                     OwnFiles own) {
  const auto folder = usable(path, existing, own);
  if (!folder) return folder.error();
  return OutFolder(folder.value(), "", -1, existing, own);
}

OutFolder::OutFolder(OutFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      sibling_(std::exchange(other.sibling_, fs::path())),
      lock_(std::exchange(other.lock_, -1)),
      existing_(other.existing_),
      own_(other.own_),
      syncing_(std::move(other.syncing_)) {}

OutFolder::~OutFolder() {
  syncing_.wait();
  std::error_code ignored;
  if (!sibling_.empty()) fs::remove_all(sibling_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void OutFolder::clear(const std::vector<std::string>& but) {
  std::error_code ignored;
  std::vector<fs::path> gone;
  for (const fs::directory_entry& entry : fs::directory_iterator(sibling_, ignored)) {
    if (std::find(but.begin(), but.end(), entry.path().filename()) == but.end()) {
      gone.push_back(entry.path());
    }
  }
  for (const fs::path& path : gone) fs::remove_all(path, ignored);
}

void OutFolder::leave() { sibling_.clear(); }

void OutFolder::leave_what_is_there() {
  ::rmdir(sibling_.c_str());  // succeeds only if nothing is
  leave();
}

base::Result<OutFile, RunError> OutFolder::create(const std::string& name) {
  if (is_pretence()) return OutFile::nowhere(name);
  return OutFile::create(sibling_ / name);
}

std::optional<RunError> OutFolder::publish() {
  if (is_pretence()) return std::nullopt;
  if (auto error = syncing_.wait()) return error;
  sync_folder(sibling_);
  if (auto error = check_free(folder_, existing_, own_))
    return error;  // it may have been filled since
  if (::rename(sibling_.c_str(), folder_.c_str()) == 0) {
    sibling_.clear();
  } else if (existing_ == Existing::Replace && (errno == ENOTEMPTY || errno == EEXIST)) {
    if (auto error = exchange()) return error;
  } else {
    return cannot("write", folder_, errno);
  }
  sync_folder(folder_.parent_path());
  return std::nullopt;
}

/// Swaps the two folders; the destructor then removes the old one under the sibling's name. It is
/// locked too, so that nobody takes it for a free sibling.
std::optional<RunError> OutFolder::exchange() {
  const auto old = lock_folder(folder_, folder_);
  if (!old) return old.error();
  ::close(std::exchange(lock_, old.value()));
  if (::renameat2(AT_FDCWD, sibling_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) == 0) {
    return std::nullopt;
  }
  if (errno != EINVAL && errno != ENOSYS) return cannot("replace", folder_, errno);
  // A file system that cannot swap: the old run steps aside first, and comes back if need be.
  const fs::path aside = sibling_.string() + "-old";
  if (::rename(folder_.c_str(), aside.c_str()) != 0) return cannot("replace", folder_, errno);
  if (::rename(sibling_.c_str(), folder_.c_str()) != 0) {
    const int error = errno;
    ::rename(aside.c_str(), folder_.c_str());
    return cannot("replace", folder_, error);
  }
  sibling_ = aside;
  return std::nullopt;
}

// ---- one file -----------------------------------------------------------------------------------

namespace {

/// Something that is no file (a pipe, /dev/stdout) is written to as it is, never renamed over.
std::optional<RunError> write_through(const fs::path& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return cannot("write", path, errno);
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) bytes.remove_prefix(static_cast<size_t>(written));
  }
  ::close(fd);
  if (error != 0) return cannot("write", path, error);
  return std::nullopt;
}

std::optional<RunError> write_beside(const fs::path& sibling, std::string_view bytes) {
  auto created = OutFile::create(sibling);
  if (!created) return created.error();
  OutFile file = std::move(created).value();
  file.write(bytes);
  const auto finished = file.finish();
  if (!finished) return finished.error();
  return std::nullopt;
}

}  // namespace

std::optional<RunError> write_whole(const fs::path& path, std::string_view bytes) {
  struct stat old {};
  const bool exists = ::stat(path.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return write_through(path, bytes);
  const auto target = resolved(path);
  if (!target) return target.error();
  const fs::path sibling = target.value().string() + ".tierline-" + std::to_string(::getpid());
  std::optional<RunError> error = write_beside(sibling, bytes);
  if (exists) ::chmod(sibling.c_str(), old.st_mode & 07777U);
  if (!error && ::rename(sibling.c_str(), target.value().c_str()) != 0) {
    error = cannot("write", target.value(), errno);
  }
  if (error) ::unlink(sibling.c_str());
  return error;
}

}  // namespace tierline::bulk
