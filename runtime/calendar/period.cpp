#include "runtime/calendar/period.hpp"

#include <algorithm>

namespace tierline::calendar {

namespace {

// Months are numbered through from January of the year 0, so that a period is a range of numbers.

int months_in(Unit unit) {
  switch (unit) {
    case Unit::Month:
      return 1;
    case Unit::Quarter:
      return 3;
    case Unit::Year:
      return 12;
  }
  return 1;
}

int month_number(Day day) {
  const Civil date = to_civil(std::clamp(day, kDayMin, kDayMax));
  return date.year * 12 + date.month - 1;
}

/// Returns the first month of the period of `length` months that holds the month.
int first_month_of(int month, int length, int first_month) {
  const int into_period = (month - (first_month - 1)) % length;
  return month - into_period;
}

Day first_day_of(int month) {
  return std::clamp(to_day({month / 12, month % 12 + 1, 1}), kDayMin, kDayMax);
}

Day last_day_of(int month) {
  const Day next = to_day({(month + 1) / 12, (month + 1) % 12 + 1, 1});
  return std::clamp(next - 1, kDayMin, kDayMax);
}

Period months_from(int first, int length) {
  return {first_day_of(first), last_day_of(first + length - 1)};
}

}  // namespace

Period period_of(Unit unit, Day day, int first_month) {
  const int length = months_in(unit);
  return months_from(first_month_of(month_number(day), length, first_month), length);
}

Period period_before(Unit unit, Day day, int first_month) {
  const int length = months_in(unit);
  return months_from(first_month_of(month_number(day), length, first_month) - length, length);
}

int year_number(Day day, int first_month) {
  return first_month_of(month_number(day), 12, first_month) / 12;
}

}  // namespace tierline::calendar
