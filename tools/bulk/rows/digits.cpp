#include "tools/bulk/rows/digits.hpp"

#include "runtime/calendar/day.hpp"

namespace tierline::bulk {

namespace {

/// The days on which the months of the usual years begin.
constexpr int kFirstYear = 1970;
constexpr int kYears = 130;

struct Months {
  std::array<int32_t, kYears * 12 + 1> begins;

  Months() {
    for (int i = 0; i <= kYears * 12; ++i) {
      begins[static_cast<size_t>(i)] = calendar::to_day({kFirstYear + i / 12, i % 12 + 1, 1});
    }
  }
};

const Months kMonths;

}  // namespace

bool read_day(const char* begin, int64_t& out) {
  const auto digit = [&](size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(begin[i])) - '0';
  };
  constexpr std::array<size_t, 8> kDigits = {0, 1, 2, 3, 5, 6, 8, 9};
  bool good = begin[4] == '-' && begin[7] == '-';
  for (const size_t i : kDigits) good &= digit(i) <= 9;
  if (!good) return false;
  const unsigned year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - kFirstYear;
  const unsigned month = digit(5) * 10 + digit(6) - 1;
  const unsigned day = digit(8) * 10 + digit(9) - 1;
  if (year >= static_cast<unsigned>(kYears) || month >= 12) return false;
  const size_t index = size_t{year} * 12 + month;
  const int64_t value = int64_t{kMonths.begins[index]} + day;
  if (value >= kMonths.begins[index + 1]) return false;
  out = value;
  return true;
}

}  // namespace tierline::bulk
