// PlainLine: a line without quotes or damage, with as many fields as its header, and where its
// commas stand.
// Made by: tools/bulk/chunks/chunk_walk.hpp    Read by: tools/bulk/rows, tools/bulk/read
// Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tierline::bulk {

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
  std::string_view whole() const {
    return {begin(0), static_cast<size_t>(text + stop - begin(0))};
  }
};

}  // namespace tierline::bulk
