// Days by the book: the standard library's civil calendar, and walks of one day at a time.
// Nothing here is borrowed from runtime/calendar but the names of units and policies.
// Made by: nobody, these are functions    Read by: tools/reference
// Tested by: tests/property/law_reference_calendar_test.cpp
#pragma once

#include <optional>
#include <set>
#include <string>

#include "tools/reference/facts.hpp"

namespace tierline::reference {

/// The valid days: 1583-01-01 to 9999-12-31.
bool is_valid(const Integer& day);

std::string day_text(Day day);
int year_of(Day day);

/// The month, quarter or year that holds the day, or the one before it, cut off at the valid days.
///   first_month  the month in which a (fiscal) year begins
Days period(calendar::Unit unit, bool before, int first_month, Day day);

/// Nothing: there is no such day.
std::optional<Day> add_days(Day day, const Integer& count);
std::optional<Day> add_months(Day day, const Integer& count, calendar::MonthEnd policy);

/// A calendar of the program, ready to be asked day by day.
class WorkingDays {
 public:
  explicit WorkingDays(const checked::CalendarInfo& info);
  bool works(Day day) const;
  /// Walks to the count-th working day after (or, negative, before) the day; for 0: the day, or
  /// the next working day after it. Nothing: the walk left the known days, or began outside.
  std::optional<Day> add(Day day, const Integer& count) const;

 private:
  Days known_;
  std::set<int> weekend_;
  std::set<Day> holidays_;
  std::set<Day> working_days_;
};

}  // namespace tierline::reference
