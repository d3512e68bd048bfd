// RollUp: what can be rolled up, and what it comes to at the edges of 64 bits. That it comes to the
// same as entries that are kept, `Rig` asks with every decision of every test.
#include "runtime/scalar/roll_up.hpp"

#include <gtest/gtest.h>

#include "tests/unit/runtime_scalar/sales.hpp"
#include "tests/unit/support/rig.hpp"
#include "tests/unit/support/rolled_up.hpp"

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
  EXPECT_TRUE(can_roll_up("define n = max of sale.on otherwise today\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where on >= opened\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = count of sale where site = \"x\"\ndecide n\n"));
  EXPECT_FALSE(can_roll_up("define n = sum of sale.age\ndecide n\n")) << "it changes every day";
  EXPECT_FALSE(can_roll_up("decide opened\n")) << "there is nothing to roll up";
  EXPECT_FALSE(can_roll_up(
      "define n : int = split 10 over sale by v\ndefine all = sum of sale.v\ndecide n, all\n"));
}

// `Rig` compares each decision, and its last day, with that of entries that are kept.
TEST(RollUp, ManyEntriesComeToWhatTheyComeToKept) {
  const Rig rig(with_head(sales_program("2021-06-15", "50%")));
  ASSERT_TRUE(rig.ok());
  EXPECT_TRUE(scalar::EntryShares::can_find(rig.bytecode()));
  for (unsigned seed = 1; seed <= 40; ++seed) {
    for (const char* today : {"2021-12-31", "2022-01-01", "2022-05-20", "2023-04-15"}) {
      rig.decide({{{"opened", "2022-01-01"}}, entries(seed, seed)}, today);
      rig.decide({{{"opened", "2022-01-01"}}, entries(5 * seed, seed + 100)}, today);
    }
  }
}

// Each by itself, so that no other last day hides its own.
TEST(RollUp, EachReductionLastsAsLong) {
  for (const char* define :
       {"n : bool = any sale where on in month of today",
        "n : bool = any sale where today - 200 days <= on",
        "n = count of sale where on <= today - 40 days",
        "n : int = sum of sale.worth where on <= today",
        "n : int = sum of sale.worth where on in year of today",
        "n : int = max of sale.worth where on <= today otherwise 0",
        "n : date = min of sale.on where on >= today - 50 days otherwise today"}) {
    const Rig rig(with_head(std::string(R"(
subject account { id : text = "a" }
ledger sale of account {
  on : date  v : int
  worth = if today - 30 days < on then v else if today - 90 days < on then 2 * v else 5 * v
}
define )") + define + "\ndecide n\n"));
    ASSERT_TRUE(rig.ok()) << define;
    ASSERT_TRUE(scalar::EntryShares::can_find(rig.bytecode())) << define;
    EXPECT_TRUE(scalar::EntryShares(rig.bytecode(), *calendar::parse_day("2022-05-14")).can_run())
        << define;
    for (const char* other : {"2021-11-03", "2022-04-28", "2022-05-14", "2022-07-01"}) {
      const Account account{{},
                            {{"sale", {{"on", "2022-03-10"}, {"v", "7"}}},
                             {"sale", {{"on", other}, {"v", "-3"}}},
                             {"sale", {{"on", "2021-05-25"}, {"v", "1"}}}}};
      for (const char* today : {"2022-01-01", "2022-05-14", "2022-05-31"}) {
        rig.decide(account, today);
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
