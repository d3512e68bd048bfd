// ChangedFile: a file on its way into a run that goes on from an earlier one: its beginning, which
// is what the earlier run read and is not kept, and the text of what follows.
// Made by: tools/bulk/read/data_reader.cpp    Read by: data_reader.cpp, changes_reader.cpp
// Tested by: tests/cli/time/since_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/beginning.hpp"
#include "tools/bulk/read/csv_source.hpp"

namespace tierline::bulk {

/// A record whose account may have to be decided again, or that is of nobody.
struct WantedRecord {
  uint64_t begin = 0;  // in the text that it was found in
  uint32_t line = 0;
  uint32_t account = 0;
};

/// Such records of one text, in its order.
struct WantedRecords {
  std::string text;  // of the records of a beginning: a header, then they; else not used
  std::vector<WantedRecord> records;
};

struct ChangedFile {
  Input* input = nullptr;
  size_t place = 0;  // in Data::files
  Beginning beginning;
  std::string header;  // as it was read with the beginning, if there is one
  size_t header_bytes = 0;
  uint64_t meaning = 0;             // of its header: the seed of its hashes
  FileBytes bytes;                  // the header, and all that follows the beginning
  std::optional<CsvSource> source;  // over these bytes
  WantedRecords wanted_first;       // of the beginning
  WantedRecords wanted;             // of what follows
};

/// Reads what stands behind the beginning of a file, of which it is known how much is proved, and
/// leaves its source behind the header.
std::optional<RunError> load_rest(ChangedFile& file, const bytecode::RecordInfo& record,
                                  const std::vector<WantedColumn>& columns, Orphans orphans);

}  // namespace tierline::bulk
