#include "tools/generate/draw/window.hpp"

#include <algorithm>

#include "runtime/calendar/month_end.hpp"

namespace tierline::generate {

namespace {

using calendar::Civil;

constexpr int kYearsMax = 3;           // before the year of the question
constexpr int kYearsWithoutStart = 2;  // likewise, when nothing says since when the program holds
constexpr int kMonths = 12;

bool is_in_calendar(int64_t day) { return day >= calendar::kDayMin && day <= calendar::kDayMax; }

/// The year's first day; the calendar's own if the year is before it.
Day first_of(int year) { return calendar::to_day({std::max(year, calendar::kYearMin), 1, 1}); }

/// First and last days of months, and the leap days.
void add_calendar_edges(const Window& window, std::vector<Day>& days) {
  const int last_year = calendar::to_civil(window.last).year;
  for (int year = calendar::to_civil(window.first).year; year <= last_year; ++year) {
    for (int month = 1; month <= kMonths; ++month) {
      const Day first = calendar::to_day({year, month, 1});
      days.push_back(first);
      days.push_back(first + calendar::days_in_month(year, month) - 1);
    }
    if (calendar::valid({year, 2, 29})) days.push_back(calendar::to_day({year, 2, 29}));
  }
}

/// The days that lie one of the program's spans before the day of the question.
void add_spans(const Interests& interests, Day as_of, std::vector<Day>& days) {
  for (const int64_t span : interests.day_spans) {
    for (const int64_t length : {span, -span}) {
      const bool short_enough = length > -calendar::kDayMax && length < calendar::kDayMax;
      if (short_enough && is_in_calendar(as_of + length)) {
        days.push_back(static_cast<Day>(as_of + length));
      }
    }
  }
  for (const int64_t span : interests.month_spans) {
    for (const int64_t length : {span, -span}) {
      const auto day = calendar::add_months(as_of, length, calendar::MonthEnd::Clamp);
      if (day) days.push_back(*day);
    }
  }
}

Day first_day(const bytecode::Header& header, Day as_of) {
  const int year = calendar::to_civil(as_of).year;
  if (!header.in_force_from) return first_of(year - kYearsWithoutStart);
  return first_of(std::max(calendar::to_civil(*header.in_force_from).year - 1, year - kYearsMax));
}

}  // namespace

std::vector<Day> with_neighbours(const std::vector<Day>& days, Day low, Day high) {
  std::vector<Day> out;
  for (const Day day : days) {
    for (const int64_t near : {int64_t{day} - 1, int64_t{day}, int64_t{day} + 1}) {
      if (near >= low && near <= high) out.push_back(static_cast<Day>(near));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Window make_window(const bytecode::Header& header, const Interests& interests, Day as_of) {
  Window window{first_day(header, as_of), as_of, {}};
  std::vector<Day> days = interests.days;
  days.push_back(as_of);
  add_calendar_edges(window, days);
  add_spans(interests, as_of, days);
  // A day of the program that lies far away (a table's row of 1999) is no edge of these years.
  const Day low = std::max(calendar::kDayMin, window.first - 1);
  const Day high = std::min(calendar::kDayMax, window.last + 1);
  window.edges = with_neighbours(days, low, high);
  return window;
}

}  // namespace tierline::generate
