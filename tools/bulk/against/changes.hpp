// Changes: what a run answers differently from an earlier one, account by account and output by
// output, and which records came, went or were altered in between.
// Made by: changes.cpp    Read by: tools/bulk/run.cpp    Tested by: tests/cli/time/against_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bulk/read/data.hpp"
#include "tools/bulk/state/previous_run.hpp"

namespace tierline::bulk {

/// One side of a comparison: answers, and the records that they rest on.
struct RunSide {
  const RunIdentity* identity = nullptr;
  std::string_view decisions;             // decisions.csv, whole
  const std::vector<std::string>* files;  // names of the inputs
  const std::vector<FileRecords>* records;
  AccountsView accounts;
};

struct ChangeCounts {
  size_t accounts = 0;     // with another answer
  size_t outputs = 0;      // lines of changes.csv
  size_t same_answer = 0;  // with other facts, and the same answer
  size_t new_accounts = 0;
  size_t gone_accounts = 0;
};

struct Changes {
  std::string csv;  // keys, output, old, new, why
  ChangeCounts counts;
};

Changes changes_between(const bytecode::Schema& schema, const RunSide& before, const RunSide& now);

}  // namespace tierline::bulk
