// A result holds a value or a fault, and reading the wrong one is our mistake.
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace tierline::base {
namespace {

enum class Fault { Overflow, Missing };
using Text = Result<std::string, Fault>;

Text named(bool known) {
  if (!known) return Fault::Missing;
  return std::string("gold");
}

TEST(Result, HoldsTheValue) {
  const Text result = named(true);
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(result.value(), "gold");
}

TEST(Result, HoldsTheFault) {
  const Text result = named(false);
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.error(), Fault::Missing);
}

TEST(Result, ComparesByWhatItHolds) {
  EXPECT_EQ(named(true), named(true));
  EXPECT_NE(named(true), named(false));
  EXPECT_NE(Text(Fault::Missing), Text(Fault::Overflow));
}

TEST(Result, GivesUpAValueThatCannotBeCopied) {
  Result<std::unique_ptr<int>, Fault> result(std::make_unique<int>(7));
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, CanSucceedWithNothingToSay) {
  const Result<Done, Fault> result = Done{};
  EXPECT_TRUE(result.ok());
}

TEST(ResultDeathTest, AbortsOnTheWrongQuestion) {
  const Text good = named(true);
  const Text bad = named(false);
  EXPECT_DEATH(static_cast<void>(good.error()), "broken promise: !ok\\(\\)");
  EXPECT_DEATH(static_cast<void>(bad.value()), "broken promise: ok\\(\\)");
}

}  // namespace
}  // namespace tierline::base
