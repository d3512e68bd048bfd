// AnswerText: the values of one output as CSV fields. The same text as decision::to_text, without
// making a string of each: words are written as they were prepared, numbers two digits at a time.
// Read by: tools/bulk/decide    Tested by: tests/unit/tools_bulk/answer_text_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bytecode/schema.hpp"

namespace tierline::bulk {

class AnswerText {
 public:
  /// The schema must outlive it.
  AnswerText(const bytecode::Schema& schema, const bytecode::ValueType& type);

  /// Writes a value that 64 bits hold: a scaled number, a word, a flag or a day; no text.
  ///   to       has room for bytes_max(), and anything may be written there
  ///   returns  behind what was written
  char* put(char* to, int64_t value);
  size_t bytes_max() const { return bytes_max_; }

  /// Appends any value.
  void append(std::string& out, const bytecode::Value& value) const;

 private:
  /// A text, copied as a whole whatever its length.
  struct Short {
    static constexpr size_t kBytesMax = 24;
    std::array<char, kBytesMax> bytes{};
    uint32_t size = 0;

    explicit Short(std::string_view text = {});
    char* put(char* to) const;
  };
  struct Known {
    int64_t value = 0;
    Short text;  // empty: nothing is known yet
  };

  void prepare_words(size_t count);
  char* put_known(char* to, int64_t value);

  const bytecode::Schema& schema_;
  const bytecode::ValueType& type_;
  size_t bytes_max_ = 0;
  bool is_plain_number_ = false;
  std::vector<Short> words_;       // of an enum or a flag, if all of them are short
  std::vector<std::string> long_;  // else
  std::vector<Known> known_;       // of days and percents, which come again and again
};

}  // namespace tierline::bulk
