#include "tools/generate/draw/day_draw.hpp"

#include <algorithm>

namespace tierline::generate {

namespace {

constexpr int64_t kDaysBack = 3'653;  // ten years: what an account's own facts reach back
constexpr Day kYear = 365;
constexpr Day kSpans[] = {0, 1, 30, 89, kYear - 1, kYear, 2 * kYear, 3 * kYear};
constexpr Day kLongest = 3 * kYear;

Day end_of(const std::optional<decimal::BigInt>& end, Day otherwise) {
  return end ? static_cast<Day>(*decimal::to_int64(*end)) : otherwise;
}

void append_digits(std::string& out, int value, int count) {
  char digits[4];
  for (int i = count - 1; i >= 0; --i, value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  out.append(digits, static_cast<size_t>(count));
}

}  // namespace

DayDraw::DayDraw(const bytecode::FieldInfo& field, const FieldInterest& interest,
                 const Window& window, Reach reach)
    : window_(window),
      reach_(reach),
      low_(end_of(field.low, calendar::kDayMin)),
      high_(end_of(field.high, calendar::kDayMax)) {
  std::vector<Day> own = interest.days;
  if (field.low) own.push_back(low_);
  if (field.high) own.push_back(high_);
  edges_ = with_neighbours(own, low_, high_);
  for (const Day day : window.edges) {
    if (day >= low_ && day <= high_) edges_.push_back(day);
  }
}

void DayDraw::end_at(Day day) {
  high_ = std::min(high_, day);
  std::erase_if(edges_, [&](Day edge) { return edge > high_; });
}

Day DayDraw::clamped(int64_t day) const {
  return static_cast<Day>(std::clamp<int64_t>(day, low_, high_));
}

Day DayDraw::draw(Stream& stream) const {
  const uint64_t roll = stream.below(8);
  if (roll <= 2 && !edges_.empty()) return stream.one_of(edges_);
  int64_t first = window_.first;
  if (reach_ == Reach::Years && roll == 3) first -= kDaysBack;
  if (reach_ == Reach::Window && roll <= 5) first = std::max(first, int64_t{window_.last} - kYear);
  return clamped(stream.between(first, window_.last));
}

Day DayDraw::draw_early(Stream& stream) const {
  const Day half = window_.first + (window_.last - window_.first) / 2;
  const auto end = std::upper_bound(window_.edges.begin(), window_.edges.end(), half);
  if (stream.one_in(3) && end != window_.edges.begin()) {
    const auto count = static_cast<uint64_t>(end - window_.edges.begin());
    return clamped(window_.edges[stream.below(count)]);
  }
  const int64_t back = reach_ == Reach::Years && stream.one_in(2) ? kDaysBack : 0;
  return clamped(stream.between(window_.first - back, half));
}

Day DayDraw::draw_within(Stream& stream, Day first, Day last) const {
  const uint64_t roll = stream.below(8);
  if (roll == 0) return clamped(first);
  if (roll == 1) return clamped(last);
  return clamped(stream.between(first, last));
}

Day DayDraw::draw_after(Stream& stream, Day from) const {
  const int64_t span =
      stream.one_in(2) ? kSpans[stream.below(std::size(kSpans))] : stream.between(0, kLongest);
  return std::max(clamped(from + span), from);
}

void DayDraw::append(std::string& out, Day day) {
  const calendar::Civil civil = calendar::to_civil(day);
  append_digits(out, civil.year, 4);
  out += '-';
  append_digits(out, civil.month, 2);
  out += '-';
  append_digits(out, civil.day, 2);
}

}  // namespace tierline::generate
