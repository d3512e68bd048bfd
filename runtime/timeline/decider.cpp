#include "runtime/timeline/decider.hpp"

#include <algorithm>

#include "base/assert.hpp"
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
  Impl(const Bytecode& code, Pace how) : program(code), pace(how), machine(code) {}

  Day first_day() const { return *program.header.in_force_from; }
  /// With a status, the account holds the tier of the state, which has come to that day.
  Row row(const Account& account, Day day, const State& state) const {
    Row row{account.batch, account.index, day};
    if (program.status) row.held = {state.tier, state.tier_before};
    return row;
  }
  void require(const Account& account, const State& state, Day day);
  bool walk(const Account& account, Day last, State& state, std::vector<Change>* changes,
            Decision& decision);
  void find_next(const Account& account, const State& state);
  void settle(const Account& account, Day today, const State& state, Decision& decision);
  void advance(const Account& account, Day today, State& state, std::vector<Change>* changes,
               Decision& decision);

  const Bytecode& program;
  const Pace pace;
  scalar::Machine machine;
  scalar::Flags flags;
  State scratch;
  Day next = 0;  // the next day on which a step may do something
  uint64_t evaluations = 0;
};

/// Asks what is met on a day that follows the state.
void Decider::Impl::require(const Account& account, const State& state, Day day) {
  const uint32_t before = day > state.day ? state.tier : state.tier_before;
  machine.require({account.batch, account.index, day, HeldTier{.tier = 0, .before = before}},
                  flags);
  ++evaluations;
}

/// Steps through all days up to `last` on which something can happen.
///   returns  false: a fault, which stands in the decision
bool Decider::Impl::walk(const Account& account, Day last, State& state,
                         std::vector<Change>* changes, Decision& decision) {
  Day day = std::max(first_day(), state.day == kNoDay ? kNoDay : state.day + 1);
  next = day;
  while (day <= last) {
    require(account, state, day);
    decision.fault = flags.fault;
    // A step that may fail leaves the state as it was, so that going on fails on the same day.
    std::optional<State> kept;
    if (flags.promote_fault || flags.holds_fault) kept = state;
    if (!decision.fault) decision.fault = step(program, flags, day, state, changes);
    if (decision.fault) {
      if (kept) state = *kept;
      decision.outputs.clear();
      decision.parts.clear();
      decision.tier = 0;
      decision.fault_day = day;
      decision.tier_since.reset();
      decision.valid_until.reset();
      return false;
    }
    next = pace == Pace::EveryDay ? day + 1 : next_step(program, flags, state);
    if (next >= calendar::kDayMax) break;
    day = next;
  }
  return true;
}

/// Finds `next` for a state that was not stepped in this call.
void Decider::Impl::find_next(const Account& account, const State& state) {
  require(account, state, state.day);
  next = flags.fault ? state.day + 1 : next_step(program, flags, state);
}

void Decider::Impl::settle(const Account& account, Day today, const State& state,
                           Decision& decision) {
  machine.decide_until(row(account, today, state), decision);
  decision.fault_day = today;
  if (state.reached != kNoDay) decision.tier_since = state.reached;
  if (next >= calendar::kDayMax) return;
  decision.valid_until = std::min(decision.valid_until.value_or(next - 1), next - 1);
}

void Decider::Impl::advance(const Account& account, Day today, State& state,
                            std::vector<Change>* changes, Decision& decision) {
  if (state.day == today) {
    find_next(account, state);
  } else if (!walk(account, today, state, changes, decision)) {
    return;
  }
  pass_to(state, today);
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

std::vector<Change> Decider::history(const batch::Batch& batch, size_t account, Day first, Day last,
                                     Decision& decision) {
  State state;
  std::vector<Change> changes;
  go_on(batch, account, last, state, decision, &changes);
  std::erase_if(changes, [&](const Change& change) { return change.day < first; });
  return changes;
}

std::optional<Change> Decider::next_change(const batch::Batch& batch, size_t account, Day today,
                                           Day last) {
  const Account at{batch, account};
  State state;
  start(impl_->program, state);
  Decision decision;
  std::vector<Change> changes;
  if (!impl_->walk(at, today, state, nullptr, decision)) return std::nullopt;
  while (changes.empty() && impl_->next <= last && impl_->next < calendar::kDayMax) {
    if (!impl_->walk(at, impl_->next, state, &changes, decision)) return std::nullopt;
  }
  return changes.empty() ? std::nullopt : std::optional(changes.front());
}

std::vector<decision::Missing> Decider::missing(const batch::Batch& batch, size_t account,
                                                Day today) {
  const Account at{batch, account};
  State& state = impl_->scratch;
  std::vector<decision::Missing> found;
  if (impl_->program.status) {
    Decision fault;
    start(impl_->program, state);
    if (!impl_->walk(at, today, state, nullptr, fault)) return found;
    pass_to(state, today);
  }
  impl_->machine.missing(impl_->row(at, today, state), found);
  return found;
}

const scalar::WidthCounts& Decider::widths() const { return impl_->machine.widths(); }
uint64_t Decider::evaluations() const { return impl_->evaluations; }

}  // namespace tierline::timeline
