// Second worlds: they differ in what the claim varies, and in nothing else.
#include "tools/prove/change.hpp"

#include "tests/unit/tools_prove/shop.hpp"

namespace tierline::prove {
namespace {

class ChangeTest : public testing::Test {
 protected:
  /// What a claim makes of a partner, a few hundred times.
  std::vector<Case> worlds(std::string_view name, const Partner& of) {
    PartnerDraw draw(shop().bytecode, interests_, day("2024-06-30"), 2);
    const Changer changer(schema_, interests_);
    std::vector<Case> out;
    for (uint64_t i = 0; i < 400; ++i) {
      Stream stream(1, i, 7);
      auto one = changer.worlds(stored_claim(name), draw.today(), of, draw, stream);
      if (one) out.push_back(*std::move(one));
    }
    return out;
  }
  const bytecode::Schema& schema_ = shop().bytecode.schema;
  Interests interests_ = generate::find_interests(shop().bytecode);
};

TEST_F(ChangeTest, AFieldOfTheAccountRises) {
  const auto all = worlds("points_", partner(10, {sale(5)}));
  ASSERT_GT(all.size(), 100U);
  size_t by_one = 0;
  for (Case one : all) {
    EXPECT_LT(one.first.account[1].value, one.second->account[1].value);
    by_one += one.first.account[1].value + 1 == one.second->account[1].value ? 1U : 0U;
    one.second->account[1] = one.first.account[1];
    EXPECT_EQ(one.first, *one.second);
  }
  EXPECT_GT(by_one, 20U) << "a unit either side";
}

TEST_F(ChangeTest, AFieldOfEntriesRises) {
  const auto all = worlds("rises", partner(10, {sale(500), sale(7'000)}));
  ASSERT_GT(all.size(), 100U);
  bool several = false;
  for (Case one : all) {
    size_t changed = 0;
    for (size_t i = 0; i < 2; ++i) {
      Fact& before = one.first.ledgers[0][i][3];
      const Fact& after = one.second->ledgers[0][i][3];
      EXPECT_LE(before.value, after.value);
      changed += before.value < after.value ? 1U : 0U;
      before = after;
    }
    EXPECT_GT(changed, 0U);
    several = several || changed == 2;
    EXPECT_EQ(one.first, *one.second);
  }
  EXPECT_TRUE(several);
}

/// What is drawn must not hang on the order in which a compiler works out operands: each build has
/// to come to this number. Who changes how worlds are drawn puts the new one here.
TEST_F(ChangeTest, EveryBuildDrawsTheSame) {
  uint64_t drawn = 0;
  for (const Case& one : worlds("points_", partner(10, {sale(5)}))) {
    drawn = drawn * 31 + static_cast<uint64_t>(one.first.account[1].value);
    drawn = drawn * 31 + static_cast<uint64_t>(one.second->account[1].value);
  }
  EXPECT_EQ(drawn, 14399959986805910863U);
}

TEST_F(ChangeTest, NothingRisesWithoutAnEntry) {
  EXPECT_TRUE(worlds("rises", partner(10)).empty());
}

TEST_F(ChangeTest, WhatChangesMayBeAbsent) {
  Partner left = partner(10);
  left.account[3] = number(day("2024-02-01"));
  bool absent = false;
  for (const Case& one : worlds("leaving", left)) {
    EXPECT_NE(one.first.account[3], one.second->account[3]);
    absent = absent || !one.first.account[3].known || !one.second->account[3].known;
  }
  EXPECT_TRUE(absent);
}

TEST_F(ChangeTest, AnEntryIsAdded) {
  const auto all = worlds("more", partner(10, {sale(500)}));
  ASSERT_GT(all.size(), 100U);
  for (Case one : all) {
    ASSERT_EQ(one.second->ledgers[0].size(), 2U);
    EXPECT_TRUE(is_accepted(schema_.ledgers[0], one.second->ledgers[0].back()));
    one.second->ledgers[0].pop_back();
    EXPECT_EQ(one.first, *one.second);
  }
}

TEST_F(ChangeTest, MutantsAreAccepted) {
  PartnerDraw draw(shop().bytecode, interests_, day("2024-06-30"), 2);
  const Changer changer(schema_, interests_);
  Partner one = partner(10, {sale(500)});
  const Partner start = one;
  for (uint64_t i = 0; i < 1'000; ++i) {
    Stream stream(1, i, 9);
    changer.mutate(one, draw.draw(1, i), draw, stream);
    EXPECT_TRUE(is_accepted(schema_.account, one.account));
    for (const Record& entry : one.ledgers[0]) EXPECT_TRUE(is_accepted(schema_.ledgers[0], entry));
  }
  EXPECT_NE(one, start);
}

}  // namespace
}  // namespace tierline::prove
