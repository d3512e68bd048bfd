#include "tools/bulk/input/mapped_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>

namespace tierline::bulk {

namespace {

/// A signal's handler may take no lock: a slot counts while `begin` is not 0, and that is written
/// last.
struct Slot {
  std::atomic<uintptr_t> begin{0};
  size_t bytes = 0;
  std::array<char, 1024> path{};  // cut off there
};

constexpr size_t kSlots = 64;  // a run maps a handful of files; one beyond that is not named

std::mutex writing;
std::array<Slot, kSlots> slots;
int status_of_end = 2;

Slot* slot_of(uintptr_t begin) {
  const auto found = std::find_if(slots.begin(), slots.end(),
                                  [&](const Slot& slot) { return slot.begin.load() == begin; });
  return found == slots.end() ? nullptr : &*found;
}

void say(std::string_view text) {
  // Nothing can be done about an error stream that takes no more.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

void explain(int signal, siginfo_t* info, void*) {
  const auto at = reinterpret_cast<uintptr_t>(info->si_addr);
  for (const Slot& slot : slots) {
    const uintptr_t begin = slot.begin.load();
    if (begin == 0 || at < begin || at - begin >= slot.bytes) continue;
    say("tierline: `");
    say(slot.path.data());
    say("` was cut while it was read; nothing was written\n");
    ::_exit(status_of_end);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void note_mapped(const void* begin, size_t bytes, const std::string& path) {
  const std::lock_guard lock(writing);
  Slot* slot = slot_of(0);
  if (slot == nullptr) return;
  slot->bytes = bytes;
  const size_t length = std::min(path.size(), slot->path.size() - 1);
  std::memcpy(slot->path.data(), path.data(), length);
  slot->path[length] = 0;
  slot->begin.store(reinterpret_cast<uintptr_t>(begin));
}

void forget_mapped(const void* begin) {
  const std::lock_guard lock(writing);
  Slot* slot = slot_of(reinterpret_cast<uintptr_t>(begin));
  if (slot != nullptr) slot->begin.store(0);
}

void explain_cut_files(int exit_status) {
  status_of_end = exit_status;
  struct sigaction action {};
  action.sa_sigaction = explain;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGBUS, &action, nullptr);
}

}  // namespace tierline::bulk
