// QuickRecord: plain lines become rows, one field of all of them after the other; QuickKey: the key
// of a line. What either does not read goes the long way, the whole line.
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
  /// The keys of lines that follow one another; empty: ask the KeyReader. Valid as those of one.
  void read(const PlainLines& lines, std::vector<std::string_view>& keys);

 private:
  void read_joined(const PlainLines& lines, std::vector<std::string_view>& keys);

  enum class Kind : uint8_t { Text, Integer };
  /// Whether the text is the key's own, and nothing that reads as it.
  static bool is_own(Kind kind, std::string_view text);
  struct Part {
    Kind kind;
    size_t column;
  };

  std::vector<Part> parts_;
  bool is_possible_ = true;
  std::string joined_;
  std::string all_joined_;
  std::vector<size_t> ends_;  // in it, by line
};

class QuickRecord {
 public:
  /// `columns` has one for each field of the record, or kNoColumn. The layout must outlive it.
  QuickRecord(const bytecode::Schema& schema, const bytecode::RecordInfo& record,
              const RowLayout& layout, const std::vector<size_t>& columns);

  /// Reads lines, which stay as long as anything is asked of them.
  void read(const PlainLines& lines);
  /// Whether a line is read; if not, ask the RecordReader.
  bool is_read(size_t line) const { return bad_[line] == 0; }
  /// The row of a line that is read, without its tail, before it is taken.
  char* row(size_t line) { return rows_.data() + line * template_.size(); }
  /// Appends the row of a line that is read. Rows of lines that follow one another may wait, to be
  /// copied together: see `flush`.
  ///   returns  where it begins
  size_t take(size_t line, TextBuffer& out);
  /// Appends what waits. To be called before anything else is appended or looked at.
  void flush(TextBuffer& out);

 private:
  void make_room(size_t rows);
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
  bool has_tail_ = false;
  const PackedField* on_ = nullptr;  // of a ledger that has both days
  const PackedField* until_ = nullptr;

  PlainLines lines_;          // at hand
  TextBuffer rows_{0};        // of the lines, without tails
  std::vector<uint8_t> bad_;  // by line
  size_t first_waiting_ = 0;  // line
  size_t waiting_ = 0;
};

}  // namespace tierline::bulk
