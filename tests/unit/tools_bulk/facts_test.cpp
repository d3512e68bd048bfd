// build_facts: one account from named texts.
#include <gtest/gtest.h>

#include "tests/unit/tools_bulk/schema.hpp"
#include "tools/bulk/facts/account_facts.hpp"

namespace tierline::bulk {
namespace {

const FactRecord kAccount{"account",
                          {{"partner", "ACME"}, {"number", "7"}, {"tier_before", "Gold"}}};
const FactRecord kSale{"sale", {{"on", "2022-01-01"}, {"product", "Software"}, {"amount", "10"}}};

std::string error(const std::vector<FactRecord>& records) {
  const auto facts = build_facts(small_schema(), records);
  return facts.ok() ? "no error" : facts.error().message;
}

TEST(Facts, MakeABatchOfOne) {
  const auto facts = build_facts(small_schema(), {kSale, kAccount, kSale});
  ASSERT_TRUE(facts.ok());
  EXPECT_TRUE(facts.value().problems.empty());
  const batch::Batch& batch = facts.value().batch;
  EXPECT_EQ(batch.accounts, 1U);
  EXPECT_EQ(batch.columns[1].values, std::vector<int64_t>{7});
  EXPECT_EQ(batch.columns[0].texts, std::vector<std::string>{"ACME"});
  EXPECT_EQ(batch.ledgers[0].offsets, (std::vector<uint64_t>{0, 2}));
  EXPECT_EQ(batch.ledgers[0].columns[2].values, (std::vector<int64_t>{1000, 1000}));
}

TEST(Facts, SayWhatIsMissing) {
  FactRecord sale = kSale;
  sale.fields[2].text = "1e5";
  const auto facts = build_facts(small_schema(), {kSale, sale});
  ASSERT_TRUE(facts.ok());
  ASSERT_EQ(facts.value().problems.size(), 2U);
  EXPECT_EQ(describe(facts.value().problems[0]), "account: partner: required, but missing");
  EXPECT_EQ(describe(facts.value().problems[1]),
            "sale 2: amount: `1e5`: exponents are not accepted; write the number out");
}

TEST(Facts, RefuseNamesThatTheProgramDoesNotHave) {
  EXPECT_EQ(error({{"sales", {}}}), "the program has no record `sales`; did you mean `sale`?");
  EXPECT_EQ(error({{"sale", {{"amuont", "1"}}}}),
            "`sale` has no field `amuont`; did you mean `amount`?");
  EXPECT_EQ(error({{"sale", {{"amount", "1"}, {"amount", "2"}}}}), "`sale` gives `amount` twice");
  EXPECT_EQ(error({kAccount, kAccount}), "`account` is given twice");
}

}  // namespace
}  // namespace tierline::bulk
