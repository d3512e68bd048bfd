// Definitions: parameters, exceptions and exceptions to them, chains of any length.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

TEST(Definitions, ParametersAreReplaced) {
  const Rig rig(with_head(R"(
enum Kind { A, B }
subject account { id : text = "a"  n : int }
ledger paper of account { on : date  kind : Kind }
define held(k : Kind) = count of paper where kind = k
define within(p : period) = count of paper where on in p
define twice(x : int) : int = x + x
define four(x : int) : int = twice(twice(x))
define a : int = held(A) * 10 + held(B)
define years : int = within(year of today) - within(year before today)
define m : int = four(n) + four(n + 1)
decide a, years, m
)"));
  ASSERT_TRUE(rig.ok());
  const Account account{{{"n", "3"}},
                        {{"paper", {{"on", "2021-03-01"}, {"kind", "A"}}},
                         {"paper", {{"on", "2022-03-01"}, {"kind", "A"}}},
                         {"paper", {{"on", "2022-03-01"}, {"kind", "B"}}}}};
  EXPECT_EQ(rig.decide(account, "2022-06-01"), "a=21 years=1 m=28");
}

constexpr const char* kExceptions = R"(
tiers Silver < Gold
enum Region { North, South }
subject account { id : text = "a"  region : Region  level : int }
tier Silver { requires level : level >= 1 }
tier Gold extends Silver { requires more : level >= 2 }
define fee : EUR = 100 EUR
  except launch from 2022-07-01 until 2022-12-31 = 50 EUR
  except pilot to launch when region = North = 10 EUR
  except golden from 2023-01-01 when tier = Gold = 5 EUR
decide fee
)";

TEST(Definitions, ExceptionsApplyOnTheirDays) {
  const Rig rig(with_head(kExceptions));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* region, const char* level, const char* day) {
    const Account account{{{"region", region}, {"level", level}}, {}};
    return rig.decide(account, day) + " " + rig.because(account, day);
  };
  EXPECT_EQ(decide("South", "2", "2022-06-30"), "fee=100.00 fee/otherwise");
  EXPECT_EQ(decide("South", "2", "2022-07-01"), "fee=50.00 fee/launch");
  EXPECT_EQ(decide("North", "2", "2022-12-31"), "fee=10.00 fee/pilot");
  EXPECT_EQ(decide("North", "1", "2023-01-01"),
            "fee=100.00 fee/otherwise, tier/Silver, Silver/level, Gold/more: not met");
  EXPECT_EQ(decide("North", "2", "2023-01-01"),
            "fee=5.00 fee/golden, tier/Gold, Gold/level, Gold/more");
}

TEST(Definitions, LongChainsNeedNoStack) {
  std::string text = "subject account { id : text = \"a\"  n : int }\ndefine d0 : int = n\n";
  constexpr int kLength = 3000;
  for (int i = 1; i <= kLength; ++i) {
    // Written backwards, so that each use stands before what it uses.
    text.insert(0, fmt::format("define d{} : int = d{} + 1\n", i, i - 1));
  }
  const Rig rig(with_head(text + fmt::format("decide d{}\n", kLength)));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"n", "5"}}, {}}, "2022-06-01"), "d3000=3005");
}

TEST(Definitions, LongChainsOfParametersNeedNoStack) {
  std::string text =
      "subject account { id : text = \"a\"  n : int }\ndefine f0(x : int) : int = x\n";
  constexpr int kLength = 1000;
  for (int i = 1; i <= kLength; ++i) {
    text += fmt::format("define f{}(x : int) : int = f{}(x + 1) + 1\n", i, i - 1);
  }
  const Rig rig(with_head(text + fmt::format("define r : int = f{}(n)\ndecide r\n", kLength)));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"n", "5"}}, {}}, "2022-06-01"), "r=2005");
}

}  // namespace
}  // namespace tierline::test
