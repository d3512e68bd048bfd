// Days: which ones a population is about, and where its edges are.
#include "tools/generate/draw/window.hpp"

#include <algorithm>
#include <set>

#include "tests/unit/tools_generate/sample.hpp"
#include "tools/generate/draw/day_draw.hpp"
#include "tools/generate/draw/stretches.hpp"

namespace tierline::generate {
namespace {

Window window_of(const char* as_of) {
  return make_window(sample().header, find_interests(sample()), day(as_of));
}

TEST(WindowTest, BeginsInTheYearBeforeTheProgram) {
  EXPECT_EQ(window_of("2022-12-31").first, day("2021-01-01"));
  EXPECT_EQ(window_of("2030-06-30").first, day("2027-01-01")) << "three years are enough";
  bytecode::Header header;
  EXPECT_EQ(make_window(header, {}, day("2024-03-05")).first, day("2022-01-01"));
  EXPECT_EQ(make_window(header, {}, calendar::kDayMin).first, calendar::kDayMin);
}

TEST(WindowTest, EdgesOfPeriodsLeapDaysSpansAndNeighbours) {
  const auto edges = window_of("2024-04-10").edges;
  for (const char* want :
       {"2022-06-30", "2022-07-01", "2022-07-02", "2024-02-28", "2024-02-29", "2024-03-01",
        "2024-04-09", "2024-04-10", "2024-04-11", "2023-10-10", "2024-02-10"}) {
    EXPECT_TRUE(std::binary_search(edges.begin(), edges.end(), day(want))) << want;
  }
  EXPECT_TRUE(std::is_sorted(edges.begin(), edges.end()));
  EXPECT_EQ(edges.front(), day("2020-12-31"));
  EXPECT_EQ(edges.back(), day("2024-04-11"));
}

TEST(WindowTest, DaysStayInTheDeclaredRange) {
  bytecode::FieldInfo field;
  field.low = day("2022-03-01");
  field.high = day("2022-03-31");
  const Window window = window_of("2022-12-31");
  DayDraw days(field, {}, window, Reach::Years);
  Stream stream(1);
  std::set<Day> seen;
  for (int i = 0; i < 2000; ++i) {
    seen.insert(days.draw(stream));
    seen.insert(days.draw_early(stream));
    seen.insert(days.draw_within(stream, window.first, window.last));
  }
  EXPECT_EQ(*seen.begin(), day("2022-03-01"));
  EXPECT_EQ(*seen.rbegin(), day("2022-03-31"));
  days.end_at(day("2022-03-05"));
  for (int i = 0; i < 200; ++i) EXPECT_LE(days.draw(stream), day("2022-03-05"));
}

TEST(WindowTest, AnEndIsNeverBeforeItsBegin) {
  const DayDraw days({}, {}, window_of("2022-12-31"), Reach::Window);
  Stream stream(1);
  std::set<Day> spans;
  for (int i = 0; i < 2000; ++i) {
    spans.insert(days.draw_after(stream, day("2022-05-05")) - day("2022-05-05"));
  }
  EXPECT_EQ(*spans.begin(), 0);
  EXPECT_TRUE(spans.contains(364) && spans.contains(365));
}

TEST(WindowTest, TheLastDayThereIs) {
  const Window window = make_window({}, {}, calendar::kDayMax);
  EXPECT_EQ(window.edges.back(), calendar::kDayMax);
  const DayDraw days({}, {}, window, Reach::Window);
  Stream stream(1);
  EXPECT_EQ(days.draw_after(stream, calendar::kDayMax), calendar::kDayMax);
}

TEST(StretchesTest, YearsAllOfItAndTheProgramsMonths) {
  const auto ways = find_stretches(window_of("2022-09-30"), find_interests(sample()));
  ASSERT_EQ(ways.size(), 3U);
  const std::vector<calendar::Period> years = {{day("2022-01-01"), day("2022-09-30")},
                                               {day("2021-01-01"), day("2021-12-31")}};
  EXPECT_EQ(ways[0], years);
  EXPECT_EQ(ways[1].front().first, day("2021-01-01"));
  const std::vector<calendar::Period> half = {{day("2022-03-31"), day("2022-09-30")}};
  EXPECT_EQ(ways[2], half);
}

}  // namespace
}  // namespace tierline::generate
