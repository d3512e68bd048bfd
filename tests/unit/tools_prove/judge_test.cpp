// The judge: what a claim comes to in one case.
#include "tools/prove/judge.hpp"

#include "tests/unit/tools_prove/shop.hpp"

namespace tierline::prove {
namespace {

Finding judged(std::string_view name, const Partner& first, std::optional<Partner> second = {}) {
  Judge judge(shop().bytecode);
  return judge.judge(claim(name), {day("2024-05-01"), first, std::move(second)});
}

TEST(Judge, AConditionHoldsOrFails) {
  EXPECT_EQ(judged("small", partner(5, {sale(50'000)})), Finding::Holds);
  EXPECT_EQ(judged("small", partner(5, {sale(50'000), sale(1)})), Finding::Fails);
}

TEST(Judge, WithoutWhatIsGivenNothingIsSaid) {
  EXPECT_EQ(judged("small", partner(3, {sale(50'000), sale(1)})), Finding::NotGiven);
}

TEST(Judge, TheSecondWorldIsTheOneWithMore) {
  EXPECT_EQ(judged("rises", partner(0, {sale(5)}), partner(0, {sale(5)})), Finding::Holds);
  EXPECT_EQ(judged("rises", partner(0, {sale(5)}), partner(0, {sale(6)})), Finding::Holds);
  EXPECT_EQ(judged("rises", partner(0, {sale(6)}), partner(0, {sale(5)})), Finding::Fails);
}

TEST(Judge, NeverRisesIsTheOtherWayRound) {
  EXPECT_EQ(judged("points_", partner(9), partner(10)), Finding::Fails);
  EXPECT_EQ(judged("points_", partner(10), partner(11)), Finding::Holds);
}

TEST(Judge, TheSameIsNeitherMoreNorLess) {
  EXPECT_EQ(judged("regions", partner(9), partner(10)), Finding::Fails);
  EXPECT_EQ(judged("regions", partner(10), partner(9)), Finding::Fails);
  EXPECT_EQ(judged("regions", partner(10), partner(11)), Finding::Holds);
}

}  // namespace
}  // namespace tierline::prove
