#include "runtime/calendar/day.hpp"

namespace tierline::calendar {

namespace {

// Both ways count in "eras" of 400 years, after which the calendar repeats, and in years that
// start on 1 March, so that the leap day is the last of its year. The method is Howard Hinnant's,
// "chrono-compatible low-level date algorithms"
// (https://howardhinnant.github.io/date_algorithms.html).
constexpr int64_t kDaysPerEra = 146097;
constexpr int64_t kEpochShift = 719468;  // from 0000-03-01 to 1970-01-01

constexpr int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// Days before a month in a year that starts in March; 0 is March. Months from there on have
/// 31 30 31 30 31 days in turn, which a straight line of slope 153/5 reproduces.
constexpr int64_t days_before(int64_t march_month) { return (153 * march_month + 2) / 5; }

constexpr int64_t days_since_epoch(Civil date) {
  const int64_t year = int64_t{date.year} - (date.month <= 2 ? 1 : 0);
  const int64_t era = floor_div(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = days_before((date.month + 9) % 12) + date.day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEpochShift;
}

static_assert(days_since_epoch({1970, 1, 1}) == 0);
static_assert(days_since_epoch({kYearMin, 1, 1}) == kDayMin);
static_assert(days_since_epoch({kYearMax, 12, 31}) == kDayMax);

/// Reads `count` digits from `at`; nothing when one of them is not an ASCII digit.
std::optional<int> read_digits(std::string_view text, size_t at, size_t count) {
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string padded(int value, size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool valid(Civil date) {
  return date.year >= kYearMin && date.year <= kYearMax && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

Day to_day(Civil date) { return static_cast<Day>(days_since_epoch(date)); }

Civil to_civil(Day day) {
  const int64_t shifted = int64_t{day} + kEpochShift;
  const int64_t era = floor_div(shifted, kDaysPerEra);
  const int64_t of_era = shifted - era * kDaysPerEra;
  // Takes the leap days out, era by century by four years, so that a year has 365 days.
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t march_month = (5 * of_year + 2) / 153;
  const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month),
          static_cast<int>(of_year - days_before(march_month) + 1)};
}

int weekday(Day day) {
  constexpr int64_t kEpochWeekday = 3;  // 1970-01-01 was a Thursday
  const int64_t shifted = int64_t{day} + kEpochWeekday;
  return static_cast<int>(shifted - floor_div(shifted, 7) * 7);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto day = read_digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Civil date{*year, *month, *day};
  if (!valid(date)) return std::nullopt;
  return to_day(date);
}

std::string to_text(Day day) {
  const Civil date = to_civil(day);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

}  // namespace tierline::calendar
