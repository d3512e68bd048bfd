// Entry order: every kind of field, what is absent, and what lies beyond 64 bits.
#include "runtime/batch/entry_order.hpp"

#include <gtest/gtest.h>

namespace tierline::batch {
namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

bytecode::RecordInfo ledger_of(const std::vector<ValueKind>& kinds) {
  bytecode::RecordInfo ledger;
  for (const ValueKind kind : kinds) {
    FieldInfo field;
    field.type.kind = kind;
    ledger.fields.push_back(field);
  }
  return ledger;
}

TEST(EntryOrder, NumbersBySizeInAnyWidth) {
  const BigInt rising[] = {-(BigInt(1) << 80), BigInt(INT64_MIN), BigInt(-1),     BigInt(0),
                           BigInt(INT64_MAX),  BigInt(1) << 63,   BigInt(1) << 80};
  Column column;
  column.push_absent();
  for (const BigInt& number : rising) column.push_number(number);
  const auto ledger = ledger_of({ValueKind::Number});
  for (size_t a = 0; a < column.values.size(); ++a) {
    for (size_t b = 0; b < column.values.size(); ++b) {
      EXPECT_EQ(compare_entries(ledger, {column}, a, b), a <=> b) << a << " and " << b;
    }
  }
}

TEST(EntryOrder, TextsByTheirBytes) {
  Column column;
  TextPool pool;
  for (const char* text : {"", "B", "a", "ab", "\xC3\xA9"}) {
    column.push(pool.index_of(column, text));
  }
  const auto ledger = ledger_of({ValueKind::Text});
  for (size_t a = 0; a < column.values.size(); ++a) {
    for (size_t b = 0; b < column.values.size(); ++b) {
      EXPECT_EQ(compare_entries(ledger, {column}, a, b), a <=> b) << a << " and " << b;
    }
  }
}

TEST(EntryOrder, TheFirstFieldThatDiffersDecides) {
  Column first;
  Column second;
  for (const auto& [a, b] : {std::pair(1, 9), {2, 1}, {2, 2}, {2, 2}}) {
    first.push(a);
    second.push(b);
  }
  const auto ledger = ledger_of({ValueKind::Day, ValueKind::Enum});
  EXPECT_TRUE(compare_entries(ledger, {first, second}, 0, 1) < 0);
  EXPECT_TRUE(compare_entries(ledger, {first, second}, 2, 1) > 0);
  EXPECT_TRUE(compare_entries(ledger, {first, second}, 2, 3) == 0);
}

TEST(EntryOrder, RowsOfPartsLeaveOutWhoTakesNone) {
  LedgerBatch entries;
  entries.offsets = {0, 2, 6};
  entries.columns.resize(1);
  for (const int value : {0, 0, 5, 3, 3, 4}) entries.columns[0].push(value);
  const auto ledger = ledger_of({ValueKind::Number});
  const auto rows = rows_of_parts(ledger, entries, 1, {BigInt(1), BigInt(7), BigInt(8), {}});
  EXPECT_EQ(rows, (std::vector<size_t>{4, 3, 2})) << "of two that are alike the larger part first";
}

TEST(EntryOrder, ValuesAsTheyWereGiven) {
  Column number;
  number.push_number(BigInt(1) << 70);
  number.push_absent();
  FieldInfo field;
  field.type.kind = ValueKind::Number;
  EXPECT_EQ(value_at(field, number, 0).number, BigInt(1) << 70);
  EXPECT_EQ(value_at(field, number, 1), bytecode::Value{});
  Column text;
  TextPool pool;
  text.push(pool.index_of(text, "x"));
  field.type.kind = ValueKind::Text;
  EXPECT_EQ(value_at(field, text, 0).text, "x");
}

}  // namespace
}  // namespace tierline::batch
