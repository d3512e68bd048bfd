#include "tools/generate/draw/ledger_draw.hpp"

#include <algorithm>

#include "tools/generate/draw/account_draw.hpp"
#include "tools/generate/draw/stretches.hpp"

namespace tierline::generate {

namespace {

using bytecode::ValueKind;

constexpr std::string_view kKnownOn = "known_on";
constexpr std::string_view kUntil = "until";
constexpr uint64_t kParts = 1024;  // steps of a share

/// When an entry was recorded is left out, unless the program requires it: then it was at once.
bool is_left_out(const bytecode::FieldInfo& field) {
  return field.name == kKnownOn && (field.optional || field.default_value);
}

int64_t times(int64_t value, const Ratio& ratio) {
  decimal::Int128 product = static_cast<decimal::Int128>(value) * ratio.number;
  for (uint32_t i = 0; i < ratio.scale && product != 0; ++i) product /= 10;
  constexpr decimal::Int128 kMost = 1'000'000'000'000'000'000;
  return static_cast<int64_t>(std::clamp(product, -kMost, kMost));
}

}  // namespace

LedgerDraw::LedgerDraw(const bytecode::Schema& schema, size_t ledger, const Interests& interests,
                       const Window& window, uint64_t mean)
    : info_(&schema.ledgers[ledger]),
      interests_(&interests),
      counts_(&interests.counts[ledger]),
      mean_(mean),
      stretches_(find_stretches(window, interests)) {
  const RecordSetting setting{schema, window, Reach::Window, mean};
  for (size_t i = 0; i < info_->fields.size(); ++i) {
    if (is_left_out(info_->fields[i])) continue;
    if (i == info_->on_field) on_ = fields_.size();
    fields_.emplace_back(setting, info_->fields[i], interests.ledgers[ledger][i]);
    const FieldDraw& field = fields_.back();
    const bool aims = field.is_number() && field.interest().summed && field.is_possible() &&
                      !field.numbers().levels().empty();
    if (aims) aims_.push_back(fields_.size() - 1);
  }
  for (const FieldDraw& field : fields_) {
    if (!field.is_day() || field.info().name != kUntil) continue;
    fields_[on_].days().end_at(field.days().high());
  }
}

std::optional<bulk::RunError> LedgerDraw::check() const {
  if (mean_ == 0) return std::nullopt;
  for (const FieldDraw& field : fields_) {
    if (!field.is_possible()) return impossible(*info_, field.info());
  }
  return std::nullopt;
}

// ---- how many -----------------------------------------------------------------------------------

/// With m the mean: one in eight has none, 40 of 64 have 0 to m, 14 have m to 2m, and two have 3m
/// to 20m. That comes to 0 + 0.3125 m + 0.328125 m + 0.359375 m, which is m. Where the program asks
/// for a count, some have just that many, one more or one less instead.
uint64_t LedgerDraw::draw_count() {
  const uint64_t roll = habit_.activity ? *habit_.activity : stream_.below(kActivities);
  if (roll < 8 || mean_ == 0) return 0;
  if (!counts_->empty() && stream_.one_in(8)) {
    const int64_t asked = stream_.one_of(*counts_);
    const int64_t wanted = asked + stream_.between(-1, 1);
    if (wanted >= 0 && static_cast<uint64_t>(wanted) <= 3 * mean_) {
      return static_cast<uint64_t>(wanted);
    }
  }
  if (roll < 48) return stream_.below(mean_ + 1);
  if (roll < 62) return mean_ + stream_.below(mean_ + 1);
  return 3 * mean_ + stream_.below(17 * mean_ + 1);
}

void LedgerDraw::begin(const Stream& stream, const Habit& habit) {
  stream_ = stream;
  habit_ = habit;
  left_ = draw_count();
  aimed_ = left_ > 0 && !aims_.empty() && stream_.one_in(2);
  if (aimed_) take_aim();
}

// ---- aimed entries ------------------------------------------------------------------------------

void LedgerDraw::take_aim() {
  aim_ = stream_.one_of(aims_);
  level_ = stream_.one_of(fields_[aim_].numbers().levels());
  periods_ = &stream_.one_of(stretches_);
  period_ = 0;
  left_in_period_ = 0;
  steady_.assign(fields_.size(), "");
  for (size_t i = 0; i < fields_.size(); ++i) {
    const FieldDraw& field = fields_[i];
    if (i == aim_ || field.is_day() || field.interest().year) continue;
    if (field.is_number()) {
      field.numbers().append(steady_[i], field.numbers().neutral());
    } else if (field.info().type.kind != ValueKind::Text || !field.interest().words.empty()) {
      field.draw(stream_, steady_[i]);
    }
  }
}

/// The next period, with its share of the entries and the sum that they are to have.
void LedgerDraw::begin_period() {
  const uint64_t periods_left = periods_->size() - period_;
  left_in_period_ = (left_ + periods_left - 1) / periods_left;
  amount_left_ = level_;
  constexpr uint64_t kTimes[] = {0, 0, 0, 1, 2};
  for (uint64_t i = kTimes[stream_.below(std::size(kTimes))]; i > 0; --i) {
    if (interests_->ratios.empty()) break;
    amount_left_ = times(amount_left_, stream_.one_of(interests_->ratios));
  }
  if (stream_.one_in(2)) amount_left_ += stream_.one_in(2) ? 1 : -1;
}

int64_t LedgerDraw::next_part() {
  const NumberDraw& numbers = fields_[aim_].numbers();
  int64_t part = amount_left_;
  if (left_in_period_ > 1) {
    part = times(amount_left_ / static_cast<int64_t>(kParts),
                 {static_cast<int64_t>(stream_.below(kParts)), 0});
  }
  part = numbers.clamped(part);
  amount_left_ -= part;
  return part;
}

// ---- entries ------------------------------------------------------------------------------------

bool LedgerDraw::next(Row& row) {
  if (left_ == 0) return false;
  if (aimed_ && left_in_period_ == 0) begin_period();
  const DayDraw& days = fields_[on_].days();
  const Day on =
      aimed_ ? days.draw_within(stream_, (*periods_)[period_].first, (*periods_)[period_].last)
             : days.draw(stream_);
  for (size_t i = 0; i < fields_.size(); ++i) {
    draw_field(i, on, row.open());
    row.close();
  }
  --left_;
  if (aimed_ && --left_in_period_ == 0) ++period_;
  return true;
}

void LedgerDraw::draw_field(size_t i, Day on, std::string& out) {
  const FieldDraw& field = fields_[i];
  if (i == on_) return DayDraw::append(out, on);
  if (aimed_ && i == aim_) return field.numbers().append(out, next_part());
  if (aimed_ && !steady_[i].empty()) {
    out += steady_[i];
    return;
  }
  if (field.is_day()) return draw_day(field, on, out);
  if (field.is_unstated(stream_, habit_.entries)) return;
  if (field.interest().year && field.is_number()) {
    field.numbers().append(out, draw_year(field.numbers(), on));
  } else {
    field.draw(stream_, out);
  }
}

/// The year of the entry's day mostly, or the next; else any.
int64_t LedgerDraw::draw_year(const NumberDraw& numbers, Day on) {
  const uint64_t roll = stream_.below(8);
  if (roll >= 6) return numbers.draw(stream_);
  return numbers.whole(calendar::to_civil(on).year + (roll >= 4 ? 1 : 0));
}

/// `until` is never before `on`, and so its default cannot stand for it.
void LedgerDraw::draw_day(const FieldDraw& field, Day on, std::string& out) {
  const bool ends = field.info().name == kUntil;
  if (!(ends && field.info().default_value) && field.is_unstated(stream_, habit_.entries)) return;
  const bool belongs = field.info().name == kKnownOn || names_an_end(field.info().name);
  const bool follows = ends || (belongs && on <= field.days().high());
  DayDraw::append(out, follows ? field.days().draw_after(stream_, on) : field.days().draw(stream_));
}

}  // namespace tierline::generate
