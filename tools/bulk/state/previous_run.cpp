#include "tools/bulk/state/previous_run.hpp"

#include <fmt/format.h>

#include <system_error>

#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/write/file_format.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

RunError cannot_go_on(const fs::path& folder, std::string_view why) {
  return {fmt::format("cannot go on from `{}`: {}", folder.string(), why)};
}

RunError other_rows(const fs::path& folder, const RowFile& file) {
  return cannot_go_on(folder, fmt::format("`{}` is not the file that the run wrote", file.name));
}

/// Where the lines of each account begin, and behind them the end of the file.
std::vector<uint64_t> begins_of(const RunState& state, size_t file) {
  std::vector<uint64_t> begins;
  begins.reserve(state.accounts.size() + 1);
  begins.push_back(state.row_files[file].header_bytes);
  for (const uint32_t bytes : state.accounts.lines.bytes[file])
    begins.push_back(begins.back() + bytes);
  return begins;
}

}  // namespace

base::Result<PreviousRun, RunError> PreviousRun::open(const fs::path& folder) {
  std::error_code ignored;
  if (fs::exists(folder / as_parquet(kDecisionsFile), ignored)) {
    return cannot_go_on(folder, "its answers are Parquet; a run goes on from CSV answers only");
  }
  const auto bytes = map_file(folder / kStateFile);
  if (!bytes) return cannot_go_on(folder, bytes.error().message);
  auto state = state_from_bytes(bytes.value().view());
  if (!state) {
    return cannot_go_on(folder, fmt::format("`{}`: {}", kStateFile, state.error().message));
  }
  PreviousRun run;
  run.folder_ = folder;
  run.state_ = std::move(state).value();
  for (size_t i = 0; i < run.state_.row_files.size(); ++i) {
    const RowFile& file = run.state_.row_files[i];
    auto rows = map_file(folder / file.name);
    if (!rows) return cannot_go_on(folder, rows.error().message);
    run.begins_.push_back(begins_of(run.state_, i));
    const std::string_view text = rows.value().view();
    if (run.begins_.back().back() != text.size()) return other_rows(folder, file);
    run.rows_.push_back(std::move(rows).value());
    run.hashes_.push_back(std::async(std::launch::async, [text] { return hash_of(text); }));
  }
  return run;
}

std::optional<RunError> PreviousRun::check_rows() {
  for (size_t i = 0; i < hashes_.size(); ++i) {
    const RowFile& file = state_.row_files[i];
    if (hashes_[i].valid() && hashes_[i].get() != file.hash) return other_rows(folder_, file);
  }
  return std::nullopt;
}

std::string_view PreviousRun::lines(size_t file, size_t first, size_t count) const {
  const std::vector<uint64_t>& begins = begins_[file];
  return rows(file).substr(begins[first], begins[first + count] - begins[first]);
}

std::optional<RunError> check_goes_on(const fs::path& folder, const RunIdentity& previous,
                                      const RunIdentity& now) {
  const auto day = [](const std::optional<calendar::Day>& known_on) {
    return known_on ? "as known on " + calendar::to_text(*known_on) : "with all that is known";
  };
  if (previous.tool_version != now.tool_version) {
    return cannot_go_on(folder, fmt::format("it was written by tierline {}, this is tierline {}",
                                            previous.tool_version, now.tool_version));
  }
  if (previous.program_digest != now.program_digest) {
    return cannot_go_on(folder,
                        fmt::format("it is of another program or version, `{}`", previous.title));
  }
  if (previous.known_on != now.known_on) {
    return cannot_go_on(folder, fmt::format("it was decided {}, this run is {}",
                                            day(previous.known_on), day(now.known_on)));
  }
  if (previous.as_of > now.as_of) {
    return cannot_go_on(
        folder, fmt::format("it is as of {}, which is after {}", calendar::to_text(previous.as_of),
                            calendar::to_text(now.as_of)));
  }
  return std::nullopt;
}

}  // namespace tierline::bulk
