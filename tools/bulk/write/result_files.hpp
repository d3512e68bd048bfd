// result_files: what every command on a data folder writes besides its own answer: the refused
// lines, and counts that add up. Read by: tools/bulk/run.cpp, tools/bulk/replay.cpp    Tested by:
// tests/cli/run_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/manifest.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// Writes and finishes one file of the run.
template <class Write>
std::optional<RunError> write_file(OutFolder& folder, std::string_view name,
                                   std::vector<OutFileInfo>& results, Write write) {
  auto created = folder.create(std::string(name));
  if (!created) return created.error();
  OutFile file = std::move(created).value();
  write(file);
  auto finished = file.finish(folder.syncing());
  if (!finished) return finished.error();
  results.push_back(std::move(finished).value());
  return std::nullopt;
}

void write_rejects(const Data& data, OutFile& file);

/// Counts lines and accounts, of which `decided` have an answer.
RunCounts count(const Data& data, size_t decided);

/// Every line was used, refused or not yet known, every account has its answer or its reason: if
/// not, we are wrong.
void assert_counts(const Data& data, const RunCounts& counts);

}  // namespace tierline::bulk
