// PreviousRun: an earlier run's folder, as far as the next run goes on from it: its state, and the
// lines it wrote for each account.
// Made by: previous_run.cpp    Read by: tools/bulk/run.cpp, tools/bulk/against
// Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <filesystem>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {

class PreviousRun {
 public:
  /// Reads the state and the files of answers. Whether these are the ones it speaks of is found out
  /// meanwhile, on another core: see check_rows.
  static base::Result<PreviousRun, RunError> open(const std::filesystem::path& folder);

  const RunState& state() const { return state_; }
  /// The whole file of answers, by its place in RunState::row_files.
  std::string_view rows(size_t file) const { return rows_[file].view(); }
  /// The lines of `count` accounts in one of them.
  std::string_view lines(size_t file, size_t first, size_t count) const;
  /// Waits until all files of answers are known to be those that the run wrote.
  std::optional<RunError> check_rows();

 private:
  RunState state_;
  std::filesystem::path folder_;
  std::vector<FileBytes> rows_;
  std::vector<std::future<Hash>> hashes_;      // of rows_, taken meanwhile
  std::vector<std::vector<uint64_t>> begins_;  // per file and account
};

/// Refuses to go on from the answers to another question: another program, another version of
/// Tierline, other knowledge, a later day.
std::optional<RunError> check_goes_on(const std::filesystem::path& folder,
                                      const RunIdentity& previous, const RunIdentity& now);

}  // namespace tierline::bulk
