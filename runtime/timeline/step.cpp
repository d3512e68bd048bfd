#include "runtime/timeline/step.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace tierline::timeline {

namespace {

using bytecode::Keep;
using bytecode::Requirement;
using decision::Fault;
using scalar::Flags;

/// One day of one account.
class Today {
 public:
  Today(const Ladder& ladder, const Flags& flags, Day today, AskTierDays& days, State& state)
      : ladder_(ladder),
        program_(ladder.program),
        status_(*ladder.program.status),
        flags_(flags),
        today_(today),
        days_(days),
        state_(state),
        met_(find_met()) {}

  std::optional<Fault> run(std::vector<Change>* changes) {
    if (flags_.exists && crosses() && days_.ask().promote_fault) return days_.ask().promote_fault;
    state_.tier_before = state_.tier;
    if (!flags_.exists) {
      end(changes);
      return std::nullopt;
    }
    remember_flags();
    state_.day = today_;
    note_crossings();
    const size_t before = ladder_.level_of(state_.tier);
    const size_t reached = promotable();
    const bool launch = status_.launch_at_once && today_ == *program_.header.in_force_from;
    const size_t level = launch ? highest_met() : std::max(keepable(before), reached);
    if (level == before) return std::nullopt;
    const Change change = describe_change(before, level, launch);
    const auto fault = reach(level);
    if (!fault && changes != nullptr) changes->push_back(change);
    return fault;
  }

 private:
  /// An account that does not exist holds nothing and is remembered by nothing.
  void end(std::vector<Change>* changes) {
    if (state_.tier != 0 && changes != nullptr) {
      Change change;
      change.day = today_;
      change.from = state_.tier;
      change.cause = Cause::Ended;
      changes->push_back(change);
    }
    const uint32_t before = state_.tier;
    start(program_, state_);
    state_.day = today_;
    state_.tier_before = before;
  }

  /// What was met on the day stepped through last was met on all days that were passed over since.
  void remember_flags() {
    if (flags_.assessing) {
      state_.assessed = today_;
      state_.passed = flags_.met;
    }
    const Day stepped = state_.day;
    const Day yesterday = stepped == kNoDay ? kNoDay : today_ - 1;
    const size_t count = flags_.met.size();
    Day* const last_met = state_.last_met.data();
    for (size_t i = 0; i < count; ++i) {
      const Day before = last_met[i] == stepped ? yesterday : last_met[i];
      last_met[i] = flags_.met[i] != 0 ? today_ : before;
    }
  }

  /// The tiers of which all requirements are met today, as a set.
  uint64_t find_met() const {
    uint64_t tiers = 0;
    size_t flag = 0;
    for (size_t i = 0; i < ladder_.levels(); ++i) {
      uint8_t met = 1;
      while (flag < ladder_.ends[i + 1]) met &= flags_.met[flag++];
      tiers |= uint64_t{met} << i;
    }
    return tiers;
  }
  bool is_met(size_t tier) const { return (met_ >> tier & 1U) != 0; }

  bool crosses() const {
    bool found = false;
    for (size_t i = 0; i < ladder_.levels(); ++i) {
      found = found || (is_met(i) && state_.crossed[i] == kNoDay);
    }
    return found;
  }

  void note_crossings() {
    for (size_t i = 0; i < ladder_.levels(); ++i) {
      if (!is_met(i)) state_.crossed[i] = kNoDay;
      if (!is_met(i) || state_.crossed[i] != kNoDay) continue;
      state_.crossed[i] = today_;
      state_.effective[i] = days_.ask().promote_on;
    }
  }

  size_t highest_met() const {
    size_t level = ladder_.levels();
    while (level > 0 && state_.crossed[level - 1] == kNoDay) --level;
    return level;
  }

  size_t promotable() const {
    size_t level = ladder_.levels();
    while (level > 0 &&
           (state_.crossed[level - 1] == kNoDay || today_ < state_.effective[level - 1])) {
      --level;
    }
    return level;
  }

  size_t keepable(size_t before) const {
    if (today_ <= state_.held_until) return before;
    size_t level = before;
    while (level > 0 && first_lost(level)) --level;
    const size_t limit = status_.demote_limit;
    return limit != 0 && before > limit ? std::max(level, before - limit) : level;
  }

  /// The first requirement of a tier that is not kept.
  std::optional<uint32_t> first_lost(size_t level) const {
    const size_t first = ladder_.ends[level - 1];
    for (size_t i = first; i < ladder_.ends[level]; ++i) {
      if (!kept(i)) return static_cast<uint32_t>(i - first);
    }
    return std::nullopt;
  }

  bool kept(size_t requirement) const {
    switch (ladder_.needs[requirement].keep) {
      case Keep::Plain:
        return flags_.met[requirement] != 0;
      case Keep::Grace: {
        const Day last = state_.last_met[requirement];
        return last != kNoDay && today_ - last <= ladder_.needs[requirement].grace_days;
      }
      case Keep::Assessed:
        break;
    }
    const bool since = state_.assessed != kNoDay && state_.assessed > state_.reached;
    return !since || state_.passed[requirement] != 0;
  }

  Change describe_change(size_t before, size_t level, bool launch) const {
    Change change;
    change.day = today_;
    change.from = ladder_.words[before];
    change.to = ladder_.words[level];
    if (launch) {
      change.cause = Cause::Launch;
      change.clause = status_.launch_clause;
    } else if (level > before) {
      change.cause = Cause::Promotion;
      change.met_since = state_.crossed[level - 1];
      change.clause = status_.promote_clause;
    } else {
      describe_loss(level + 1, change);
    }
    return change;
  }

  void describe_loss(size_t level, Change& change) const {
    change.cause = Cause::Lost;
    change.of_tier = static_cast<uint32_t>(level - 1);
    change.requirement = first_lost(level).value_or(kNone);
    const Requirement& lost = program_.tiers[level - 1].requirements[change.requirement];
    change.clause = lost.keep == Keep::Assessed ? status_.assess_clause : lost.clause;
    if (change.clause == kNone) change.clause = status_.demote_clause;
  }

  std::optional<Fault> reach(size_t level) {
    state_.tier = ladder_.words[level];
    state_.reached = today_;
    state_.held_until = kNoDay;
    if (level == 0 || status_.holds_until == bytecode::kNone) return std::nullopt;
    const scalar::TierDays& days = days_.ask();
    state_.held_until = days.holds_until;
    return days.holds_fault;
  }

  const Ladder& ladder_;
  const Bytecode& program_;
  const bytecode::Status& status_;
  const Flags& flags_;
  const Day today_;
  AskTierDays& days_;
  State& state_;
  const uint64_t met_;
};

static_assert(base::kTierMax <= 64, "a set of tiers is one word");

}  // namespace

Ladder::Ladder(const Bytecode& of)
    : program(of), looks_back(of.status && of.status->demote_limit != 0), words{0}, ends{0} {
  for (const bytecode::Instruction& at : of.code) {
    looks_back = looks_back || at.op == bytecode::Op::tier_before_;
  }
  for (const bytecode::Tier& tier : of.tiers) {
    words.push_back(tier.word);
    for (const Requirement& requirement : tier.requirements) {
      if (requirement.keep == Keep::Grace) graced.push_back(static_cast<uint32_t>(needs.size()));
      needs.push_back({requirement.keep, static_cast<int64_t>(requirement.grace_days)});
    }
    ends.push_back(needs.size());
  }
}

size_t Ladder::level_of(uint32_t word) const {
  size_t level = levels();
  while (level > 0 && words[level] > word) --level;
  return level;
}

void start(const Bytecode& program, State& state) {
  size_t requirements = 0;
  for (const bytecode::Tier& tier : program.tiers) requirements += tier.requirements.size();
  state.day = state.reached = state.held_until = state.assessed = kNoDay;
  state.tier = state.tier_before = 0;
  state.crossed.assign(program.tiers.size(), kNoDay);
  state.effective.assign(program.tiers.size(), kNoDay);
  state.last_met.assign(requirements, kNoDay);
  state.passed.assign(requirements, 0);
}

void pass_to(State& state, Day day) {
  if (state.day == kNoDay || day <= state.day) return;
  for (Day& met : state.last_met) met = met == state.day ? day : met;
  state.tier_before = state.tier;
  state.day = day;
}

std::optional<Fault> step(const Ladder& ladder, const Flags& flags, Day today, AskTierDays& days,
                          State& state, std::vector<Change>* changes) {
  return Today(ladder, flags, today, days, state).run(changes);
}

bool repeats(const Flags& flags, const Flags& last) {
  return !flags.fault && !flags.assessing && flags.exists == last.exists && flags.met == last.met;
}

Day next_due(const Ladder& ladder, const State& state) {
  const Day today = state.day;
  if (ladder.looks_back && state.tier != state.tier_before) return today + 1;
  int64_t next = calendar::kDayMax;
  const auto consider = [&](int64_t day) { next = std::min(next, day > today ? day : next); };
  for (size_t i = 0; i < ladder.levels(); ++i) {
    if (state.crossed[i] != kNoDay) consider(state.effective[i]);
  }
  if (state.held_until != kNoDay) consider(int64_t{state.held_until} + 1);
  for (const uint32_t i : ladder.graced) {
    const Day last = state.last_met[i];
    if (last != kNoDay && last != today) consider(last + ladder.needs[i].grace_days + 1);
  }
  return static_cast<Day>(next);
}

}  // namespace tierline::timeline
