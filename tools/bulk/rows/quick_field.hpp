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

  /// Reads the field of each line, one column of the file, into its row. 16 bytes before a text's
  /// end and from its beginning on are loaded. A Text takes its length into the row, and the caller
  /// its bytes.
  ///   rows  of the first line; that of the next is `row_bytes` behind
  ///   bad   by line: becomes 1 where the text is not an ordinary one: ask the ValueReader
  void read(const PlainLines& lines, size_t column, char* rows, size_t row_bytes,
            uint8_t* bad) const {
    way_(*this, lines, column, rows, row_bytes, bad);
  }

  /// What an empty text, or no column, leaves in a row.
  ///   returns  false: ask the ValueReader
  bool leave(char* row) const;

 private:
  using Way = void(const QuickField&, const PlainLines&, size_t column, char* rows,
                   size_t row_bytes, uint8_t* bad);
  /// Reads one text that is not empty.
  using One = bool(const QuickField&, const char* begin, const char* end, char* row);
  template <class T>
  static One read_number;
  template <class T>
  static One read_percent;
  static One read_word, read_bool, read_date, read_text, refuse;
  template <One one>
  static Way each;

  void choose(const bytecode::ValueType& type);
  template <class T>
  static bool read_signed(const char* begin, const char* end, int scale, int64_t& out);
  static bool read_any_number(const char* begin, const char* end, size_t fraction, uint64_t& out);
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

/// Reads a number of `size` characters, at most 16, that ends at `end` and has exactly `fraction`
/// digits behind its point; none and no point if it is 0. The 16 bytes before `end` are loaded.
bool read_digits(const char* end, size_t size, size_t fraction, uint64_t& out);
/// The same by other instructions, where the processor has them.
bool read_digits_at_once(const char* end, size_t size, size_t fraction, uint64_t& out);

/// Reads a day of the years 1970 to 2099, written in ten characters.
bool read_day(const char* begin, int64_t& out);

}  // namespace tierline::bulk
