// Row: the texts of one record, one for each column, in one buffer that is used again and again.
// Made by: tools/generate/draw    Read by: tools/generate/write, tools/generate/spoil.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tierline::generate {

class Row {
 public:
  void clear() {
    text_.clear();
    ends_.clear();
  }
  /// Where the text of the next column is appended; `close` ends it.
  std::string& open() { return text_; }
  void close() { ends_.push_back(text_.size()); }
  void add(std::string_view text) {
    text_ += text;
    close();
  }

  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string text_;
  std::vector<size_t> ends_;
};

}  // namespace tierline::generate
