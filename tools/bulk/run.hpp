// run: a program on a data folder: facts in, one decision for each account out, on one page.
// Everything is read before anything is decided, and decided before anything appears.
// Made of: tools/bulk/read, runtime/scalar, tools/bulk/write    Read by: tools/cli/run.cpp
// Tested by: tests/cli/run_test.cpp
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/summary.hpp"
#include "tools/bulk/write/manifest.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

struct RunRequest {
  const bytecode::Bytecode* program = nullptr;
  std::vector<ProgramFile> program_files;
  std::filesystem::path data;
  std::filesystem::path out;
  Existing existing = Existing::Refuse;
  calendar::Day as_of = 0;
  std::string tool_version;
  std::vector<std::string> top;             // outputs for Summary::top
  const std::atomic<bool>* stop = nullptr;  // set by somebody else: end soon and leave nothing
};

struct RunReport {
  RunCounts counts;
  std::vector<FileCount> files;
  std::vector<std::string> ignored_files;
  Summary summary;
};

base::Result<RunReport, RunError> run(const RunRequest& request);

/// Refuses a day on which the program is not in force.
std::optional<RunError> check_in_force(const bytecode::Bytecode& program, calendar::Day as_of);

}  // namespace tierline::bulk
