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
#include "tools/bulk/rows/row_layout.hpp"

namespace tierline::bulk {

/// Words and their positions, found by their first bytes.
class WordTable {
 public:
  explicit WordTable(const std::vector<std::string>& words);

  /// The position of a word, or -1. 8 bytes from `begin` on and before its end are loaded.
  int64_t find(const char* begin, size_t size) const;

 private:
  struct Slot {
    uint64_t head = 0;  // the first 8 bytes, zeros behind a shorter word
    uint64_t tail = 0;  // the last 8 bytes of a longer one
    uint32_t size = 0;
    int32_t position = -1;
  };

  size_t place_of(uint64_t head, size_t size) const;

  std::vector<Slot> slots_;  // a power of two, at most a quarter full
  std::vector<std::string> words_;
  unsigned shift_ = 0;
};

class QuickField {
 public:
  QuickField(const bytecode::Schema& schema, const bytecode::FieldInfo& field,
             const PackedField& packed);

  /// Reads a text that is not empty. 16 bytes before its end and from its beginning on are loaded. A Text takes its length into the row, and the caller its bytes.
  ///   returns  false: not an ordinary text, ask the ValueReader
  bool read(const char* begin, const char* end, char* row) const {
    return way_(*this, begin, end, row);
  }

  /// What an empty text, or no column, leaves in a row.
  ///   returns  false: ask the ValueReader
  bool leave(char* row) const;

  /// Marks the value as known, in a row to copy.
  void prepare(char* row) const {
    if (packed_.known_at != kAlwaysKnown) row[packed_.known_at] = 1;
  }

 private:
  using Way = bool(const QuickField&, const char* begin, const char* end, char* row);
  template <class T>
  static Way read_number;
  template <class T>
  static Way read_percent;
  static Way read_word, read_bool, read_date, read_text, refuse;

  void choose(const bytecode::ValueType& type);
  template <class T>
  static bool read_signed(const char* begin, const char* end, int scale, int64_t& out);
  static bool read_any_number(const char* begin, const char* end, size_t fraction, uint64_t& out);
  template <class T>
  bool take(int64_t value, char* row) const;
  void set_range(const bytecode::FieldInfo& field);

  Way* way_ = refuse;
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
