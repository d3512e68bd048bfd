// Five public calendars of 2021 to 2025, with the number of business days in each year and month;
// see README.md for their sources.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/calendar/business.hpp"
#include "runtime/calendar/period.hpp"

namespace tierline::suites {
namespace {

using calendar::BusinessCalendar;
using calendar::Day;
using calendar::Period;
using calendar::Unit;

const std::string kFolder = std::string(TIERLINE_SOURCE_DIR) + "/tests/suites/holidays/data/";
const std::vector<std::string> kCalendars = {"us-federal", "target", "denmark", "hungary", "china"};

Day day(const std::string& text) {
  const auto parsed = calendar::parse_day(text);
  if (!parsed) throw std::runtime_error("bad day " + text);
  return *parsed;
}

const Day kFirst = day("2021-01-01");
const Day kLast = day("2025-12-31");

/// Reads the first `wanted` fields of each line but the header; none of them is quoted.
std::vector<std::vector<std::string>> rows_of(const std::string& file, size_t wanted) {
  std::ifstream in(kFolder + file);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string>& row = rows.emplace_back();
    size_t from = 0;
    while (row.size() < wanted) {
      const size_t comma = line.find(',', from);
      row.push_back(line.substr(from, comma - from));
      if (comma == std::string::npos) break;
      from = comma + 1;
    }
    if (row.size() != wanted) throw std::runtime_error("short line in " + file + ": " + line);
  }
  return rows;
}

std::vector<Day> days_of(const std::string& file) {
  std::vector<Day> days;
  for (const auto& row : rows_of(file, 1)) days.push_back(day(row[0]));
  return days;
}

BusinessCalendar read_calendar(const std::string& name) {
  const bool moves_days = name == "hungary" || name == "china";
  if (!moves_days) return {{5, 6}, days_of(name + ".csv"), {}, kFirst, kLast};
  return {{5, 6}, days_of(name + "-off.csv"), days_of(name + "-worked.csv"), kFirst, kLast};
}

const BusinessCalendar& calendar_of(const std::string& name) {
  static std::map<std::string, BusinessCalendar> read;
  const auto found = read.find(name);
  return found != read.end() ? found->second
                             : read.emplace(name, read_calendar(name)).first->second;
}

/// Counts both ends of a period.
int64_t business_days(const BusinessCalendar& calendar, Period period) {
  const int64_t after_first = calendar.between(period.first, period.last).value();
  return after_first + (calendar.is_business_day(period.first) ? 1 : 0);
}

/// Reads `2022` or `2022-03`.
Period period(const std::string& text) {
  if (text.size() == 4) return calendar::period_of(Unit::Year, day(text + "-01-01"), 1);
  return calendar::period_of(Unit::Month, day(text + "-01"), 1);
}

TEST(HolidaysSuite, TheListsAreInOrderAndWorkedDaysAreOnWeekends) {
  for (const std::string file : {"us-federal", "target", "denmark", "hungary-off", "china-off",
                                 "hungary-worked", "china-worked"}) {
    const std::vector<Day> days = days_of(file + ".csv");
    EXPECT_GE(days.size(), 9u) << file;
    for (size_t i = 0; i < days.size(); ++i) {
      EXPECT_TRUE(days[i] >= kFirst && days[i] <= kLast) << file;
      EXPECT_TRUE(i == 0 || days[i - 1] < days[i]) << file << " " << calendar::to_text(days[i]);
      if (file.ends_with("-worked")) {
        EXPECT_GE(calendar::weekday(days[i]), 5) << file << " " << calendar::to_text(days[i]);
      }
    }
  }
}

TEST(HolidaysSuite, YearsHaveThePublishedNumberOfBusinessDays) {
  const auto rows = rows_of("published.csv", 4);
  EXPECT_EQ(rows.size(), 5u);
  for (const auto& row : rows) {
    EXPECT_EQ(business_days(calendar_of(row[0]), period(row[1])), std::stoll(row[2]))
        << row[0] << " " << row[1];
  }
}

TEST(HolidaysSuite, YearsAndMonthsHaveTheirBusinessDays) {
  const auto rows = rows_of("counts.csv", 3);
  EXPECT_EQ(rows.size(), kCalendars.size() * 5 * 13);
  for (const auto& row : rows) {
    EXPECT_EQ(business_days(calendar_of(row[0]), period(row[1])), std::stoll(row[2]))
        << row[0] << " " << row[1];
  }
}

TEST(HolidaysSuite, BusinessDaysLater) {
  const auto rows = rows_of("moves.csv", 4);
  EXPECT_EQ(rows.size(), 120u);
  for (const auto& row : rows) {
    const auto moved = calendar_of(row[0]).add(day(row[1]), std::stoll(row[2]));
    EXPECT_EQ(moved ? calendar::to_text(*moved) : "none", row[3])
        << row[0] << " " << row[1] << " and " << row[2];
  }
}

/// From every day, as far as a list of the business days says.
void expect_list(const std::string& name, const BusinessCalendar& calendar) {
  std::vector<Day> days;
  for (Day d = kFirst; d <= kLast; ++d) {
    if (calendar.is_business_day(d)) days.push_back(d);
  }
  const auto at = [&](int64_t i) -> std::optional<Day> {
    if (i < 0 || i >= static_cast<int64_t>(days.size())) return std::nullopt;
    return days[static_cast<size_t>(i)];
  };
  int64_t passed = 0;
  for (Day d = kFirst; d <= kLast; ++d) {
    const int64_t next = passed + (at(passed) == d ? 1 : 0);
    ASSERT_EQ(calendar.add(d, 0), at(passed)) << name << " " << calendar::to_text(d);
    for (int64_t n = 1; n <= 70; ++n) {
      ASSERT_EQ(calendar.add(d, n), at(next + n - 1)) << name << " " << calendar::to_text(d);
      ASSERT_EQ(calendar.add(d, -n), at(passed - n)) << name << " " << calendar::to_text(d);
    }
    passed = next;
  }
}

TEST(HolidaysSuite, AddingIsWalkingFromEveryDay) {
  for (const std::string& name : kCalendars) expect_list(name, calendar_of(name));
}

TEST(HolidaysSuite, NothingIsKnownBeyond2025) {
  for (const std::string& name : kCalendars) {
    EXPECT_EQ(calendar::to_text(calendar_of(name).last_known()), "2025-12-31") << name;
    EXPECT_EQ(calendar_of(name).add(kLast, 1), std::nullopt) << name;
    EXPECT_EQ(calendar_of(name).add(kLast + 1, -1), std::nullopt) << name;
    EXPECT_EQ(calendar_of(name).between(kFirst, kLast + 1), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace tierline::suites
