// AnswerRoom: memory for the answers to some accounts, in the stores that are asked for, and a way
// to read them one by one.
// Made by: whoever asks    Read by: tests/property/law_columnar_test.cpp
// Tested by: tests/unit/runtime_columnar, tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/columnar/columns.hpp"

namespace tierline::columnar {

class AnswerRoom {
 public:
  /// Makes room for so many accounts; the stores are one for each output.
  AnswerRoom(std::vector<Store> stores, size_t accounts);

  /// The room, for answers to the accounts from `first` on.
  const Answers& from(size_t first) {
    answers_.first = first;
    return answers_;
  }
  const Answers& answers() const { return answers_; }

  /// The answer of an account to an output: a scaled number, a word, a flag, a day.
  int64_t number(size_t output, size_t account) const {
    const AnswerColumn& column = answers_.outputs[output];
    return value_at(column.values, column.store, account - answers_.first);
  }
  /// The same of accounts that follow one another.
  void copy(size_t output, size_t first, size_t count, std::vector<int64_t>& out) const;
  uint32_t tier(size_t account) const { return tiers_[account - answers_.first]; }

 private:
  std::vector<std::vector<int64_t>> memory_;  // by output
  std::vector<uint32_t> tiers_;
  Answers answers_;
};

}  // namespace tierline::columnar
