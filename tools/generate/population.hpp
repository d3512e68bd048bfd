// generate: a made-up population for a program, account by account, into a data folder that `run`
// reads. Everything that is drawn for account i follows from the program, the seed and i, so the
// same request gives the same bytes on every machine, and a smaller population is the beginning of
// a larger one. Nothing is kept but the account at hand. Made of: interests, draw, spoil, write
// Read by: tools/cli/generate.cpp Tested by: tests/cli/generate_test.cpp, tests/unit/tools_generate
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/out_folder.hpp"
#include "tools/generate/spoil.hpp"
#include "tools/generate/write/record_file.hpp"

namespace tierline::generate {

struct Request {
  const bytecode::Bytecode* program = nullptr;
  uint64_t accounts = 0;  // none: files with nothing but their headers
  uint64_t seed = 0;
  std::optional<calendar::Day> as_of;  // the last day; nothing: see `last_day`
  uint64_t entries = 4;                // of an account in each ledger, on average
  uint64_t dirty_permille = 0;         // of the lines
  FileFormat format = FileFormat::Csv;
  std::filesystem::path out;
  bulk::Existing existing = bulk::Existing::Refuse;
  std::string tool_version;
  const std::atomic<bool>* stop = nullptr;  // set by somebody else: end soon and leave nothing
};

inline constexpr uint64_t kPermilleMax = 1'000;
inline constexpr uint64_t kEntriesMax = 1'000'000;

struct FileReport {
  std::string name;
  uint64_t lines = 0;
  FaultCounts faults;  // of the lines that `run` will reject
};

struct Report {
  calendar::Day as_of = 0;
  std::vector<FileReport> files;
};

/// The file that says how a folder was made. Only a folder that holds one is ever replaced.
inline constexpr std::string_view kGeneratedFile = "generated.json";

base::Result<Report, bulk::RunError> generate(const Request& request);

/// The last day of the program; where it has none, the end of the year after the one in which it
/// begins.
base::Result<calendar::Day, bulk::RunError> last_day(const bytecode::Header& header);

}  // namespace tierline::generate
