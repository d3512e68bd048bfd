#include "tools/generate/draw/stretches.hpp"

#include <algorithm>
#include <cstdlib>

#include "runtime/calendar/month_end.hpp"

namespace tierline::generate {

namespace {

using calendar::Period;

constexpr size_t kYears = 3;
constexpr int64_t kMonthsMax = 1'200;  // a span of a century is no period of anybody's

std::vector<Period> years(const Window& window) {
  std::vector<Period> out;
  Day last = window.last;
  while (out.size() < kYears && last >= window.first) {
    const Day first = calendar::period_of(calendar::Unit::Year, last, 1).first;
    out.push_back({first, last});
    last = first - 1;
  }
  return out;
}

/// From each span's begin to the next shorter one's.
std::vector<Period> spans(const Window& window, const Interests& interests) {
  std::vector<int64_t> months;
  for (const int64_t span : interests.month_spans) {
    if (span != 0 && std::abs(span) <= kMonthsMax) months.push_back(std::abs(span));
  }
  std::sort(months.begin(), months.end());
  months.erase(std::unique(months.begin(), months.end()), months.end());
  std::vector<Period> out;
  Day last = window.last;
  for (const int64_t span : months) {
    const auto first = calendar::add_months(window.last, -span, calendar::MonthEnd::Clamp);
    if (!first || *first >= last || *first < window.first) break;
    out.push_back({*first + 1, last});
    last = *first;
  }
  return out;
}

}  // namespace

std::vector<std::vector<Period>> find_stretches(const Window& window, const Interests& interests) {
  std::vector<std::vector<Period>> out = {years(window), {{window.first, window.last}}};
  auto by_month = spans(window, interests);
  if (!by_month.empty()) out.push_back(std::move(by_month));
  return out;
}

}  // namespace tierline::generate
