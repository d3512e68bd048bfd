// run: a program on a data folder: facts in, one decision for each account out, on one page.
// Everything is read before anything is decided, and decided before anything appears.
// Made of: tools/bulk/read, tools/bulk/decide, tools/bulk/write    Read by: tools/cli/run.cpp
// Tested by: tests/cli/run_test.cpp, tests/cli/resume_test.cpp
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/against/changes.hpp"
#include "tools/bulk/decide/after_end.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/summary.hpp"
#include "tools/bulk/write/file_format.hpp"
#include "tools/bulk/write/manifest.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// How far a run has come; written by the run, read by whoever shows it.
struct Progress {
  std::atomic<uint64_t> bytes_read{0};
  std::atomic<uint64_t> bytes_in_all{0};     // to be read; 0: nobody knows
  std::atomic<uint64_t> accounts_in_all{0};  // 0: the data is still being read
  std::atomic<uint64_t> accounts{0};         // decided
};

struct RunRequest {
  const bytecode::Bytecode* program = nullptr;
  std::vector<ProgramFile> program_files;
  std::filesystem::path data;
  std::filesystem::path out;
  Existing existing = Existing::Refuse;
  calendar::Day as_of = 0;
  std::optional<calendar::Day> known_on;  // nothing: everything is known
  std::string tool_version;
  std::filesystem::path since;           // an earlier run to go on from; empty: from nothing
  std::filesystem::path against;         // an earlier run to compare with; empty: none
  bool missing = false;                  // write what is missing for the tiers above
  std::vector<std::string> top;          // outputs for Summary::top
  FileFormat answers = FileFormat::Csv;  // of decisions and parts
  size_t threads = 1;
  size_t memory = 0;       // bytes for facts, 0: as many as it takes
  bool resume = false;     // go on where an interrupted run into `out` stood, if there is one
  bool pretend = false;    // decide and count, and keep nothing
  bool with_state = true;  // write what a later run needs to go on from this one: CSV, and a state
  std::chrono::milliseconds checkpoint{5000};  // how often it is noted down what is decided
  Progress* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;  // set by somebody else: end soon
};

/// Whether somebody has asked for an early end.
inline bool is_stopped(const RunRequest& request) {
  return request.stop != nullptr && request.stop->load(std::memory_order_relaxed);
}

struct RunReport {
  RunCounts counts;
  bool kept = true;        // false: it was only a pretence
  bool went_on = false;    // from an earlier run
  size_t reevaluated = 0;  // accounts
  size_t resumed = 0;      // accounts that an interrupted run had decided
  std::optional<ChangeCounts> changes;
  std::optional<AfterEndReport> after_end;  // where accounts may end
  std::vector<FileCount> files;
  std::vector<std::string> ignored_files;
  std::string_view results_file = kDecisionsFile;  // where every account stands
  bool with_known_on = false;                      // then some lines may be not yet known
  Summary summary;
};

base::Result<RunReport, RunError> run(const RunRequest& request);

/// Notes name the places of entries.
Places places_for_notes(const bytecode::Bytecode& program);

/// Refuses a day on which the program is not in force.
std::optional<RunError> check_in_force(const bytecode::Bytecode& program, calendar::Day as_of);

}  // namespace tierline::bulk
