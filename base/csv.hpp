// CsvReader: the records of a CSV text by RFC 4180, strictly, one after the other.
// A record that breaks the rules is handed over with its fault, as its first line only, and reading
// resumes on the line after it: an unclosed quote never swallows the rest of the file. So every
// line of the text is in exactly one record, or blank. Column names and types are not known here.
// Read by: compiler/checked, tools/bulk    Tested by: tests/unit/base_csv/csv_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"

namespace tierline::base {

enum class CsvFault : uint8_t {
  QuoteInBareField,   // ab"c
  TextAfterQuote,     // "ab"c
  UnterminatedQuote,  // "ab to the end of the text, or for longer than a record may be
  LineTooLong,
  NulByte,
  InvalidUtf8,
  TooManyFields,
};

/// Says what is wrong as a piece of a sentence: lower case, no full stop.
std::string_view describe(CsvFault fault);

struct CsvLimits {
  size_t line_bytes_max = kLineBytesMax;
  size_t fields_max = kFieldsMax;
};

/// One record. Give the same one to each `next`: it keeps its memory.
struct CsvRecord {
  std::vector<std::string_view> fields;  // unquoted; into the text, or into `unescaped`
  size_t line = 0;                       // of its first line, from 1
  size_t begin = 0;                      // byte offsets, without the line end
  size_t end = 0;
  std::optional<CsvFault> fault;  // then `fields` is empty

  std::deque<std::string>
      unescaped;  // the fields that had doubled quotes; a deque never moves them

  CsvRecord() = default;
  CsvRecord(CsvRecord&&) = default;
  CsvRecord& operator=(CsvRecord&&) = default;
};

/// Whether a text is all there is, or goes on behind its end, which is the end of a line then.
enum class CsvText : uint8_t { Whole, GoesOn };

class CsvReader {
 public:
  /// The text must outlive the reader and every record's fields. A byte order mark is skipped.
  explicit CsvReader(std::string_view text, CsvLimits limits = {}, CsvText kind = CsvText::Whole);

  /// Reads the next record; false at the end of the text. Blank lines are passed over, but counted.
  bool next(CsvRecord& record);

  /// Of a text that goes on, when `next` was false: a record begins at `at`, but what it is depends
  /// on what follows, for it has a quote that is not closed yet.
  bool is_undecided() const { return is_undecided_; }

  /// Where the next record begins at the earliest, and on which line; and to go on from there.
  size_t at() const { return at_; }
  size_t line() const { return line_; }
  void resume(size_t at, size_t line) {
    at_ = at;
    line_ = line;
  }

 private:
  struct Line {
    size_t end;         // without the line end
    size_t next_begin;  // of the line after it
  };

  Line line_at(size_t begin) const;
  bool skip_blank_lines();
  std::optional<CsvFault> read_bare(CsvRecord& record, Line line) const;
  std::optional<CsvFault> read_quoted(CsvRecord& record, Line& line);
  std::optional<CsvFault> read_quoted_field(CsvRecord& record, size_t& at);
  void finish(CsvRecord& record, Line line);

  std::string_view text_;
  CsvLimits limits_;
  CsvText kind_;
  bool is_undecided_ = false;
  size_t at_ = 0;
  size_t line_ = 1;
};

/// Says whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
bool valid_utf8(std::string_view bytes);

/// What is wrong with a record's bytes, whatever they say.
std::optional<CsvFault> fault_of_bytes(std::string_view bytes);

}  // namespace tierline::base
