// Shrinking: the smallest partner for whom something still holds.
#include "tools/prove/shrink.hpp"

#include <algorithm>

#include "tests/unit/tools_prove/shop.hpp"

namespace tierline::prove {
namespace {

const Days kDays{day("2024-01-01"), day("2025-12-31"), day("2024-01-01")};

Case shrunk(const Case& found, const Predicate& fails) {
  EXPECT_TRUE(fails(found));
  return shrink(shop().bytecode.schema, kDays, found, fails);
}

int64_t sum_of(const Partner& one) {
  int64_t sum = 0;
  for (const Record& entry : one.ledgers[0]) sum += entry[3].value;
  return sum;
}

TEST(Shrink, GoesToTheEdge) {
  const Case small = shrunk({day("2025-07-07"), partner(777, {sale(5), sale(77)}), std::nullopt},
                            [](const Case& one) { return one.first.account[1].value >= 100; });
  EXPECT_EQ(small.first, partner(100));
  EXPECT_EQ(small.today, day("2024-01-01"));
}

TEST(Shrink, MergesEntriesIntoOne) {
  const Case small =
      shrunk({day("2024-07-07"), partner(0, {sale(4'000), sale(5'000), sale(3'000)}), std::nullopt},
             [](const Case& one) { return sum_of(one.first) >= 10'000; });
  ASSERT_EQ(small.first.ledgers[0].size(), 1U);
  EXPECT_EQ(small.first.ledgers[0][0][3].value, 10'000);
  EXPECT_EQ(small.first.ledgers[0][0][2].text, "A");
  EXPECT_EQ(small.first.ledgers[0][0][0].value, kDays.anchor);
}

TEST(Shrink, TakesPercentagesOff) {
  const auto net = [](const Record& entry) {
    return entry[3].value * (10'000 - entry[4].value) / 10'000;
  };
  const Case small =
      shrunk({day("2024-07-07"), partner(0, {sale(30'000, "2024-03-01", 5'000)}), std::nullopt},
             [&](const Case& one) {
               const auto& entries = one.first.ledgers[0];
               return !entries.empty() && net(entries[0]) >= 12'345 && net(entries[0]) <= 15'000;
             });
  EXPECT_EQ(small.first.ledgers[0][0][4].value, 0);
  EXPECT_EQ(small.first.ledgers[0][0][3].value, 12'345);
}

TEST(Shrink, BringsTwoWorldsTogether) {
  const Case found{day("2024-07-07"), partner(3, {sale(2'000)}), partner(800, {sale(2'000)})};
  const Case small = shrunk(found, [](const Case& one) {
    return one.first.account[1].value < 50 && one.second->account[1].value >= 50;
  });
  EXPECT_EQ(small.first, partner(49));
  EXPECT_EQ(*small.second, partner(50));
}

TEST(Shrink, OneDifferenceIsEnough) {
  const Case found{day("2024-07-07"), partner(0, {sale(2'000), sale(3'000)}),
                   partner(0, {sale(2'500), sale(3'300)})};
  const Case small =
      shrunk(found, [](const Case& one) { return sum_of(*one.second) > sum_of(one.first); });
  EXPECT_EQ(small.first.ledgers[0].size(), 1U);
  EXPECT_EQ(sum_of(small.first) + 1, sum_of(*small.second));
}

TEST(Shrink, KeepsTheEntryThatIsAdded) {
  const Case found{day("2024-07-07"), partner(0, {sale(2'000)}),
                   partner(0, {sale(2'000), sale(-3'300)})};
  const Case small = shrunk(found, [](const Case& one) {
    return one.second->ledgers[0].size() == one.first.ledgers[0].size() + 1 &&
           sum_of(*one.second) < sum_of(one.first);
  });
  EXPECT_TRUE(small.first.ledgers[0].empty());
  EXPECT_EQ(sum_of(*small.second), -1);
}

TEST(Shrink, MovesTheWholeStoryBack) {
  const Case found{day("2025-03-11"), partner(0, {sale(100, "2025-03-01")}), std::nullopt};
  const Case small = shrunk(found, [](const Case& one) {
    const auto& entries = one.first.ledgers[0];
    return !entries.empty() && one.today - entries[0][0].value == 10;
  });
  EXPECT_EQ(small.first.ledgers[0][0][0].value, day("2023-12-22"));
  EXPECT_EQ(small.today, day("2024-01-01"));
}

}  // namespace
}  // namespace tierline::prove
