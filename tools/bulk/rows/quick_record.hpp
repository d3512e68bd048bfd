// QuickRecord and QuickKey: a plain line becomes a row, or a key, field by field where its commas
// are; or the long way is taken for the whole of it.
// Made of: quick_field.hpp    Read by: tools/bulk/read
// Tested by: tests/unit/tools_bulk/quick_test.cpp, tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/bulk/chunks/plain_line.hpp"
#include "tools/bulk/rows/quick_field.hpp"
#include "tools/bulk/rows/row_layout.hpp"

namespace tierline::bulk {

/// The canonical key of a line's account, where it is written just so.
class QuickKey {
 public:
  /// `columns` has one for each key field, or kNoColumn.
  QuickKey(const bytecode::Schema& schema, const std::vector<size_t>& columns);

  /// Valid until the next call, and as long as the line.
  ///   returns  nothing: ask the KeyReader
  bool read(const PlainLine& line, std::string_view& key);

 private:
  enum class Kind : uint8_t { Text, Integer };
  struct Part {
    Kind kind;
    size_t column;
  };

  std::vector<Part> parts_;
  bool is_possible_ = true;
  std::string joined_;
};

class QuickRecord {
 public:
  /// `columns` has one for each field of the record, or kNoColumn. The layout must outlive it.
  QuickRecord(const bytecode::Schema& schema, const bytecode::RecordInfo& record,
              const RowLayout& layout, const std::vector<size_t>& columns);

  /// Appends the row of a line, but for its owner and place.
  ///   returns  false: nothing is appended, ask the RecordReader
  bool read(const PlainLine& line, TextBuffer& out) const;

 private:
  bool check_days(const char* row) const;

  /// A field that has a column and does not lie elsewhere.
  struct Step {
    QuickField field;
    size_t column;
  };

  std::vector<Step> steps_;
  std::vector<size_t> texts_;  // columns of those in the tail
  std::string template_;       // what a row is before anything is read
  bool is_possible_ = true;
  const PackedField* on_ = nullptr;  // of a ledger that has both days
  const PackedField* until_ = nullptr;
};

}  // namespace tierline::bulk
