// RecordTexts: the fields of a record in the order of the wanted columns, whatever their order in
// the file; and of a damaged record those that could be read: enough, perhaps, to say whose it is.
// Made of: leading_fields.hpp    Read by: tools/bulk/read
// Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/result.hpp"
#include "tools/bulk/chunks/plain_line.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/read/header.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// What a file's header says.
struct FileShape {
  size_t width = 0;
  std::vector<size_t> places;  // by wanted column: its column, or kNoColumn
  std::string header;          // as it is written
};

/// What an input is called, and what the places in it count.
struct FileName {
  std::string_view name;
  Counted counted = Counted::Lines;
};

/// The shape of a file from its first record; nothing: the file is empty.
base::Result<FileShape, RunError> shape_of(const FileName& file, const base::CsvRecord* header,
                                           std::string_view text,
                                           const std::vector<WantedColumn>& wanted);

class RecordTexts {
 public:
  RecordTexts() = default;
  explicit RecordTexts(const FileShape& shape)
      : width_(shape.width), places_(shape.places), texts_(shape.places.size()) {}

  /// Looks at a record; `text` is all of it.
  void read(const base::CsvRecord& record, std::string_view text);
  void read(const PlainLine& line);

  /// One text for each wanted column, empty where it is not stated.
  std::span<const std::string_view> texts() const { return texts_; }
  /// Why the record as a whole cannot be used, if so.
  const std::optional<std::string>& damage() const { return damage_; }

 private:
  void pick(const std::vector<std::string_view>& fields);

  size_t width_ = 0;
  std::vector<size_t> places_;
  std::vector<std::string_view> texts_;
  std::optional<std::string> damage_;
};

}  // namespace tierline::bulk
