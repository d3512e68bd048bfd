// Traces: every step with its value, and the rules that decided.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kProgram = R"(
enum Product { Software, Hardware }
tiers Silver < Gold
subject account { id : text = "a" }
ledger sale of account {
  on : date  product : Product  price : EUR
  credit = price * share(product) rounded half even
}
table share(Product) : percent unique complete { Software : 100%  Hardware : 50% }
define total : EUR = sum of sale.credit where on in year of today
tier Silver { requires total : total >= 10 EUR }
tier Gold extends Silver { requires more : total >= 100 EUR }
bands steps on total : percent { below 50 EUR : 1%  from 50 EUR : 2% }
define bonus : EUR = if tier >= Silver then whole steps of total else 0 EUR rounded half even
decide bonus, total
)";

Account account() {
  return {{},
          {{"sale", {{"on", "2022-01-01"}, {"product", "Hardware"}, {"price", "40.00"}}},
           {"sale", {{"on", "2021-01-01"}, {"product", "Software"}, {"price", "40.00"}}}}};
}

TEST(Trace, OnlyTheRulesThatWereLookedAt) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.because(account(), "2022-06-01", 1), "share/Hardware")
      << "the entry of the year before is not counted";
  EXPECT_EQ(rig.because(account(), "2022-06-01", 0),
            "tier/Silver, Silver/total, Gold/more: not met, steps/below 50.00 EUR, share/Hardware");
  EXPECT_EQ(rig.because(account(), "2020-06-01", 0), "tier/none, Silver/total: not met")
      << "no bands where the tier is too low";
}

TEST(Trace, EveryStepHasItsValue) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  const Rig::Result result = rig.run(account(), "2022-06-01");
  std::vector<size_t> per_entry(2, 0);
  size_t of_account = 0;
  bool saw_sum = false;
  for (const decision::StepValue& step : result.trace.steps) {
    const bytecode::Instruction& code = rig.bytecode().code[step.instruction];
    if (step.entry == UINT32_MAX) {
      ++of_account;
    } else {
      ++per_entry.at(step.entry);
    }
    if (code.op == bytecode::Op::reduce_sum_) saw_sum = step.text == "20.00";
  }
  EXPECT_TRUE(saw_sum);
  EXPECT_EQ(per_entry[0], per_entry[1]);
  EXPECT_GT(per_entry[0], 3U);
  EXPECT_GT(of_account, 10U);
}

TEST(Trace, IsTheSameInEveryWidth) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  n : int  m : int }
bands steps on n : percent { below 10 : 1%  from 10 : 2% }
define r = whole steps of n * m
define big : bool = r > 1_000_000_000_000_000_000_000_000_000_000_000_000_000_000
decide big
)"));
  ASSERT_TRUE(rig.ok());
  const std::string digits(30, '7');
  EXPECT_EQ(rig.because({{{"n", "7"}, {"m", "1"}}, {}}, "2022-06-01"), "steps/below 10");
  EXPECT_EQ(rig.because({{{"n", "77777777777"}, {"m", "77777777777"}}, {}}, "2022-06-01"),
            "steps/from 10");
  EXPECT_EQ(rig.because({{{"n", digits}, {"m", digits}}, {}}, "2022-06-01"), "steps/from 10");
}

}  // namespace
}  // namespace tierline::test
