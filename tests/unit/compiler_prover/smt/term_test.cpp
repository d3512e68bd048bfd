// Terms: what is equal is one term, and what ranges decide is decided.
#include "compiler/prover/smt/term.hpp"

#include <gtest/gtest.h>

#include "compiler/prover/smt/script.hpp"

namespace tierline::smt {
namespace {

class TermTest : public testing::Test {
 protected:
  Term number(int value) { return terms_.number(value); }

  Terms terms_;
  Term x_ = terms_.integer_variable("x", {});
  Term y_ = terms_.integer_variable("y", {});
  Term small_ = terms_.integer_variable("small", {BigInt(0), BigInt(9)});
  Term p_ = terms_.boolean_variable("p");
  Term q_ = terms_.boolean_variable("q");
};

TEST_F(TermTest, SumsAreOneTermInAnyOrder) {
  EXPECT_EQ(terms_.add(x_, y_), terms_.add(y_, x_));
  EXPECT_EQ(terms_.subtract(terms_.add(x_, y_), x_), y_);
  EXPECT_EQ(terms_.subtract(x_, x_), number(0));
  EXPECT_EQ(terms_.scale(terms_.add(x_, number(2)), 3),
            terms_.add(terms_.scale(x_, 3), number(6)));
}

TEST_F(TermTest, ComparisonsAreOneTermWhateverTheirFactor) {
  const Term plain = terms_.at_most(number(2), x_);
  EXPECT_EQ(terms_.at_most(number(20), terms_.scale(x_, 10)), plain);
  EXPECT_EQ(terms_.at_most(number(11), terms_.scale(x_, 10)), plain) << "rounded up to the next";
  EXPECT_EQ(terms_.equal(x_, y_), terms_.equal(y_, x_));
  EXPECT_TRUE(terms_.is_false(terms_.equal(terms_.scale(x_, 2), number(7)))) << "7 is odd";
}

TEST_F(TermTest, RangesDecide) {
  EXPECT_TRUE(terms_.is_true(terms_.at_most(small_, number(9))));
  EXPECT_TRUE(terms_.is_false(terms_.below(number(9), small_)));
  EXPECT_FALSE(terms_.is_constant(terms_.at_most(small_, number(8))));
  EXPECT_EQ(terms_.range(terms_.scale(small_, -2)), (Range{BigInt(-18), BigInt(0)}));
  EXPECT_TRUE(terms_.is_false(terms_.equal(small_, number(10))));
}

TEST_F(TermTest, TruthValuesSimplify) {
  EXPECT_TRUE(terms_.is_false(terms_.both(p_, terms_.negation(p_))));
  EXPECT_TRUE(terms_.is_true(terms_.any({q_, p_, terms_.negation(q_)})));
  EXPECT_EQ(terms_.both(p_, terms_.both(q_, p_)), terms_.both(q_, p_));
  EXPECT_EQ(terms_.choose(p_, terms_.truth(true), terms_.truth(false)), p_);
  EXPECT_EQ(terms_.same(p_, terms_.truth(false)), terms_.negation(p_));
}

TEST_F(TermTest, ChoicesBetweenConstantsStayChoices) {
  const Term rate = terms_.choose(p_, number(5), terms_.choose(q_, number(3), number(0)));
  EXPECT_EQ(terms_[rate].leaves, 3U);
  EXPECT_EQ(terms_.equal(rate, number(5)), p_);
  EXPECT_EQ(terms_[terms_.add(terms_.scale(rate, 10), number(1))].kind, Kind::Choose);
  EXPECT_EQ(terms_.range(rate), (Range{BigInt(0), BigInt(5)}));
}

TEST_F(TermTest, EvaluatesWhatItBuilds) {
  const Term sum = terms_.add(terms_.scale(x_, 3), terms_.multiply(x_, y_));
  const Term chosen = terms_.choose(terms_.below(x_, y_), sum, number(-1));
  const Model model = {{x_, 2}, {y_, 7}};
  EXPECT_EQ(evaluate(terms_, {sum, chosen, terms_.equal(x_, y_)}, model),
            (std::vector<BigInt>{20, 20, 0}));
}

struct RangeCase {
  Range a, b, want;
};

TEST(Ranges, OfProducts) {
  const auto closed = [](int low, int high) { return Range{BigInt(low), BigInt(high)}; };
  const Range positive{BigInt(0), {}};
  const Range any;
  const RangeCase cases[] = {
      {closed(-2, 3), closed(-5, 7), closed(-15, 21)}, {closed(1, 2), positive, positive},
      {closed(0, 0), any, closed(0, 0)},               {positive, positive, positive},
      {closed(-1, 2), positive, any},                  {closed(-2, -1), positive, {{}, BigInt(0)}},
  };
  for (const RangeCase& one : cases) {
    EXPECT_EQ(multiplied(one.a, one.b), one.want);
    EXPECT_EQ(multiplied(one.b, one.a), one.want);
  }
}

}  // namespace
}  // namespace tierline::smt
