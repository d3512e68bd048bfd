// WantedRecords of a beginning: it has been proved and not been kept, so the blocks in which
// somebody wanted has a record are read once more, each held against its hash, on several threads.
// Read by: tools/bulk/read/changes_reader.cpp    Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "tools/bulk/read/changed_file.hpp"

namespace tierline::bulk {

/// By account. Records of nobody are wanted too.
struct Wanted {
  const std::vector<uint8_t>* accounts = nullptr;
  const std::vector<uint8_t>* summed = nullptr;  // those whose sums are taken afresh

  bool is_wanted(uint32_t account) const {
    return account == RecordLog::kNobody || (*accounts)[account] != 0;
  }
  bool is_summed(uint32_t account) const {
    return account != RecordLog::kNobody && (*summed)[account] != 0;
  }
};

/// Fills `wanted_first` of a file and adds to the sums.
///   records  of the file, as they are now
///   returns  an error if the file is not what was proved any more
std::optional<RunError> read_wanted(ChangedFile& file, const FileRecords& records, Wanted wanted,
                                    size_t threads, std::vector<Hash>& sums);

}  // namespace tierline::bulk
