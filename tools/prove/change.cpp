#include "tools/prove/change.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tierline::prove {

namespace {

using bytecode::ValueKind;

// The order in which operands are worked out is the compiler's choice: each statement asks the
// stream once, so that every build draws the same.

// A number that the program names, as far as sums with it stay within 64 bits.
int64_t named(const std::vector<int64_t>& numbers, Stream& stream) {
  constexpr int64_t kMost = 1'000'000'000'000'000'000;
  return std::clamp(stream.one_of(numbers), -kMost, kMost);
}

}  // namespace

/// A unit more or less, a number that the program names or its neighbour, or something between.
int64_t Changer::near(const Varying& varying, int64_t value, Stream& stream) const {
  const auto& days = varying.interest.days;
  const auto& numbers = varying.interest.numbers;
  switch (stream.below(4)) {
    case 0:
      return value + (stream.one_in(2) ? 1 : -1);
    case 1: {
      if (numbers.empty() && days.empty()) return value + stream.between(-400, 400);
      const int64_t edge = numbers.empty() ? stream.one_of(days) : named(numbers, stream);
      return edge + stream.between(-1, 1);
    }
    case 2: {
      if (numbers.empty()) return value + stream.between(-40, 40);
      const int64_t edge = named(numbers, stream);
      return value + edge / stream.between(1, 4);
    }
    default:
      return value + stream.between(-std::abs(value / 2), std::abs(value / 2));
  }
}

std::optional<Fact> Changer::other(const Varying& varying, const Fact& fact, PartnerDraw& draw,
                                   Stream& stream) const {
  const bytecode::FieldInfo& field = varying.record.fields[varying.field];
  if (varying.rises && !fact.known) return std::nullopt;
  if (!varying.rises && field.optional && fact.known && stream.one_in(4)) return Fact{false, 0, ""};
  if (fact.known && is_counted(field.type.kind) && !stream.one_in(4)) {
    const int64_t value = near(varying, fact.value, stream);
    if (!takes(field, value)) return std::nullopt;
    return Fact{true, value, ""};
  }
  return draw.draw_fact(stream, varying.record, varying.field);
}

Changer::Varying Changer::varying(const prover::Claim& claim) const {
  const bool rises = claim.kind != prover::ClaimKind::Same;
  if (claim.how == prover::Varied::AccountField) {
    return {schema_.account, claim.varied, interests_.account[claim.varied], rises};
  }
  return {schema_.ledgers[claim.ledger], claim.varied,
          interests_.ledgers[claim.ledger][claim.varied], rises};
}

bool Changer::vary_account(const prover::Claim& claim, Case& worlds, PartnerDraw& draw,
                           Stream& stream) const {
  const Varying what = varying(claim);
  Fact& fact = worlds.second->account[claim.varied];
  const auto changed = other(what, fact, draw, stream);
  if (!changed || *changed == fact) return false;
  const bool less = changed->known && fact.known && changed->value < fact.value;
  fact = *changed;
  if (less) std::swap(worlds.first, *worlds.second);
  return true;
}

/// One entry mostly, sometimes several: then each of them rises, or stays as it is.
bool Changer::vary_entries(const prover::Claim& claim, Case& worlds, PartnerDraw& draw,
                           Stream& stream) const {
  const Varying what = varying(claim);
  std::vector<Record>& entries = worlds.second->ledgers[claim.ledger];
  if (entries.empty()) return false;
  const size_t only = stream.below(entries.size());
  const bool several = stream.one_in(4);
  bool changed = false;
  for (size_t i = 0; i < entries.size(); ++i) {
    const Record drawn = entries[i];
    if (i != only && !(several && stream.one_in(2))) continue;
    Fact& fact = entries[i][claim.varied];
    const auto to = other(what, fact, draw, stream);
    if (!to || *to == fact) continue;
    fact = *to;
    if (!is_accepted(what.record, entries[i])) {
      entries[i] = drawn;
      continue;
    }
    Fact& before = worlds.first.ledgers[claim.ledger][i][claim.varied];
    if (fact.known && before.known && fact.value < before.value) std::swap(fact, before);
    changed = true;
  }
  return changed;
}

std::optional<Case> Changer::worlds(const prover::Claim& claim, Day today, const Partner& partner,
                                    PartnerDraw& draw, Stream& stream) const {
  Case out{today, partner, partner};
  switch (claim.how) {
    case prover::Varied::AccountField:
      if (!vary_account(claim, out, draw, stream)) return std::nullopt;
      return out;
    case prover::Varied::EntryField:
      if (!vary_entries(claim, out, draw, stream)) return std::nullopt;
      return out;
    case prover::Varied::NewEntry: {
      auto entry = draw.draw_entry(stream, claim.ledger);
      if (!entry) return std::nullopt;
      out.second->ledgers[claim.ledger].push_back(*std::move(entry));
      return out;
    }
    case prover::Varied::Program:
      break;  // no facts differ
  }
  return std::nullopt;
}

// ---- in time ------------------------------------------------------------------------------------

namespace {

void shift_record(const bytecode::RecordInfo& info, Record& record, int64_t days) {
  const Record before = record;
  shift_days(info, days, record);
  if (!is_accepted(info, record)) record = before;
}

}  // namespace

void Changer::shift(Partner& partner, int64_t days) const {
  shift_record(schema_.account, partner.account, days);
  for (size_t i = 0; i < partner.ledgers.size(); ++i) {
    for (Record& entry : partner.ledgers[i]) shift_record(schema_.ledgers[i], entry, days);
  }
}

// ---- at random ----------------------------------------------------------------------------------

void Changer::mutate_record(const bytecode::RecordInfo& info,
                            const std::vector<generate::FieldInterest>& interests, Record& record,
                            PartnerDraw& draw, Stream& stream) const {
  const size_t field = stream.below(record.size());
  const auto changed = other({info, field, interests[field], false}, record[field], draw, stream);
  if (!changed) return;
  const Fact before = std::exchange(record[field], *changed);
  if (!is_accepted(info, record)) record[field] = before;
}

void Changer::mutate_ledger(size_t ledger, std::vector<Record>& entries, PartnerDraw& draw,
                            Stream& stream) const {
  const size_t which = entries.empty() ? 0 : stream.below(entries.size());
  switch (entries.empty() ? 0 : stream.below(5)) {
    case 0:
      if (auto entry = draw.draw_entry(stream, ledger)) entries.push_back(*std::move(entry));
      return;
    case 1:
      entries.push_back(Record(entries[which]));
      return;
    case 2:
      entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(which));
      return;
    default:
      return mutate_record(schema_.ledgers[ledger], interests_.ledgers[ledger], entries[which],
                           draw, stream);
  }
}

void Changer::mutate(Partner& partner, const Partner& other, PartnerDraw& draw,
                     Stream& stream) const {
  const size_t place = stream.below(partner.ledgers.size() + 1);
  if (place == partner.ledgers.size()) {
    return mutate_record(schema_.account, interests_.account, partner.account, draw, stream);
  }
  if (stream.one_in(4)) {
    partner.ledgers[place] = other.ledgers[place];
    return;
  }
  mutate_ledger(place, partner.ledgers[place], draw, stream);
}

}  // namespace tierline::prove
