// Manifest: run.json, which says what was decided from what: the digests of the program, of its
// parameters, of every input and of every result, and counts that add up. No clock and no path of
// this machine, so that the same inputs make the same bytes.
// Made by: tools/bulk/run.cpp    Tested by: tests/unit/tools_bulk/write_test.cpp,
// tests/cli/run_test.cpp
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// A text or parameter file of the program.
struct ProgramFile {
  std::string name;
  std::string digest;
};

/// What became of the accounts and records of a run.
struct RunCounts {
  size_t accounts = 0;
  size_t decided = 0;
  size_t undetermined = 0;
  size_t lines = 0;
  size_t used = 0;
  size_t rejected = 0;
  size_t rejected_without_account = 0;  // lines that do not say whose they are
  size_t not_yet_known = 0;             // only with a day of knowledge
  std::optional<size_t> after_end;      // entries; only where accounts may end
};

/// The counts with the names that they have in every JSON.
std::vector<std::pair<std::string, size_t>> named(const RunCounts& counts, bool with_known_on);

struct Manifest {
  std::string tool_version;
  const bytecode::Bytecode* program = nullptr;
  std::vector<ProgramFile> program_files;  // empty: the run was given a compiled program
  calendar::Day as_of = 0;
  std::optional<calendar::Day> known_on;
  std::optional<calendar::Day> from;  // of a replay, whose last day is `as_of`
  const Data* data = nullptr;
  RunCounts counts;
  std::vector<OutFileInfo> results;
};

std::string to_json(const Manifest& manifest);

}  // namespace tierline::bulk
