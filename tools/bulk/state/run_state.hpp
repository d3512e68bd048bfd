// RunState: what a run leaves behind (state.bin), so that the next one need look only at what has
// changed, and can say what it was. It holds hashes, line numbers and days, no facts.
// The bytes are the same for the same run however it was computed; they end with their own hash.
// Made by: tools/bulk/run.cpp    Read by: tools/bulk/state/previous_run.cpp
// Tested by: tests/unit/tools_bulk/state_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/account_states.hpp"
#include "tools/bulk/state/record_log.hpp"

namespace tierline::bulk {

/// For which question of which program the answers are.
struct RunIdentity {
  std::string tool_version;
  std::string title;
  std::string program_digest;  // of the bytecode
  calendar::Day as_of = 0;
  std::optional<calendar::Day> known_on;
  friend bool operator==(const RunIdentity&, const RunIdentity&) = default;
};

/// A file of answers: a header, then the lines of each account in key order.
struct RowFile {
  std::string name;
  std::string digest;
  Hash hash;
  uint64_t header_bytes = 0;
  friend bool operator==(const RowFile&, const RowFile&) = default;
};

struct RunState {
  RunIdentity identity;
  std::vector<RowFile> row_files;
  AccountStates accounts;
  std::vector<std::string> files;    // the names of the inputs
  std::vector<FileRecords> records;  // one for each of them
  friend bool operator==(const RunState&, const RunState&) = default;
};

/// Hands on the bytes of a state, piece by piece. The parts are given one by one, because a run has
/// them in other places.
void write_state(const RunIdentity& identity, const std::vector<RowFile>& row_files,
                 const AccountsView& accounts, const std::vector<std::string>& files,
                 const std::vector<FileRecords>& records, const Writer::Sink& sink);

/// A file that is cut, altered or something else is a RunError that says so.
base::Result<RunState, RunError> state_from_bytes(std::string_view bytes);

}  // namespace tierline::bulk
