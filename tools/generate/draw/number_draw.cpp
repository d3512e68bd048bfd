#include "tools/generate/draw/number_draw.hpp"

#include <algorithm>
#include <utility>

#include "runtime/decimal/text.hpp"

namespace tierline::generate {

namespace {

using bytecode::Measure;

constexpr uint32_t kPercentDigits = 2;    // 1% is 0.01
constexpr uint64_t kFractions = 1024;     // steps of a share of a level
constexpr uint64_t kHalvings = 4;         // how far a share may be halved: many small, few large
constexpr uint64_t kMagnitudesMoney = 4;  // whole units without thresholds: 10 to 100,000
constexpr uint64_t kMagnitudesCount = 2;  // 1 to 100

int64_t power_of_ten(int digits) {
  int64_t out = 1;
  for (int i = 0; i < digits; ++i) out *= 10;
  return out;
}

const int64_t kLargest = power_of_ten(NumberDraw::kDigits);

int64_t clipped(const std::optional<decimal::BigInt>& end, int64_t otherwise) {
  if (!end) return otherwise;
  const auto narrow = decimal::to_int64(*end);
  const int64_t value = narrow ? *narrow : (*end < 0 ? INT64_MIN : INT64_MAX);
  return value;
}

}  // namespace

void NumberDraw::set_range(const bytecode::FieldInfo& field) {
  const bool percent = type_.measure == Measure::Percent;
  low_ = std::max(clipped(field.low, percent ? 0 : -kLargest), -kLargest);
  high_ = std::min(clipped(field.high, percent ? unit_ : kLargest), kLargest);
  if (!field.high && percent) high_ = std::max(low_, unit_);
  if (!field.low && percent) low_ = std::min<int64_t>(0, high_);
  if (field.low && clipped(field.low, 0) == low_) ends_.push_back(low_);
  if (field.high && clipped(field.high, 0) == high_) ends_.push_back(high_);
}

NumberDraw::NumberDraw(const bytecode::FieldInfo& field, const FieldInterest& interest,
                       const Window& window, uint64_t entries)
    : type_(field.type),
      entries_(std::max<uint64_t>(1, entries)),
      is_taken_off_(interest.taken_off && field.type.measure == Measure::Percent),
      unit_(power_of_ten(static_cast<int>(std::min<uint32_t>(field.type.scale, kDigits)))) {
  set_range(field);
  std::vector<int64_t> ends;
  std::swap(ends, ends_);
  add_edges(ends, ends_);
  add_edges(interest.numbers, edges_);
  for (const int64_t number : interest.numbers) {
    if (number > 1 && number <= high_) levels_.push_back(number);
  }
  if (!interest.year) return;
  const int64_t first = calendar::to_civil(window.first).year;
  const int64_t last = calendar::to_civil(window.last).year + 1;
  if (last * unit_ >= low_ && first * unit_ <= high_) {
    years_ = {(std::max(first * unit_, low_) + unit_ - 1) / unit_,
              std::min(last * unit_, high_) / unit_};
    if (years_->first > years_->second) years_.reset();
  }
}

/// The numbers and their neighbours, one unit of the last digit away.
void NumberDraw::add_edges(const std::vector<int64_t>& numbers, std::vector<int64_t>& out) const {
  for (const int64_t number : numbers) {
    if (number < -kLargest || number > kLargest) continue;
    for (const int64_t near : {number - 1, number, number + 1}) {
      if (near >= low_ && near <= high_) out.push_back(near);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

int64_t NumberDraw::draw(Stream& stream) const {
  const uint64_t roll = stream.below(64);
  if (years_ && roll != 0) return stream.between(years_->first, years_->second) * unit_;
  if (roll == 0 && !ends_.empty()) return stream.one_of(ends_);
  if (roll <= 20 && !edges_.empty()) return stream.one_of(edges_);
  return type_.measure == Measure::Percent ? draw_percent(stream) : draw_amount(stream);
}

/// Mostly whole per cents, low ones more often.
int64_t NumberDraw::draw_percent(Stream& stream) const {
  const int64_t high = stream.one_in(2) ? high_ : low_ + (high_ - low_) / 4;
  const int64_t value = stream.between(low_, high);
  if (type_.scale < kPercentDigits || stream.one_in(8)) return value;
  const int64_t one = unit_ / 100;
  return clamped(value / one * one);
}

/// A round number of the usual size, where the program names none.
int64_t NumberDraw::plain_level(Stream& stream) const {
  const bool money = type_.measure == Measure::Money;
  int64_t level = (money ? 10 : 1) * unit_;
  for (uint64_t i = stream.below((money ? kMagnitudesMoney : kMagnitudesCount) + 1); i > 0; --i) {
    level = std::min(level * 10, kLargest / 10);
  }
  return level;
}

/// A share of a level: the smaller the more often.
int64_t NumberDraw::draw_amount(Stream& stream) const {
  const int64_t level =
      levels_.empty()
          ? plain_level(stream)
          : std::max<int64_t>(1, stream.one_of(levels_) / static_cast<int64_t>(entries_));
  const auto share = static_cast<decimal::Int128>(stream.below(kFractions) + 1) * 8;
  auto value = static_cast<int64_t>(level * share / static_cast<decimal::Int128>(kFractions));
  value >>= stream.below(kHalvings);
  if (value > unit_ && stream.one_in(4)) value = value / unit_ * unit_;
  if (low_ < 0 && stream.one_in(12)) value = -value;
  return clamped(std::clamp(value, -kLargest, kLargest));
}

uint64_t NumberDraw::whole_numbers() const {
  const int64_t first = whole_number(0);
  return first > high_ ? 0 : static_cast<uint64_t>((high_ - first) / unit_) + 1;
}

int64_t NumberDraw::whole_number(uint64_t i) const {
  const int64_t first = ends_.empty() || ends_.front() != low_ ? std::max(low_, unit_) : low_;
  return first + static_cast<int64_t>(i) * unit_;
}

bool NumberDraw::shows_percent() const {
  return type_.measure == Measure::Percent && type_.scale >= kPercentDigits;
}

void NumberDraw::append(std::string& out, int64_t value) const {
  if (!shows_percent()) return decimal::append_scaled(out, value, static_cast<int>(type_.scale));
  const auto scale = static_cast<int>(type_.scale - kPercentDigits);
  decimal::append_scaled(out, value, scale);
  if (scale > 0) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  out += '%';
}

}  // namespace tierline::generate
