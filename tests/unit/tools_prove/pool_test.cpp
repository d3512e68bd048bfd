// The pool: keeps who is new, forgets who is not, and likes those for whom more holds.
#include "tools/prove/pool.hpp"

#include "tests/unit/tools_prove/shop.hpp"
#include "tools/prove/judge.hpp"

namespace tierline::prove {
namespace {

class PoolTest : public testing::Test {
 protected:
  void offer(const Partner& one) {
    decision::Decision decision;
    judge_.decide(one, day("2024-05-01"), decision);
    pool_.offer(day("2024-05-01"), one, decision);
  }
  Judge judge_{shop().bytecode};
  Pool pool_{shop().bytecode.schema};
};

TEST_F(PoolTest, KeepsOneOfAKind) {
  offer(partner(0));
  offer(partner(1));
  EXPECT_EQ(pool_.size(), 1U) << "neither has a tier";
  offer(partner(10));
  EXPECT_EQ(pool_.size(), 2U) << "Silver";
  offer(partner(10, {sale(10'000)}));
  EXPECT_EQ(pool_.size(), 3U) << "Gold";
  offer(partner(11, {sale(10'001)}));
  EXPECT_EQ(pool_.size(), 3U);
}

TEST_F(PoolTest, PicksThoseForWhomMoreHolds) {
  offer(partner(0));
  offer(partner(10));
  offer(partner(10, {sale(10'000)}));
  size_t gold = 0;
  generate::Stream stream(1, 2, 3);
  for (int i = 0; i < 300; ++i) gold += pool_.pick(stream).first.ledgers[0].empty() ? 0U : 1U;
  EXPECT_GT(gold, 150U);
  EXPECT_LT(gold, 300U);
}

}  // namespace
}  // namespace tierline::prove
