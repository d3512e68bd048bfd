// Day: a date as the number of days since 1970-01-01, in the proleptic Gregorian calendar.
// Valid are the years 1583 (the first whole Gregorian one) to 9999 (the last of four digits).
// No clock and no time zone: a day is what the facts say it is.
// Made by: parse_day, to_day    Read by: all of runtime, the compiler, tools
// Tested by: tests/unit/runtime_calendar/day_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tierline::calendar {

using Day = int32_t;

inline constexpr int kYearMin = 1583;
inline constexpr int kYearMax = 9999;
inline constexpr Day kDayMin = -141349;  // 1583-01-01
inline constexpr Day kDayMax = 2932896;  // 9999-12-31

struct Civil {
  int year;
  int month;  // 1..12
  int day;    // 1..31
  friend bool operator==(const Civil&, const Civil&) = default;
};

/// Says whether the date exists and lies in the valid years.
bool valid(Civil date);

/// Counts the days of a month, 28 to 31; month is 1..12.
int days_in_month(int year, int month);

/// Converts a valid date.
Day to_day(Civil date);

/// Converts back; exact for every Day, also outside the valid years.
Civil to_civil(Day day);

/// Names the day of the week: 0 is Monday, 6 Sunday.
int weekday(Day day);

/// Reads YYYY-MM-DD, exactly ten ASCII characters, of a valid date.
std::optional<Day> parse_day(std::string_view text);

/// Prints YYYY-MM-DD.
std::string to_text(Day day);

}  // namespace tierline::calendar
