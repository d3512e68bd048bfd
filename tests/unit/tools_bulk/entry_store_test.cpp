// EntryStore: rows come back by group and in their order, whether they stayed in memory or not.
#include "tools/bulk/rows/entry_store.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/cli/temp_folder.hpp"

namespace tierline::bulk {
namespace {

/// A block whose groups are these texts.
EntryBlock block_of(const std::vector<std::string>& groups) {
  EntryBlock block;
  std::string all;
  block.begins.push_back(0);
  for (const std::string& group : groups) {
    all += group;
    block.begins.push_back(static_cast<uint32_t>(all.size()));
  }
  block.bytes = std::make_unique<char[]>(all.size());
  std::memcpy(block.bytes.get(), all.data(), all.size());
  return block;
}

std::string text_of(const EntryStore& store, size_t ledger, size_t group) {
  const auto rows = store.load(ledger, group);
  EXPECT_TRUE(rows.ok());
  std::string out;
  if (rows.ok()) {
    for (const std::string_view piece : rows.value().pieces) out += piece;
  }
  return out;
}

class EntryStores : public testing::TestWithParam<size_t> {};

TEST_P(EntryStores, GiveBackWhatWasAddedInItsOrder) {
  const test::TempFolder folder;
  EntryStore store(2, 3, GetParam(), folder.path());
  for (int i = 0; i < 50; ++i) {
    const std::string number = std::to_string(i) + " ";
    EXPECT_FALSE(store.add(0, block_of({"a" + number, "", "c" + number})));
    if (i % 7 != 0) continue;
    EXPECT_FALSE(store.add(1, block_of({"", "x" + number, ""})));
  }
  EXPECT_EQ(store.spilled_bytes() > 0, GetParam() != 0);
  EXPECT_EQ(folder.names(), "") << "the file has no name";
  std::string a;
  std::string x;
  for (int i = 0; i < 50; ++i) {
    a += "a" + std::to_string(i) + " ";
    if (i % 7 == 0) x += "x" + std::to_string(i) + " ";
  }
  EXPECT_EQ(text_of(store, 0, 0), a);
  EXPECT_EQ(text_of(store, 0, 1), "");
  EXPECT_EQ(text_of(store, 1, 1), x);
}

INSTANTIATE_TEST_SUITE_P(Memory, EntryStores, testing::Values(0, 1, 40, 300));

TEST(EntryStore, AFullDiskIsAnErrorThatNamesTheFolder) {
  EntryStore store(1, 1, 1, "/proc/self");
  const auto error = store.add(0, block_of({"a"}));
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->message.starts_with(
      "cannot keep the entries that memory does not hold in `/proc/self`: "))
      << error->message;
}

}  // namespace
}  // namespace tierline::bulk
