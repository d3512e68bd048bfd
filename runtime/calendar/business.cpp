#include "runtime/calendar/business.hpp"

#include <algorithm>

namespace tierline::calendar {

namespace {

// Counting starts on a Monday; which one does not matter, since only differences are ever used.
constexpr int64_t kOrigin = -3;  // 1969-12-29

constexpr int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::optional<Day> in_range(int64_t day) {
  if (day < kDayMin || day > kDayMax) return std::nullopt;
  return static_cast<Day>(day);
}

}  // namespace

BusinessCalendar::BusinessCalendar(std::set<int> weekend_days, std::vector<Day> holidays,
                                   std::vector<Day> working_days, std::optional<Day> first,
                                   std::optional<Day> last)
    : first_known_(std::max(first.value_or(kDayMin), kDayMin)),
      last_known_(std::min(last.value_or(kDayMax), kDayMax)) {
  set_week(weekend_days);
  std::erase_if(holidays, [&](Day day) { return !knows(day) || !works_by_week(day); });
  std::erase_if(working_days, [&](Day day) { return !knows(day); });
  set_table(holidays, working_days);
}

void BusinessCalendar::set_week(const std::set<int>& weekend_days) {
  for (size_t i = 0; i < works_.size(); ++i) {
    works_[i] = !weekend_days.contains(static_cast<int>(i));
    works_before_[i + 1] = works_before_[i] + (works_[i] ? 1 : 0);
  }
}

void BusinessCalendar::set_table(const std::vector<Day>& holidays,
                                 const std::vector<Day>& working_days) {
  Day first = kDayMax;
  Day last = kDayMin;
  for (const auto* days : {&holidays, &working_days}) {
    for (const Day day : *days) {
      first = std::min(first, day);
      last = std::max(last, day);
    }
  }
  if (first > last) return;
  std::vector<bool> worked;
  for (Day day = first; day <= last; ++day) worked.push_back(works_by_week(day));
  for (const Day day : holidays) worked[static_cast<size_t>(day - first)] = false;
  for (const Day day : working_days) worked[static_cast<size_t>(day - first)] = true;
  table_ = MarkedDays(first, worked);
  before_table_ = count_by_week(int64_t{first} - 1);
  surplus_ = before_table_ + table_.marks() - count_by_week(last);
}

bool BusinessCalendar::works_by_week(Day day) const {
  return works_[static_cast<size_t>(weekday(day))];
}

bool BusinessCalendar::works(Day day) const {
  return table_.holds(day) ? table_.is_marked(day) : works_by_week(day);
}

std::optional<int64_t> BusinessCalendar::between(Day from_exclusive, Day to_inclusive) const {
  if (!knows(from_exclusive) || !knows(to_inclusive)) return std::nullopt;
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
  if (table_.holds(day)) return before_table_ + table_.count_to(static_cast<Day>(day));
  return count_by_week(day) + (table_.starts_after(day) ? 0 : surplus_);
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

/// Finds the business day on which the count becomes `count`: before the table, in it, or after.
std::optional<Day> BusinessCalendar::day_of_count(int64_t count) const {
  const int64_t in_table = count - before_table_;
  if (in_table <= 0) return day_of_week_count(count);
  if (in_table <= table_.marks()) return table_.day_of(in_table);
  return day_of_week_count(count - surplus_);
}

std::optional<Day> BusinessCalendar::add(Day day, int64_t n) const {
  if (!knows(day)) return std::nullopt;
  if (n == 0 && works(day)) return day;
  // Forward the count starts with the days up to this one, backward with the days before it.
  const int64_t start = n >= 0 ? count_to(day) : count_to(int64_t{day} - 1) + 1;
  const int64_t steps = n == 0 ? 1 : n;
  // More steps than there are valid days have no answer; refusing them here bounds the sums.
  if (steps > kDayMax - kDayMin || steps < kDayMin - kDayMax) return std::nullopt;
  const auto found = day_of_count(start + steps);
  if (!found || !knows(*found)) return std::nullopt;
  return found;
}

}  // namespace tierline::calendar
