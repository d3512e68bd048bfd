// QuickField: the ordinary texts of one field's values, straight into a row: digits with the
// field's own number of them behind the point, days, words as they are declared. What is not
// ordinary is left to the ValueReader, which alone says what is accepted and what is refused; here
// nothing is read that it would read in another way.
// Made of: value_reader.hpp's meaning    Read by: tools/bulk/rows/quick_record.hpp
// Tested by: tests/unit/tools_bulk/quick_test.cpp
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/chunks/plain_line.hpp"
#include "tools/bulk/rows/row_layout.hpp"
#include "tools/bulk/rows/word_table.hpp"

namespace tierline::bulk {

class QuickField {
 public:
  QuickField(const bytecode::Schema& schema, const bytecode::FieldInfo& field,
             const PackedField& packed);

  /// The rows of lines that follow one another.
  struct Rows {
    char* first = nullptr;
    size_t bytes_each = 0;
    uint8_t* bad = nullptr;  // by line: becomes 1 where the ValueReader has to be asked
  };

  /// Reads the field of each line, one column of the file, into its row. 16 bytes before a text's
  /// end and from its beginning on are loaded. A Text takes its length into the row, and the caller
  /// its bytes.
  void read(const PlainLines& lines, size_t column, const Rows& rows) const {
    way_(*this, lines, column, rows);
  }

  /// What an empty text, or no column, leaves in a row.
  ///   returns  false: ask the ValueReader
  bool leave(char* row) const;

 private:
  using Way = void(const QuickField&, const PlainLines&, size_t column, const Rows&);
  template <class T>
  static Way read_numbers;
  template <class T>
  static Way read_percents;
  static Way read_words, read_flags, read_days, read_texts, refuse;
  template <class One>
  void each(const PlainLines& lines, size_t column, const Rows& rows, One one) const;

  void choose(const bytecode::ValueType& type);
  template <class T>
  bool take(int64_t value, char* row) const;
  void set_range(const bytecode::FieldInfo& field);

  Way* way_;
  PackedField packed_;
  int scale_ = 0;
  int64_t low_ = std::numeric_limits<int64_t>::min();
  int64_t high_ = std::numeric_limits<int64_t>::max();
  WordTable words_;
  bool can_leave_ = false;
  bool has_default_ = false;
  int64_t default_ = 0;
};

}  // namespace tierline::bulk
