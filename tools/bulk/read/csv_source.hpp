// CsvSource: one data file on its way through: the header matched, then record after record, each
// counted, and each put into the order of the wanted columns whatever their order in the file.
// For a run that goes on from another one; a whole run goes through tools/bulk/chunks.
// Read by: tools/bulk/read/data_reader.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/result.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/record_texts.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

class CsvSource {
 public:
  /// Reads the header. The bytes must outlive the source; `name` is for messages. Where rows are
  /// counted, `line` is the row.
  static base::Result<CsvSource, RunError> open(std::string_view name, std::string_view bytes,
                                                const std::vector<WantedColumn>& wanted,
                                                Counted counted = Counted::Lines);

  /// Another text below the same header, which is not in it.
  CsvSource over(std::string_view bytes) const;

  /// Goes to the next record; false at the end of the file.
  bool next();

  /// As of RecordTexts.
  std::span<const std::string_view> texts() const { return texts_.texts(); }
  const std::optional<std::string>& damage() const { return texts_.damage(); }

  /// Whether what the record is may depend on what follows: a quote that is closed wrongly, or not.
  bool is_open() const {
    return record_.fault.has_value() && record().find('"') != std::string_view::npos;
  }

  size_t line() const { return record_.line; }
  size_t begin() const { return record_.begin; }
  std::string_view record() const {
    return bytes_.substr(record_.begin, record_.end - record_.begin);
  }

  std::string_view bytes() const { return bytes_; }
  const std::string& header() const { return shape_.header; }
  /// The column of a wanted field, or kNoColumn.
  size_t place(size_t wanted) const { return shape_.places[wanted]; }

  /// Behind the last record; and to go on from a place where a record begins.
  size_t at() const { return reader_.at(); }
  size_t next_line() const { return reader_.line(); }
  void resume(size_t at, size_t line) { reader_.resume(at, line); }

 private:
  CsvSource(std::string_view bytes) : bytes_(bytes), reader_(bytes) {}

  std::string_view bytes_;
  base::CsvReader reader_;
  base::CsvRecord record_;
  FileShape shape_;
  RecordTexts texts_;
};

}  // namespace tierline::bulk
