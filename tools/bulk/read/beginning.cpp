#include "tools/bulk/read/beginning.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>

#include "tools/bulk/threads/ordered.hpp"

namespace tierline::bulk {

namespace {

using base::DigestTrail;

constexpr size_t kStretchesAtOnce = 16;
// Not a power of two: else all stretches would want the same places of a cache.
constexpr size_t kApart = DigestTrail::kStretchBytes + 320;

/// Some stretches of a file.
struct Task {
  size_t file = 0;
  size_t first = 0;
  size_t count = 0;
};

/// How many of them are proved, from the first on.
struct Proved {
  Task task;
  size_t count = 0;
};

class Prover {
 public:
  explicit Prover(const std::vector<BeginningOf>& files)
      : files_(files), room_(std::make_unique_for_overwrite<char[]>(kStretchesAtOnce * kApart)) {}

  Proved prove(const Task& task) {
    const BeginningOf& file = files_[task.file];
    size_t whole = 0;
    while (whole < task.count && read_stretch(*file.input, task.first + whole, whole)) ++whole;
    const base::Stretches stretches{room_.get(), whole, kApart};
    return {task, count_proved(file.beginning->records->trail, task.first, stretches)};
  }

 private:
  /// Whether it is there.
  bool read_stretch(Input& input, size_t stretch, size_t place) {
    constexpr uint64_t kBytes = DigestTrail::kStretchBytes;
    const auto got = input.read_at(stretch * kBytes, room_.get() + place * kApart, kBytes);
    return got && got.value() == kBytes;
  }

  const std::vector<BeginningOf>& files_;
  std::unique_ptr<char[]> room_;
};

/// Gives out the stretches of one file after the other, of each up to the first that is another.
class Tasks {
 public:
  explicit Tasks(const std::vector<BeginningOf>& files) : files_(files), ended_(files.size()) {}

  std::optional<Task> next() {
    while (file_ < files_.size()) {
      const size_t size = files_[file_].beginning->records->trail.size();
      if (at_ < size && !ended_[file_].load(std::memory_order_relaxed)) {
        const Task task{file_, at_, std::min(kStretchesAtOnce, size - at_)};
        at_ += task.count;
        return task;
      }
      ++file_;
      at_ = 0;
    }
    return std::nullopt;
  }
  void end(size_t file) { ended_[file].store(true, std::memory_order_relaxed); }

 private:
  const std::vector<BeginningOf>& files_;
  std::deque<std::atomic<bool>> ended_;  // by file
  size_t file_ = 0;
  size_t at_ = 0;
};

}  // namespace

void find_beginnings(const std::vector<BeginningOf>& files, size_t threads) {
  Tasks tasks(files);
  run_in_order<Task, Proved>(
      threads, [&] { return tasks.next(); },
      [&] {
        return [prover = std::make_unique<Prover>(files)](const Task& task) {
          return prover->prove(task);
        };
      },
      [&](const Proved& proved) {
        Beginning& beginning = *files[proved.task.file].beginning;
        if (beginning.stretches == proved.task.first) beginning.stretches += proved.count;
        if (proved.count < proved.task.count) tasks.end(proved.task.file);
        return true;
      });
}

void take_blocks(Beginning& beginning, uint64_t header_bytes, Orphans orphans) {
  const FileRecords& file = *beginning.records;
  for (size_t i = 0; i + 1 < file.blocks.size(); ++i) {
    const Block& block = file.blocks[i];
    if (header_bytes + beginning.bytes + block.bytes > beginning.proved_bytes()) return;
    if (block.hash == Hash{}) return;
    const auto first = file.accounts.begin() + beginning.record_count;
    if (orphans == Orphans::Leave &&
        std::find(first, first + block.records, RecordLog::kNobody) != first + block.records) {
      return;
    }
    ++beginning.blocks;
    beginning.bytes += block.bytes;
    beginning.record_count += block.records;
    beginning.lines += block.lines;
  }
}

}  // namespace tierline::bulk
