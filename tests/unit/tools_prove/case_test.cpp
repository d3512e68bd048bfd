// Cases: what data would take, and what of a partner a scenario says.
#include "tests/unit/tools_prove/shop.hpp"

namespace tierline::prove {
namespace {

const bytecode::RecordInfo& sales() { return shop().bytecode.schema.ledgers[0]; }

TEST(Case, TakesWhatTheRangeHolds) {
  const bytecode::FieldInfo& amount = sales().fields[3];
  EXPECT_TRUE(takes(amount, 100'000));
  EXPECT_FALSE(takes(amount, 100'001));
  EXPECT_TRUE(takes(amount, -100'000));
  EXPECT_FALSE(takes(amount, -100'001));
  EXPECT_TRUE(takes(sales().fields[0], calendar::kDayMax));
  EXPECT_FALSE(takes(sales().fields[0], int64_t{calendar::kDayMax} + 1));
}

TEST(Case, AnEntryDoesNotEndBeforeItBegins) {
  Record entry = sale(5, "2024-03-01");
  EXPECT_TRUE(is_accepted(sales(), entry));
  entry[1] = number(day("2024-03-01"));
  EXPECT_TRUE(is_accepted(sales(), entry));
  entry[1] = number(day("2024-02-29"));
  EXPECT_FALSE(is_accepted(sales(), entry));
}

TEST(Case, FieldsOfClaimsAreCountedAsInTheSchema) {
  EXPECT_EQ(stored_claim("rises").varied, 3U);
  EXPECT_EQ(stored_claim("points_").varied, 1U);
  EXPECT_EQ(stored_claim("sites").varied, 2U);
}

TEST(Case, AnExampleLeavesOutWhatIsAbsentOrTheDefault) {
  const Case one{day("2024-05-01"), partner(0, {sale(-5)}), std::nullopt};
  const auto example = example_of(shop().claims.program, shop().bytecode.schema, one);
  ASSERT_EQ(example.worlds.size(), 1U);
  const auto& facts = example.worlds[0].facts;
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].values.size(), 2U) << "id and region";
  EXPECT_EQ(facts[1].values.size(), 3U) << "on, site and amount";
  EXPECT_EQ(decimal::compare(facts[1].values[2].value.number, {-5, 2}),
            std::strong_ordering::equal);
}

TEST(Case, ABatchHoldsEveryEntry) {
  const auto batch = batch_of(shop().bytecode.schema, partner(7, {sale(5), sale(6)}));
  EXPECT_EQ(batch.accounts, 1U);
  EXPECT_EQ(batch.columns[1].values, std::vector<int64_t>{7});
  EXPECT_FALSE(batch.columns[3].is_known(0));
  EXPECT_EQ(batch.ledgers[0].offsets, (std::vector<uint64_t>{0, 2}));
  EXPECT_EQ(batch.ledgers[0].columns[3].values, (std::vector<int64_t>{5, 6}));
}

}  // namespace
}  // namespace tierline::prove
