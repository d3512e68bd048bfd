// PreviousRun: an earlier run's folder, as far as the next run goes on from it: its state, and the
// lines it wrote for each account.
// Made by: previous_run.cpp    Read by: tools/bulk/run.cpp, tools/bulk/against
// Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {

class PreviousRun {
 public:
  /// Reads the state and the files of answers, and checks that these are the ones it speaks of.
  static base::Result<PreviousRun, RunError> open(const std::filesystem::path& folder);

  const RunState& state() const { return state_; }
  /// The whole file of answers, by its place in RunState::row_files.
  const std::string& rows(size_t file) const { return rows_[file]; }
  /// The lines of one account in one of them.
  std::string_view lines(size_t file, size_t account) const;

 private:
  RunState state_;
  std::vector<std::string> rows_;
  std::vector<std::vector<uint64_t>> begins_;  // per file and account
};

/// Refuses to go on from the answers to another question: another program, another version of
/// Tierline, other knowledge, a later day.
std::optional<RunError> check_goes_on(const std::filesystem::path& folder,
                                      const RunIdentity& previous, const RunIdentity& now);

inline constexpr uint32_t kNotThere = 0xffffffffU;

/// For each account of the data its place in the previous run, or kNotThere. Both in key order.
std::vector<uint32_t> places_before(const AccountIndex& accounts, const RunState& previous);

}  // namespace tierline::bulk
