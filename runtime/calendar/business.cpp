#include "runtime/calendar/business.hpp"

#include <algorithm>

namespace tierline::calendar {

namespace {

// Counting starts on a Monday; which one does not matter, since only differences are ever used.
constexpr int64_t kOrigin = -3;  // 1969-12-29

constexpr int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

void sort_and_dedupe(std::vector<Day>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

std::optional<Day> in_range(int64_t day) {
  if (day < kDayMin || day > kDayMax) return std::nullopt;
  return static_cast<Day>(day);
}

}  // namespace

BusinessCalendar::BusinessCalendar(std::set<int> weekend_days, std::vector<Day> holidays,
                                   std::vector<Day> working_days) {
  for (size_t i = 0; i < works_.size(); ++i) {
    works_[i] = !weekend_days.contains(static_cast<int>(i));
    works_before_[i + 1] = works_before_[i] + (works_[i] ? 1 : 0);
  }
  sort_and_dedupe(holidays);
  sort_and_dedupe(working_days);
  for (const Day day : working_days) {
    if (!works_by_week(day)) exceptions_.push_back({day, true, 0, 0});
  }
  for (const Day day : holidays) {
    const bool overridden = std::binary_search(working_days.begin(), working_days.end(), day);
    if (works_by_week(day) && !overridden) exceptions_.push_back({day, false, 0, 0});
  }
  std::sort(exceptions_.begin(), exceptions_.end(),
            [](const Exception& a, const Exception& b) { return a.day < b.day; });
  int64_t sum = 0;
  for (Exception& exception : exceptions_) {
    sum += exception.works ? 1 : -1;
    exception.sum = sum;
    exception.count = count_by_week(exception.day) + sum;
  }
}

bool BusinessCalendar::works_by_week(Day day) const {
  return works_[static_cast<size_t>(weekday(day))];
}

bool BusinessCalendar::is_business_day(Day day) const {
  return count_to(day) > count_to(int64_t{day} - 1);
}

int64_t BusinessCalendar::between(Day from_exclusive, Day to_inclusive) const {
  return count_to(to_inclusive) - count_to(from_exclusive);
}

/// Counts the days from the origin to `day`, both included, on which the week alone works;
/// negative before the origin.
int64_t BusinessCalendar::count_by_week(int64_t day) const {
  const int64_t days = day - kOrigin + 1;
  const int64_t weeks = floor_div(days, 7);
  return weeks * works_before_[7] + works_before_[static_cast<size_t>(days - weeks * 7)];
}

/// Counts with the exceptions; it never falls, and rises by one on exactly the business days.
int64_t BusinessCalendar::count_to(int64_t day) const {
  const auto after = std::upper_bound(exceptions_.begin(), exceptions_.end(), day,
                                      [](int64_t d, const Exception& e) { return d < e.day; });
  const int64_t sum = after == exceptions_.begin() ? 0 : std::prev(after)->sum;
  return count_by_week(day) + sum;
}

/// Finds the first day whose week count is `count`, which the week alone makes a business day.
std::optional<Day> BusinessCalendar::day_of_week_count(int64_t count) const {
  const int64_t per_week = works_before_[7];
  if (per_week == 0) return std::nullopt;
  const int64_t weeks = floor_div(count - 1, per_week);
  const int64_t wanted = count - weeks * per_week;  // 1 .. per_week, within its week
  const auto reached = std::lower_bound(works_before_.begin(), works_before_.end(), wanted);
  return in_range(kOrigin + weeks * 7 + (reached - works_before_.begin()) - 1);
}

/// Finds the business day on which the count becomes `count`. It is an exception itself or lies in
/// the stretch before the first exception that has reached the count, where only the week decides.
std::optional<Day> BusinessCalendar::day_of_count(int64_t count) const {
  const auto reached = std::lower_bound(exceptions_.begin(), exceptions_.end(), count,
                                        [](const Exception& e, int64_t c) { return e.count < c; });
  // A working day that is an exception raises the count; a holiday only keeps what was reached.
  if (reached != exceptions_.end() && reached->works && reached->count == count) {
    return in_range(reached->day);
  }
  const int64_t sum = reached == exceptions_.begin() ? 0 : std::prev(reached)->sum;
  return day_of_week_count(count - sum);
}

std::optional<Day> BusinessCalendar::add(Day day, int64_t n) const {
  if (n == 0 && is_business_day(day)) return in_range(day);
  // Forward the count starts with the days up to this one, backward with the days before it.
  const int64_t start = n >= 0 ? count_to(day) : count_to(int64_t{day} - 1) + 1;
  const int64_t steps = n == 0 ? 1 : n;
  // More steps than there are valid days have no answer; refusing them here bounds the sums.
  if (steps > kDayMax - kDayMin || steps < kDayMin - kDayMax) return std::nullopt;
  return day_of_count(start + steps);
}

}  // namespace tierline::calendar
