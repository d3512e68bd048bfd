// How far a run is, in words; and that a log gets lines only where they are wanted.
#include "tools/cli/output/progress.hpp"

#include <gtest/gtest.h>

namespace tierline::cli {
namespace {

using std::chrono::milliseconds;

TEST(Progress, SaysHowFarHowFastAndHowLong) {
  EXPECT_EQ(progress_text(1'200'000, 4'000'000, 0, milliseconds(3000)),
            "deciding: 1,200,000 of 4,000,000 accounts (30%), 400,000 a second, 7 s left");
}

TEST(Progress, PromisesNothingBeforeItKnows) {
  EXPECT_EQ(progress_text(0, 4'000'000, 0, milliseconds(3000)),
            "deciding: 0 of 4,000,000 accounts (0%)");
  EXPECT_EQ(progress_text(500, 1000, 500, milliseconds(100)),
            "deciding: 500 of 1,000 accounts (50%)");
}

TEST(Progress, CountsOnlyWhatThisRunDecided) {
  EXPECT_EQ(progress_text(600, 1000, 500, milliseconds(1000)),
            "deciding: 600 of 1,000 accounts (60%), 100 a second, 4 s left");
}

TEST(Progress, NobodyIsAlsoAll) {
  EXPECT_EQ(progress_text(0, 0, 0, milliseconds(5)), "deciding: 0 of 0 accounts (100%)");
}

}  // namespace
}  // namespace tierline::cli
