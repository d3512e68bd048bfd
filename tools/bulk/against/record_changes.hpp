// RecordChanges: which records of an account one run had and the other had not. A record is known
// by its hash, whichever file and line it stands on; one that came and one that went on the same
// line of the same file are taken for one that was altered.
// Read by: tools/bulk/against/changes.cpp    Tested by: tests/cli/time/against_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {

struct RunSide;

class RecordChanges {
 public:
  /// Both runs must outlive it.
  RecordChanges(const RunSide& before, const RunSide& now);

  /// "new: sale.csv line 7; gone: sale.csv line 3 of the earlier run"; the accounts are given by
  /// their places in the two runs.
  std::string describe(uint32_t old_account, uint32_t new_account) const;

 private:
  struct Place {
    uint32_t hash;
    uint32_t file;
    uint32_t line;
  };
  /// The records of each account, in the order of the files.
  struct Index {
    std::vector<uint64_t> offsets;
    std::vector<Place> places;
  };
  static Index index_of(const RunSide& side);
  static std::vector<Place> records_of(const Index& index, uint32_t account);

  const RunSide& before_;
  const RunSide& now_;
  Index old_;
  Index new_;
};

}  // namespace tierline::bulk
