// SlowReader: reads a data folder record by record, whole files in memory, on one thread, by the
// plain CSV reader and the plain value readers. The judge of the reader that is fast.
// Read by: tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/bulk/read/data.hpp"

namespace tierline::bulk {

/// All that reading finds out, as texts and numbers that can be compared and printed.
struct Findings {
  std::vector<std::string> accounts;  // key: its fields, then its entries in the order of files
  std::vector<std::string> rejects;
  std::vector<std::string> undetermined;  // key: the first reject, and how many more
  std::vector<std::string> files;         // name, digest and counts
  std::vector<std::string> hidden;        // keys
  std::vector<FileRecords> records;
  std::vector<Hash> sums;

  friend bool operator==(const Findings&, const Findings&) = default;
};

/// What the slow way finds.
Findings read_slowly(const std::filesystem::path& folder, const bytecode::Schema& schema,
                     std::optional<calendar::Day> known_on);

/// What is in data that was read, portion by portion.
Findings findings_of(const Data& data, const bytecode::Schema& schema);

}  // namespace tierline::bulk
