// Which files a run or a replay writes: all that --replace may throw away.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tools/bulk/write/file_format.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kPartsBegin = "parts-";
constexpr std::array kNames = {kDecisionsFile, kRejectsFile, kManifestFile, kHistoryFile,
                               kStateFile,     kChangesFile, kMissingFile,  kNotesFile};

bool is_run_file(const std::filesystem::path&, const std::string& name) {
  const bool parts =
      name.starts_with(kPartsBegin) && (name.ends_with(kCsvEnd) || name.ends_with(kParquetEnd));
  return parts || name == as_parquet(kDecisionsFile) ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

OwnFiles run_files() { return {"run", is_run_file}; }

std::string parts_file(std::string_view split) {
  return fmt::format("{}{}{}", kPartsBegin, split, kCsvEnd);
}

}  // namespace tierline::bulk
