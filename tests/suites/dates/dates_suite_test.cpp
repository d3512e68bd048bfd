// The published month-end cases of dates-calc; see README.md for their origin and licence.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"

namespace tierline::suites {
namespace {

using calendar::Day;
using calendar::MonthEnd;

const std::string kFolder = std::string(TIERLINE_SOURCE_DIR) + "/tests/suites/dates/data/";

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ';')
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  return fields;
}

/// Reads all lines but the header.
std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::ifstream in(kFolder + file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    if (!line.empty()) rows.push_back(fields_of(line));
  }
  return rows;
}

Day day(const std::string& text) {
  const auto parsed = calendar::parse_day(text);
  if (!parsed) throw std::runtime_error("bad day " + text);
  return *parsed;
}

struct Duration {
  int years = 0, months = 0, days = 0;
};

Duration duration(const std::string& text) {
  Duration d;
  const int read =
      std::sscanf(text.c_str(), "[%d years, %d months, %d days]", &d.years, &d.months, &d.days);
  if (read != 3) throw std::runtime_error("bad duration " + text);
  return d;
}

/// Months first, then days, as dates-calc does.
std::string sum(const std::string& from, const Duration& d, MonthEnd policy) {
  const auto moved = calendar::add_months(day(from), d.years * 12 + d.months, policy);
  return moved ? calendar::to_text(*moved + d.days) : "none";
}

TEST(DatesSuite, AmbiguousDaysGoUpUnderNextAndDownUnderClamp) {
  const auto rows = rows_of("ambiguous_computations.csv");
  EXPECT_EQ(rows.size(), 11u);
  for (const auto& row : rows) {
    const Duration d = duration(row.at(1));
    EXPECT_EQ(sum(row[0], d, MonthEnd::Next), row.at(2)) << row[0] << " " << row[1];
    EXPECT_EQ(sum(row[0], d, MonthEnd::Clamp), row.at(3)) << row[0] << " " << row[1];
    EXPECT_EQ(sum(row[0], d, MonthEnd::Reject), "none") << row[0] << " " << row[1];
  }
}

TEST(DatesSuite, ExactDaysAreTheSameUnderEveryPolicy) {
  const auto rows = rows_of("exact_computations.csv");
  EXPECT_EQ(rows.size(), 19u);
  for (const auto& row : rows) {
    for (const MonthEnd policy : {MonthEnd::Reject, MonthEnd::Clamp, MonthEnd::Next}) {
      EXPECT_EQ(sum(row[0], duration(row.at(1)), policy), row.at(2)) << row[0] << " " << row[1];
    }
  }
}

TEST(DatesSuite, FirstAndLastDayOfAMonth) {
  const auto rows = rows_of("first_last_day_of_month.csv");
  EXPECT_EQ(rows.size(), 2u);
  for (const auto& row : rows) {
    const auto month = calendar::period_of(calendar::Unit::Month, day(row[0]), 1);
    EXPECT_EQ(calendar::to_text(month.first), row.at(1));
    EXPECT_EQ(calendar::to_text(month.last), row.at(2));
  }
}

}  // namespace
}  // namespace tierline::suites
