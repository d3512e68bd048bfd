#include "tools/prove/cases.hpp"

#include <algorithm>

#include "tools/generate/interests.hpp"

namespace tierline::prove {

namespace {

constexpr uint64_t kDayPurpose = UINT64_MAX;
constexpr uint64_t kEvolvePurpose = UINT64_MAX - 1;
constexpr int kYearsOpen = 3;  // how far the days reach of a program that does not end
constexpr int kYearAlone = 2024;

/// Days on which something begins or ends, and their neighbours.
std::vector<Day> edges_of(const Days& days, const Interests& interests) {
  std::vector<Day> out = interests.days;
  out.push_back(days.low);
  out.push_back(days.high);
  const int last = calendar::to_civil(days.high).year;
  for (int year = calendar::to_civil(days.low).year; year <= last; ++year) {
    for (const int month : {1, 4, 7, 10}) out.push_back(calendar::to_day({year, month, 1}));
  }
  return generate::with_neighbours(out, days.low, days.high);
}

}  // namespace

Days asked_days(const bytecode::Header& header) {
  Days out;
  const Day alone = calendar::to_day({kYearAlone, 1, 1});
  const Day until = header.in_force_until.value_or(alone);
  out.low = header.in_force_from.value_or(std::min(alone, until));
  const int last_year = std::min(calendar::to_civil(out.low).year + kYearsOpen, calendar::kYearMax);
  out.high = header.in_force_until.value_or(calendar::to_day({last_year, 12, 31}));
  out.high = std::min(out.high, calendar::to_day({last_year, 12, 31}));
  out.high = std::max(out.high, out.low);
  out.anchor = out.low;
  return out;
}

Cases::Cases(const bytecode::Bytecode& program, Interests interests, const bytecode::Schema& kinds,
             const Days& days, uint64_t seed)
    : program_(program),
      interests_(std::move(interests)),
      days_(days),
      edges_(edges_of(days_, interests_)),
      seed_(seed),
      changer_(program.schema, interests_),
      pool_(kinds) {}

std::optional<bulk::RunError> Cases::check() const {
  const generate::Window window = generate::make_window(program_.header, interests_, days_.low);
  const generate::AccountDraw accounts(program_.schema, interests_, window);
  if (auto error = accounts.check(1)) return error;
  for (size_t i = 0; i < program_.schema.ledgers.size(); ++i) {
    const generate::LedgerDraw ledger(program_.schema, i, interests_, window, 1);
    if (auto error = ledger.check()) return error;
  }
  return std::nullopt;
}

Day Cases::day_of(uint64_t block) const {
  Stream stream(seed_, block, kDayPurpose);
  if (!edges_.empty() && stream.one_in(2)) return stream.one_of(edges_);
  return static_cast<Day>(stream.between(days_.low, days_.high));
}

PartnerDraw Cases::draw_of(uint64_t block) const {
  constexpr uint64_t kMeans[] = {1, 2, 1, 4};
  return {program_, interests_, day_of(block), kMeans[block % std::size(kMeans)]};
}

/// A few changes, with what they need from another case; at times the whole partner is moved to the
/// other's day, so that something comes to pass on the last day of a calendar, or of a year.
Case Cases::evolved(Case from, const Case& drawn, PartnerDraw& draw, Stream& stream) const {
  Case out = std::move(from);
  if (stream.one_in(8)) {
    changer_.shift(out.first, int64_t{drawn.today} - out.today);
    out.today = drawn.today;
  }
  for (uint64_t left = 1 + stream.below(3); left > 0; --left) {
    changer_.mutate(out.first, drawn.first, draw, stream);
  }
  if (stream.one_in(4)) out.today = drawn.today;
  if (stream.one_in(8)) out.today += static_cast<Day>(stream.between(-90, 90));
  if (stream.one_in(8)) out.today += static_cast<Day>(stream.between(-1, 1));
  out.today = std::clamp(out.today, days_.low, days_.high);
  return out;
}

Case Cases::draw(PartnerDraw& draw, uint64_t number) const {
  Case drawn{draw.today(), draw.draw(seed_, number), std::nullopt};
  Stream stream(seed_, number, kEvolvePurpose);
  if (pool_.is_empty() || stream.one_in(4)) return drawn;
  Case from = pool_.pick(stream);
  return evolved(std::move(from), drawn, draw, stream);
}

Case Cases::draw_near(const Case& from, PartnerDraw& draw, uint64_t number) const {
  const Case drawn{draw.today(), draw.draw(seed_, number), std::nullopt};
  Stream stream(seed_, number, kEvolvePurpose);
  return evolved(from, drawn, draw, stream);
}

}  // namespace tierline::prove
