#include "runtime/timeline/decider.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "runtime/scalar/follower.hpp"
#include "runtime/timeline/step.hpp"

namespace tierline::timeline {

using decision::Decision;
using scalar::HeldTier;
using scalar::Row;

namespace {

/// The account at hand.
struct Account {
  const batch::Batch& batch;
  size_t index;
};

}  // namespace

struct Decider::Impl {
  Impl(const Bytecode& code, Pace how) : program(code), pace(how), ladder(code), machine(code) {
    if (program.status && pace == Pace::Jump) follower.emplace(program);
  }

  Day first_day() const { return *program.header.in_force_from; }
  /// With a status, the account holds the tier of the state, which has come to that day.
  Row row(const Account& account, Day day, const State& state) const {
    Row row{account.batch, account.index, day};
    if (program.status) row.held = {state.tier, state.tier_before};
    return row;
  }
  void begin(const Account& account) {
    if (follower) follower->begin(account.batch, account.index);
  }
  Row asked(const Account& account, const State& state, Day day) const;
  const scalar::Flags& require(const Row& row);
  std::optional<decision::Fault> take_step(const Row& row, State& state,
                                           std::vector<Change>* changes);
  std::optional<Stop> walk(const Account& account, Day last, State& state,
                           std::vector<Change>* changes);
  Day next_step(const State& state, Day today) const;
  void find_next(const Account& account, const State& state);
  void settle(const Account& account, Day today, const State& state, Decision& decision);
  void advance(const Account& account, Day today, State& state, std::vector<Change>* changes,
               Decision& decision);

  const Bytecode& program;
  const Pace pace;
  const Ladder ladder;
  scalar::Machine machine;
  std::optional<scalar::Follower> follower;
  const scalar::Flags* flags =
      nullptr;            // of the day asked for last: the follower's, or the machine's
  scalar::Flags found;    // by the machine
  scalar::Flags stepped;  // of the last step
  State kept;
  State scratch;
  Day next = 0;  // the next day on which a step may do something
  uint64_t evaluations = 0;
};

/// Asks on a day that follows the state.
Row Decider::Impl::asked(const Account& account, const State& state, Day day) const {
  const uint32_t before = day > state.day ? state.tier : state.tier_before;
  return {account.batch, account.index, day, HeldTier{.tier = 0, .before = before}};
}

const scalar::Flags& Decider::Impl::require(const Row& row) {
  ++evaluations;
  flags = follower ? follower->ask(row.today, row.held->before) : nullptr;
  if (flags != nullptr) return *flags;
  flags = &found;
  if (pace == Pace::EveryDay) {
    machine.require_today(row, found);
  } else {
    machine.require(row, found);
  }
  return found;
}

namespace {

/// The tier's days on the day of a row, for which the flags have been asked.
class RowDays final : public AskTierDays {
 public:
  RowDays(std::optional<scalar::Follower>& follower, scalar::Machine& machine, const Row& row)
      : follower_(follower), machine_(machine), row_(row) {}

  const scalar::TierDays& ask() override {
    if (days_ == nullptr && follower_) days_ = follower_->tier_days();
    if (days_ != nullptr) return *days_;
    machine_.tier_days(row_, found_);
    days_ = &found_;
    return found_;
  }

 private:
  std::optional<scalar::Follower>& follower_;
  scalar::Machine& machine_;
  const Row& row_;
  scalar::TierDays found_;
  const scalar::TierDays* days_ = nullptr;
};

}  // namespace

/// A step that fails leaves the state as it was, so that going on fails on the same day.
std::optional<decision::Fault> Decider::Impl::take_step(const Row& row, State& state,
                                                        std::vector<Change>* changes) {
  if (flags->fault) return flags->fault;
  const bool may_fail = program.status->holds_fault != kNone;
  if (may_fail) kept = state;
  RowDays days(follower, machine, row);
  const auto fault = step(ladder, *flags, row.today, days, state, changes);
  if (fault && may_fail) state = kept;
  return fault;
}

Day Decider::Impl::next_step(const State& state, Day today) const {
  if (pace == Pace::EveryDay) return today + 1;
  const Day moved = flags->until == calendar::kDayMax ? calendar::kDayMax : flags->until + 1;
  return std::min(moved, next_due(ladder, state));
}

/// Steps through all days up to `last` on which something can happen, and passes over the others.
std::optional<Stop> Decider::Impl::walk(const Account& account, Day last, State& state,
                                        std::vector<Change>* changes) {
  Day day = std::max(first_day(), state.day == kNoDay ? kNoDay : state.day + 1);
  Day due = day;
  next = day;
  while (day <= last) {
    const Row row = asked(account, state, day);
    const scalar::Flags& today = require(row);
    if (day == due || !repeats(today, stepped)) {
      if (const auto fault = take_step(row, state, changes)) return Stop{*fault, day};
      due = pace == Pace::EveryDay ? day + 1 : next_due(ladder, state);
      stepped = today;
    }
    const bool lasts = today.until == calendar::kDayMax;
    next = lasts ? due : std::min(due, today.until + 1);
    if (next >= calendar::kDayMax) break;
    day = next;
  }
  pass_to(state, last);
  return std::nullopt;
}

/// Finds `next` for a state that was not stepped in this call.
void Decider::Impl::find_next(const Account& account, const State& state) {
  begin(account);
  require(asked(account, state, state.day));
  next = flags->fault ? state.day + 1 : next_step(state, state.day);
}

void Decider::Impl::settle(const Account& account, Day today, const State& state,
                           Decision& decision) {
  machine.decide_until(row(account, today, state), decision);
  decision.fault_day = today;
  if (state.reached != kNoDay) decision.tier_since = state.reached;
  if (next >= calendar::kDayMax) return;
  decision.valid_until = std::min(decision.valid_until.value_or(next - 1), next - 1);
}

namespace {

void undecided(const Stop& stop, Decision& decision) {
  decision.fault = stop.fault;
  decision.fault_day = stop.day;
  decision.outputs.clear();
  decision.parts.clear();
  decision.tier = 0;
  decision.tier_since.reset();
  decision.valid_until.reset();
}

}  // namespace

void Decider::Impl::advance(const Account& account, Day today, State& state,
                            std::vector<Change>* changes, Decision& decision) {
  begin(account);
  // What was found on an earlier day may be too short. On the last day that it names it is found
  // afresh, so that whoever asks on that day hears no less than who asked before.
  bool afresh = state.day == today;
  if (!afresh) {
    const Day first_asked = std::max(first_day(), state.day + 1);
    if (const auto stop = walk(account, today, state, changes)) return undecided(*stop, decision);
    afresh = next == today + 1 && first_asked != today;
  }
  if (afresh) find_next(account, state);
  settle(account, today, state, decision);
}

Decider::Decider(const Bytecode& program, Pace pace)
    : impl_(std::make_unique<Impl>(program, pace)) {}
Decider::~Decider() = default;
Decider::Decider(Decider&&) noexcept = default;
Decider& Decider::operator=(Decider&&) noexcept = default;

void Decider::decide(const batch::Batch& batch, size_t account, Day today, Decision& decision) {
  if (!impl_->program.status) {
    impl_->machine.decide_until({batch, account, today}, decision);
    decision.fault_day = today;
    return;
  }
  start(impl_->program, impl_->scratch);
  impl_->advance({batch, account}, today, impl_->scratch, nullptr, decision);
}

void Decider::decide(const batch::Batch& batch, size_t account, Day today, Decision& decision,
                     decision::Trace& trace) {
  trace = {};
  decide(batch, account, today, decision);
  if (decision.fault) return;
  Decision again;
  impl_->machine.decide(impl_->row({batch, account}, today, impl_->scratch), again, trace);
  TIERLINE_ASSERT(again == decision);
}

void Decider::go_on(const batch::Batch& batch, size_t account, Day today, State& state,
                    Decision& decision, std::vector<Change>* changes) {
  TIERLINE_ASSERT(impl_->program.status);
  TIERLINE_ASSERT(state.day <= today);
  if (state.day == kNoDay) start(impl_->program, state);
  impl_->advance({batch, account}, today, state, changes, decision);
}

std::optional<Stop> Decider::carry(const batch::Batch& batch, size_t account, Day today,
                                   State& state, std::vector<Change>* changes) {
  TIERLINE_ASSERT(impl_->program.status);
  TIERLINE_ASSERT(state.day <= today);
  if (state.day == kNoDay) start(impl_->program, state);
  const Account at{batch, account};
  impl_->begin(at);
  return impl_->walk(at, today, state, changes);
}

std::optional<Stop> Decider::history(const batch::Batch& batch, size_t account, Day first, Day last,
                                     std::vector<Change>& changes) {
  changes.clear();
  start(impl_->program, impl_->scratch);
  const auto stop = carry(batch, account, last, impl_->scratch, &changes);
  std::erase_if(changes, [&](const Change& change) { return change.day < first; });
  return stop;
}

std::optional<Change> Decider::next_change(const batch::Batch& batch, size_t account, Day today,
                                           Day last) {
  const Account at{batch, account};
  State& state = impl_->scratch;
  std::vector<Change> changes;
  start(impl_->program, state);
  impl_->begin(at);
  if (impl_->walk(at, today, state, nullptr)) return std::nullopt;
  while (changes.empty() && impl_->next <= last && impl_->next < calendar::kDayMax) {
    if (impl_->walk(at, impl_->next, state, &changes)) return std::nullopt;
  }
  return changes.empty() ? std::nullopt : std::optional(changes.front());
}

std::vector<decision::Missing> Decider::missing(const batch::Batch& batch, size_t account,
                                                Day today) {
  const Account at{batch, account};
  State& state = impl_->scratch;
  std::vector<decision::Missing> found;
  if (impl_->program.status) {
    start(impl_->program, state);
    impl_->begin(at);
    if (impl_->walk(at, today, state, nullptr)) return found;
  }
  impl_->machine.missing(impl_->row(at, today, state), found);
  return found;
}

const scalar::WidthCounts& Decider::widths() const { return impl_->machine.widths(); }
uint64_t Decider::evaluations() const { return impl_->evaluations; }

}  // namespace tierline::timeline
