// SourceSet: the texts of one program laid end to end, so that one 32-bit offset names a place.
// Line and column are computed only when a place is shown: parsing never counts lines. The table of
// line starts is one pass of memchr, made when the texts are loaded.
// Made by: whoever loads a program    Read by: the parser and both renderers
// Tested by: tests/unit/dsl/source_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace tierline::source {

/// The three bytes with which some editors begin a UTF-8 file. They are no part of the program.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct SourceFile {
  std::string name;  // as shown to people, `program.tier`
  std::string text;
  size_t lead = 0;  // bytes in front of what the person wrote: no place and no line shows them
};

/// A place as people write it; line and column count from 1, column in Unicode code points.
struct Position {
  size_t file = 0;
  uint32_t line = 1;
  uint32_t column = 1;
};

class SourceSet {
 public:
  SourceSet() = default;
  explicit SourceSet(std::vector<SourceFile> files);

  const std::vector<SourceFile>& files() const { return files_; }
  /// The offset of the first byte of file `index`; files are separated by one virtual newline.
  uint32_t start_of(size_t index) const { return starts_[index]; }
  /// All bytes together, the virtual newlines aside; may be more than an offset can name.
  size_t size_bytes() const;
  Position position(uint32_t offset) const;
  /// The text of the span, as far as it lies in the file in which it begins.
  std::string_view text(base::Span span) const;
  /// The line without its line end; a mark or lead at the beginning of the file is left out.
  std::string_view line_text(const Position& at) const;

 private:
  size_t file_of(uint32_t offset) const;
  void index_lines(size_t file);

  std::vector<SourceFile> files_;
  std::vector<uint32_t> starts_;
  std::vector<std::vector<uint32_t>> lines_;  // for each file, where its lines begin in its text
};

}  // namespace tierline::source
