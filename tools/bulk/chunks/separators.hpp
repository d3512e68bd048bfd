// Separators: where the commas and line feeds of a text stand, found many bytes at a time, and
// whether it has bytes that need a closer look.
// Made by: separators.cpp    Read by: tools/bulk/chunks/chunk_walk.hpp
// Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tierline::bulk {

struct Separators;
/// Finds the separators of a text where there is room for them.
using SeparatorFinder = void (*)(const char* text, size_t size, Separators& found);

struct Separators {
  uint32_t* places = nullptr;     // of commas and line feeds, in order; places[-1] + 1 is 0
  uint32_t* line_ends = nullptr;  // of the line feeds in `places`
  size_t count = 0;
  size_t lines = 0;  // line feeds
  size_t room = 0;   // bytes of text for which there is room
  bool has_quote = false;
  bool has_nul = false;
  bool has_high = false;  // bytes that are not ASCII

  /// Finds those of a text below 4 GiB; keeps its memory from one to the next.
  void find(std::string_view text);
  void find(std::string_view text, SeparatorFinder finder);

 private:
  std::unique_ptr<uint32_t[]> memory_;
};

/// One for each instruction set that this machine has: all find the same. For tests; others are
/// given the best.
std::vector<SeparatorFinder> separator_finders();

}  // namespace tierline::bulk
