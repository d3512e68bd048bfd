#include "tools/bulk/state/previous_run.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "tools/bulk/read/input_file.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

RunError cannot_go_on(const fs::path& folder, std::string_view why) {
  return {fmt::format("cannot go on from `{}`: {}", folder.string(), why)};
}

/// Where the lines of each account begin, and behind them the end of the file.
std::vector<uint64_t> begins_of(const RunState& state, size_t file) {
  std::vector<uint64_t> begins;
  begins.reserve(state.accounts.size() + 1);
  begins.push_back(state.row_files[file].header_bytes);
  for (const AccountState& account : state.accounts) {
    begins.push_back(begins.back() + account.bytes[file]);
  }
  return begins;
}

}  // namespace

base::Result<PreviousRun, RunError> PreviousRun::open(const fs::path& folder) {
  const auto bytes = read_bytes(folder / kStateFile);
  if (!bytes) return cannot_go_on(folder, bytes.error().message);
  auto state = state_from_bytes(bytes.value());
  if (!state) {
    return cannot_go_on(folder, fmt::format("`{}`: {}", kStateFile, state.error().message));
  }
  PreviousRun run;
  run.state_ = std::move(state).value();
  for (size_t i = 0; i < run.state_.row_files.size(); ++i) {
    const RowFile& file = run.state_.row_files[i];
    auto rows = read_bytes(folder / file.name);
    if (!rows) return cannot_go_on(folder, rows.error().message);
    run.begins_.push_back(begins_of(run.state_, i));
    if (base::sha256_hex(rows.value()) != file.digest ||
        run.begins_.back().back() != rows.value().size()) {
      return cannot_go_on(folder,
                          fmt::format("`{}` is not the file that the run wrote", file.name));
    }
    run.rows_.push_back(std::move(rows).value());
  }
  return run;
}

std::string_view PreviousRun::lines(size_t file, size_t account) const {
  const std::vector<uint64_t>& begins = begins_[file];
  return std::string_view(rows_[file])
      .substr(begins[account], begins[account + 1] - begins[account]);
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

std::vector<uint32_t> places_before(const AccountIndex& accounts, const RunState& previous) {
  std::vector<uint32_t> places(accounts.size(), kNotThere);
  uint32_t at = 0;
  for (size_t i = 0; i < accounts.size(); ++i) {
    while (at < previous.accounts.size() && previous.accounts[at].key < accounts.key(i)) ++at;
    if (at == previous.accounts.size()) break;
    if (previous.accounts[at].key == accounts.key(i)) places[i] = at;
  }
  return places;
}

}  // namespace tierline::bulk
