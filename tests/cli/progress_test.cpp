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

TEST(Progress, SaysHowMuchIsRead) {
  EXPECT_EQ(reading_text(310'000'000, 770'000'000, milliseconds(756)),
            "reading: 310 of 770 MB (40%), 410 MB a second, 1 s left");
  EXPECT_EQ(reading_text(0, 770'000'000, milliseconds(5)), "reading: 0 of 770 MB (0%)");
  EXPECT_EQ(reading_text(770'000'000, 770'000'000, milliseconds(1000)),
            "reading: 770 of 770 MB (100%), 770 MB a second");
}

// A table of a server does not say how large its text will be.
TEST(Progress, SaysLessOfWhatHasNoSize) {
  EXPECT_EQ(reading_text(310'000'000, 0, milliseconds(1000)), "reading: 310 MB, 310 MB a second");
}

TEST(Progress, NobodyIsAlsoAll) {
  EXPECT_EQ(progress_text(0, 0, 0, milliseconds(5)), "deciding: 0 of 0 accounts (100%)");
}

}  // namespace
}  // namespace tierline::cli
