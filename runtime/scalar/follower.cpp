#include "runtime/scalar/follower.hpp"

#include <algorithm>
#include <limits>

#include "base/assert.hpp"
#include "runtime/scalar/day_spans.hpp"
#include "runtime/scalar/entry_code.hpp"
#include "runtime/scalar/folds.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/late_days.hpp"
#include "runtime/scalar/slice.hpp"
#include "runtime/scalar/tier_days.hpp"

namespace tierline::scalar {

namespace {

constexpr Day kExpired = std::numeric_limits<Day>::min();

/// The code of an account section, and until when the value of each moving step is right.
struct AccountPart {
  AccountPart(const SlicePart& slice, Horizon& horizon)
      : code(slice), expires(slice.moving.size()) {
    for (const Instruction& at : slice.moving) {
      motions.push_back(horizon.place(at.op == Op::demand_ ? at.a : at.dst));
    }
  }

  const SlicePart& code;
  std::vector<const Horizon::Motion*> motions;  // by step
  std::vector<Day> expires;
  Day least = kExpired;  // of them
};

/// The code of a ledger's section and what is known of each entry of the account.
struct LedgerPart {
  LedgerPart(const SlicePart& slice, Lane<int64_t>& lane, Horizon& horizon)
      : code(slice), moving(slice.moving, lane, horizon), folds(slice.moving_folds, lane, horizon) {
    for (const uint32_t index : slice.kept) kept_places.push_back(lane.place(index));
    if (slice.guard == bytecode::kNone) return;
    guard = lane.place(slice.guard);
    guard_motion = horizon.place(slice.guard);
  }

  const SlicePart& code;
  const batch::LedgerBatch* ledger = nullptr;
  size_t first = 0;  // row of the first entry
  EntryCode moving;
  Folds folds;
  std::vector<int64_t*> kept_places;  // of the registers of code.kept
  const int64_t* guard = nullptr;
  const Horizon::Motion* guard_motion = nullptr;
  std::vector<int64_t> kept;  // by entry, then by register of code.kept
  std::vector<const std::string*> kept_texts;
};

}  // namespace

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
    for (const uint32_t index : slice.flags) flag_places.push_back(lane->place(index));
    for (const uint32_t index : slice.watched) {
      const bool is_bool = program.registers[index].kind == bytecode::ValueKind::Bool;
      (is_bool ? watched : watched_numbers).push_back(horizon.place(index));
    }
    for (const SlicePart& part : slice.parts) {
      if (part.level == bytecode::kAccountLevel) {
        order.push_back({true, accounts.size()});
        accounts.emplace_back(part, horizon);
      } else {
        order.push_back({false, ledgers.size()});
        ledgers.emplace_back(part, *lane, horizon);
      }
    }
  }

  bool begin(const batch::Batch& of, size_t index);
  bool run_fixed(const AccountPart& part);
  bool run_fixed(LedgerPart& part);
  void keep(LedgerPart& part, size_t entry);
  bool ask(Day day, uint32_t tier_before);
  void expire_all();
  bool run_moving(Day day);
  bool run_moving(AccountPart& part, Day day);
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

  struct Place {
    bool account;
    size_t index;
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
  std::vector<AccountPart> accounts;
  std::vector<LedgerPart> ledgers;
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
        place.account ? run_fixed(accounts[place.index]) : run_fixed(ledgers[place.index]);
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
  const std::vector<Instruction>& folds = code.fixed_folds;
  lane->start_reductions(folds.data(), folds.data() + folds.size());
  for (size_t entry = 0; entry < entries; ++entry) {
    if (!run(part, code.fixed, 0, code.fixed.size(), entry, nobody)) return false;
    if (!folds.empty() && !run(part, folds, 0, folds.size(), entry, nobody)) return false;
    keep(part, entry);
  }
  return true;
}

void Follower::Impl::keep(LedgerPart& part, size_t entry) {
  int64_t* kept = part.kept.data() + entry * part.code.kept.size();
  for (const uint32_t index : part.code.kept) *kept++ = lane->at(index);
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
    const bool done = place.account ? run_moving(accounts[place.index], day)
                                    : run_moving(ledgers[place.index], day);
    if (!done) return false;
  }
  return true;
}

/// Runs each stretch of steps whose values are not right any more.
bool Follower::Impl::run_moving(AccountPart& part, Day day) {
  if (part.least >= day) return true;
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
  for (size_t entry = 0; entry < entries; ++entry) {
    if (part.folds.expires(entry) < day && !run_entry(part, entry)) return false;
  }
  return part.folds.fold(day);
}

bool Follower::Impl::run_entry(LedgerPart& part, size_t entry) {
  const SlicePart& code = part.code;
  ++entries_run;
  const int64_t* kept = part.kept.data() + entry * part.kept_places.size();
  for (int64_t* const place : part.kept_places) *place = *kept++;
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
  part.moving.run(from, to, run_day);
  return true;
}

void Follower::Impl::read_flags(Day day) {
  uint8_t* met = flags.met.data();
  for (const int64_t* const flag : flag_places) *met++ = *flag != 0 ? 1 : 0;
  const bytecode::Status& status = *program.status;
  flags.exists = status.exists == bytecode::kNone || lane->at(status.exists) != 0;
  flags.assessing = status.assessing != bytecode::kNone && lane->at(status.assessing) != 0;
  Day until = kForever;
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
