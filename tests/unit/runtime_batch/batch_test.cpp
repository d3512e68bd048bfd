// Columns: ordinary values, absent ones, and those beyond 64 bits.
#include "runtime/batch/batch.hpp"

#include <gtest/gtest.h>

namespace tierline::batch {
namespace {

TEST(Column, KnownCostsNothingUntilSomethingIsAbsent) {
  Column column;
  column.push(5);
  column.push(6);
  EXPECT_TRUE(column.known.empty());
  EXPECT_TRUE(column.is_known(0));
  column.push_absent();
  column.push(7);
  EXPECT_EQ(column.known, (std::vector<uint8_t>{1, 1, 0, 1}));
  EXPECT_EQ(column.values, (std::vector<int64_t>{5, 6, 0, 7}));
  EXPECT_FALSE(column.is_known(2));
  EXPECT_TRUE(column.is_known(3));
}

TEST(Column, AbsentFirst) {
  Column column;
  column.push_absent();
  column.push(7);
  EXPECT_FALSE(column.is_known(0));
  EXPECT_TRUE(column.is_known(1));
}

TEST(Column, WideNumbersStandBeside) {
  Column column;
  column.push_number(BigInt("9223372036854775807"));
  column.push_number(BigInt("9223372036854775808"));
  column.push_number(BigInt("-9223372036854775808"));  // the mark itself
  column.push_number(-3);
  EXPECT_EQ(column.values[0], INT64_MAX);
  EXPECT_EQ(column.values[1], kWide);
  EXPECT_EQ(column.values[2], kWide);
  EXPECT_EQ(column.values[3], -3);
  EXPECT_EQ(column.wide.size(), 2U);
  EXPECT_EQ(column.wide.at(1).str(), "9223372036854775808");
  EXPECT_EQ(column.wide.at(2).str(), "-9223372036854775808");
}

TEST(Batch, EmptyOneHasAllColumns) {
  bytecode::Schema schema;
  schema.account.fields.resize(3);
  schema.ledgers.resize(2);
  schema.ledgers[1].fields.resize(4);
  const Batch batch = empty_batch(schema);
  EXPECT_EQ(batch.accounts, 0U);
  EXPECT_EQ(batch.columns.size(), 3U);
  ASSERT_EQ(batch.ledgers.size(), 2U);
  EXPECT_EQ(batch.ledgers[1].columns.size(), 4U);
  EXPECT_EQ(batch.ledgers[0].offsets, (std::vector<uint64_t>{0}));
}

TEST(TextPool, GivesEachTextOneIndex) {
  Column column;
  TextPool pool;
  EXPECT_EQ(pool.index_of(column, "a"), 0);
  EXPECT_EQ(pool.index_of(column, ""), 1);
  EXPECT_EQ(pool.index_of(column, "a"), 0);
  EXPECT_EQ(pool.index_of(column, "b"), 2);
  EXPECT_EQ(column.texts, (std::vector<std::string>{"a", "", "b"}));
}

}  // namespace
}  // namespace tierline::batch
