// Periods by example, at each edge of a month, quarter and year, calendar and fiscal.
#include "runtime/calendar/period.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tierline::calendar {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }
std::string text(Period p) { return to_text(p.first) + ".." + to_text(p.last); }

struct Case {
  Unit unit;
  std::string_view day;
  int first_month;
  std::string_view holds, before;
};

constexpr Case kCases[] = {
    {Unit::Month, "2022-02-01", 1, "2022-02-01..2022-02-28", "2022-01-01..2022-01-31"},
    {Unit::Month, "2024-02-29", 1, "2024-02-01..2024-02-29", "2024-01-01..2024-01-31"},
    {Unit::Month, "2022-01-31", 1, "2022-01-01..2022-01-31", "2021-12-01..2021-12-31"},
    {Unit::Month, "2022-12-31", 7, "2022-12-01..2022-12-31", "2022-11-01..2022-11-30"},
    {Unit::Quarter, "2022-01-01", 1, "2022-01-01..2022-03-31", "2021-10-01..2021-12-31"},
    {Unit::Quarter, "2022-03-31", 1, "2022-01-01..2022-03-31", "2021-10-01..2021-12-31"},
    {Unit::Quarter, "2022-04-01", 1, "2022-04-01..2022-06-30", "2022-01-01..2022-03-31"},
    {Unit::Quarter, "2022-12-31", 7, "2022-10-01..2022-12-31", "2022-07-01..2022-09-30"},
    {Unit::Quarter, "2022-01-15", 2, "2021-11-01..2022-01-31", "2021-08-01..2021-10-31"},
    {Unit::Quarter, "2022-02-01", 2, "2022-02-01..2022-04-30", "2021-11-01..2022-01-31"},
    {Unit::Quarter, "2022-02-28", 12, "2021-12-01..2022-02-28", "2021-09-01..2021-11-30"},
    {Unit::Year, "2022-01-01", 1, "2022-01-01..2022-12-31", "2021-01-01..2021-12-31"},
    {Unit::Year, "2022-12-31", 1, "2022-01-01..2022-12-31", "2021-01-01..2021-12-31"},
    {Unit::Year, "2022-06-30", 7, "2021-07-01..2022-06-30", "2020-07-01..2021-06-30"},
    {Unit::Year, "2022-07-01", 7, "2022-07-01..2023-06-30", "2021-07-01..2022-06-30"},
    {Unit::Year, "2024-02-29", 12, "2023-12-01..2024-11-30", "2022-12-01..2023-11-30"},
};

TEST(Period, HoldsTheDayAndTheOneBefore) {
  for (const Case& c : kCases) {
    EXPECT_EQ(text(period_of(c.unit, day(c.day), c.first_month)), c.holds) << c.day;
    EXPECT_EQ(text(period_before(c.unit, day(c.day), c.first_month)), c.before) << c.day;
  }
}

TEST(Period, TheNumberOfAYearIsThatInWhichItStarts) {
  EXPECT_EQ(year_number(day("2022-01-01"), 1), 2022);
  EXPECT_EQ(year_number(day("2022-12-31"), 1), 2022);
  EXPECT_EQ(year_number(day("2022-06-30"), 7), 2021);
  EXPECT_EQ(year_number(day("2022-07-01"), 7), 2022);
  EXPECT_EQ(year_number(day("2022-01-31"), 2), 2021);
  EXPECT_EQ(year_number(day("2022-11-30"), 12), 2021);
  EXPECT_EQ(year_number(kDayMin, 7), 1582);
}

TEST(Period, ClampsAtTheEdgesOfTheDays) {
  EXPECT_EQ(text(period_of(Unit::Year, kDayMin, 7)), "1583-01-01..1583-06-30");
  EXPECT_EQ(text(period_of(Unit::Quarter, kDayMin, 3)), "1583-01-01..1583-02-28");
  EXPECT_EQ(text(period_of(Unit::Year, kDayMax, 7)), "9999-07-01..9999-12-31");
  EXPECT_EQ(text(period_of(Unit::Quarter, kDayMax, 12)), "9999-12-01..9999-12-31");
  EXPECT_EQ(text(period_before(Unit::Year, kDayMin, 1)), "1583-01-01..1583-01-01");
  EXPECT_EQ(text(period_before(Unit::Month, kDayMin, 1)), "1583-01-01..1583-01-01");
  EXPECT_EQ(text(period_before(Unit::Year, day("1584-01-01"), 7)), "1583-01-01..1583-06-30");
  EXPECT_EQ(period_of(Unit::Month, kDayMax + 1, 1), period_of(Unit::Month, kDayMax, 1));
  EXPECT_EQ(period_of(Unit::Month, kDayMin - 1, 1), period_of(Unit::Month, kDayMin, 1));
}

}  // namespace
}  // namespace tierline::calendar
