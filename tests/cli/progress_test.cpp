// How far a run is, in words; and that a log gets lines only where they are wanted.
#include "tools/cli/output/progress.hpp"

#include <gtest/gtest.h>

namespace tierline::cli {
namespace {

using std::chrono::milliseconds;

TEST(Progress, SaysHowFarHowFastAndHowLong) {
  EXPECT_EQ(log_line(deciding(1'200'000, 4'000'000, 0, milliseconds(3000))),
            "deciding: 1,200,000 of 4,000,000 accounts (30%), 400,000 a second, 7 s left");
}

TEST(Progress, PromisesNothingBeforeItKnows) {
  EXPECT_EQ(log_line(deciding(0, 4'000'000, 0, milliseconds(3000))),
            "deciding: 0 of 4,000,000 accounts (0%)");
  EXPECT_EQ(log_line(deciding(500, 1000, 500, milliseconds(100))),
            "deciding: 500 of 1,000 accounts (50%)");
}

TEST(Progress, CountsOnlyWhatThisRunDecided) {
  EXPECT_EQ(log_line(deciding(600, 1000, 500, milliseconds(1000))),
            "deciding: 600 of 1,000 accounts (60%), 100 a second, 4 s left");
}

TEST(Progress, SaysHowMuchIsRead) {
  EXPECT_EQ(log_line(reading(310'000'000, 770'000'000, milliseconds(756))),
            "reading: 310 of 770 MB (40%), 410 MB a second, 1 s left");
  EXPECT_EQ(log_line(reading(0, 770'000'000, milliseconds(5))), "reading: 0 of 770 MB (0%)");
  EXPECT_EQ(log_line(reading(770'000'000, 770'000'000, milliseconds(1000))),
            "reading: 770 of 770 MB (100%), 770 MB a second");
}

// A table of a server does not say how large its text will be.
TEST(Progress, SaysLessOfWhatHasNoSize) {
  EXPECT_EQ(log_line(reading(310'000'000, 0, milliseconds(1000))),
            "reading: 310 MB, 310 MB a second");
}

TEST(Progress, IsOneLineOfATerminal) {
  const HowFar reached = deciding(1'200'000, 4'000'000, 0, milliseconds(3000));
  EXPECT_EQ(bar_line(reached, 80),
            "[#####............] 1,200,000 of 4,000,000 accounts, 400,000 a second, 7 s left");
  EXPECT_EQ(bar_line(reached, 200),
            "[#######.................] 1,200,000 of 4,000,000 accounts, "
            "400,000 a second, 7 s left");
  const HowFar endless = reading(310'000'000, 0, milliseconds(1000));
  for (size_t columns = 0; columns < 120; ++columns) {
    for (const HowFar& one : {reached, endless}) {
      EXPECT_LT(bar_line(one, columns).size(), std::max<size_t>(columns, 1)) << columns;
    }
  }
  EXPECT_EQ(bar_line(reading(770'000'000, 770'000'000, milliseconds(0)), 40),
            "[#######################] 770 of 770 MB");
}

TEST(Progress, NobodyIsAlsoAll) {
  EXPECT_EQ(log_line(deciding(0, 0, 0, milliseconds(5))), "deciding: 0 of 0 accounts (100%)");
}

}  // namespace
}  // namespace tierline::cli
