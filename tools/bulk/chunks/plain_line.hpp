// PlainLine: a line without quotes or damage, with as many fields as its header, and where its
// commas stand.
// Made by: tools/bulk/chunks/chunk_walk.hpp    Read by: tools/bulk/rows, tools/bulk/read
// Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tierline::bulk {

struct PlainLine {
  const char* text = nullptr;        // of the stretch in which the commas are counted
  const uint32_t* ends = nullptr;    // by column, where its field ends; not the last one's
  const char* first = nullptr;       // the line
  const char* last = nullptr;        // behind it, without its end
  size_t width = 0;                  // columns

  const char* begin(size_t column) const {
    return column == 0 ? first : text + ends[column - 1] + 1;
  }
  const char* end(size_t column) const {
    return column + 1 == width ? last : text + ends[column];
  }
  std::string_view field(size_t column) const {
    return {begin(column), static_cast<size_t>(end(column) - begin(column))};
  }
  std::string_view whole() const { return {first, static_cast<size_t>(last - first)}; }
};

}  // namespace tierline::bulk
