#include "runtime/scalar/follower.hpp"

#include <algorithm>
#include <deque>
#include <limits>

#include "base/assert.hpp"
#include "runtime/scalar/day_spans.hpp"
#include "runtime/scalar/follower_parts.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/late_days.hpp"
#include "runtime/scalar/slice.hpp"
#include "runtime/scalar/tier_days.hpp"

namespace tierline::scalar {

struct Follower::Impl {
  explicit Impl(const Bytecode& code)
      : program(code),
        slice(code),
        prepared(code),
        lane(Lane<int64_t>::make(prepared)),
        horizon(prepared, Phase::Require),
        following(horizon),
        spans(slice.of_today),
        late_days(slice.late_of_today) {
    flags.met.resize(slice.flags.size());
    if (!lane) return;
    spans.bind(*lane, horizon);
    for (const uint32_t index : slice.flags) flag_places.push_back(lane->place(index));
    for (const uint32_t index : slice.watched) {
      const bool is_bool = program.registers[index].kind == bytecode::ValueKind::Bool;
      (is_bool ? watched : watched_numbers).push_back(horizon.place(index));
    }
    for (const SlicePart& part : slice.parts) {
      if (part.level == bytecode::kAccountLevel) {
        order.push_back({&accounts.emplace_back(part, prepared, *lane, horizon), nullptr});
      } else {
        order.push_back({nullptr, &ledgers.emplace_back(part, prepared, *lane, horizon)});
      }
    }
  }

  bool begin(const batch::Batch& of, size_t index);
  bool run_fixed(const AccountPart& part);
  bool run_fixed(LedgerPart& part);
  bool run_fixed_blocks(LedgerPart& part, size_t entries);
  void keep(LedgerPart& part, size_t entry, size_t entries);
  bool ask(Day day, uint32_t tier_before);
  void expire_all();
  bool run_moving(Day day);
  bool run_moving(AccountPart& part, Day day);
  bool run_stretches(AccountPart& part, Day day);
  bool run_moving(LedgerPart& part, Day day);
  bool run_moving(const LedgerPart& part, size_t from, size_t to, size_t entry);
  bool run_entry(LedgerPart& part, size_t entry);
  void read_flags(Day day);
  bool find_tier_days();

  template <class Watcher>
  bool run(const std::vector<Instruction>& code, size_t from, size_t to, Watcher& watcher) {
    return lane->run_code(code.data() + from, code.data() + to, batch->columns, account, UINT32_MAX,
                          watcher) == Outcome::Done;
  }
  template <class Watcher>
  bool run(const LedgerPart& part, const std::vector<Instruction>& code, size_t from, size_t to,
           size_t entry, Watcher& watcher) {
    return lane->run_code(code.data() + from, code.data() + to, part.ledger->columns,
                          part.first + entry, static_cast<uint32_t>(entry),
                          watcher) == Outcome::Done;
  }

  /// One of the two.
  struct Place {
    AccountPart* account;
    LedgerPart* ledger;
  };

  const Bytecode& program;
  const Slice slice;
  const Prepared prepared;
  std::unique_ptr<Lane<int64_t>> lane;  // nothing: a constant of the program is too large
  Horizon horizon;
  Following following;
  DaySpans spans;
  LateDays late_days;
  Unwatched nobody;
  std::deque<AccountPart> accounts;
  std::deque<LedgerPart> ledgers;
  std::vector<Place> order;  // of both
  std::vector<const int64_t*> flag_places;
  std::vector<const Horizon::Motion*> watched;  // what is true or false has no slope
  std::vector<const Horizon::Motion*> watched_numbers;

  const batch::Batch* batch = nullptr;
  size_t account = 0;
  bool follows = false;  // this account can be followed
  bool asked = false;    // since `begin`
  Day run_day = 0;       // the day of the registers
  Day asked_day = 0;     // the day of the flags
  uint32_t before = 0;
  Flags flags;
  TierDays days;
  uint64_t entries_run = 0;
};

// ---- once for an account ------------------------------------------------------------------------

bool Follower::Impl::begin(const batch::Batch& of, size_t index) {
  batch = &of;
  account = index;
  asked = false;
  if (!lane) return false;
  for (const Place& place : order) {
    const bool done =
        place.account != nullptr ? run_fixed(*place.account) : run_fixed(*place.ledger);
    if (!done) return false;
  }
  return true;
}

bool Follower::Impl::run_fixed(const AccountPart& part) {
  return run(part.code.fixed, 0, part.code.fixed.size(), nobody);
}

bool Follower::Impl::run_fixed(LedgerPart& part) {
  const SlicePart& code = part.code;
  part.ledger = &batch->ledgers[code.level - 1];
  part.first = part.ledger->offsets[account];
  const size_t entries = part.ledger->offsets[account + 1] - part.first;
  part.folds.start(entries);
  part.kept.resize(entries * code.kept.size());
  part.kept_texts.resize(entries * code.kept_texts.size());
  if (part.blocks.can_run() && run_fixed_blocks(part, entries)) return true;
  const std::vector<Instruction>& folds = code.fixed_folds;
  lane->start_reductions(folds.data(), folds.data() + folds.size());
  for (size_t entry = 0; entry < entries; ++entry) {
    if (!run(part, code.fixed, 0, code.fixed.size(), entry, nobody)) return false;
    if (!folds.empty() && !run(part, folds, 0, folds.size(), entry, nobody)) return false;
    keep(part, entry, entries);
  }
  return true;
}

/// False: entry by entry, it may be possible.
bool Follower::Impl::run_fixed_blocks(LedgerPart& part, size_t entries) {
  const std::vector<Instruction>& folds = part.code.fixed_folds;
  lane->start_reductions(folds.data(), folds.data() + folds.size());
  EntryBlocks::Block block{*part.ledger, part.first, std::min(entries, EntryBlocks::kMost),
                           lane->place(0), nullptr};
  if (!part.blocks.start(block)) return false;
  for (size_t first = 0; first < entries; first += block.count) {
    block.first = part.first + first;
    block.count = std::min(entries - first, EntryBlocks::kMost);
    if (!part.blocks.run_block(block)) return false;
    int64_t* kept = part.kept.data() + first;
    for (const uint32_t index : part.code.kept) {
      std::copy_n(part.blocks.values(index), block.count, kept);
      kept += entries;
    }
  }
  return true;
}

void Follower::Impl::keep(LedgerPart& part, size_t entry, size_t entries) {
  int64_t* kept = part.kept.data() + entry;
  for (const uint32_t index : part.code.kept) {
    *kept = lane->at(index);
    kept += entries;
  }
  const std::string** texts = part.kept_texts.data() + entry * part.code.kept_texts.size();
  for (const uint32_t index : part.code.kept_texts) *texts++ = &lane->text_at(index);
}

// ---- once for a day -----------------------------------------------------------------------------

bool Follower::Impl::ask(Day day, uint32_t tier_before) {
  TIERLINE_ASSERT(!asked || day >= asked_day);
  const bool same_tier = before == tier_before || !slice.reads_tier_before;
  const bool known = asked && same_tier && day <= flags.until;
  if (!asked || !same_tier) expire_all();
  before = tier_before;
  asked_day = day;
  asked = true;
  if (known) return true;
  if (!run_moving(day)) return false;
  read_flags(day);
  return true;
}

void Follower::Impl::expire_all() {
  for (AccountPart& part : accounts) {
    std::fill(part.expires.begin(), part.expires.end(), kExpired);
    part.least = kExpired;
  }
  for (LedgerPart& part : ledgers) part.folds.expire_all();
}

bool Follower::Impl::run_moving(Day day) {
  run_day = day;
  lane->start(day, before);
  horizon.start(day);
  if (!spans.turn_to(day, *lane, horizon)) return false;
  for (const Place& place : order) {
    const bool done =
        place.account != nullptr ? run_moving(*place.account, day) : run_moving(*place.ledger, day);
    if (!done) return false;
  }
  return true;
}

bool Follower::Impl::run_moving(AccountPart& part, Day day) {
  if (part.least >= day) return true;
  if (!part.moving.can_run()) return run_stretches(part, day);
  part.least = part.moving.run_due(part.expires.data(), day);
  return true;
}

/// Runs each stretch of steps whose values are not right any more.
bool Follower::Impl::run_stretches(AccountPart& part, Day day) {
  Day* const expires = part.expires.data();
  const size_t size = part.expires.size();
  Day least = kForever;
  size_t i = 0;
  while (true) {
    for (; i < size && expires[i] >= day; ++i) least = std::min(least, expires[i]);
    if (i == size) break;
    size_t end = i + 1;
    while (end < size && expires[end] < day) ++end;
    if (!run(part.code.moving, i, end, following)) return false;
    for (; i < end; ++i) {
      expires[i] = horizon.until(*part.motions[i]);
      least = std::min(least, expires[i]);
    }
  }
  part.least = least;
  return true;
}

bool Follower::Impl::run_moving(LedgerPart& part, Day day) {
  if (part.folds.empty() || part.folds.least() >= day) return true;
  const size_t entries = part.folds.entries();
  const Day* const expires = part.folds.expires();
  Day least = kForever;
  for (size_t entry = 0; entry < entries; ++entry) {
    if (expires[entry] < day && !run_entry(part, entry)) return false;
    least = std::min(least, expires[entry]);
  }
  return part.folds.fold(day, least);
}

bool Follower::Impl::run_entry(LedgerPart& part, size_t entry) {
  const SlicePart& code = part.code;
  const size_t entries = part.folds.entries();
  const int64_t* kept = part.kept.data() + entry;
  ++entries_run;
  if (code.arrives_on && kept[*code.arrives_on * entries] > run_day) {
    part.folds.leave_out(entry, static_cast<Day>(kept[*code.arrives_on * entries] - 1));
    return true;
  }
  for (int64_t* const place : part.kept_places) {
    *place = *kept;
    kept += entries;
  }
  const std::string* const* texts = part.kept_texts.data() + entry * code.kept_texts.size();
  for (const uint32_t index : code.kept_texts) lane->set_text(index, *texts++);
  // An entry that has passed the guard once mostly does so again.
  const size_t guarded = part.folds.is_taken(entry) ? 0 : code.guard_end;
  if (guarded != 0) {
    if (!run_moving(part, 0, guarded, entry)) return false;
    if (*part.guard == 0) {
      part.folds.leave_out(entry, horizon.until(*part.guard_motion));
      return true;
    }
  }
  if (!run_moving(part, guarded, code.moving.size(), entry)) return false;
  part.folds.take(entry, run_day);
  return true;
}

bool Follower::Impl::run_moving(const LedgerPart& part, size_t from, size_t to, size_t entry) {
  if (!part.moving.can_run()) return run(part, part.code.moving, from, to, entry, following);
  part.moving.run(from, std::min(to, part.moving.size()), run_day);
  return true;
}

void Follower::Impl::read_flags(Day day) {
  // Bytes may be anything to the compiler, so what it would read again stands in locals.
  const int64_t* const* const places = flag_places.data();
  uint8_t* const met = flags.met.data();
  const size_t count = flag_places.size();
#pragma GCC unroll 4
  for (size_t i = 0; i < count; ++i) met[i] = static_cast<uint8_t>(*places[i]);
  const bytecode::Status& status = *program.status;
  flags.exists = status.exists == bytecode::kNone || lane->at(status.exists) != 0;
  flags.assessing = status.assessing != bytecode::kNone && lane->at(status.assessing) != 0;
  Day until = kForever;
#pragma GCC unroll 4
  for (const Horizon::Motion* const motion : watched) until = std::min(until, motion->until);
  for (const Horizon::Motion* const motion : watched_numbers) {
    until = std::min(until, horizon.until(*motion));
  }
  TIERLINE_ASSERT(until >= day);
  flags.until = until;
}

/// The registers may be of an earlier day, on which the flags were the same.
bool Follower::Impl::find_tier_days() {
  if (run_day != asked_day && !run_moving(asked_day)) return false;
  if (!late_days.turn_to(asked_day, *lane)) return false;
  if (!run(slice.late, 0, slice.late.size(), nobody)) return false;
  days = tier_days_of(*lane, *program.status);
  return true;
}

// ---- the door -----------------------------------------------------------------------------------

Follower::Follower(const bytecode::Bytecode& program) : impl_(std::make_unique<Impl>(program)) {}
Follower::~Follower() = default;
Follower::Follower(Follower&&) noexcept = default;
Follower& Follower::operator=(Follower&&) noexcept = default;

void Follower::begin(const batch::Batch& batch, size_t account) {
  impl_->follows = impl_->begin(batch, account);
}

const Flags* Follower::ask(Day day, uint32_t tier_before) {
  if (impl_->follows) impl_->follows = impl_->ask(day, tier_before);
  return impl_->follows ? &impl_->flags : nullptr;
}

const TierDays* Follower::tier_days() {
  if (impl_->follows) impl_->follows = impl_->find_tier_days();
  return impl_->follows ? &impl_->days : nullptr;
}

uint64_t Follower::entries_run() const { return impl_->entries_run; }

}  // namespace tierline::scalar
