#include "tools/prove/shrink.hpp"

#include <algorithm>
#include <cstdlib>

#include "runtime/decimal/decimal.hpp"

namespace tierline::prove {

namespace {

using bytecode::FieldInfo;
using bytecode::RecordInfo;
using bytecode::ValueKind;

// Rounds of steps, each over all facts; more than a handful has never been needed.
constexpr int kRoundsMax = 16;

/// Where a fact stands: in the account, or in an entry of a ledger.
struct Place {
  const RecordInfo* info = nullptr;
  size_t ledger = SIZE_MAX;
  size_t entry = 0;
  size_t field = 0;
};

/// Whether values with fewer digits are plainer.
enum class Digits : uint8_t { Any, Fewer };

/// Values nearer to the target, the target first; then those with fewer digits.
std::vector<int64_t> plainer(int64_t value, int64_t target, Digits digits) {
  std::vector<int64_t> out;
  const auto distance = [&](int64_t one) { return static_cast<decimal::Int128>(one) - target; };
  for (decimal::Int128 step = distance(value); step != 0; step /= 2) {
    out.push_back(static_cast<int64_t>(value - step));
  }
  const auto magnitude = [](decimal::Int128 one) { return one < 0 ? -one : one; };
  for (int64_t unit = 1'000'000'000; digits == Digits::Fewer && unit >= 10; unit /= 10) {
    const int64_t round = value - value % unit;
    const bool nearer = magnitude(distance(round)) < magnitude(distance(value));
    if (nearer && round != 0) out.push_back(round);
  }
  return out;
}

class Shrinker {
 public:
  Shrinker(const bytecode::Schema& schema, const Days& days, Case found, const Predicate& fails)
      : schema_(schema), days_(days), best_(std::move(found)), fails_(fails) {}

  Case run();

 private:
  struct Pair {
    Fact first;
    Fact second;
  };

  bool take(Case next);
  void drop_entries();
  bool drop(size_t ledger, size_t begin, size_t end);
  void merge_entries();
  void merge_one(size_t ledger, size_t from, const std::vector<FieldInfo>& fields);
  bool merge(size_t ledger, size_t into, size_t from, size_t field);
  void move_today();
  bool move_all_days(int64_t by);
  void move_story();
  void plain_facts();
  void plain_record(const RecordInfo& info, size_t ledger, size_t entry);
  void plain_fact(const Place& place);
  bool take_off(const RecordInfo& info, size_t ledger, size_t entry, size_t percent, size_t number);
  void take_off_percents(const RecordInfo& info, size_t ledger, size_t entry);
  Pair facts_at(const Place& place);
  bool move_both(const Place& place, const Pair& now, int64_t to, Digits digits);
  bool move_together(const Place& place, const Pair& now, Digits digits);
  void move_value(const Place& place);
  bool set(const Place& place, const Fact& fact);
  bool set(const Place& place, const Fact& first, const Fact& second);
  int64_t target(const FieldInfo& field) const;
  bool is_accepted_at(const Case& one, const Place& place) const;

  static Record& record_at(Partner& partner, const Place& place) {
    return place.ledger == SIZE_MAX ? partner.account : partner.ledgers[place.ledger][place.entry];
  }
  static bool has(const Partner& partner, const Place& place) {
    return place.ledger == SIZE_MAX || place.entry < partner.ledgers[place.ledger].size();
  }
  Fact& fact_at(Partner& partner, const Place& place) const {
    return record_at(partner, place)[place.field];
  }

  const bytecode::Schema& schema_;
  Days days_;
  Case best_;
  const Predicate& fails_;
  bool moved_ = false;  // in this round
};

bool Shrinker::take(Case next) {
  if (!fails_(next)) return false;
  best_ = std::move(next);
  moved_ = true;
  return true;
}

// ---- entries ------------------------------------------------------------------------------------

/// An entry goes in both worlds; one that only the second has may not, it is what differs.
bool Shrinker::drop(size_t ledger, size_t begin, size_t end) {
  Case next = best_;
  const auto cut = [&](Partner& partner) {
    auto& entries = partner.ledgers[ledger];
    const auto from = static_cast<std::ptrdiff_t>(std::min(begin, entries.size()));
    const auto to = static_cast<std::ptrdiff_t>(std::min(end, entries.size()));
    entries.erase(entries.begin() + from, entries.begin() + to);
  };
  cut(next.first);
  if (next.second) cut(*next.second);
  return take(std::move(next));
}

/// Stretches of entries, the longest first.
void Shrinker::drop_entries() {
  for (size_t ledger = 0; ledger < best_.first.ledgers.size(); ++ledger) {
    const auto count = [&] { return best_.first.ledgers[ledger].size(); };
    for (size_t length = count(); length > 0; length /= 2) {
      for (size_t begin = 0; begin < count();) {
        if (!drop(ledger, begin, begin + length)) begin += length;
      }
    }
  }
}

/// One entry with the numbers of two in one of its fields.
bool Shrinker::merge(size_t ledger, size_t into, size_t from, size_t field) {
  Case next = best_;
  const auto join = [&](Partner& partner) {
    auto& entries = partner.ledgers[ledger];
    if (from >= entries.size() || !entries[into][field].known) return false;
    entries[into][field].value += entries[from][field].value;
    const bool accepted = is_accepted(schema_.ledgers[ledger], entries[into]);
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(from));
    return accepted;
  };
  return join(next.first) && (!next.second || join(*next.second)) && take(std::move(next));
}

void Shrinker::merge_one(size_t ledger, size_t from, const std::vector<FieldInfo>& fields) {
  for (size_t into = 0; into < from; ++into) {
    for (size_t field = 0; field < fields.size(); ++field) {
      const bool number = fields[field].type.kind == ValueKind::Number;
      if (number && merge(ledger, into, from, field)) return;
    }
  }
}

void Shrinker::merge_entries() {
  for (size_t ledger = 0; ledger < schema_.ledgers.size(); ++ledger) {
    const auto& fields = schema_.ledgers[ledger].fields;
    for (size_t from = best_.first.ledgers[ledger].size(); from > 1; --from) {
      merge_one(ledger, from - 1, fields);
    }
  }
}

// ---- facts --------------------------------------------------------------------------------------

bool Shrinker::is_accepted_at(const Case& one, const Place& place) const {
  Case copy = one;
  if (has(copy.first, place) && !is_accepted(*place.info, record_at(copy.first, place))) {
    return false;
  }
  return !copy.second || !has(*copy.second, place) ||
         is_accepted(*place.info, record_at(*copy.second, place));
}

bool Shrinker::set(const Place& place, const Fact& first, const Fact& second) {
  Case next = best_;
  if (has(next.first, place)) fact_at(next.first, place) = first;
  if (next.second && has(*next.second, place)) fact_at(*next.second, place) = second;
  return is_accepted_at(next, place) && take(std::move(next));
}

/// One value for both worlds, where it is one now.
bool Shrinker::set(const Place& place, const Fact& fact) { return set(place, fact, fact); }

int64_t Shrinker::target(const FieldInfo& field) const {
  if (field.default_value && field.type.kind != ValueKind::Text) {
    return decimal::to_int64(field.default_value->number).value_or(0);
  }
  int64_t out = field.type.kind == ValueKind::Day ? days_.anchor : 0;
  if (field.low && *field.low > out) out = decimal::to_int64(*field.low).value_or(out);
  if (field.high && *field.high < out) out = decimal::to_int64(*field.high).value_or(out);
  return out;
}

/// The fact of both worlds; of an entry that only one has, that one twice.
Shrinker::Pair Shrinker::facts_at(const Place& place) {
  const bool in_second = best_.second && has(*best_.second, place);
  const bool in_first = has(best_.first, place);
  const Fact& first = fact_at(in_first ? best_.first : *best_.second, place);
  return {first, in_second ? fact_at(*best_.second, place) : first};
}

/// One step of both towards the target, the distance kept.
bool Shrinker::move_both(const Place& place, const Pair& now, int64_t to, Digits digits) {
  const int64_t distance = now.second.value - now.first.value;
  const std::vector<int64_t> values = plainer(now.first.value, to, digits);
  return std::any_of(values.begin(), values.end(), [&](int64_t value) {
    return set(place, Fact{true, value, ""}, Fact{true, value + distance, ""});
  });
}

/// One step of the two towards each other; the second stays the larger one.
bool Shrinker::move_together(const Place& place, const Pair& now, Digits digits) {
  if (now.second.value <= now.first.value) return false;
  const std::vector<int64_t> down = plainer(now.second.value, now.first.value, digits);
  const std::vector<int64_t> up = plainer(now.first.value, now.second.value, digits);
  return std::any_of(
             down.begin(), down.end(),
             [&](int64_t value) {
               return value > now.first.value && set(place, now.first, Fact{true, value, ""});
             }) ||
         std::any_of(up.begin(), up.end(), [&](int64_t value) {
           return value < now.second.value && set(place, Fact{true, value, ""}, now.second);
         });
}

void Shrinker::move_value(const Place& place) {
  const FieldInfo& field = place.info->fields[place.field];
  const Digits digits = field.type.kind == ValueKind::Number ? Digits::Fewer : Digits::Any;
  for (bool moved = true; moved;) {
    const Pair now = facts_at(place);
    if (!now.first.known || !now.second.known) return;
    moved = move_both(place, now, target(field), digits) || move_together(place, now, digits);
  }
}

/// Absent where that is allowed, at the default, the first word, the shortest text.
void Shrinker::plain_fact(const Place& place) {
  const FieldInfo& field = place.info->fields[place.field];
  const Pair both = facts_at(place);
  const bool shared = both.first == both.second;
  const Fact now = both.first;
  if (!shared && set(place, now)) return plain_fact(place);  // another difference is enough
  if (!now.known) return;
  if (shared && field.optional && set(place, Fact{false, 0, ""})) return;
  switch (field.type.kind) {
    case ValueKind::Number:
    case ValueKind::Day:
      return move_value(place);
    case ValueKind::Bool:
    case ValueKind::Enum:
      for (int64_t value = 0; shared && value < now.value; ++value) {
        if (set(place, Fact{true, value, ""})) return;
      }
      return;
    case ValueKind::Text:
      if (shared && now.text != "A") set(place, Fact{true, 0, "A"});
      return;
  }
}

void Shrinker::plain_record(const RecordInfo& info, size_t ledger, size_t entry) {
  for (size_t field = 0; field < info.fields.size(); ++field) {
    plain_fact({&info, ledger, entry, field});
  }
}

/// Without a percentage, and with a number that is less by it. Where the two worlds differ in the
/// percentage it stays: they would then differ in the number instead.
bool Shrinker::take_off(const RecordInfo& info, size_t ledger, size_t entry, size_t percent,
                        size_t number) {
  const Pair both = facts_at({&info, ledger, entry, percent});
  if (both.first != both.second) return false;
  Case next = best_;
  const bytecode::ValueType& type = info.fields[percent].type;
  const auto whole = decimal::to_int64(decimal::power_of_ten(static_cast<int>(type.scale)));
  for (Partner* partner : {&next.first, next.second ? &*next.second : nullptr}) {
    const Place place{&info, ledger, entry, percent};
    if (partner == nullptr || !has(*partner, place)) continue;
    Record& record = record_at(*partner, place);
    if (!record[percent].known || !record[number].known || record[percent].value == 0) return false;
    const auto product = decimal::Int128{record[number].value} * record[percent].value;
    record[number].value -= static_cast<int64_t>(product / *whole);
    record[percent].value = 0;
  }
  return is_accepted_at(next, {&info, ledger, entry, number}) && take(std::move(next));
}

void Shrinker::take_off_percents(const RecordInfo& info, size_t ledger, size_t entry) {
  const auto is = [&](size_t field, bytecode::Measure measure) {
    const bytecode::ValueType& type = info.fields[field].type;
    return type.kind == ValueKind::Number && type.measure == measure;
  };
  for (size_t percent = 0; percent < info.fields.size(); ++percent) {
    for (size_t number = 0; number < info.fields.size(); ++number) {
      if (!is(percent, bytecode::Measure::Percent) || !is(number, bytecode::Measure::Money)) {
        continue;
      }
      if (take_off(info, ledger, entry, percent, number)) break;
    }
  }
}

void Shrinker::plain_facts() {
  plain_record(schema_.account, SIZE_MAX, 0);
  for (size_t ledger = 0; ledger < schema_.ledgers.size(); ++ledger) {
    const Partner& larger = best_.second ? *best_.second : best_.first;
    for (size_t entry = 0; entry < larger.ledgers[ledger].size(); ++entry) {
      take_off_percents(schema_.ledgers[ledger], ledger, entry);
      plain_record(schema_.ledgers[ledger], ledger, entry);
    }
  }
}

void Shrinker::move_today() {
  for (bool again = true; again;) {
    again = false;
    for (const int64_t day : plainer(best_.today, days_.anchor, Digits::Any)) {
      if (again || day < days_.low || day > days_.high) continue;
      Case next = best_;
      next.today = static_cast<Day>(day);
      again = take(std::move(next));
    }
  }
}

bool Shrinker::move_all_days(int64_t by) {
  Case next = best_;
  next.today += static_cast<Day>(by);
  bool accepted = true;
  for (Partner* partner : {&next.first, next.second ? &*next.second : nullptr}) {
    if (partner == nullptr) continue;
    shift_days(schema_.account, by, partner->account);
    accepted = accepted && is_accepted(schema_.account, partner->account);
    for (size_t i = 0; i < partner->ledgers.size(); ++i) {
      for (Record& entry : partner->ledgers[i]) {
        shift_days(schema_.ledgers[i], by, entry);
        accepted = accepted && is_accepted(schema_.ledgers[i], entry);
      }
    }
  }
  return accepted && take(std::move(next));
}

/// The whole story earlier, facts and question alike.
void Shrinker::move_story() {
  for (bool again = true; again;) {
    again = false;
    for (const int64_t day : plainer(best_.today, days_.anchor, Digits::Any)) {
      if (again || day < days_.low || day > days_.high) continue;
      again = move_all_days(day - best_.today);
    }
  }
}

Case Shrinker::run() {
  for (int round = 0; round < kRoundsMax; ++round) {
    moved_ = false;
    drop_entries();
    merge_entries();
    move_story();
    plain_facts();
    move_today();
    if (!moved_) break;
  }
  return std::move(best_);
}

}  // namespace

Case shrink(const bytecode::Schema& schema, const Days& days, Case found, const Predicate& fails) {
  return Shrinker(schema, days, std::move(found), fails).run();
}

}  // namespace tierline::prove
