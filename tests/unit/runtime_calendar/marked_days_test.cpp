// Marked days against plain counting: stretches of every shape around the 64 days of a block.
#include "runtime/calendar/marked_days.hpp"

#include <gtest/gtest.h>

namespace tierline::calendar {
namespace {

constexpr Day kFirst = -100;  // so that a stretch crosses day 0

/// Asks for every day and every mark.
void expect_counted(const std::vector<bool>& marked) {
  const MarkedDays days(kFirst, marked);
  int64_t count = 0;
  for (size_t i = 0; i < marked.size(); ++i) {
    const Day day = kFirst + static_cast<Day>(i);
    count += marked[i] ? 1 : 0;
    ASSERT_TRUE(days.holds(day));
    ASSERT_EQ(days.is_marked(day), marked[i]) << i << " of " << marked.size();
    ASSERT_EQ(days.count_to(day), count) << i << " of " << marked.size();
    if (marked[i]) {
      ASSERT_EQ(days.day_of(count), day) << i << " of " << marked.size();
    }
  }
  EXPECT_EQ(days.marks(), count);
  EXPECT_FALSE(days.holds(kFirst - 1));
  EXPECT_FALSE(days.holds(kFirst + static_cast<int64_t>(marked.size())));
}

TEST(MarkedDays, EveryDensityAndEveryLength) {
  for (const size_t length : {1u, 2u, 63u, 64u, 65u, 127u, 128u, 129u, 640u, 1000u}) {
    for (const size_t every : {1u, 2u, 7u, 64u, 65u, 200u}) {
      for (const bool flip : {false, true}) {
        std::vector<bool> marked(length);
        for (size_t i = 0; i < length; ++i) marked[i] = (i % every == every - 1) != flip;
        expect_counted(marked);
      }
    }
  }
}

/// 64 marks alone in their blocks, with centuries of nothing between them: finding one of them may
/// not walk through the nothing, and must not lose its way in it.
TEST(MarkedDays, MarksFarApart) {
  std::vector<bool> marked(200'000);
  for (size_t i = 0; i < marked.size(); i += 777) marked[i] = true;
  expect_counted(marked);
}

TEST(MarkedDays, BurstsAndGaps) {
  std::vector<bool> marked(50'000);
  for (size_t i = 0; i < marked.size(); ++i) marked[i] = (i / 300) % 5 == 2;
  expect_counted(marked);
}

TEST(MarkedDays, NoDaysAtAll) {
  const MarkedDays none;
  EXPECT_EQ(none.marks(), 0);
  EXPECT_FALSE(none.holds(0));
  EXPECT_TRUE(none.starts_after(-1));
  const MarkedDays empty(kFirst, {});
  EXPECT_EQ(empty.marks(), 0);
  EXPECT_FALSE(empty.holds(kFirst));
}

}  // namespace
}  // namespace tierline::calendar
