// The state of a run: hashes as published, sums without an order, and bytes that are read back or
// refused.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tools/bulk/state/run_state.hpp"

namespace tierline::bulk {
namespace {

// XXH3_128bits of nothing with seed 0, as xxHash publishes it (xxhsum -H2 of an empty file:
// 99aa06d3014798d86001c324468d497f).
TEST(Hash, IsTheOneThatIsPublished) {
  EXPECT_EQ(hash_of(""), (Hash{0x6001c324468d497fULL, 0x99aa06d3014798d8ULL}));
  EXPECT_NE(hash_of("a"), hash_of("b"));
  EXPECT_NE(hash_of("a", 1), hash_of("a", 2));
}

TEST(Hash, SumsCarry) {
  Hash sum{~uint64_t{0}, 1};
  sum += Hash{2, 3};
  EXPECT_EQ(sum, (Hash{1, 5}));
}

RC_GTEST_PROP(Hash, SumsHaveNoOrder, (std::vector<std::string> records)) {
  Hash forwards;
  Hash backwards;
  for (const std::string& record : records) forwards += hash_of(record);
  std::reverse(records.begin(), records.end());
  for (const std::string& record : records) backwards += hash_of(record);
  RC_ASSERT(forwards == backwards);
}

TEST(RecordLog, KeepsLinesThatAreNotInARow) {
  RecordLog log;
  log.begin_file(0, "", 0, 2);
  log.add_account();
  const std::vector<uint32_t> lines = {2, 3, 7, 8, 10};
  for (const uint32_t line : lines) log.add({"x", 0, line, 0, line + 1});
  LineCounter counter(log.files()[0]);
  for (const uint32_t line : lines) EXPECT_EQ(counter.next(), line);
}

TEST(RecordLog, FollowsTheAccountsIntoTheirOrder) {
  RecordLog log;
  log.begin_file(0, "", 0, 2);
  log.add_account();
  log.add_account();
  log.add({"of the first", 0, 2, 0, 3});
  log.add({"of the second", 1, 3, 0, 4});
  log.add({"of nobody", RecordLog::kNobody, 4, 0, 5});
  const std::vector<uint32_t> order = {1, 0};
  log.reorder(order);
  EXPECT_EQ(log.sums()[0], hash_of("of the second"));
  EXPECT_EQ(log.files()[0].accounts, (std::vector<uint32_t>{1, 0, RecordLog::kNobody}));
}

RunState small_state() {
  RunState state;
  state.identity = {"0.1.0", "A Program", std::string(64, 'a'), 100, 90};
  state.row_files = {{"decisions.csv", std::string(64, 'b'), {5, 6}, 30}};
  state.accounts = AccountStates(1);
  state.accounts.add("ACME", hash_of("1"));
  state.accounts.lines.add(200, true, std::vector<uint32_t>{17});
  state.accounts.add("Brix", hash_of("2"));
  state.accounts.lines.add(kAskAgain, false, std::vector<uint32_t>{21});
  state.files = {"account.csv", "sale.csv"};
  state.records = {{{1, 2}, {0, 1}, {{0, 2}}, {{20, 2, 2, hash_of("3")}}, 2, {{{1, 2, 3}}}},
                   {{3}, {RecordLog::kNobody}, {{0, 2}}, {{9, 1, 1, hash_of("4")}}, 2}};
  return state;
}

std::string bytes_of(const RunState& state) {
  std::string bytes;
  write_state(state.identity, state.row_files, state.accounts.view(), state.files, state.records,
              [&](const std::string& piece) { bytes += piece; });
  return bytes;
}

TEST(RunState, IsReadBack) {
  const auto read = state_from_bytes(bytes_of(small_state()));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value(), small_state());
}

/// More bytes than are handed on at a time, and a list that is longer.
TEST(RunState, IsReadBackFromManyPieces) {
  RunState state = small_state();
  for (int i = 0; i < 400'000; ++i) {
    state.accounts.add("C" + std::to_string(1'000'000 + i), hash_of(std::to_string(i)));
    state.accounts.lines.add(i, true, std::vector<uint32_t>{30});
  }
  size_t pieces = 0;
  std::string bytes;
  write_state(state.identity, state.row_files, state.accounts.view(), state.files, state.records,
              [&](const std::string& piece) {
                ++pieces;
                bytes += piece;
              });
  EXPECT_GT(pieces, 10U);
  const auto read = state_from_bytes(bytes);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_TRUE(read.value() == state);
}

TEST(RunState, RefusesEveryOtherByte) {
  const std::string bytes = bytes_of(small_state());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
    EXPECT_FALSE(state_from_bytes(damaged).ok()) << i;
    EXPECT_FALSE(state_from_bytes(bytes.substr(0, i)).ok()) << i;
  }
  EXPECT_FALSE(state_from_bytes(bytes + "x").ok());
}

/// A state whose own hash is right, and which is none all the same.
TEST(RunState, RefusesWhatDoesNotFitTogether) {
  RunState state = small_state();
  state.records[1].accounts = {2};
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "an account that is not there";
  state = small_state();
  std::swap(state.accounts.keys[0], state.accounts.keys[4]);
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "accounts out of order";
  state = small_state();
  state.records[0].accounts.pop_back();
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "records of nobody";
  state = small_state();
  state.records[0].blocks[0].records = 3;
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "a block of more records than there are";
  state = small_state();
  state.records[0].jumps.clear();
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "a record without a line";
  state = small_state();
  state.accounts.key_ends[1] = 7;
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "a key without its last byte";
  state = small_state();
  state.accounts.lines.bytes[0].pop_back();
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "an account without lines";
  state = small_state();
  state.row_files[0].name = "../decisions.csv";
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "another file";
  state = small_state();
  state.row_files.push_back({"../parts-x.csv", "", {}, 0});
  EXPECT_FALSE(state_from_bytes(bytes_of(state)).ok()) << "a file outside the folder";
}

}  // namespace
}  // namespace tierline::bulk
