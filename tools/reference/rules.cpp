// What the declarations mean: aggregates, definitions with exceptions, tables, bands, tiers.
#include <algorithm>

#include "tools/reference/rounding.hpp"
#include "tools/reference/walker.hpp"

namespace tierline::reference {

using checked::AggregateKind;
using checked::Band;
using checked::BandMode;

namespace {

bool in_force(const std::optional<Day>& from, const std::optional<Day>& until, Day today) {
  return (!from || *from <= today) && (!until || today <= *until);
}

bool above_lower(const Band& band, const Rational& at) {
  if (!band.lower) return true;
  const Rational edge = to_rational(band.lower->value);
  return band.lower->inclusive ? at >= edge : at > edge;
}

bool below_upper(const Band& band, const Rational& at) {
  if (!band.upper) return true;
  const Rational edge = to_rational(band.upper->value);
  return band.upper->inclusive ? at <= edge : at < edge;
}

Rational to_its_limit(const Band& band, const Rational& amount) {
  if (!band.upper) return amount;
  return std::min(amount, to_rational(band.upper->value));
}

/// The part of the amount inside the band; a band without a lower limit counts from 0.
Rational slice(const Band& band, const Rational& amount) {
  const Rational lower = band.lower ? to_rational(band.lower->value) : Rational(0);
  return to_its_limit(band, amount) - lower;
}

Rational flat(const Band& band) { return band.flat ? to_rational(*band.flat) : Rational(0); }

/// What one band that was entered pays.
Rational share(const Band& band, BandMode mode, const Rational& amount) {
  Rational paid_on = amount;
  if (mode == BandMode::Marginal) paid_on = slice(band, amount);
  if (mode == BandMode::EachToItsLimit) paid_on = to_its_limit(band, amount);
  return to_rational(band.value) * paid_on + flat(band);
}

}  // namespace

Value Walker::aggregate(const Expr& expr, const Frame& frame) {
  const checked::Record& ledger = program_.ledgers.at(expr.ref);
  Rational total = 0;
  Value best = Absent{};
  for (const Row& entry : facts_.ledgers.at(expr.ref)) {
    Frame inside = frame;
    inside.entry = &entry;
    inside.ledger = &ledger;
    if (!counts(expr.where, inside)) continue;
    total += expr.aggregate == AggregateKind::Sum ? 0 : 1;
    if (expr.kids.empty()) continue;  // Count, Any
    const Value next = value(expr.kids[0], inside);
    if (expr.aggregate == AggregateKind::Sum) total += std::get<Rational>(next);
    const bool first = std::holds_alternative<Absent>(best);
    if (first || (best < next) == (expr.aggregate == AggregateKind::Max)) best = next;
  }
  if (expr.aggregate == AggregateKind::Any) return total > 0;
  if (expr.aggregate == AggregateKind::Min || expr.aggregate == AggregateKind::Max) return best;
  return total;
}

/// Whether the entry at hand is there on that day and meets the condition.
bool Walker::counts(const std::optional<ExprId>& where, const Frame& inside) {
  const Day on = std::get<Day>(inside.entry->at(inside.ledger->on_field));
  return on <= inside.today && (!where || truth(*where, inside));
}

Row Walker::stored(const Frame& inside) {
  Row out;
  for (uint32_t i = 0; i < inside.ledger->fields.size(); ++i) {
    const bool derived = inside.ledger->fields[i].derived;
    if (!derived) out.push_back(field(*inside.ledger, *inside.entry, i, inside));
  }
  return out;
}

/// Each share cut off to whole units, then unit after unit to the entry that lacks most of its
/// share; of several the one whose fields come first.
Parts Walker::split(const checked::Split& split, Day today) {
  struct Share {
    size_t entry;
    Rational exact;  // the weight, at first
    Row key;
    Rational part = 0;
    std::pair<Rational, Row> rank() const { return {part - exact, key}; }
  };
  const std::vector<Row>& entries = facts_.ledgers.at(split.ledger);
  const Rational unit = to_rational({1, split.type.scale});
  const Rational amount = number(split.amount, {.today = today});
  std::vector<Share> shares;
  Rational total = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    const Frame inside{
        .today = today, .entry = &entries[i], .ledger = &program_.ledgers.at(split.ledger)};
    if (!counts(split.where, inside)) continue;
    shares.push_back({i, number(split.weight, inside), stored(inside)});
    total += shares.back().exact;
  }
  if (amount != 0 && total == 0) throw NoAnswer{FaultKind::NothingToSplitOver};
  Rational left = abs(amount);
  for (Share& share : shares) {
    share.exact = amount == 0 ? Rational(0) : Rational(abs(amount) * share.exact / total);
    share.part = round(share.exact, unit, decimal::Rounding::Floor);
    left -= share.part;
  }
  for (; left > 0; left -= unit) std::ranges::min_element(shares, {}, &Share::rank)->part += unit;
  Parts parts(entries.size());
  for (const Share& share : shares) {
    parts[share.entry] = amount < 0 ? Rational(-share.part) : share.part;
  }
  return parts;
}

Value Walker::call(const Expr& expr, const Frame& frame) {
  const checked::Define& define = program_.defines.at(expr.ref);
  const Frame inside{.today = frame.today, .call = &expr, .caller = &frame};
  const checked::Exception* chosen = exception(define, checked::kNone, inside);
  if (!define.exceptions.empty()) {
    decided_.insert({define.name, chosen != nullptr ? chosen->name : "otherwise"});
  }
  return value(chosen != nullptr ? chosen->value : define.value, inside);
}

/// The first child of `parent` that applies, or its own first exception that does, and so on.
const checked::Exception* Walker::exception(const checked::Define& define, uint32_t parent,
                                            const Frame& frame) {
  for (uint32_t i = 0; i < define.exceptions.size(); ++i) {
    const checked::Exception& candidate = define.exceptions[i];
    if (candidate.parent != parent || !applies(candidate, frame)) continue;
    const checked::Exception* nested = exception(define, i, frame);
    return nested != nullptr ? nested : &candidate;
  }
  return nullptr;
}

bool Walker::applies(const checked::Exception& exception, const Frame& frame) {
  if (!in_force(exception.from, exception.until, frame.today)) return false;
  return !exception.when || truth(*exception.when, frame);
}

Value Walker::lookup(const Expr& expr, const Frame& frame) {
  const checked::Table& table = program_.tables.at(expr.ref);
  size_t place = 0;
  bool named = true;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const checked::TableKey& key = table.keys[i];
    const Value asked = value(expr.kids[i], frame);
    size_t position = 0;
    if (const auto* word = std::get_if<Word>(&asked)) position = word->position;
    if (const auto* truth = std::get_if<bool>(&asked)) position = *truth ? 1 : 0;
    const auto place_in = [&](const auto& list, auto value_of) {
      while (position < list.size() && Value(value_of(list[position])) != asked) ++position;
    };
    if (key.type.kind == checked::Kind::Text) place_in(key.texts, std::identity());
    if (key.type.kind == checked::Kind::Number) place_in(key.numbers, to_rational);
    named = named && position < key.size;  // a text or number may be one that no row names
    place = place * key.size + position;
  }
  if (!named) return Absent{};
  const auto begun = std::count_if(table.days.begin(), table.days.end(),
                                   [&](Day day) { return day <= frame.today; });
  const auto& cell = table.cells.at(place * (table.days.size() + 1) + static_cast<size_t>(begun));
  if (!cell) return Absent{};
  return to_value(cell->value, table.type);
}

const Band& Walker::band_reached(const checked::Bands& bands, const Rational& at) {
  for (const Band& band : bands.bands) {
    if (!above_lower(band, at) || !below_upper(band, at)) continue;
    decided_.insert({bands.name, band.label});
    return band;
  }
  throw BrokenPromise{"no band of " + bands.name + " holds " + at.str()};
}

Value Walker::band_value(const Expr& expr, const Frame& frame) {
  const checked::Bands& bands = program_.bands.at(expr.ref);
  const Rational axis = number(bands.axis, {.today = frame.today});
  return to_rational(band_reached(bands, axis).value);
}

Value Walker::bands_of(const Expr& expr, const Frame& frame) {
  const checked::Bands& bands = program_.bands.at(expr.ref);
  const Rational amount = number(expr.kids[0], frame);
  if (expr.mode == BandMode::Whole) {
    const Rational axis = number(bands.axis, {.today = frame.today});
    return share(band_reached(bands, axis), expr.mode, amount);
  }
  Rational total = 0;
  for (const Band& band : bands.bands) {
    if (!above_lower(band, amount)) continue;
    decided_.insert({bands.name, band.label});
    total += share(band, expr.mode, amount);
  }
  return total;
}

bool Walker::met(const checked::Requirement& requirement, Day today) {
  if (!in_force(requirement.from, requirement.until, today)) return true;
  return truth(requirement.condition, {.today = today});
}

/// The highest tier fully met, or the one that a `status` led to. What decided inside is not told.
uint32_t Walker::tier(Day today) {
  const std::set<Decided> before = decided_;
  uint32_t word = held_.now;
  for (auto tier = program_.tiers.rbegin(); tier != program_.tiers.rend() && word == 0; ++tier) {
    if (program_.status) break;
    const bool all = std::all_of(
        tier->requirements.begin(), tier->requirements.end(),
        [&](const checked::Requirement& requirement) { return met(requirement, today); });
    if (all) word = tier->word;
  }
  decided_ = before;
  decided_.insert({"tier", program_.enums.at(0).words.at(word)});
  return word;
}

}  // namespace tierline::reference
