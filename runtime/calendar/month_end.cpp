#include "runtime/calendar/month_end.hpp"

namespace tierline::calendar {

std::optional<Day> add_months(Day day, int64_t months, MonthEnd policy) {
  const Civil from = to_civil(day);
  int64_t month_number = 0;  // counted from January of the year 0
  if (__builtin_add_overflow(int64_t{from.year} * 12 + from.month - 1, months, &month_number)) {
    return std::nullopt;
  }
  // Checked before the division, which would cut toward zero below the year 0.
  if (month_number < int64_t{kYearMin} * 12 || month_number >= (int64_t{kYearMax} + 1) * 12) {
    return std::nullopt;
  }
  const Civil first{static_cast<int>(month_number / 12), static_cast<int>(month_number % 12) + 1,
                    1};
  const int length = days_in_month(first.year, first.month);
  if (from.day <= length) return to_day(first) + from.day - 1;
  switch (policy) {
    case MonthEnd::Reject:
      return std::nullopt;
    case MonthEnd::Clamp:
      return to_day(first) + length - 1;
    case MonthEnd::Next:
      return to_day(first) + length;
  }
  return std::nullopt;
}

}  // namespace tierline::calendar
