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
#include "tools/bulk/chunks/digest_line.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// A finished file.
struct OutFileInfo {
  std::string name;
  std::string digest;
  uint64_t bytes = 0;
};

/// A file being written, with its digest. Errors are kept and told by `finish`.
class OutFile {
 public:
  static base::Result<OutFile, RunError> create(const std::filesystem::path& path);
  /// Goes on with a file that begins with `begin`, and cuts off what stands behind that.
  static base::Result<OutFile, RunError> go_on(const std::filesystem::path& path,
                                               std::string_view begin);
  /// A file that nobody keeps: it has a digest, and that is all.
  static OutFile nowhere(const std::string& name) { return {name, kNowhere}; }
  OutFile(OutFile&& other) noexcept;
  OutFile& operator=(OutFile&&) = delete;
  ~OutFile();

  void write(std::string_view text);
  /// The same for a text that nobody else needs: it is not copied.
  void take(std::string text);
  /// Whether something could not be written; `finish` says what.
  bool has_failed() const { return error_ != 0; }
  /// Hands all that was written to the system.
  void flush();
  /// Writes what is left and waits until the disk has it.
  base::Result<OutFileInfo, RunError> finish();

 private:
  static constexpr int kNowhere = -2;
  OutFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}
  void send(std::string&& text);
  void put(std::string_view rest);
  void begin_writeback();
  RunError failure() const;

  std::filesystem::path path_;
  int fd_ = -1;
  int error_ = 0;  // the first errno
  std::string buffer_;
  std::unique_ptr<DigestLine> digest_ = std::make_unique<DigestLine>(true);
  uint64_t bytes_ = 0;
  uint64_t on_its_way_ = 0;  // so many bytes are being brought to the disk
};

/// What to do with a folder that already holds a run.
enum class Existing : uint8_t { Refuse, Replace };

/// What `Replace` may throw away: the files that such a command wrote into such a folder.
struct OwnFiles {
  std::string_view maker;  // "run"
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

  std::filesystem::path folder_;
  std::filesystem::path sibling_;  // empty: published, left, moved from or never there
  int lock_ = -1;                  // the sibling, open and locked
  Existing existing_;
  OwnFiles own_;
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
