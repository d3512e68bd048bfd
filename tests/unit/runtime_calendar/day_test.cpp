// Days against the standard library's calendar, every one of them, and the strictness of the
// parser.
#include "runtime/calendar/day.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

namespace tierline::calendar {
namespace {

Civil civil_of(std::chrono::year_month_day date) {
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}),
          static_cast<int>(unsigned{date.day()})};
}

TEST(Day, EveryDayAgreesWithTheStandardCalendar) {
  for (Day day = kDayMin; day <= kDayMax; ++day) {
    const std::chrono::sys_days std_day{std::chrono::days{day}};
    const Civil want = civil_of(std::chrono::year_month_day{std_day});
    const int want_weekday = static_cast<int>(std::chrono::weekday{std_day}.iso_encoding()) - 1;
    ASSERT_EQ(to_civil(day), want) << day;
    ASSERT_EQ(to_day(want), day);
    ASSERT_TRUE(valid(want)) << day;
    ASSERT_EQ(weekday(day), want_weekday) << day;
  }
}

TEST(Day, EveryDayIsPrintedAndReadBack) {
  for (Day day = kDayMin; day <= kDayMax; ++day) ASSERT_EQ(parse_day(to_text(day)), day);
}

TEST(Day, TheLengthOfEveryMonth) {
  for (int year = kYearMin; year <= kYearMax; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                        std::chrono::last;
      const int want = static_cast<int>(unsigned{last.day()});
      ASSERT_EQ(days_in_month(year, month), want) << year << "-" << month;
      ASSERT_FALSE(valid({year, month, want + 1}));
      ASSERT_FALSE(valid({year, month, 0}));
    }
  }
}

TEST(Day, TheRangeIsFrom1583To9999) {
  EXPECT_EQ(to_text(kDayMin), "1583-01-01");
  EXPECT_EQ(to_text(kDayMax), "9999-12-31");
  EXPECT_EQ(to_text(0), "1970-01-01");
  EXPECT_FALSE(valid({1582, 12, 31}));
  EXPECT_FALSE(valid({10000, 1, 1}));
  EXPECT_FALSE(valid({2022, 0, 1}));
  EXPECT_FALSE(valid({2022, 13, 1}));
  EXPECT_FALSE(valid({2022, -1, 1}));
}

TEST(Day, ConversionIsTotalOnAll32Bits) {
  for (const Day day : {std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max(),
                        kDayMin - 1, kDayMax + 1, -719468, -719469, -719529}) {
    EXPECT_EQ(to_day(to_civil(day)), day);
    EXPECT_GE(weekday(day), 0);
    EXPECT_LE(weekday(day), 6);
  }
  EXPECT_EQ(to_civil(kDayMin - 1), (Civil{1582, 12, 31}));
}

TEST(ParseDay, Good) {
  EXPECT_EQ(parse_day("1970-01-01"), 0);
  EXPECT_EQ(parse_day("1969-12-31"), -1);
  EXPECT_EQ(parse_day("2000-02-29"), to_day({2000, 2, 29}));
  EXPECT_EQ(parse_day("1583-01-01"), kDayMin);
  EXPECT_EQ(parse_day("9999-12-31"), kDayMax);
}

TEST(ParseDay, WhatIsNoDay) {
  for (const std::string_view text :
       {"",           "2022",        "2022-1-1",    "2022-01-1",        "2022-1-01",
        "22-01-01",   "02022-01-01", "2022/01/01",  "2022-01/01",       "20220101",
        "01-01-2022", "2022-01-01 ", " 2022-01-01", "2022-01-01T00:00", "+022-01-01",
        "-022-01-01", "2022-+1-01",  "2022- 1-01",  "2022-01--1",       "2022-00-01",
        "2022-13-01", "2022-01-00",  "2022-01-32",  "2022-02-29",       "1900-02-29",
        "2022-04-31", "1582-12-31",  "0000-01-01",  "abcd-ef-gh",       "2022-0a-01",
        "20x2-01-01"}) {
    EXPECT_EQ(parse_day(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_day(std::string_view("2022-01-0\0", 10)), std::nullopt);
  EXPECT_EQ(parse_day("\xd9\xa2\xd9\xa0"
                      "22-01-01"),
            std::nullopt)
      << "Arabic-Indic digits";
}

}  // namespace
}  // namespace tierline::calendar
