// AccountStates: what a run answered for each account, in key order, as columns: so that what did
// not change is read, taken over and written in long stretches.
// Made by: tools/bulk/decide    Read by: tools/bulk/state, tools/bulk/against
// Tested by: tests/unit/tools_bulk/state_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/calendar/day.hpp"
#include "tools/bulk/state/binary.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

inline constexpr calendar::Day kAskAgain = calendar::kDayMin;  // on every other day
inline constexpr calendar::Day kForGood = calendar::kDayMax;

/// What is to be known of the lines of accounts that follow one another.
struct LineStates {
  std::vector<calendar::Day> valid_until;    // the last day on which the lines are as they are
  std::vector<uint8_t> decided;              // 0 or 1
  std::vector<std::vector<uint32_t>> bytes;  // of an account's lines: by file of answers, account

  LineStates() = default;
  explicit LineStates(size_t row_files) : bytes(row_files) {}
  size_t size() const { return valid_until.size(); }

  void reserve(size_t accounts);
  /// Appends one; `bytes_each` has a number for each file of answers.
  void add(calendar::Day until, bool is_decided, std::span<const uint32_t> bytes_each);
  /// Appends accounts that are decided, each with its lines in the only file of answers.
  void add(calendar::Day until, std::span<const uint32_t> bytes_each);
  /// Appends `count` of others that begin at `first`.
  void add(const LineStates& from, size_t first, size_t count);

  friend bool operator==(const LineStates&, const LineStates&) = default;
};

void write(Writer& out, const LineStates& lines);
LineStates read_lines(Reader& in, size_t row_files);
/// As many of everything as there are accounts.
bool is_sound(const LineStates& lines, size_t accounts);

/// The same of all accounts of a run, wherever it lies.
struct AccountsView {
  std::string_view keys;  // one behind the other
  std::span<const uint64_t> key_ends;
  std::span<const Hash> sums;  // of the account's records
  const LineStates* lines = nullptr;

  size_t size() const { return sums.size(); }
  std::string_view key(size_t account) const {
    const uint64_t begin = account == 0 ? 0 : key_ends[account - 1];
    return keys.substr(begin, key_ends[account] - begin);
  }
};

struct AccountStates {
  std::vector<char> keys;          // one behind the other
  std::vector<uint64_t> key_ends;  // in `keys`
  std::vector<Hash> sums;          // of the account's records
  LineStates lines;

  AccountStates() = default;
  explicit AccountStates(size_t row_files) : lines(row_files) {}

  size_t size() const { return sums.size(); }
  AccountsView view() const { return {{keys.data(), keys.size()}, key_ends, sums, &lines}; }
  std::string_view key(size_t account) const { return view().key(account); }
  /// Appends the key of an account and the sum of its records; its lines are added apart.
  void add(std::string_view key, const Hash& sum);

  friend bool operator==(const AccountStates&, const AccountStates&) = default;
};

}  // namespace tierline::bulk
