// RecordFile: where the records of one kind go, row by row, whatever the format.
// Made by: csv_file.cpp, parquet_file.cpp    Read by: tools/generate/population.cpp
// Tested by: tests/cli/generate_test.cpp, tests/cli/parquet_test.cpp
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/file_format.hpp"
#include "tools/bulk/write/out_folder.hpp"
#include "tools/generate/draw/row.hpp"

namespace tierline::generate {

using bulk::FileFormat;

class RecordFile {
 public:
  RecordFile() = default;
  RecordFile(const RecordFile&) = delete;
  RecordFile& operator=(const RecordFile&) = delete;
  virtual ~RecordFile() = default;

  virtual void write(const Row& row) = 0;
  /// Whether something could not be written; `finish` says what.
  virtual bool has_failed() const = 0;
  virtual base::Result<bulk::OutFileInfo, bulk::RunError> finish() = 0;
};

using Columns = std::vector<const bytecode::FieldInfo*>;

/// Makes the file of a record in the folder, with its header. The folder must outlive the file.
base::Result<std::unique_ptr<RecordFile>, bulk::RunError> create_file(bulk::OutFolder& folder,
                                                                      FileFormat format,
                                                                      std::string_view record,
                                                                      const Columns& columns);

/// The name of the file in which a record stands.
std::string file_name(FileFormat format, std::string_view record);

}  // namespace tierline::generate
