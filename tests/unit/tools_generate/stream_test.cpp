// Streams: the published numbers, fair enough, and independent of everybody else's.
#include "tools/generate/draw/stream.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace tierline::generate {
namespace {

// Source: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64, seed 1234567
TEST(StreamTest, IsSplitMix64) {
  Stream stream(1234567);
  for (const uint64_t want : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                              4593380528125082431U, 16408922859458223821U}) {
    EXPECT_EQ(stream.next(), want);
  }
}

// Source: the same page: floor of the numbers of seed 987654321, as shares of one, times 5; counts
// of 100,000
TEST(StreamTest, BelowTakesTheHighDigits) {
  Stream stream(987654321);
  std::array<int, 5> counts{};
  for (int i = 0; i < 100'000; ++i) ++counts[stream.below(5)];
  EXPECT_EQ(counts, (std::array<int, 5>{20027, 19892, 20073, 19978, 20030}));
}

TEST(StreamTest, BetweenReachesBothEndsAndNothingElse) {
  Stream stream(1);
  std::set<int64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(stream.between(-2, 2));
  EXPECT_EQ(seen, (std::set<int64_t>{-2, -1, 0, 1, 2}));
  EXPECT_EQ(stream.between(7, 7), 7);
  std::set<bool> signs;
  for (int i = 0; i < 100; ++i) signs.insert(stream.between(INT64_MIN, INT64_MAX) < 0);
  EXPECT_EQ(signs.size(), 2U);
}

TEST(StreamTest, SeedAccountAndPurposeEachMakeAnother) {
  std::set<uint64_t> first;
  for (uint64_t seed = 0; seed < 10; ++seed) {
    for (uint64_t account = 0; account < 10; ++account) {
      for (uint64_t purpose = 0; purpose < 10; ++purpose) {
        first.insert(Stream(seed, account, purpose).next());
      }
    }
  }
  EXPECT_EQ(first.size(), 1000U);
}

}  // namespace
}  // namespace tierline::generate
