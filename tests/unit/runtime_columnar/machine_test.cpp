// Machine: what is left and what is not, at the bounds; nothing is read or written beyond the
// batch; numbers that grow; columns of every width; answers that stay where they are.
#include "runtime/columnar/machine.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "runtime/timeline/batch_decider.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using columnar::Answers;
using columnar::BatchView;
using columnar::Machine;
using columnar::Store;

constexpr size_t kCounts[] = {0, 1, 2, 63, 64, 65, 127, 128, 129, 511, 512, 513, 1'100};

constexpr const char* kShare = R"(
program "share" { version "1" currency EUR }
tiers Silver < Gold
enum Region { North, South, East }
subject account { key id : text  region : Region  flag : bool  count : int  sales : EUR }
table floor(Region) : EUR { North : 10 EUR  South : 20 EUR  East : 30 EUR }
tier Silver { requires sales : sales >= floor(region) }
tier Gold extends Silver { requires flag : flag  requires count : count >= 3 }
define rebate : EUR = sales * 2.5% rounded half even
decide tier, rebate, count
)";

/// A batch of so many accounts: flag on every second one, sales row by row from a function.
batch::Batch accounts(const Rig& rig, size_t count, const std::function<int64_t(size_t)>& sales) {
  batch::Batch batch = batch::empty_batch(rig.bytecode().schema);
  batch.accounts = count;
  for (size_t i = 0; i < count; ++i) {
    batch.columns[0].push(static_cast<int64_t>(i));
    batch.columns[0].texts.push_back("a" + std::to_string(i));
    batch.columns[1].push(static_cast<int64_t>(i % 3));
    batch.columns[2].push(static_cast<int64_t>(i % 2));
    batch.columns[3].push(static_cast<int64_t>(i % 5));
    batch.columns[4].push(sales(i));
  }
  return batch;
}

/// The answers of `kShare`, with something before and behind them that must stay as it is.
struct Room {
  static constexpr size_t kEdge = 8;
  std::vector<uint8_t> tier;
  std::vector<int64_t> rebate;
  std::vector<int64_t> count;

  explicit Room(size_t rows)
      : tier(rows + 2 * kEdge, 77), rebate(rows + 2 * kEdge, 77), count(rows + 2 * kEdge, 77) {}
  Answers answers() {
    Answers out;
    out.outputs = {{tier.data() + kEdge, Store::U8},
                   {rebate.data() + kEdge, Store::I64},
                   {count.data() + kEdge, Store::I64}};
    return out;
  }
  bool edges_stand() const {
    for (size_t i = 0; i < kEdge; ++i) {
      if (tier[i] != 77 || rebate[i] != 77 || count[i] != 77) return false;
      if (tier.rbegin()[static_cast<ptrdiff_t>(i)] != 77) return false;
      if (rebate.rbegin()[static_cast<ptrdiff_t>(i)] != 77) return false;
      if (count.rbegin()[static_cast<ptrdiff_t>(i)] != 77) return false;
    }
    return true;
  }
};

/// Every row that is not left answers what the scalar machine answers.
void expect_right(const Rig& rig, const batch::Batch& batch, Room& room,
                  const std::vector<size_t>& left) {
  scalar::Machine scalar(rig.bytecode());
  std::vector<uint8_t> is_left(batch.accounts, 0);
  for (const size_t row : left) is_left[row] = 1;
  for (size_t i = 0; i < batch.accounts; ++i) {
    if (is_left[i] != 0) continue;
    const decision::Decision expected = scalar.decide(batch, i, 0);
    ASSERT_EQ(expected.outputs[0].number, room.tier[Room::kEdge + i]) << i;
    ASSERT_EQ(expected.outputs[1].number, room.rebate[Room::kEdge + i]) << i;
    ASSERT_EQ(expected.outputs[2].number, room.count[Room::kEdge + i]) << i;
  }
  EXPECT_TRUE(room.edges_stand());
}

TEST(Columnar, EveryCountOfRowsAroundABlock) {
  const Rig rig(kShare);
  for (const size_t count : kCounts) {
    const batch::Batch batch =
        accounts(rig, count, [](size_t i) { return static_cast<int64_t>(i * 37 % 4'000); });
    Machine machine(rig.bytecode());
    Room room(count);
    std::vector<size_t> left;
    machine.decide(columnar::view(batch), 0, count, 0, room.answers(), left);
    EXPECT_TRUE(left.empty());
    expect_right(rig, batch, room, left);
  }
}

TEST(Columnar, OnlyTheRowsThatAreAskedForAreWritten) {
  const Rig rig(kShare);
  const batch::Batch batch = accounts(rig, 300, [](size_t) { return int64_t{5'000}; });
  Machine machine(rig.bytecode());
  Room room(300);
  std::vector<size_t> left;
  machine.decide(columnar::view(batch), 70, 200, 0, room.answers(), left);
  for (size_t i = 0; i < 300; ++i) {
    EXPECT_EQ(room.rebate[Room::kEdge + i], i >= 70 && i < 200 ? 125 : 77) << i;
  }
}

TEST(Columnar, WhatDoesNotFitIsLeftAndNothingElse) {
  const Rig rig(kShare);
  const batch::Batch batch = accounts(rig, 10'000, [](size_t i) {
    if (i % 1'000 == 17) return batch::kWide;
    if (i % 1'000 == 18) return INT64_MAX;
    return static_cast<int64_t>(i);
  });
  Machine machine(rig.bytecode());
  Room room(10'000);
  std::vector<size_t> left;
  machine.decide(columnar::view(batch), 0, 10'000, 0, room.answers(), left);
  ASSERT_EQ(left.size(), 20U);
  for (size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i], i / 2 * 1'000 + 17 + i % 2);
  }
  expect_right(rig, batch, room, left);
}

TEST(Columnar, TheBatchDeciderAnswersWhatIsLeft) {
  const Rig rig(kShare);
  batch::Batch batch =
      accounts(rig, 100, [](size_t i) { return i == 40 ? batch::kWide : static_cast<int64_t>(i); });
  batch.columns[4].wide[40] = bytecode::BigInt("1000000000000000000000");
  timeline::BatchDecider decider(rig.bytecode());
  Room room(100);
  timeline::LeftOvers left;
  decider.decide(columnar::view(batch), 0, 100, 0, room.answers(), left);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].account, 40U);
  EXPECT_FALSE(left[0].decision.fault);
  EXPECT_EQ(left[0].decision.outputs[1].number, bytecode::BigInt("25000000000000000000"));
}

/// A plan for cents must not leave a whole batch of billions.
TEST(Columnar, NumbersThatGrowGetAnotherPlan) {
  const Rig rig(kShare);
  const auto sales = [](size_t i) {
    return i < 600 ? int64_t{100} : (int64_t{1} << 54) + static_cast<int64_t>(i);
  };
  const batch::Batch batch = accounts(rig, 40'000, sales);
  Machine machine(rig.bytecode());
  Room room(40'000);
  std::vector<size_t> left;
  machine.decide(columnar::view(batch), 0, 500, 0, room.answers(), left);
  machine.decide(columnar::view(batch), 500, 40'000, 0, room.answers(), left);
  EXPECT_LT(left.size(), 12'000U);
  EXPECT_GE(machine.plans(), 2U);
  expect_right(rig, batch, room, left);
}

TEST(Columnar, AsManyPlansAsThereAreDaysAndShapes) {
  const Rig rig(kShare);
  const batch::Batch batch = accounts(rig, 64, [](size_t) { return int64_t{100}; });
  Machine machine(rig.bytecode());
  Room room(64);
  std::vector<size_t> left;
  for (int again = 0; again < 3; ++again) {
    machine.decide(columnar::view(batch), 0, 64, 0, room.answers(), left);
  }
  EXPECT_EQ(machine.plans(), 1U);
  machine.decide(columnar::view(batch), 0, 64, 1, room.answers(), left);
  EXPECT_EQ(machine.plans(), 2U);
}

template <class T>
std::vector<T> narrow(const batch::Column& column) {
  return {column.values.begin(), column.values.end()};
}

TEST(Columnar, NarrowColumnsAnswerLikeWideOnes) {
  const Rig rig(kShare);
  const batch::Batch batch =
      accounts(rig, 700, [](size_t i) { return static_cast<int64_t>(i * 41 % 5'000); });
  const auto regions = narrow<uint8_t>(batch.columns[1]);
  const auto flags = narrow<uint8_t>(batch.columns[2]);
  const auto counts = narrow<int16_t>(batch.columns[3]);
  const auto cents = narrow<uint16_t>(batch.columns[4]);
  const auto cents32 = narrow<int32_t>(batch.columns[4]);
  for (const Store store : {Store::U16, Store::I32}) {
    BatchView view = columnar::view(batch);
    view.columns[1] = {regions.data(), Store::U8};
    view.columns[2] = {flags.data(), Store::U8};
    view.columns[3] = {counts.data(), Store::I16};
    view.columns[4] = {cents.data(), Store::U16};
    if (store == Store::I32) view.columns[4] = {cents32.data(), Store::I32};
    Machine machine(rig.bytecode());
    Room room(700);
    std::vector<size_t> left;
    machine.decide(view, 0, 700, 0, room.answers(), left);
    EXPECT_TRUE(left.empty());
    expect_right(rig, batch, room, left);
  }
}

TEST(Columnar, HowNarrowAnswersMayBe) {
  const Rig rig(R"(
program "narrow" { version "1" currency EUR }
tiers Silver
subject account { key id : text  sales : EUR  ok : bool }
tier Silver { requires sales : sales >= 1 EUR }
table small(Tier) complete {
            none  Silver
  percent : 0%    20%
  large   : 0 EUR 100_000 EUR
}
decide tier, ok, percent, large, sales
)");
  const Machine machine(rig.bytecode());
  EXPECT_EQ(machine.narrowest(),
            (std::vector<Store>{Store::U8, Store::U8, Store::I16, Store::I64, Store::I64}));
}

// ---- entries ------------------------------------------------------------------------------------

constexpr const char* kLedger = R"(
program "ledger" { version "1" currency EUR }
tiers Silver
subject account { key id : text  since : date }
ledger sale of account { on : date  amount : EUR }
define total = sum of sale.amount where on >= since
define most = max of sale.amount otherwise 0 EUR
define entries = count of sale
define large = any sale where amount > 90 EUR
tier Silver { requires total : total >= 100 EUR }
decide tier, total, most, entries, large
)";

batch::Batch ledger(const Rig& rig, const std::vector<size_t>& entries) {
  batch::Batch batch = batch::empty_batch(rig.bytecode().schema);
  batch.accounts = entries.size();
  batch::LedgerBatch& sales = batch.ledgers[0];
  sales.offsets = {0};
  size_t number = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    batch.columns[0].push(static_cast<int64_t>(i));
    batch.columns[0].texts.push_back("a");
    batch.columns[1].push(static_cast<int64_t>(i % 7));
    for (size_t k = 0; k < entries[i]; ++k, ++number) {
      sales.columns[0].push(static_cast<int64_t>(number % 11));
      sales.columns[1].push(static_cast<int64_t>(number * 7'919 % 10'001) - 500);
    }
    sales.offsets.push_back(number);
  }
  return batch;
}

/// From no entries to more than several stretches hold.
TEST(Columnar, AccountsOfAnyNumberOfEntries) {
  const Rig rig(kLedger);
  std::vector<size_t> entries;
  for (size_t i = 0; i < 400; ++i) entries.push_back(i % 50 == 3 ? 1'300 : i % 7);
  entries.push_back(20'000);
  entries.push_back(0);
  const batch::Batch batch = ledger(rig, entries);
  scalar::Machine scalar(rig.bytecode());
  for (const size_t stretch : {size_t{64}, size_t{512}}) {
    timeline::BatchDecider decider(rig.bytecode(), {nullptr, stretch});
    const size_t rows = batch.accounts;
    std::vector<uint8_t> tier(rows), large(rows);
    std::vector<int64_t> total(rows), most(rows), count(rows);
    Answers answers;
    answers.outputs = {{tier.data(), Store::U8},
                       {total.data(), Store::I64},
                       {most.data(), Store::I64},
                       {count.data(), Store::I64},
                       {large.data(), Store::U8}};
    timeline::LeftOvers left;
    decider.decide(columnar::view(batch), 0, rows, 20, answers, left);
    // Sums of very many entries may be left; they are answered all the same.
    EXPECT_LE(left.size(), 10U);
    std::vector<uint8_t> is_left(rows, 0);
    for (const timeline::LeftOver& one : left) {
      is_left[one.account] = 1;
      EXPECT_EQ(one.decision, scalar.decide(batch, one.account, 20));
    }
    for (size_t i = 0; i < rows; ++i) {
      if (is_left[i] != 0) continue;
      const decision::Decision expected = scalar.decide(batch, i, 20);
      ASSERT_EQ(expected.outputs[0].number, tier[i]) << i;
      ASSERT_EQ(expected.outputs[1].number, total[i]) << i;
      ASSERT_EQ(expected.outputs[2].number, most[i]) << i;
      ASSERT_EQ(expected.outputs[3].number, count[i]) << i;
      ASSERT_EQ(expected.outputs[4].number, large[i]) << i;
    }
  }
}

/// The plan expects no more than 2^10 entries as large as the largest; what is made of a larger sum
/// could overflow, so it is left.
TEST(Columnar, ASumOfMoreThanExpectedIsLeft) {
  const Rig rig(R"(
program "sums" { version "1" currency EUR }
subject account { key id : text }
ledger sale of account { on : date  amount : EUR }
define total = sum of sale.amount
define scaled = total * 1_000
decide scaled
)");
  batch::Batch batch = batch::empty_batch(rig.bytecode().schema);
  batch::LedgerBatch& sales = batch.ledgers[0];
  sales.offsets = {0};
  for (const size_t entries : {size_t{3}, size_t{20'000}, size_t{5}}) {
    batch.columns[0].push(0);
    for (size_t i = 0; i < entries; ++i) {
      sales.columns[0].push(0);
      sales.columns[1].push((int64_t{1} << 40) - 1);
    }
    sales.offsets.push_back(sales.columns[0].values.size());
    ++batch.accounts;
  }
  batch.columns[0].texts = {"a"};
  timeline::BatchDecider decider(rig.bytecode());
  std::vector<int64_t> scaled(3);
  Answers answers;
  answers.outputs = {{scaled.data(), Store::I64}};
  timeline::LeftOvers left;
  decider.decide(columnar::view(batch), 0, 3, 20, answers, left);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].account, 1U);
  EXPECT_EQ(left[0].decision.outputs[0].number,
            bytecode::BigInt((int64_t{1} << 40) - 1) * 20'000 * 1'000);
  EXPECT_EQ(scaled[0], ((int64_t{1} << 40) - 1) * 3'000);
  EXPECT_EQ(scaled[2], ((int64_t{1} << 40) - 1) * 5'000);
}

}  // namespace
}  // namespace tierline::test
