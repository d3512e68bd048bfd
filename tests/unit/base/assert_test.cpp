// A broken promise must say which one it was and where, and must not go on; in release too.
#include "base/assert.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Assert, LetsATrueConditionPass) {
  int evaluated = 0;
  TIERLINE_ASSERT(++evaluated == 1);
  EXPECT_EQ(evaluated, 1) << "the condition is evaluated once, and in every build type";
}

TEST(AssertDeathTest, SaysWhereAndWhatAndAborts) {
  const int pieces = 2;
  EXPECT_EXIT(TIERLINE_ASSERT(pieces == 3), testing::KilledBySignal(SIGABRT),
              "assert_test\\.cpp:[0-9]+: broken promise: pieces == 3");
}

}  // namespace
