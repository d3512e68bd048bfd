#include "runtime/scalar/follower.hpp"

#include <algorithm>
#include <limits>

#include "base/assert.hpp"
#include "runtime/scalar/day_spans.hpp"
#include "runtime/scalar/folds.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/slice.hpp"
#include "runtime/scalar/tier_days.hpp"

namespace tierline::scalar {

namespace {

constexpr Day kExpired = std::numeric_limits<Day>::min();

/// The code of an account section, and until when the value of each moving step is right.
struct AccountPart {
  explicit AccountPart(const SlicePart& slice) : code(slice), expires(slice.moving.size()) {}

  const SlicePart& code;
  std::vector<Day> expires;
  Day least = kExpired;  // of them
};

/// The code of a ledger's section and what is known of each entry of the account.
struct LedgerPart {
  explicit LedgerPart(const SlicePart& slice) : code(slice), folds(slice.moving_folds) {}

  const SlicePart& code;
  const batch::LedgerBatch* ledger = nullptr;
  size_t first = 0;  // row of the first entry
  Folds folds;
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
        spans(slice.of_today) {
    flags.met.resize(slice.flags.size());
    for (const SlicePart& part : slice.parts) {
      if (part.level == bytecode::kAccountLevel) {
        order.push_back({true, accounts.size()});
        accounts.emplace_back(part);
      } else {
        order.push_back({false, ledgers.size()});
        ledgers.emplace_back(part);
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
  Unwatched nobody;
  std::vector<AccountPart> accounts;
  std::vector<LedgerPart> ledgers;
  std::vector<Place> order;  // of both

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
  const Instruction* const code = part.code.moving.data();
  Day* const expires = part.expires.data();
  const size_t size = part.expires.size();
  Day least = kForever;
  for (size_t i = 0; i < size;) {
    if (expires[i] >= day) {
      least = std::min(least, expires[i++]);
      continue;
    }
    size_t end = i + 1;
    while (end < size && expires[end] < day) ++end;
    if (!run(part.code.moving, i, end, following)) return false;
    for (; i < end; ++i) {
      expires[i] = horizon.until(code[i].op == Op::demand_ ? code[i].a : code[i].dst);
      least = std::min(least, expires[i]);
    }
  }
  part.least = least;
  return true;
}

bool Follower::Impl::run_moving(LedgerPart& part, Day day) {
  if (part.code.moving_folds.empty() || part.folds.least() >= day) return true;
  for (size_t entry = 0; entry < part.folds.entries(); ++entry) {
    if (part.folds.expires(entry) < day && !run_entry(part, entry)) return false;
  }
  return part.folds.fold(*lane, horizon);
}

bool Follower::Impl::run_entry(LedgerPart& part, size_t entry) {
  const SlicePart& code = part.code;
  ++entries_run;
  const int64_t* kept = part.kept.data() + entry * code.kept.size();
  for (const uint32_t index : code.kept) lane->set(index, *kept++);
  const std::string* const* texts = part.kept_texts.data() + entry * code.kept_texts.size();
  for (const uint32_t index : code.kept_texts) lane->set_text(index, *texts++);
  // An entry that has passed the guard once mostly does so again.
  const size_t guarded = part.folds.is_taken(entry) ? 0 : code.guard_end;
  if (guarded != 0) {
    if (!run(part, code.moving, 0, guarded, entry, following)) return false;
    if (lane->at(code.guard) == 0) {
      part.folds.leave_out(entry, horizon.until(code.guard));
      return true;
    }
  }
  if (!run(part, code.moving, guarded, code.moving.size(), entry, following)) return false;
  part.folds.take(entry, *lane, horizon);
  return true;
}

void Follower::Impl::read_flags(Day day) {
  uint8_t* met = flags.met.data();
  for (const uint32_t index : slice.flags) *met++ = lane->at(index) != 0 ? 1 : 0;
  const bytecode::Status& status = *program.status;
  flags.exists = status.exists == bytecode::kNone || lane->at(status.exists) != 0;
  flags.assessing = status.assessing != bytecode::kNone && lane->at(status.assessing) != 0;
  Day until = kForever;
  for (const uint32_t index : slice.watched) until = std::min(until, horizon.until(index));
  TIERLINE_ASSERT(until >= day);
  flags.until = until;
}

/// The registers may be of an earlier day, on which the flags were the same.
bool Follower::Impl::find_tier_days() {
  if (run_day != asked_day && !run_moving(asked_day)) return false;
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
