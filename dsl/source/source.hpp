// SourceSet: the texts of one program laid end to end, so that one 32-bit offset names a place.
// Line and column are computed only when a place is shown: parsing never counts lines.
// Made by: whoever loads a program    Read by: the parser and both renderers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace tierline::source {

struct SourceFile {
  std::string name;  // as shown to people, `program.tier`
  std::string text;
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
  Position position(uint32_t offset) const;
  std::string_view text(base::Span span) const;
  std::string_view line_text(const Position& at) const;

 private:
  std::vector<SourceFile> files_;
  std::vector<uint32_t> starts_;
};

}  // namespace tierline::source
