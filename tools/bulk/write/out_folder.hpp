// OutFolder: the results of a run appear whole or not at all.
// Files are written into a hidden sibling of the folder, brought to the disk, and the sibling takes
// the folder's name in one rename. Whatever goes wrong before leaves everything as it was. Who
// writes holds a lock on the sibling, which the system lets go whatever becomes of him: so nobody
// else writes there meanwhile, and what a killed run left is known to be nobody's.
// Made by: tools/bulk/run.cpp    Tested by: tests/unit/tools_bulk/write_test.cpp,
// tests/cli/run_test.cpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/out_file.hpp"

namespace tierline::bulk {

/// What to do with a folder that already holds a run.
enum class Existing : uint8_t { Refuse, Replace };

/// What `Replace` may throw away: the files that such a command wrote into such a folder.
struct OwnFiles {
  std::string_view maker;  // "run"; empty: nothing is ever replaced
  bool (*is_own)(const std::filesystem::path& folder, const std::string& name);
};
OwnFiles run_files();

/// What to do with what a killed run left in the sibling.
enum class Leftover : uint8_t { Discard, Keep };

class OutFolder {
 public:
  /// Checks that the folder may be made (or replaced: only one that holds `own` files and nothing
  /// else), and makes the sibling. The folder's parent must be there.
  static base::Result<OutFolder, RunError> prepare(const std::filesystem::path& folder,
                                                   Existing existing, OwnFiles own = run_files(),
                                                   Leftover leftover = Leftover::Discard);
  /// Checks the same, and then keeps nothing of what is written.
  static base::Result<OutFolder, RunError> pretend(const std::filesystem::path& folder,
                                                   Existing existing, OwnFiles own = run_files());
  OutFolder(OutFolder&& other) noexcept;
  OutFolder& operator=(OutFolder&&) = delete;
  /// Removes the sibling unless it was published or left.
  ~OutFolder();

  base::Result<OutFile, RunError> create(const std::string& name);
  /// Where a file is while it is written.
  std::filesystem::path path_of(std::string_view name) const { return sibling_ / name; }
  bool is_pretence() const { return sibling_.empty(); }
  /// Removes everything but the named files.
  void clear(const std::vector<std::string>& but);
  /// Leaves the sibling as it is, for somebody who goes on.
  void leave();
  /// Where files go that are finished and not yet on the disk.
  Syncing& syncing() { return syncing_; }
  /// Gives the sibling the folder's name. All files must be finished.
  std::optional<RunError> publish();

 private:
  OutFolder(std::filesystem::path folder, std::filesystem::path sibling, int lock,
            Existing existing, OwnFiles own)
      : folder_(std::move(folder)),
        sibling_(std::move(sibling)),
        lock_(lock),
        existing_(existing),
        own_(own) {}
  std::optional<RunError> exchange();
  void leave_what_is_there();

  std::filesystem::path folder_;
  std::filesystem::path sibling_;  // empty: published, left, moved from or never there
  int lock_ = -1;                  // the sibling, open and locked
  Existing existing_;
  OwnFiles own_;
  Syncing syncing_;
};

/// The files of a run.
inline constexpr std::string_view kDecisionsFile = "decisions.csv";
inline constexpr std::string_view kRejectsFile = "rejects.csv";
inline constexpr std::string_view kNotesFile = "notes.csv";
inline constexpr std::string_view kManifestFile = "run.json";
inline constexpr std::string_view kHistoryFile = "history.csv";
inline constexpr std::string_view kStateFile = "state.bin";
inline constexpr std::string_view kChangesFile = "changes.csv";
inline constexpr std::string_view kMissingFile = "missing.csv";
inline constexpr std::string_view kJournalFile = "journal.bin";  // only while a run goes on
/// `parts-NAME.csv`, for each split.
std::string parts_file(std::string_view split);

/// Writes one file in the same way: a sibling, then a rename over `path`.
std::optional<RunError> write_whole(const std::filesystem::path& path, std::string_view bytes);

}  // namespace tierline::bulk
