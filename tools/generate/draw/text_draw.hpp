// TextDraw: the texts of one field: the words that the program looks for, mostly; else names that
// say what they are ("Site 7"), few of them often and many rarely, and now and then one that needs
// quotes or letters beyond ASCII. Made by: text_draw.cpp    Read by:
// tools/generate/draw/field_draw.cpp Tested by: tests/unit/tools_generate/text_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/generate/draw/stream.hpp"
#include "tools/generate/interests.hpp"

namespace tierline::generate {

class TextDraw {
 public:
  TextDraw(const bytecode::FieldInfo& field, const FieldInterest& interest);

  void draw(Stream& stream, std::string& out) const;

 private:
  std::string name_;  // "Stock code"
  std::vector<std::string> words_;
};

/// Appends what tells account number i (from 0) from all others; rising, in the order of bytes too.
void append_name_of_account(std::string& out, uint64_t account);
inline constexpr uint64_t kNamesMax = 99'999'999;

}  // namespace tierline::generate
