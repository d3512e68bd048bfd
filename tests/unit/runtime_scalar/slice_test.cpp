// Slice: which code the flags of a program need, and what of it can change from day to day.
#include "runtime/scalar/slice.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using bytecode::Op;
using scalar::Slice;
using scalar::SlicePart;

Rig rig_of(const std::string& requirement, const std::string& status,
           const std::string& rest = "decide tier\n") {
  std::string text = R"(
program "Test" { version "1" in force from 2022-07-01 currency EUR month end clamp }
tiers Silver < Gold
calendar business { weekend Saturday, Sunday }
subject account { key id : text  joined_on : date = 2000-01-01 }
ledger sale of account {
  on : date
  price : EUR
  share : percent in 0% .. 100% = 50%
  credit = price * share rounded half even
}
)";
  text += "tier Silver { requires it : " + requirement + " }\n";
  text += "tier Gold { requires it : " + requirement + " and joined_on < today }\n";
  text += "status tier { " + status + " }\n" + rest;
  return Rig(text);
}

bool has(const std::vector<bytecode::Instruction>& code, Op op) {
  return std::any_of(code.begin(), code.end(), [op](const auto& at) { return at.op == op; });
}

const SlicePart* sales(const Slice& slice) {
  for (const SlicePart& part : slice.parts) {
    if (part.level == 1) return &part;
  }
  return nullptr;
}

TEST(Slice, WhatTodayHasNoPartInIsFixed) {
  const Rig rig = rig_of("sum of sale.credit where sale.on in year of today >= 100 EUR",
                         "promote after 3 business days");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  EXPECT_TRUE(has(part->fixed, Op::divide_)) << "the credit of a sale is the same every day";
  EXPECT_FALSE(has(part->moving, Op::divide_));
  EXPECT_FALSE(has(part->moving, Op::entry_field_));
  EXPECT_TRUE(has(part->moving, Op::less_equal_));
  EXPECT_EQ(part->moving_folds.size(), 1U);
  EXPECT_TRUE(part->fixed_folds.empty());
  EXPECT_EQ(part->kept.size(), 2U) << "the day and the credit";
}

TEST(Slice, ThePeriodAroundTodayIsTheSameForEveryAccount) {
  const Rig rig = rig_of("sum of sale.credit where sale.on in year of today >= 100 EUR",
                         "promote after 3 business days");
  const Slice slice(rig.bytecode());
  EXPECT_TRUE(has(slice.of_today, Op::period_first_));
  EXPECT_TRUE(has(slice.of_today, Op::today_));
  EXPECT_FALSE(has(slice.of_today, Op::account_field_));
  for (const SlicePart& part : slice.parts) {
    EXPECT_FALSE(has(part.moving, Op::period_first_));
    EXPECT_FALSE(has(part.moving, Op::today_));
  }
}

TEST(Slice, TheDaysOfATierComeLate) {
  const Rig rig = rig_of("count of sale >= 1", "promote after 3 business days");
  const Slice slice(rig.bytecode());
  EXPECT_TRUE(has(slice.late_of_today, Op::add_business_));
  EXPECT_TRUE(has(slice.late_of_today, Op::add_business_fault_));
  EXPECT_FALSE(has(slice.late, Op::add_business_)) << "found once for a day";
  EXPECT_FALSE(has(slice.of_today, Op::add_business_));
  for (const SlicePart& part : slice.parts) EXPECT_FALSE(has(part.moving, Op::add_business_));
}

TEST(Slice, AReductionThatOnlyComesLateIsNotLate) {
  const Rig rig =
      rig_of("joined_on <= today", "promote on later of (today, max of sale.on otherwise today)");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  EXPECT_TRUE(has(part->moving_folds, Op::reduce_max_));
  EXPECT_TRUE(has(slice.late, Op::maximum_));
}

TEST(Slice, WhatOnlyOutputsNeedIsLeftOut) {
  const Rig rig = rig_of("count of sale >= 1", "promote after 1 day",
                         "define bonus = split 100 EUR over sale by credit\n"
                         "define sold = sum of sale.price where sale.on in year of today\n"
                         "decide tier, sold, bonus\n");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  EXPECT_FALSE(has(part->moving_folds, Op::collect_));
  EXPECT_FALSE(has(part->fixed, Op::divide_));
  EXPECT_EQ(part->moving_folds.size(), 1U);
}

TEST(Slice, AnEntryThatCannotBeSeenYetWaitsForItsDay) {
  const Rig rig =
      rig_of("sum of sale.credit where sale.on in year of today >= 100 EUR", "promote after 1 day");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  ASSERT_TRUE(part->arrives_on);
  EXPECT_EQ(part->guard_end, 0U);
  for (const bytecode::Instruction& at : part->moving) {
    EXPECT_TRUE(at.a != part->guard && at.b != part->guard) << "it is true for whoever is run";
  }
}

TEST(Slice, AnotherConditionOfAllEntriesIsAskedFirst) {
  const Rig rig = rig_of(
      "count of sale where on <= today - 5 days and price > 0 EUR and on in year of today >= 1",
      "promote after 1 day");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  EXPECT_TRUE(part->arrives_on) << "the day of an entry is the cheapest of its conditions";
}

TEST(Slice, ACountOfAllEntriesIsOfThoseWhoseDayHasCome) {
  const Rig rig = rig_of("count of sale >= 2 and count of sale where on in year of today >= 1",
                         "promote after 1 day");
  const Slice slice(rig.bytecode());
  const SlicePart* part = sales(slice);
  ASSERT_NE(part, nullptr);
  ASSERT_TRUE(part->arrives_on);
  ASSERT_EQ(part->moving_folds.size(), 2U);
  EXPECT_EQ(part->moving_folds[0].a, part->guard);
}

TEST(Slice, SaysWhetherTheTierOfTheDayBeforeIsRead) {
  const Rig reads =
      rig_of("tier before today >= Silver or count of sale >= 1", "promote after 1 day");
  EXPECT_TRUE(Slice(reads.bytecode()).reads_tier_before);
  const Rig does_not = rig_of("count of sale >= 1", "promote after 1 day");
  EXPECT_FALSE(Slice(does_not.bytecode()).reads_tier_before);
}

}  // namespace
}  // namespace tierline::test
