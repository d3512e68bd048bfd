// PlainLine: a line without quotes or damage, with as many fields as its header, and where its
// commas stand. PlainLines: many of them that follow one another, so that one column can be looked
// at in all of them before the next.
// Made by: tools/bulk/chunks/chunk_walk.hpp    Read by: tools/bulk/rows, tools/bulk/read
// Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tierline::bulk {

/// Where a record stands in its chunk. Lines are counted from 0.
struct RecordAt {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t line = 0;
  uint32_t next_begin = 0;  // behind its line end
  uint32_t next_line = 0;
};

struct PlainLine {
  const char* text = nullptr;      // the stretch in which places are counted
  const uint32_t* ends = nullptr;  // by column, where its field ends; ends[-1] is before the line
  uint32_t stop = 0;               // where the line ends, without its line end

  const char* begin(size_t column) const {
    return text + static_cast<uint32_t>(ends[static_cast<ptrdiff_t>(column) - 1] + 1);
  }
  /// The last field ends where the line does, perhaps before its carriage return.
  const char* end(size_t column) const { return text + std::min(ends[column], stop); }
  std::string_view field(size_t column) const {
    return {begin(column), static_cast<size_t>(end(column) - begin(column))};
  }
  std::string_view whole() const { return {begin(0), static_cast<size_t>(text + stop - begin(0))}; }
};

struct PlainLines {
  const char* text = nullptr;      // the stretch in which places are counted
  const uint32_t* ends = nullptr;  // by line and column, where its field ends
  size_t width = 0;                // columns
  size_t count = 0;
  uint32_t text_begin = 0;  // of the stretch, in the chunk
  uint32_t first_line = 0;

  PlainLine operator[](size_t i) const {
    return {text, ends + i * width, stop_of(ends[i * width + width - 1])};
  }
  RecordAt at(size_t i) const {
    const PlainLine line = (*this)[i];
    const uint32_t feed = line.ends[width - 1];
    const auto number = static_cast<uint32_t>(first_line + i);
    return {text_begin + (line.ends[-1] + 1), text_begin + line.stop, number, text_begin + feed + 1,
            number + 1};
  }

  /// Calls `visit` with the beginning and the end of the field of each line.
  template <class Visit>
  [[gnu::always_inline]] void for_each_field(size_t column, Visit visit) const {
    const bool is_last = column + 1 == width;
    const uint32_t* at = ends + column;
    for (size_t i = 0; i < count; ++i, at += width) {
      visit(i, begin_of(at), text + (is_last ? stop_of(*at) : *at));
    }
  }

 private:
  const char* begin_of(const uint32_t* end) const {
    return text + static_cast<uint32_t>(end[-1] + 1);
  }
  /// A plain line has a byte before its line feed.
  uint32_t stop_of(uint32_t feed) const { return text[feed - 1] == '\r' ? feed - 1 : feed; }
};

}  // namespace tierline::bulk
