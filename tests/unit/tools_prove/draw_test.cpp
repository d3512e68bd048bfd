// Draws: partners that data would take, near what the program looks at, the same for the same seed.
#include "tools/prove/draw.hpp"

#include <set>

#include "tests/unit/tools_prove/shop.hpp"

namespace tierline::prove {
namespace {

class DrawTest : public testing::Test {
 protected:
  PartnerDraw draw(uint64_t mean = 2) {
    return PartnerDraw(shop().bytecode, interests_, day("2024-06-30"), mean);
  }
  const bytecode::Schema& schema_ = shop().bytecode.schema;
  Interests interests_ = generate::find_interests(shop().bytecode);
};

TEST_F(DrawTest, EveryPartnerIsAccepted) {
  PartnerDraw draws = draw();
  size_t entries = 0;
  for (uint64_t i = 0; i < 500; ++i) {
    const Partner one = draws.draw(1, i);
    EXPECT_TRUE(is_accepted(schema_.account, one.account));
    for (const Record& entry : one.ledgers[0]) EXPECT_TRUE(is_accepted(schema_.ledgers[0], entry));
    entries += one.ledgers[0].size();
  }
  EXPECT_GT(entries, 500U);
}

TEST_F(DrawTest, TheSameSeedDrawsTheSame) {
  PartnerDraw one = draw();
  PartnerDraw other = draw();
  for (uint64_t i = 0; i < 50; ++i) EXPECT_EQ(one.draw(3, 50 - i), other.draw(3, 50 - i));
  EXPECT_NE(one.draw(3, 1), one.draw(4, 1));
}

TEST_F(DrawTest, ThresholdsAndTheirNeighboursAreDrawn) {
  PartnerDraw draws = draw();
  std::set<int64_t> points;
  for (uint64_t i = 0; i < 2'000; ++i) points.insert(draws.draw(1, i).account[1].value);
  for (const int64_t wanted : {3, 4, 9, 10, 11, 0, 1'000}) {
    EXPECT_TRUE(points.contains(wanted)) << wanted;
  }
}

TEST_F(DrawTest, FactsAndEntriesAreDrawnAlone) {
  PartnerDraw draws = draw();
  Stream stream(1, 2, 3);
  const auto entry = draws.draw_entry(stream, 0);
  ASSERT_TRUE(entry);
  EXPECT_TRUE(is_accepted(schema_.ledgers[0], *entry));
  std::set<int64_t> regions;
  for (int i = 0; i < 50; ++i) regions.insert(draws.draw_fact(stream, schema_.account, 2)->value);
  EXPECT_EQ(regions, (std::set<int64_t>{0, 1}));
}

}  // namespace
}  // namespace tierline::prove
