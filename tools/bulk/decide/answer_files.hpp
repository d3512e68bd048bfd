// answer_files: the files that hold a line or more for each account, and their headers.
// Read by: tools/bulk/decide, tools/bulk/run.cpp    Tested by: tests/cli/run_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/run.hpp"

namespace tierline::bulk {

inline constexpr std::string_view kStatusColumn = "status";
inline constexpr std::string_view kReasonColumn = "reason";
inline constexpr std::string_view kValidUntilColumn = "valid_until";

inline constexpr size_t kDecisionLines = 0;   // their place among the files
inline constexpr size_t kFirstPartLines = 1;  // of the first split

struct AnswerFile {
  std::string name;
  std::string header;
};

/// decisions.csv, a file of parts for each split, and missing.csv if it is wanted.
std::vector<AnswerFile> answer_files(const RunRequest& request);

/// How many of the first of them a state knows of: all but missing.csv.
size_t state_files(const bytecode::Schema& schema);

/// A program that has columns of one name.
std::optional<RunError> check_column_names(const bytecode::Schema& schema);

}  // namespace tierline::bulk
