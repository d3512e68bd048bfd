// RollUp: what can be rolled up, and what it comes to at the edges of 64 bits. That it comes to the
// same as entries that are kept, `Rig` asks with every decision of every test.
#include "runtime/scalar/roll_up.hpp"

#include <gtest/gtest.h>

#include "tests/property/rolled_up.hpp"
#include "tests/unit/runtime_scalar/sales.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kSales = R"(
subject account { id : text = "a"  opened : date = 2020-01-01 }
ledger sale of account { on : date  site : text = "x"  v : int  age = today - on }
)";

bool can_roll_up(const std::string& rest) {
  const Rig rig(with_head(kSales + rest));
  if (!rig.ok() || !scalar::EntryShares::can_find(rig.bytecode())) return false;
  return scalar::EntryShares(rig.bytecode(), *calendar::parse_day("2022-05-01")).can_run();
}

TEST(RollUp, NothingOfAnEntryMayHangOnItsAccount) {
  EXPECT_TRUE(can_roll_up("define n = sum of sale.v where on in year of today\ndecide n\n"));
  EXPECT_TRUE(can_roll_up("define n = max of sale.on otherwise 1999-01-01\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where on >= opened\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where site = \"x\"\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = sum of sale.age\ndecide n\n")) << "it changes every day";
  EXPECT_FALSE(can_roll_up("decide opened\n")) << "there is nothing to roll up";
  EXPECT_FALSE(can_roll_up(
      "define n : int = split 10 over sale by v\ndefine all = sum of sale.v\ndecide n, all\n"));
}

// Who is asked again on an answer's last day could hear of a later one; from totals nobody can.
TEST(RollUp, OneLookMustBeEnough) {
  EXPECT_TRUE(can_roll_up("define n : bool = any sale where on in month of today\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where today - 9 days <= on\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where on in year before today\ndecide n\n"))
      << "before its day an entry lasts beyond it";
  EXPECT_TRUE(
      can_roll_up("define n = count of sale where on in year before today\n"
                  "define all = count of sale\ndecide n, all\n"));
  EXPECT_FALSE(
      can_roll_up("define n = count of sale where on in year before today\n"
                  "define some = count of sale where v > 3\ndecide n, some\n"))
      << "of other entries nothing is known";
  EXPECT_FALSE(
      can_roll_up("define n : bool = count of sale >= 1 and today >= 2022-03-01\ndecide n\n"));
  EXPECT_FALSE(
      can_roll_up("define n : date = if count of sale > 1 then today else 2022-01-01\ndecide n\n"));
}

// `Rig` compares each decision, and its last day, with that of entries that are kept.
TEST(RollUp, ManyEntriesComeToWhatTheyComeToKept) {
  const std::string defines = "define valid = sum of sale.credit where on in year of today\n";
  for (const char* more :
       {"", "define n = count of sale\n", "define n = count of sale where product = Hardware\n",
        "define n = sum of sale.price where on in year before today and product != Care\n",
        "define n = count of sale where on in quarter before today and price > 900 EUR\n",
        "define n : EUR = max of sale.net where on in quarter of today otherwise 0 EUR\n",
        "define n : date = min of sale.on where product = Hardware otherwise 1999-01-01\n",
        "define n = 2 * sum of sale.price where on in month of today and known(back_on)\n"}) {
    const std::string text = sales_facts() + defines + more;
    const Rig rig(with_head(text + (*more == 0 ? "decide valid\n" : "decide valid, n\n")));
    ASSERT_TRUE(rig.ok()) << more;
    EXPECT_TRUE(scalar::EntryShares::can_find(rig.bytecode())) << more;
    for (unsigned seed = 1; seed <= 12; ++seed) {
      for (const char* today : {"2021-12-31", "2022-01-01", "2022-05-20", "2023-04-15"}) {
        rig.decide({{{"opened", "2022-01-01"}}, entries(seed / 4, seed)}, today);
        rig.decide({{{"opened", "2022-01-01"}}, entries(5 * seed, seed + 100)}, today);
      }
    }
  }
}

TEST(RollUp, SumsAndExtremesLeaveSixtyFourBitsAndComeBack) {
  const Rig rig(with_head(std::string(kSales) + R"(
define total : int = sum of sale.v
define most : int = max of sale.v otherwise 0
define least : int = min of sale.v otherwise 0
decide total, most, least
)"));
  ASSERT_TRUE(rig.ok());
  const std::string most = "9223372036854775807";
  const std::string least = "-9223372036854775808";
  const auto decided = [&](const std::vector<std::string>& values) {
    std::vector<Entry> all;
    for (const std::string& v : values) all.push_back({"sale", {{"on", "2022-01-01"}, {"v", v}}});
    const Account account{{}, all};
    const auto batch = account_batch(rig.bytecode().schema, account);
    const calendar::Day today = *calendar::parse_day("2022-05-01");
    const auto rolled = rolled_up(rig.bytecode(), batch.value(), today);
    EXPECT_TRUE(rolled);
    return rig.decide(account, "2022-05-01");
  };
  EXPECT_EQ(decided({most, "1"}), "total=9223372036854775808 most=" + most + " least=1");
  EXPECT_EQ(decided({most, "1", "-1"}), "total=" + most + " most=" + most + " least=-1");
  EXPECT_EQ(decided({least}), "total=" + least + " most=" + least + " least=" + least);
  EXPECT_EQ(decided({least, "5"}), "total=-9223372036854775803 most=5 least=" + least);
  EXPECT_EQ(decided({"-9223372036854775809", "7", "9223372036854775808"}),
            "total=6 most=9223372036854775808 least=-9223372036854775809");
  EXPECT_EQ(decided({}), "total=0 most=0 least=0");
}

}  // namespace
}  // namespace tierline::test
