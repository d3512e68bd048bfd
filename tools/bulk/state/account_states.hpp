// AccountStates: what a run answered for each account, in key order, as columns: so that what did
// not change is read, taken over and written in long stretches.
// Made by: tools/bulk/decide    Read by: tools/bulk/state, tools/bulk/against
// Tested by: tests/unit/tools_bulk/state_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/calendar/day.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

inline constexpr calendar::Day kAskAgain = calendar::kDayMin;  // on every other day
inline constexpr calendar::Day kForGood = calendar::kDayMax;

/// What was answered for one account.
struct AccountState {
  std::string_view key;
  Hash sum;                               // of its records
  calendar::Day valid_until = kAskAgain;  // the last day on which its lines are as they are
  bool decided = false;
};

struct AccountStates {
  std::vector<char> keys;          // one behind the other
  std::vector<uint64_t> key_ends;  // in `keys`
  std::vector<Hash> sums;
  std::vector<calendar::Day> valid_until;
  std::vector<uint8_t> decided;
  std::vector<std::vector<uint32_t>> bytes;  // of an account's lines: by file of answers, account

  AccountStates() = default;
  explicit AccountStates(size_t row_files) : bytes(row_files) {}

  size_t size() const { return sums.size(); }
  std::string_view key(size_t account) const {
    const uint64_t begin = account == 0 ? 0 : key_ends[account - 1];
    return {keys.data() + begin, key_ends[account] - begin};
  }
  AccountState at(size_t account) const {
    return {key(account), sums[account], valid_until[account], decided[account] != 0};
  }

  void reserve(size_t accounts);
  /// Appends one; `bytes_each` has a number for each file of answers.
  void add(const AccountState& state, std::span<const uint32_t> bytes_each);
  /// Appends `count` of another run's that begin at `first`.
  void add(const AccountStates& from, size_t first, size_t count);

  friend bool operator==(const AccountStates&, const AccountStates&) = default;
};

}  // namespace tierline::bulk
