// Shrinking: the smallest partner for whom something still holds.
#include "tools/prove/shrink.hpp"

#include <algorithm>

#include "tests/unit/tools_prove/shop.hpp"
#include "tools/prove/spread.hpp"

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

// A cent either side of an edge that three sales make: no sale can go before there is room.
TEST(Spread, MakesRoomForEntriesToGo) {
  const Predicate crosses = [](const Case& one) {
    return sum_of(one.first) < 10'000 && sum_of(*one.second) >= 10'000;
  };
  Case edge{day("2024-07-07"), partner(0, {sale(4'000), sale(3'000), sale(2'999)}), {}};
  edge.second = partner(0, {sale(4'001), sale(3'000), sale(2'999)});
  edge.first.ledgers[0][1][2].text = edge.second->ledgers[0][1][2].text = "B";
  prover::Claim claim;
  claim.kind = prover::ClaimKind::NeverFalls;
  claim.how = prover::Varied::EntryField;
  claim.ledger = 0;
  claim.varied = 3;
  const Case apart = spread(shop().bytecode.schema, claim, edge, crosses);
  EXPECT_TRUE(crosses(apart));
  const auto of_first_sale = [](const Partner& one) { return one.ledgers[0][0][3].value; };
  EXPECT_LT(of_first_sale(apart.first), 2'000);
  EXPECT_GT(of_first_sale(*apart.second), 10'000);
  EXPECT_EQ(apart.first.ledgers[0][1], edge.first.ledgers[0][1]) << "the others stay";
  const Case small = shrunk(apart, crosses);
  EXPECT_EQ(small.first.ledgers[0].size(), 1U);
  EXPECT_EQ(of_first_sale(small.first), 9'999);
  EXPECT_EQ(of_first_sale(*small.second), 10'000);
}

TEST(Spread, LeavesTheLeastAndTheGreatestNumberAlone) {
  prover::Claim claim;
  claim.kind = prover::ClaimKind::Same;
  claim.how = prover::Varied::AccountField;
  claim.varied = 1;
  for (const int64_t far : {INT64_MIN, INT64_MAX}) {
    const Case worlds{day("2024-07-07"), partner(5), partner(far)};
    const Case apart =
        spread(shop().bytecode.schema, claim, worlds, [](const Case&) { return true; });
    EXPECT_EQ(*apart.second, partner(far));
  }
}

TEST(Shrink, OneDifferenceIsEnough) {
  const Case found{day("2024-07-07"), partner(0, {sale(2'000), sale(3'000)}),
                   partner(0, {sale(2'500), sale(3'300)})};
  const Case small =
      shrunk(found, [](const Case& one) { return sum_of(*one.second) > sum_of(one.first); });
  EXPECT_EQ(small.first.ledgers[0].size(), 1U);
  EXPECT_EQ(sum_of(small.first) + 1, sum_of(*small.second));
}

TEST(Shrink, WorldsThatDifferInAPercentageGoOnDifferingInItAlone) {
  const Case found{day("2024-07-07"), partner(0, {sale(2'000, "2024-03-01", 1'000)}),
                   partner(0, {sale(2'000, "2024-03-01", 9'000)})};
  const Case small = shrunk(found, [](const Case& one) {
    if (one.first.ledgers[0].empty()) return false;
    const Record& first = one.first.ledgers[0][0];
    const Record& second = one.second->ledgers[0][0];
    return first[3].value * (10'000 - first[4].value) !=
           second[3].value * (10'000 - second[4].value);
  });
  EXPECT_EQ(small.first.ledgers[0][0][3], small.second->ledgers[0][0][3]);
  EXPECT_NE(small.first.ledgers[0][0][4], small.second->ledgers[0][0][4]);
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
