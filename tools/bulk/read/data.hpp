// Data: everything that the files of a data folder say, typed, in key order; and everything in them
// that was refused. A record is used or it is a Reject, and a Reject that says whose it is makes
// that account undetermined: no decision ever rests on facts that were half read.
// Made by: tools/bulk/read/read_data.cpp    Read by: tools/bulk/run.cpp, tools/bulk/write
// Tested by: tests/unit/tools_bulk/read_test.cpp, tests/cli
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/facts/value_reader.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/account_index.hpp"
#include "tools/bulk/rows/portions.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {

/// One record that was not used. `record` is its text as it stands in the file.
struct Reject {
  size_t file = 0;    // in Data::files
  size_t line = 0;    // or row
  std::string field;  // empty: the line as a whole
  FactFault fault{};
  std::string reason;
  std::string record;
  bool account_known = false;  // then that account is undetermined
};

/// An input file and what became of its records. A record is one row of a table, or one line of a
/// text, but for line ends in quotes; the header and blank lines are no records.
struct FileCount {
  std::string name;
  std::string digest;
  size_t bytes = 0;
  size_t lines = 0;
  size_t used = 0;
  size_t rejected = 0;
  size_t not_yet_known = 0;
  Counted counted = Counted::Lines;  // what the places in it count
};

/// "sale.csv line 7", "sale.parquet row 7" or "sale row 7"
inline std::string place_in(const FileCount& file, size_t place) {
  return file.name + " " + place_text(file.counted, place);
}

/// Whether it is kept where each entry stands.
enum class Places : uint8_t { Forget, Keep };

/// Why an account cannot be decided.
struct Undetermined {
  size_t first_reject = 0;  // in Data::rejects
  size_t more = 0;          // further rejects of the same account
};

/// The accounts that cannot be decided: few, as a rule.
class UndeterminedAccounts {
 public:
  std::optional<Undetermined> operator[](size_t account) const;
  bool empty() const { return accounts_.empty(); }
  /// Notes a reject of an account down; the first one is the reason that is shown.
  void blame(uint32_t account, size_t reject);
  /// Account order[i] becomes account i.
  void reorder(std::span<const uint32_t> order);

 private:
  std::unordered_map<uint32_t, Undetermined> accounts_;
};

struct Data {
  AccountIndex accounts;              // in key order
  UndeterminedAccounts undetermined;  // by account
  std::vector<Reject> rejects;        // in the order of files and lines
  std::vector<FileCount> files;
  std::vector<std::string> ignored_files;
  std::string source;          // as in Inputs
  RecordLog log;               // if one is kept
  std::vector<uint8_t> hides;  // by account: it has entries that are not yet known
  // Of a run that goes on:
  std::vector<uint32_t> before;  // by account: its place in the previous run, or kNotThere
  std::vector<uint8_t> chosen;   // by account: its facts are there; empty: all are

  std::shared_ptr<const Portions> facts;
  // Of a run that goes on, instead: the facts of the chosen, row by account; all others share one.
  batch::Batch batch;
  std::vector<std::vector<EntryPlace>> places;

  size_t portions() const;
  /// May be asked by many threads. The portion may look at the data, which must outlive it.
  base::Result<Portion, RunError> portion(size_t i) const;
  /// All accounts at once, for a few.
  base::Result<Portion, RunError> whole() const;
};

/// A program whose entries can be rolled up while they are read (scalar::EntryShares), and the day.
struct RollUpFor {
  const bytecode::Bytecode* program = nullptr;
  calendar::Day today = 0;
};

/// How the files are read. Nothing of it changes what is read, but that texts of keys may be left.
struct Reading {
  size_t threads = 1;
  size_t memory = 0;              // bytes for facts, 0: as much as it takes
  std::filesystem::path scratch;  // a folder for what memory does not hold
  bool with_log = true;           // a run that goes on from another one has one in any case
  KeyTexts key_texts = KeyTexts::Make;
  std::optional<RollUpFor> roll_up;  // nobody looks at entries themselves
  const std::atomic<bool>* stop = nullptr;
  std::atomic<uint64_t>* bytes_read = nullptr;    // is added to
  std::atomic<uint64_t>* bytes_in_all = nullptr;  // is set, where that is known
  size_t chunk = size_t{4} << 20;                 // bytes that one thread looks at at a time
};

/// From which run this one goes on, and for which day it asks.
struct GoOn {
  const RunState* state = nullptr;  // nothing: from none
  calendar::Day as_of = 0;
};

/// Reads the subject's file, then the ledgers'. A fault of a folder, a file or a header is a
/// RunError; a fault of a record is a Reject.
/// A run that goes on looks through the files for what the previous one did not have, and chooses
/// who may have another answer: an account that is new, has other facts, or whose answer is valid
/// no longer. Only the facts of the chosen are read, and the records of nobody; the others count as
/// used, for they were so before.
/// With `known_on`, entries that were not yet known on that day are counted and nothing more.
/// `stop` ends it soon, also where it waits for a server or a pipe.
base::Result<Data, RunError> read_data(const std::filesystem::path& folder,
                                       const bytecode::Schema& schema,
                                       std::optional<calendar::Day> known_on = {}, GoOn go_on = {},
                                       Places places = Places::Forget, const Reading& reading = {});

/// Refuses a ledger's field with the name of a key: the two would share a column.
std::optional<RunError> check_names(const bytecode::Schema& schema);

/// "sale.csv line 7: list_price: ..."
std::string place_and_reason(const Data& data, const Reject& reject);

}  // namespace tierline::bulk
