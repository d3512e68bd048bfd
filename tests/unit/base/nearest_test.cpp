// Which word somebody probably meant: distances, and when no guess is better than a guess.
#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tierline::base {
namespace {

TEST(Distance, CountsChangesOfLetters) {
  EXPECT_EQ(distance("table", "table", 9), 0U);
  EXPECT_EQ(distance("TABLE", "table", 9), 0U) << "case does not count";
  EXPECT_EQ(distance("tabel", "table", 9), 1U) << "two neighbours swapped";
  EXPECT_EQ(distance("tale", "table", 9), 1U);
  EXPECT_EQ(distance("tabble", "table", 9), 1U);
  EXPECT_EQ(distance("cable", "table", 9), 1U);
  EXPECT_EQ(distance("", "abc", 9), 3U);
  EXPECT_EQ(distance("kitten", "sitting", 9), 3U);
  EXPECT_EQ(distance("kitten", "sitting", 2), 2U) << "stops at the limit";
  EXPECT_EQ(distance("abc", "abcdefghij", 4), 4U);
}

TEST(Nearest, IsTheFirstOfTheClosest) {
  constexpr std::string_view kWords[] = {"define", "decide", "table", "tier", "tiers", "enum"};
  EXPECT_EQ(nearest("tabel", kWords), "table");
  EXPECT_EQ(nearest("Tiers", kWords), "tiers");
  EXPECT_EQ(nearest("defin", kWords), "define");
  EXPECT_EQ(nearest("enun", kWords), "enum");
  EXPECT_EQ(nearest("xyz", kWords), "");
  EXPECT_EQ(nearest("ti", kWords), "") << "half of it would be guessed";
  EXPECT_EQ(nearest("TABEL", kWords), "table");
  EXPECT_EQ(nearest("", kWords), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), kWords), "") << "and at once";
  EXPECT_EQ(nearest("table", {}), "");
}

}  // namespace
}  // namespace tierline::base
