// The file: what is written comes back, and the same program is always the same bytes.
#include <gtest/gtest.h>

#include "tests/unit/runtime_bytecode/samples.hpp"

namespace tierline::test {
namespace {

TEST(File, ComesBackWhole) {
  for (const bytecode::Bytecode& program : {sample().bytecode(), sample().plain(), smallest()}) {
    const auto back = bytecode::read(bytecode::write(program));
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(back.value(), program);
    EXPECT_EQ(bytecode::write(back.value()), bytecode::write(program));
  }
}

TEST(File, TheSampleHasEveryPart) {
  const bytecode::Bytecode& program = sample().bytecode();
  EXPECT_FALSE(program.texts.empty() && program.lists.empty());
  EXPECT_FALSE(program.constants.empty());
  EXPECT_FALSE(program.lists.empty());
  EXPECT_EQ(program.tables.size(), 3U);
  EXPECT_EQ(program.calendars.size(), 1U);
  EXPECT_EQ(program.tiers.size(), 2U);
  EXPECT_FALSE(program.clauses.empty());
  EXPECT_FALSE(program.groups.empty());
  EXPECT_FALSE(program.scopes.empty());
  EXPECT_EQ(program.outputs.size(), 5U);
}

TEST(File, TheSameTextGivesTheSameBytes) {
  const Rig again(kSample);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(bytecode::write(again.bytecode()), bytecode::write(sample().bytecode()));
  EXPECT_EQ(bytecode::digest(again.bytecode()), bytecode::digest(sample().bytecode()));
}

TEST(File, ADifferentTextHasAnotherDigest) {
  std::string text = kSample;
  text += "\n# a remark\n";
  const Rig other(text);
  ASSERT_TRUE(other.ok());
  EXPECT_NE(other.bytecode().header.digest, sample().bytecode().header.digest);
  EXPECT_NE(bytecode::digest(other.bytecode()), bytecode::digest(sample().bytecode()));
}

TEST(File, BeginsAndEndsAsTheManualSays) {
  const std::string bytes = bytecode::write(smallest());
  EXPECT_EQ(bytes.substr(0, 4), "TLBC");
  EXPECT_EQ(bytes.substr(4, 4), std::string("\x03\0\0\0", 4));
  EXPECT_EQ(bytes.substr(8, 4), std::string("\x01\0\0\0", 4)) << "the first part";
}

TEST(File, NumbersOfEverySizeComeBack) {
  bytecode::Bytecode program = smallest();
  const char* numbers[] = {"0",
                           "1",
                           "-1",
                           "127",
                           "128",
                           "255",
                           "256",
                           "-256",
                           "18446744073709551615",
                           "18446744073709551616",
                           "-340282366920938463463374607431768211456"};
  for (const char* number : numbers) {
    program.constants[0].number = decimal::BigInt(number);
    const auto back = bytecode::read(bytecode::write(program));
    ASSERT_TRUE(back.ok()) << number << ": " << back.error().message;
    EXPECT_EQ(back.value(), program) << number;
  }
}

TEST(File, ADisassemblyShowsEveryInstruction) {
  const std::string text = bytecode::disassemble(sample().bytecode());
  for (const char* wanted : {"reduce_sum", "cell", "add_business", "list", "Gold:", "office",
                             "divide half even", "huge", "99999999999999999999", "scope 0"}) {
    EXPECT_NE(text.find(wanted), std::string::npos) << wanted;
  }
  const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  EXPECT_GT(lines, sample().bytecode().code.size());
}

TEST(File, WhatWasReadDecidesTheSame) {
  const auto back = bytecode::read(bytecode::write(sample().bytecode()));
  ASSERT_TRUE(back.ok());
  const Account account{
      {{"id", "x"}, {"joined", "2020-01-01"}},
      {{"sale",
        {{"on", "2022-02-01"}, {"product", "Hardware"}, {"price", "300.00"}, {"country", "SE"}}}}};
  const auto batch = account_batch(back.value().schema, account);
  ASSERT_TRUE(batch.ok()) << batch.error();
  scalar::Machine machine(back.value());
  const auto day = *calendar::parse_day("2022-12-22");
  EXPECT_EQ(machine.decide(batch.value(), 0, day), sample().run(account, "2022-12-22").decision);
  EXPECT_EQ(sample().decide(account, "2022-12-22"),
            "bonus=4.05 total=152.50 due=2022-12-27 tier=Gold size=99999999999999999999");
}

}  // namespace
}  // namespace tierline::test
