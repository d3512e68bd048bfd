// RollUp: what can be rolled up, and what it comes to at the edges of 64 bits. That it comes to the
// same as entries that are kept, `Rig` asks with every decision of every test.
#include "runtime/scalar/roll_up.hpp"

#include <gtest/gtest.h>

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
