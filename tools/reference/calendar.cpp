#include "tools/reference/calendar.hpp"

#include <chrono>

namespace tierline::reference {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr Day kFirst = sys_days{std::chrono::year{1583} / 1 / 1}.time_since_epoch().count();
constexpr Day kLast = sys_days{std::chrono::year{9999} / 12 / 31}.time_since_epoch().count();

year_month_day civil(Day day) { return year_month_day{sys_days{days{day}}}; }

Day number(sys_days day) { return static_cast<Day>(day.time_since_epoch().count()); }

Day cut(Day day) { return day < kFirst ? kFirst : day > kLast ? kLast : day; }

}  // namespace

bool is_valid(const Integer& day) { return day >= kFirst && day <= kLast; }

std::string day_text(Day day) {
  const year_month_day date = civil(day);
  const auto two = [](unsigned part) { return (part < 10 ? "0" : "") + std::to_string(part); };
  return std::to_string(static_cast<int>(date.year())) + '-' +
         two(static_cast<unsigned>(date.month())) + '-' + two(static_cast<unsigned>(date.day()));
}

int year_of(Day day) { return static_cast<int>(civil(day).year()); }

Days period(calendar::Unit unit, bool before, int first_month, Day day) {
  const int length = unit == calendar::Unit::Month ? 1 : unit == calendar::Unit::Quarter ? 3 : 12;
  const year_month_day date = civil(day);
  auto start = date.year() / date.month();
  // Step back a month at a time until a period begins here.
  const auto month = [&] { return static_cast<int>(static_cast<unsigned>(start.month())); };
  while ((month() - first_month + 12) % length != 0) start -= months{1};
  if (before) start -= months{length};
  const auto next = start + months{length};
  return {cut(number(start / 1)), cut(number(sys_days{next / 1}) - 1)};
}

std::optional<Day> add_days(Day day, const Integer& count) {
  const Integer sum = day + count;
  return is_valid(sum) ? std::optional(static_cast<Day>(sum)) : std::nullopt;
}

std::optional<Day> add_months(Day day, const Integer& count, calendar::MonthEnd policy) {
  if (abs(count) > 12 * 9999) return {};
  const year_month_day date = civil(day);
  const auto month = date.year() / date.month() + months{static_cast<int>(count)};
  const auto reached = month / date.day();
  if (!reached.ok() && policy == calendar::MonthEnd::Reject) return {};
  const Day last = number(month / std::chrono::last);
  const Day beyond = policy == calendar::MonthEnd::Clamp ? last : last + 1;
  const Day result = reached.ok() ? number(reached) : beyond;
  return is_valid(result) ? std::optional(result) : std::nullopt;
}

WorkingDays::WorkingDays(const checked::CalendarInfo& info)
    : known_{info.first.value_or(kFirst), info.last.value_or(kLast)},
      weekend_(info.weekend.begin(), info.weekend.end()),
      holidays_(info.holidays.begin(), info.holidays.end()),
      working_days_(info.working_days.begin(), info.working_days.end()) {}

bool WorkingDays::works(Day day) const {
  if (working_days_.contains(day)) return true;
  if (holidays_.contains(day)) return false;
  const auto weekday = std::chrono::weekday{sys_days{days{day}}}.iso_encoding();  // 1 is Monday
  return !weekend_.contains(static_cast<int>(weekday) - 1);
}

std::optional<Day> WorkingDays::add(Day day, const Integer& count) const {
  const Day step = count < 0 ? -1 : 1;
  Integer left = abs(count);
  if (day < known_.first || day > known_.last) return {};
  if (left == 0 && works(day)) return day;
  if (left == 0) left = 1;
  while (left > 0) {
    day += step;
    if (day < known_.first || day > known_.last) return {};
    if (works(day)) --left;
  }
  return day;
}

}  // namespace tierline::reference
