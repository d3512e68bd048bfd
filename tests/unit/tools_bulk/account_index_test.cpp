// AccountIndex: keys of every length, added in and out of order, are found one by one and together.
#include "tools/bulk/read/account_index.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tierline::bulk {
namespace {

/// Keys that differ in one byte, or in their length only; some have a NUL, as keys of two fields.
std::vector<std::string> many_keys() {
  std::vector<std::string> keys;
  const std::string text = fmt::format("a{}bcdefghijklmnopqrst", '\0');
  for (size_t size = 1; size <= text.size(); ++size) {
    const std::string key = text.substr(0, size);
    keys.push_back(key);
    for (size_t at = 0; at < size; ++at) {
      keys.push_back(key);
      keys.back()[at] = 'z';
    }
  }
  for (int i = 0; i < 3000; ++i) keys.push_back(fmt::format("{:08}", 7919 * i));
  for (int i = 0; i < 300; ++i) keys.push_back(fmt::format("partner-{:08}", i));
  return keys;
}

void expect_all_found(const AccountIndex& index, const std::vector<std::string>& keys) {
  std::vector<std::string_view> wanted;
  for (const std::string& key : keys) wanted.push_back(key);
  const std::string strangers[] = {"b", "aa", "99999999", "0000000", "partner-x", "partner-000003"};
  for (const std::string& key : strangers) wanted.push_back(key);
  std::vector<uint32_t> rows(wanted.size());
  index.find(wanted, rows.data());
  for (size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(rows[i], index.find(wanted[i])) << wanted[i];
    if (i >= keys.size()) {
      EXPECT_EQ(rows[i], AccountIndex::kNone) << wanted[i];
    } else if (rows[i] == AccountIndex::kNone) {
      ADD_FAILURE() << wanted[i];
    } else {
      EXPECT_EQ(index.key(rows[i]), wanted[i]);
    }
  }
}

TEST(AccountIndex, FindsKeysOfEveryLength) {
  std::vector<std::string> keys = many_keys();
  AccountIndex index;
  size_t added = 0;
  for (const std::string& key : keys) {
    if (index.add(key).is_new) ++added;
    EXPECT_FALSE(index.add(key).is_new);
  }
  EXPECT_EQ(index.size(), added);
  expect_all_found(index, keys);

  index.sort();
  EXPECT_TRUE(index.is_sorted());
  expect_all_found(index, keys);
}

TEST(AccountIndex, FindsKeysThatCameInOrder) {
  std::vector<std::string> keys = many_keys();
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  AccountIndex index;
  for (const std::string& key : keys) index.add(key);
  EXPECT_TRUE(index.is_sorted());
  expect_all_found(index, keys);
}

TEST(AccountIndex, AnEmptyOneHasNobody) { expect_all_found(AccountIndex(), {}); }

}  // namespace
}  // namespace tierline::bulk
