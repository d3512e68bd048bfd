// Widths: the same answers near the ends of 64 and 128 bits and far beyond, and how often each
// width was needed.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

const Rig& squares() {
  static const Rig rig(with_head(R"(
subject account { id : text = "a"  n : int  m : int }
ledger sale of account { on : date  v : int }
define product : int = n * m
define total : int = sum of sale.v
define more : bool = n + m > n
define third : int = n / 3 rounded half even to 1
decide product, total, more, third
)"));
  return rig;
}

std::string product(const std::string& n, const std::string& m) {
  return squares().decide({{{"n", n}, {"m", m}}, {}}, "2022-01-01");
}

TEST(Widths, SixtyFourBitsSuffice) {
  const Account account{{{"n", "3037000499"}, {"m", "3037000499"}}, {}};
  const Rig::Result result = squares().run(account, "2022-01-01");
  EXPECT_EQ(squares().output_text(result, 0), "product=9223372030926249001");
  EXPECT_EQ(result.widths.bits64, 1U);
  EXPECT_EQ(result.widths.bits128 + result.widths.unbounded, 0U);
}

TEST(Widths, JustBeyondSixtyFourBits) {
  const Account account{{{"n", "3037000500"}, {"m", "3037000500"}}, {}};
  const Rig::Result result = squares().run(account, "2022-01-01");
  EXPECT_EQ(squares().output_text(result, 0), "product=9223372037000250000");
  EXPECT_EQ(result.widths.bits64, 0U);
  EXPECT_EQ(result.widths.bits128, 1U);
}

TEST(Widths, FieldsAtTheEndsOfSixtyFourBits) {
  EXPECT_EQ(product("9223372036854775807", "1"),
            "product=9223372036854775807 total=0 more=yes third=3074457345618258602");
  EXPECT_EQ(product("-9223372036854775808", "1"),
            "product=-9223372036854775808 total=0 more=yes third=-3074457345618258603");
  EXPECT_EQ(product("9223372036854775808", "-1"),
            "product=-9223372036854775808 total=0 more=no third=3074457345618258603");
}

TEST(Widths, BeyondOneHundredTwentyEightBits) {
  // (2^64)^2 = 2^128, one above the largest magnitude of 128 bits.
  const Account account{{{"n", "18446744073709551616"}, {"m", "18446744073709551616"}}, {}};
  const Rig::Result result = squares().run(account, "2022-01-01");
  EXPECT_EQ(squares().output_text(result, 0), "product=340282366920938463463374607431768211456");
  EXPECT_EQ(result.widths.unbounded, 1U);
  // -2^127 fits, 2^127 does not.
  EXPECT_EQ(product("-170141183460469231731687303715884105728", "1"),
            "product=-170141183460469231731687303715884105728 total=0 more=yes "
            "third=-56713727820156410577229101238628035243");
  EXPECT_EQ(product("170141183460469231731687303715884105728", "-1"),
            "product=-170141183460469231731687303715884105728 total=0 more=no "
            "third=56713727820156410577229101238628035243");
}

TEST(Widths, SixtyDigits) {
  const std::string nines(60, '9');
  EXPECT_EQ(product(nines, nines), "product=" + std::string(59, '9') + "8" + std::string(59, '0') +
                                       "1 total=0 more=yes "
                                       "third=" +
                                       std::string(60, '3'));
}

TEST(Widths, SumsCrossTheBoundary) {
  Account account{{{"n", "1"}, {"m", "1"}}, {}};
  for (int i = 0; i < 3; ++i) {
    account.entries.push_back({"sale", {{"on", "2021-01-01"}, {"v", "9223372036854775807"}}});
  }
  EXPECT_EQ(squares().decide(account, "2022-01-01"),
            "product=1 total=27670116110564327421 more=yes third=0");
}

TEST(Widths, AConstantTooLargeGoesWideByItself) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  n : int }
define r : int = n * 1_000_000_000_000_000_000_000 + 1
decide r
)"));
  ASSERT_TRUE(rig.ok());
  const Rig::Result result = rig.run({{{"n", "7"}}, {}}, "2022-01-01");
  EXPECT_EQ(rig.output_text(result, 0), "r=7000000000000000000001");
  EXPECT_EQ(result.widths.bits128, 1U);
}

TEST(Widths, WideTableCellsAreReadOnlyWhereTheyStand) {
  const Rig rig(with_head(R"(
enum Size { Small, Huge }
subject account { id : text = "a"  s : Size }
table amount(Size) : int unique complete { Small : 5  Huge : 100_000_000_000_000_000_000 }
define r : int = amount(s)
decide r
)"));
  ASSERT_TRUE(rig.ok());
  const Rig::Result small = rig.run({{{"s", "Small"}}, {}}, "2022-01-01");
  EXPECT_EQ(rig.output_text(small, 0), "r=5");
  EXPECT_EQ(small.widths.bits64, 1U);
  const Rig::Result huge = rig.run({{{"s", "Huge"}}, {}}, "2022-01-01");
  EXPECT_EQ(rig.output_text(huge, 0), "r=100000000000000000000");
  EXPECT_EQ(huge.widths.bits128, 1U);
}

TEST(Widths, OneMachineServesManyAccountsOfEachWidth) {
  const Rig& rig = squares();
  batch::Batch batch = batch::empty_batch(rig.bytecode().schema);
  const char* numbers[] = {"2", "3037000500", "18446744073709551616", "3"};
  batch.accounts = 4;
  for (const char* number : numbers) {
    batch.columns[0].texts.push_back(number);
    batch.columns[0].push(static_cast<int64_t>(batch.columns[0].texts.size() - 1));
    for (size_t field = 1; field < 3; ++field)
      batch.columns[field].push_number(decimal::BigInt(number));
    batch.ledgers[0].offsets.push_back(0);
  }
  scalar::Machine machine(rig.bytecode());
  const char* want[] = {"4", "9223372037000250000", "340282366920938463463374607431768211456", "9"};
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(machine.decide(batch, i, 0).outputs[0].number.str(), want[i]);
  }
  EXPECT_EQ(machine.widths().bits64, 2U);
  EXPECT_EQ(machine.widths().bits128, 1U);
  EXPECT_EQ(machine.widths().unbounded, 1U);
}

}  // namespace
}  // namespace tierline::test
