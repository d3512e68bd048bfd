#include "tools/bulk/rows/entry_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace tierline::bulk {

namespace {

constexpr size_t kWriteBytes = size_t{1} << 20;

std::filesystem::path folder_for(const std::filesystem::path& scratch) {
  if (!scratch.empty()) return scratch;
  std::error_code error;
  const auto path = std::filesystem::temp_directory_path(error);
  return error ? std::filesystem::path(".") : path;
}

}  // namespace

EntryStore::EntryStore(size_t ledgers, size_t groups, size_t memory, std::filesystem::path scratch)
    : groups_(groups), memory_(memory), scratch_(folder_for(scratch)), ledgers_(ledgers) {}

EntryStore::~EntryStore() {
  if (fd_ >= 0) ::close(fd_);
}

std::optional<RunError> EntryStore::add(size_t ledger, EntryBlock block) {
  if (block.size() == 0) return std::nullopt;
  bytes_ += block.size();
  ledgers_[ledger].blocks.push_back(std::move(block));
  if (memory_ == 0 || bytes_ <= memory_) return std::nullopt;
  return spill();
}

RunError EntryStore::failed(const char* what, int error) const {
  return {fmt::format("cannot {} the entries that memory does not hold in `{}`: {}", what,
                      scratch_.string(), std::strerror(error))};
}

/// A file that nobody else sees, and that is gone when it is closed.
std::optional<RunError> EntryStore::open() {
  std::string name = (scratch_ / ".tierline-entries-XXXXXX").string();
  fd_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd_ < 0) return failed("keep", errno);
  ::unlink(name.c_str());
  return std::nullopt;
}

std::optional<RunError> EntryStore::spill() {
  if (fd_ < 0) {
    if (auto error = open()) return error;
  }
  for (Ledger& ledger : ledgers_) {
    if (auto error = spill(ledger)) return error;
  }
  bytes_ = 0;
  return flush();
}

std::optional<RunError> EntryStore::spill(Ledger& ledger) {
  if (ledger.blocks.empty()) return std::nullopt;
  Spilled& spilled = ledger.spilled.emplace_back();
  spilled.begins.reserve(groups_ + 1);
  for (size_t group = 0; group < groups_; ++group) {
    spilled.begins.push_back(file_bytes_);
    for (const EntryBlock& block : ledger.blocks) {
      if (auto error = write(block.group(group))) return error;
    }
  }
  spilled.begins.push_back(file_bytes_);
  ledger.blocks.clear();
  return std::nullopt;
}

std::optional<RunError> EntryStore::write(std::string_view bytes) {
  waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
  file_bytes_ += bytes.size();
  return waiting_.size() < kWriteBytes ? std::nullopt : flush();
}

std::optional<RunError> EntryStore::flush() {
  const char* at = waiting_.data();
  size_t left = waiting_.size();
  while (left > 0) {
    const ssize_t written = ::write(fd_, at, left);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("keep", errno);
    at += written;
    left -= static_cast<size_t>(written);
  }
  waiting_.clear();
  return std::nullopt;
}

std::optional<RunError> EntryStore::read(char* to, size_t size, uint64_t at) const {
  while (size > 0) {
    const ssize_t got = ::pread(fd_, to, size, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed("read", got < 0 ? errno : EIO);
    to += got;
    at += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return std::nullopt;
}

base::Result<GroupRows, RunError> EntryStore::load(size_t ledger, size_t group) const {
  const Ledger& from = ledgers_[ledger];
  GroupRows rows;
  size_t size = 0;
  for (const Spilled& one : from.spilled) size += one.begins[group + 1] - one.begins[group];
  if (size > 0) {
    rows.loaded = std::make_unique_for_overwrite<char[]>(size);
    char* to = rows.loaded.get();
    for (const Spilled& one : from.spilled) {
      const size_t part = one.begins[group + 1] - one.begins[group];
      if (auto error = read(to, part, one.begins[group])) return *error;
      to += part;
    }
    rows.pieces.emplace_back(rows.loaded.get(), size);
  }
  for (const EntryBlock& block : from.blocks) {
    const std::string_view piece = block.group(group);
    if (!piece.empty()) rows.pieces.push_back(piece);
  }
  return rows;
}

}  // namespace tierline::bulk
