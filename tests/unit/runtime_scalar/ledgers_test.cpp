// Ledgers: visibility, conditions, every aggregate, derived fields, ledgers that wait for others.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kSales = R"(
enum Product { Software, Hardware }
subject account { id : text = "a"  home : text = "Odense" }
ledger sale of account {
  on : date  site : text = "Odense"  product : Product = Software  price : EUR
  discount : percent in 0% .. 100% = 0%
  net = price * (1 - discount) rounded half even
  credit = net * share(product) rounded half even
}
ledger visit of account { on : date }
table share(Product) : percent unique complete { Software : 100%  Hardware : 50% }
define total : EUR = sum of sale.credit
define in_year : EUR = sum of sale.credit where on in year of today
define home_sales = count of sale where site = home
define any_big : bool = any sale where price > 100 EUR
define best : EUR = max of sale.net otherwise 0 EUR
define worst : EUR = min of sale.net where product = Hardware otherwise -1 EUR
define visits = count of visit
decide total, in_year, home_sales, any_big, best, worst, visits
)";

Entry sale(const char* on, const char* price, Facts more = {}) {
  Facts facts = {{"on", on}, {"price", price}};
  facts.insert(facts.end(), more.begin(), more.end());
  return {"sale", facts};
}

TEST(Ledgers, EmptyOnes) {
  const Rig rig(with_head(kSales));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({}, "2022-06-01"),
            "total=0.00 in_year=0.00 home_sales=0 any_big=no best=0.00 worst=-1.00 visits=0");
}

TEST(Ledgers, EveryAggregate) {
  const Rig rig(with_head(kSales));
  ASSERT_TRUE(rig.ok());
  Account account;
  account.entries = {sale("2021-12-31", "100.00", {{"discount", "10%"}}),
                     sale("2022-01-01", "200.00", {{"product", "Hardware"}, {"site", "Aarhus"}}),
                     sale("2022-05-31", "-30.00", {{"product", "Hardware"}}),
                     {"visit", {{"on", "2022-05-31"}}},
                     {"visit", {{"on", "2022-06-01"}}},
                     {"visit", {{"on", "2022-06-02"}}}};
  EXPECT_EQ(
      rig.decide(account, "2022-06-01"),
      "total=175.00 in_year=85.00 home_sales=2 any_big=yes best=200.00 worst=-30.00 visits=2");
  EXPECT_EQ(rig.decide(account, "2021-12-31"),
            "total=90.00 in_year=90.00 home_sales=1 any_big=no best=90.00 worst=-1.00 visits=0");
}

TEST(Ledgers, TheOrderOfEntriesDoesNotMatter) {
  const Rig rig(with_head(kSales));
  ASSERT_TRUE(rig.ok());
  Account account;
  account.entries = {sale("2022-01-03", "0.05", {{"discount", "50%"}}), sale("2022-01-02", "-7.00"),
                     sale("2022-01-01", "9.99")};
  const auto by_day = [](const Entry& a, const Entry& b) {
    return a.facts[0].text < b.facts[0].text;
  };
  const std::string want = rig.decide(account, "2022-06-01");
  EXPECT_EQ(want.substr(0, 10), "total=3.01");
  std::sort(account.entries.begin(), account.entries.end(), by_day);
  do {
    EXPECT_EQ(rig.decide(account, "2022-06-01"), want);
  } while (std::next_permutation(account.entries.begin(), account.entries.end(), by_day));
}

TEST(Ledgers, ExtremesOfNegativeAmountsOnly) {
  const Rig rig(with_head(kSales));
  ASSERT_TRUE(rig.ok());
  Account account;
  account.entries = {sale("2022-01-03", "-5.00"), sale("2022-01-02", "-7.00")};
  EXPECT_EQ(rig.decide(account, "2022-06-01").substr(0, 76),
            "total=-12.00 in_year=-12.00 home_sales=2 any_big=no best=-5.00 worst=-1.00 v");
}

TEST(Ledgers, OneLedgerWaitsForAnother) {
  const Rig rig(with_head(R"(
subject account { id : text = "a" }
ledger goal of account { on : date  amount : EUR }
ledger sale of account { on : date  amount : EUR }
define target : EUR = sum of goal.amount
define above : int = count of sale where amount > target
define excess : EUR = sum of sale.amount where amount > target and above > 1
decide above, excess
)"));
  ASSERT_TRUE(rig.ok());
  Account account;
  account.entries = {{"goal", {{"on", "2022-01-01"}, {"amount", "10.00"}}},
                     {"sale", {{"on", "2022-01-01"}, {"amount", "10.00"}}},
                     {"sale", {{"on", "2022-01-01"}, {"amount", "10.01"}}},
                     {"sale", {{"on", "2022-01-01"}, {"amount", "20.00"}}}};
  EXPECT_EQ(rig.decide(account, "2022-06-01"), "above=2 excess=30.01");
  account.entries.push_back({"goal", {{"on", "2022-01-01"}, {"amount", "5.00"}}});
  EXPECT_EQ(rig.decide(account, "2022-06-01"), "above=1 excess=0.00");
}

TEST(Ledgers, DerivedFieldsMayUseTheAccountAndTheDay) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  rate : percent }
ledger sale of account {
  on : date  amount : EUR
  old = on < today - 30 days
  fee = if old then amount * rate else 0 EUR rounded half up
}
define fees : EUR = sum of sale.fee
define oldest : date = min of sale.on otherwise today
decide fees, oldest
)"));
  ASSERT_TRUE(rig.ok());
  Account account{{{"rate", "10%"}}, {}};
  account.entries = {{"sale", {{"on", "2022-05-01"}, {"amount", "10.05"}}},
                     {"sale", {{"on", "2022-05-02"}, {"amount", "10.05"}}}};
  EXPECT_EQ(rig.decide(account, "2022-06-01"), "fees=1.01 oldest=2022-05-01");
  EXPECT_EQ(rig.decide(account, "2022-06-02"), "fees=2.02 oldest=2022-05-01");
}

}  // namespace
}  // namespace tierline::test
