// A twin decides as its program does, and can be asked with the rules of one amount about another.
#include "tests/unit/tools_cliffs/shop.hpp"
#include "tools/cliffs/walk/evaluator.hpp"

namespace tierline::cliffs {
namespace {

constexpr Lever kAmount{1, 1, 0};

class TwinTest : public testing::Test {
 protected:
  /// "tier rebate fee" with conditions of one amount and amounts of another, in cents.
  std::string decide(int64_t conditions, int64_t amounts) {
    const decision::Decision& decision = evaluator_.decide(conditions, amounts);
    return decision.outputs[0].number.str() + " " + decision.outputs[1].number.str() + " " +
           decision.outputs[2].number.str();
  }

  Twin twin_ = *make_twin(*shop().bytecode, kAmount);
  Evaluator evaluator_{twin_, kAmount, partner(10, {0, 1'000}), day("2024-06-01")};
};

TEST_F(TwinTest, DecidesAsTheProgramDoes) {
  const prove::Partner of = partner(10, {0, 1'000});
  for (const int64_t cents : {0, 8'999, 9'000, 19'000, 19'001, 29'000}) {
    prove::Partner same = of;
    same.ledgers[0][0][1].value = cents;
    decision::Decision wanted;
    timeline::Decider(*shop().bytecode)
        .decide(prove::batch_of(shop().bytecode->schema, same), 0, day("2024-06-01"), wanted);
    const decision::Decision& found = evaluator_.decide(cents);
    for (size_t i = 0; i < wanted.outputs.size(); ++i) {
      EXPECT_EQ(found.outputs[i], wanted.outputs[i]) << cents;
    }
  }
}

TEST_F(TwinTest, AppliesTheRulesOfOneAmountToAnother) {
  EXPECT_EQ(decide(8'999, 8'999), "1 0 0");
  EXPECT_EQ(decide(9'000, 9'000), "1 200 0");
  EXPECT_EQ(decide(8'999, 9'000), "1 0 0") << "below the edge nothing is paid";
  EXPECT_EQ(decide(9'000, 8'950), "1 199 0") << "2% of 99.50, as if the edge were reached";
  EXPECT_EQ(decide(29'000, 0), "2 10 0") << "tier and rate of 300.00, on 10.00";
}

TEST_F(TwinTest, SeesWhereConditionsTurnOutDifferently) {
  const auto alike = [&](int64_t a, int64_t b) {
    return evaluator_.signature(a) == evaluator_.signature(b);
  };
  EXPECT_TRUE(alike(0, 8'999));
  EXPECT_FALSE(alike(8'999, 9'000)) << "from 100 EUR";
  EXPECT_TRUE(alike(9'000, 19'000));
  EXPECT_FALSE(alike(19'000, 19'001)) << "above 200 EUR";
  EXPECT_FALSE(alike(28'999, 29'000)) << "Gold";
}

// At 0 the average has no meaning: what the rules above would make of it is no slope.
TEST(Twin, SaysWhereAmountsHaveNoMeaning) {
  const auto program = compiled(
      "program \"P\" { in force from 2024-01-01 currency EUR month end reject }\n"
      "subject account { key id : text  many : int in 0 .. 50  day : date }\n"
      "define each : EUR = (500 EUR / many otherwise 7 EUR) rounded half even\n"
      "define next : date = day + 1 month otherwise 2030-01-01\n"
      "define twice : int = 2 * many\n"
      "decide each, next, twice\n");
  const auto of_many = make_twin(*program.bytecode, {0, 1, 0});
  ASSERT_EQ(of_many->meaningless.size(), 1U);
  EXPECT_TRUE(of_many->meaningless[0].is_zero);
  EXPECT_EQ(of_many->meaningless[0].touches, (std::vector<uint8_t>{1, 0, 0}));
  const auto of_day = make_twin(*program.bytecode, {0, 2, 0});
  ASSERT_EQ(of_day->meaningless.size(), 1U);
  EXPECT_FALSE(of_day->meaningless[0].is_zero);
  EXPECT_EQ(of_day->meaningless[0].touches, (std::vector<uint8_t>{0, 1, 0}));
}

}  // namespace
}  // namespace tierline::cliffs
