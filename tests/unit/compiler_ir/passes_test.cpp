// Passes: what each rule makes of a step, and that nothing changes what is decided. (Every Rig in
// every other test decides with and without the passes as well.)
#include <gtest/gtest.h>

#include "compiler/ir/builder.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::ir {
namespace {

size_t count(const Ir& ir, Op op) {
  return static_cast<size_t>(std::count_if(ir.steps.begin(), ir.steps.end(),
                                           [&](const Step& step) { return step.op == op; }));
}

const char* kFacts = R"(
subject account { id : text = "a"  n : int  m : int  b : bool  d : date }
ledger sale of account { on : date  v : int }
)";

test::Rig rig(const std::string& definitions) {
  return test::Rig(test::with_head(kFacts + definitions));
}

/// The last operation of the only output after the passes.
std::string_view last_op(const std::string& type, const std::string& expression) {
  const test::Rig made = rig("define r : " + type + " = " + expression + "\ndecide r\n");
  if (!made.ok()) return "error";
  const Ir ir = optimise(lower(made.checked()));
  EXPECT_EQ(find_broken_invariant(ir), std::nullopt);
  return info(ir[ir.outputs[0].value].op).name;
}

TEST(Simplify, TakesAwayWhatHasNoEffect) {
  EXPECT_EQ(last_op("int", "n + 0"), "account_field");
  EXPECT_EQ(last_op("int", "0 + n"), "account_field");
  EXPECT_EQ(last_op("int", "n * 1"), "account_field");
  EXPECT_EQ(last_op("int", "n * 0"), "constant");
  EXPECT_EQ(last_op("int", "n - n"), "constant");
  EXPECT_EQ(last_op("int", "-(-n)"), "account_field");
  EXPECT_EQ(last_op("int", "n rounded half even to 1"), "account_field");
  EXPECT_EQ(last_op("int", "max(n, n)"), "account_field");
  EXPECT_EQ(last_op("int", "if b then n else n"), "account_field");
  EXPECT_EQ(last_op("int", "if 1 < 2 then n else m"), "account_field");
  EXPECT_EQ(last_op("bool", "not not b"), "account_field");
  EXPECT_EQ(last_op("bool", "b and yes"), "account_field");
  EXPECT_EQ(last_op("bool", "b or yes"), "constant");
  EXPECT_EQ(last_op("bool", "b and b"), "account_field");
  EXPECT_EQ(last_op("bool", "n = n"), "constant");
  EXPECT_EQ(last_op("bool", "n < n"), "constant");
  EXPECT_EQ(last_op("int", "count of sale where no"), "constant");
}

TEST(Simplify, KeepsWhatHasAnEffect) {
  EXPECT_EQ(last_op("int", "n + 1"), "add");
  EXPECT_EQ(last_op("int", "n - m"), "sub");
  EXPECT_EQ(last_op("int", "n * 2"), "mul");
  EXPECT_EQ(last_op("decimal", "n * 1.0"), "mul") << "it gives the digits";
  EXPECT_EQ(last_op("int", "n rounded half even to 5"), "mul");
  EXPECT_EQ(last_op("bool", "b and n < m"), "and");
}

TEST(Fold, ComputesConstants) {
  EXPECT_EQ(last_op("int", "2 + 3 * 4 - 1"), "constant");
  EXPECT_EQ(last_op("decimal", "2 / 3 rounded half even to 0.01"), "constant");
  EXPECT_EQ(last_op("bool", "2022-02-01 in year of 2022-12-31"), "constant");
  EXPECT_EQ(last_op("int", "year number of 2022-02-01"), "constant");
  EXPECT_EQ(last_op("int", "if 1 < 2 then max(3, 4) else n"), "constant");
  const test::Rig made =
      rig("define r : decimal = (2 / 3 rounded half even to 0.01) * 3 + 0.5\n"
          "decide r\n");
  ASSERT_TRUE(made.ok());
  const Account account{{{"n", "1"}, {"m", "1"}, {"b", "no"}, {"d", "2022-01-01"}}, {}};
  EXPECT_EQ(made.decide(account, "2022-01-01"), "r=2.510000");
}

TEST(Passes, FactorsAreJoined) {
  const test::Rig made = rig("define r : int = n * 3 * 5 * m * 2\ndecide r\n");
  ASSERT_TRUE(made.ok());
  const Ir raw = lower(made.checked());
  EXPECT_EQ(count(raw, Op::mul_), 4U);
  EXPECT_EQ(count(optimise(raw), Op::mul_), 3U);
}

TEST(Passes, EachAloneKeepsTheDecision) {
  const test::Rig made = rig(R"(
define f(x : int) : int = if x > 3 then x * 10 + 0 else 7
define r : int = f(n) + f(4) + (sum of sale.v where on in year of today and yes)
define late : bool = d + 3 days > today and not not b
decide r, late
)");
  ASSERT_TRUE(made.ok());
  const Account account{{{"n", "5"}, {"m", "0"}, {"b", "yes"}, {"d", "2022-01-01"}},
                        {{"sale", {{"on", "2022-01-01"}, {"v", "9"}}}}};
  EXPECT_EQ(made.decide(account, "2022-01-02"), "r=99 late=yes");
  const auto batch = account_batch(made.bytecode().schema, account);
  ASSERT_TRUE(batch.ok());
  const auto day = *calendar::parse_day("2022-01-02");
  const Ir raw = lower(made.checked());
  for (const Ir& ir : {fold_constants(raw), simplify(raw), simplify(fold_constants(raw)),
                       fold_constants(simplify(raw)), optimise(optimise(raw))}) {
    EXPECT_EQ(find_broken_invariant(ir), std::nullopt);
    EXPECT_LE(ir.steps.size(), raw.steps.size());
    const bytecode::Bytecode code = emit::emit(ir, "");
    ASSERT_EQ(bytecode::validate(code), std::nullopt);
    EXPECT_EQ(scalar::Machine(code).decide(batch.value(), 0, day),
              made.run(account, "2022-01-02").decision);
  }
}

TEST(Passes, AreStable) {
  const test::Rig made =
      rig("define r : int = (n + 0) * 2 * 3 + (if yes then m else n)\ndecide r\n");
  ASSERT_TRUE(made.ok());
  const Ir once = optimise(lower(made.checked()));
  EXPECT_EQ(print(optimise(once)), print(once));
}

}  // namespace
}  // namespace tierline::ir
