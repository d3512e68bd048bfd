// time: tiers move as the definition says, day by day, however the engine walks.
//   history  jumps from horizon to horizon = every day = the slow judge's days
//   again    running to c in one go = running to b, writing the state down, and going on to c
//   horizon  on every day up to `valid_until` the decision is the same; and that day is worth
//   having order    neither the order of entries nor other accounts change a history
//
// To see it red: in runtime/timeline let a grace end a day early (`<` for `<=`) or look at the
// assessment on the day a tier was reached; leave `crossed` out of the state's text; let a horizon
// reach one day further.
#include <algorithm>

#include "runtime/timeline/decider.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using calendar::Day;
using decision::Decision;
using generators::Built;
using generators::Case;
using generators::Choices;
using generators::Question;
using generators::Status;
using timeline::Change;
using timeline::Decider;
using timeline::Pace;
using timeline::State;

constexpr Day kSpanMax = 760;  // two years and a month

std::string on_day(Day day) { return " on " + calendar::to_text(day); }

/// One case, ready to be asked.
struct Asked {
  Built built;
  batch::Batch batch;
  std::vector<Choices> choices;  // per question, for days

  explicit Asked(const Case& one) : built(generators::build(one)) {
    if (!built.refused.empty()) RC_FAIL("a generated program was refused:\n" + built.refused);
    batch = generators::to_batch(program(), bytecode().schema, built.questions);
    for (const auto& draws : one.questions) choices.push_back(Choices::replay(draws));
  }

  const checked::CheckedProgram& program() const { return *built.compiled.checked; }
  const bytecode::Bytecode& bytecode() const { return *built.compiled.bytecode; }
  Day first() const { return program().in_force_from.value_or(0); }
  size_t accounts() const { return built.questions.size(); }

  /// A day from `earliest` on, within the walk.
  Day day(size_t account, Day earliest) {
    const Day last = std::max(earliest, first() + kSpanMax);
    return static_cast<Day>(choices[account].between(earliest, last));
  }

  void fail(size_t account, const std::string& what) const {
    RC_FAIL(what + "\n" + generators::to_text(program(), built.questions[account]));
  }
};

// ---- the history --------------------------------------------------------------------------------

struct Seen {
  uint64_t accounts = 0;
  uint64_t moved = 0;  // at least one change of tier
  uint64_t fell = 0;   // a tier was lost
  uint64_t faults = 0;
  uint64_t days = 0;

  void look_at(const std::vector<Change>& changes, const reference::History& judged) {
    ++accounts;
    days += judged.days.size();
    if (!changes.empty()) ++moved;
    if (judged.fault) ++faults;
    if (std::any_of(changes.begin(), changes.end(),
                    [](const Change& change) { return change.to < change.from; })) {
      ++fell;
    }
  }
};

/// The first day on which changes and judge say different tiers; empty if there is none.
std::string difference_of_tiers(const std::vector<Change>& changes,
                                const reference::History& judged) {
  auto next = changes.begin();
  uint32_t tier = 0;
  for (Day day = judged.first; day < judged.end(); ++day) {
    if (next != changes.end() && next->day == day) {
      if (next->from != tier || next->to == tier)
        return "a change from a tier not held" + on_day(day);
      tier = next++->to;
    }
    if (tier == judged.on(day).tier) continue;
    return "tier word " + std::to_string(tier) + " says the engine, " +
           std::to_string(judged.on(day).tier) + " the judge" + on_day(day);
  }
  return next == changes.end() ? "" : "a change where none can be" + on_day(next->day);
}

/// What the engine says of one day against what the judge says.
std::string difference_on(const Asked& asked, const Decision& decision, size_t account,
                          const reference::History& judged, Day day) {
  const reference::Facts facts =
      law::to_reference(asked.program(), asked.built.questions[account].facts);
  const auto result = reference::evaluate_on(asked.program(), facts, judged, day);
  const std::string found = law::difference(asked.bytecode(), decision, result);
  if (!found.empty()) return found + on_day(day);
  if (result.fault) {
    const Day expected = std::min(day, judged.end());
    return decision.fault_day == expected ? "" : "a fault of another day" + on_day(day);
  }
  if (decision.tier != judged.on(day).tier) return "another tier" + on_day(day);
  if (decision.tier == 0 || decision.tier_since == judged.since(day)) return "";
  return "the tier is held since another day" + on_day(day);
}

/// The next change is the first one of the whole history that lies after the day.
bool tells_next(Decider& decider, const Asked& asked, size_t account, Day day, Day last,
                const std::vector<Change>& changes) {
  const auto first = std::find_if(changes.begin(), changes.end(),
                                  [day](const Change& change) { return change.day > day; });
  const auto next = decider.next_change(asked.batch, account, day, last);
  return first == changes.end() ? !next : next == *first;
}

void check_history(Asked& asked, size_t account, Seen& seen) {
  const Day last = asked.day(account, asked.first() + kSpanMax / 2);
  const reference::History judged = reference::evaluate_days(
      asked.program(), law::to_reference(asked.program(), asked.built.questions[account].facts),
      last);
  Decider jumping(asked.bytecode());
  Decider walking(asked.bytecode(), Pace::EveryDay);
  Decision decision;
  std::vector<Change> changes;
  std::vector<Change> walked;
  const auto stop = jumping.history(asked.batch, account, asked.first(), last, changes);
  const auto end = walking.history(asked.batch, account, asked.first(), last, walked);
  jumping.decide(asked.batch, account, last, decision);
  std::string found = difference_on(asked, decision, account, judged, last);
  if (found.empty()) found = difference_of_tiers(changes, judged);
  if (found.empty() && walked != changes) found = "walking every day finds other changes or causes";
  if (found.empty() && stop.has_value() != end.has_value()) found = "only one walk has a fault";
  if (found.empty() && stop && stop->day != end->day) found = "walking faults on another day";
  if (found.empty() && stop && decision.fault_day != stop->day) found = "a fault of another day";
  for (int sample = 0; sample < 8 && found.empty(); ++sample) {
    const Day day = static_cast<Day>(asked.choices[account].between(asked.first(), last));
    (sample < 6 ? jumping : walking).decide(asked.batch, account, day, decision);
    found = difference_on(asked, decision, account, judged, day);
    if (found.empty() && !tells_next(jumping, asked, account, day, last, changes)) {
      found = "another next change after" + on_day(day);
    }
  }
  if (!found.empty()) asked.fail(account, found + ", asked to" + on_day(last));
  seen.look_at(changes, judged);
}

TEST(LawTime, JumpsAreDaysAreTheDefinition) {
  Seen seen;
  const auto cases = generators::cases(2, Status::Always);
  law::holds("jumping = walking every day = the judge's days", law::pairs() / 40, [&] {
    Asked asked(*cases);
    for (size_t i = 0; i < asked.accounts(); ++i) check_history(asked, i, seen);
  });
  std::cout << "     " << seen.days << " days of " << seen.accounts << " accounts, " << seen.moved
            << " of which moved, " << seen.fell << " fell, " << seen.faults << " had a fault\n";
  EXPECT_GT(seen.moved * 3, seen.accounts);
  EXPECT_GT(seen.fell * 10, seen.accounts);
  EXPECT_LT(seen.faults * 4, seen.accounts);
}

// ---- going on from a state ----------------------------------------------------------------------

void check_going_on(Asked& asked, size_t account) {
  const Day middle = asked.day(account, asked.first());
  const Day last = asked.day(account, middle);
  Decider decider(asked.bytecode());
  const auto text_of = [&](const State& of) { return timeline::to_text(of, asked.bytecode()); };
  State whole;
  State begun;
  Decision expected;
  Decision decision;
  std::vector<Change> all;
  std::vector<Change> parts;
  decider.go_on(asked.batch, account, last, whole, expected, &all);
  decider.go_on(asked.batch, account, middle, begun, decision, &parts);
  const auto read = timeline::state_from_text(text_of(begun), asked.bytecode());
  const std::string days = on_day(middle) + " and" + on_day(last);
  if (!read || !(*read == begun)) {
    asked.fail(account, "a state is not read as it was written" + days + "\n" + text_of(begun));
  }
  State state = *read;
  decider.go_on(asked.batch, account, last, state, decision, &parts);
  if (!(decision == expected)) asked.fail(account, "going on decides otherwise" + days);
  if (parts != all) asked.fail(account, "going on finds other changes" + days);
  if (expected.fault) {
    if (decision.fault_day != expected.fault_day) asked.fail(account, "another fault" + days);
    return;
  }
  if (!(state == whole)) {
    asked.fail(account, "going on leads to another state" + days + "\n" + text_of(state) + "\n" +
                            text_of(whole));
  }
}

TEST(LawTime, GoingOnFromAStateIsGoingOn) {
  const auto cases = generators::cases(4, Status::Always);
  law::holds("run to c = run to b, write, read, run to c", law::pairs() / 10, [&] {
    Asked asked(*cases);
    for (size_t i = 0; i < asked.accounts(); ++i) check_going_on(asked, i);
  });
}

// ---- the horizon --------------------------------------------------------------------------------

constexpr Day kLooked = 400;  // days after the one asked for

struct Horizons {
  uint64_t asked = 0;
  uint64_t later = 0;  // than the day asked for
  uint64_t far = 0;    // by a month and more
};

/// Decides day after day; with a status it goes on from the day before.
class DayByDay {
 public:
  DayByDay(const Asked& asked, size_t account)
      : asked_(asked), account_(account), decider_(asked.bytecode(), Pace::EveryDay) {}

  const Decision& on(Day day) {
    if (asked_.program().status) {
      decider_.go_on(asked_.batch, account_, day, state_, decision_);
    } else {
      decider_.decide(asked_.batch, account_, day, decision_);
    }
    return decision_;
  }

 private:
  const Asked& asked_;
  size_t account_;
  Decider decider_;
  State state_;
  Decision decision_;
};

Day day_asked(Asked& asked, size_t account) {
  if (asked.program().status) return asked.day(account, asked.first());
  return asked.built.questions[account].today;
}

void check_horizon(Asked& asked, size_t account, Horizons& horizons) {
  const Day today = day_asked(asked, account);
  Decider decider(asked.bytecode());
  Decision decision;  // is used again; nothing of its first use may stay
  const Day before = asked.program().status ? asked.first() : today;
  decider.decide(asked.batch, asked.accounts() - 1, before, decision);
  decider.decide(asked.batch, account, today, decision);
  const Day end = asked.program().in_force_until.value_or(calendar::kDayMax);
  const Day until = std::min(decision.valid_until.value_or(end), end);
  if (until < today) asked.fail(account, "valid until a day before the day" + on_day(today));
  ++horizons.asked;
  if (until > today || today == end) ++horizons.later;
  if (until - today > 30) ++horizons.far;
  DayByDay days(asked, account);
  const auto check = [&](Day day) {
    if (days.on(day) == decision) return;
    asked.fail(account, "decided" + on_day(today) + ", valid until " + calendar::to_text(until) +
                            ", but another decision" + on_day(day));
  };
  const Day near = until - today < kLooked ? until : today + kLooked;
  for (Day day = today; day <= near; ++day) check(day);
  if (!asked.program().status && until > near) check(until);
}

TEST(LawTime, ADecisionLastsToItsHorizon) {
  Horizons horizons;
  const auto cases = generators::cases(4);
  law::holds("a decision is the same on every day to its horizon", law::pairs() / 10, [&] {
    Asked asked(*cases);
    for (size_t i = 0; i < asked.accounts(); ++i) check_horizon(asked, i, horizons);
  });
  std::cout << "     " << horizons.asked << " decisions, " << horizons.later
            << " hold longer than the day, " << horizons.far << " a month and more\n";
  EXPECT_GT(horizons.later * 2, horizons.asked);
  EXPECT_GT(horizons.far * 4, horizons.asked);
}

// ---- order --------------------------------------------------------------------------------------

struct Told {
  std::vector<Change> changes;
  Decision decision;
  friend bool operator==(const Told&, const Told&) = default;
};

Told history_of(const Asked& asked, const std::vector<Question>& questions, size_t account,
                Day last) {
  const auto batch = generators::to_batch(asked.program(), asked.bytecode().schema, questions);
  Decider decider(asked.bytecode());
  Told out;
  decider.history(batch, account, asked.first(), last, out.changes);
  decider.decide(batch, account, last, out.decision);
  // The parts of a split stand in the order of the entries, so only what they are is compared.
  for (decision::Parts& parts : out.decision.parts) std::sort(parts.begin(), parts.end());
  return out;
}

void check_order(Asked& asked, size_t account) {
  const Day last = asked.day(account, asked.first());
  const Told together = history_of(asked, asked.built.questions, account, last);
  Question alone = asked.built.questions[account];
  for (auto& entries : alone.facts.ledgers) {
    for (size_t k = entries.size(); k > 1; --k) {
      std::swap(entries[k - 1], entries[asked.choices[account].below(k)]);
    }
  }
  if (history_of(asked, {alone}, 0, last) == together) return;
  asked.fail(account, "alone and in another order it has another history" + on_day(last));
}

TEST(LawTime, AHistoryIsItsAccountsOwn) {
  const auto cases = generators::cases(4, Status::Always);
  law::holds("neither order nor other accounts change a history", law::pairs() / 20, [&] {
    Asked asked(*cases);
    for (size_t i = 0; i < asked.accounts(); ++i) check_order(asked, i);
  });
}

}  // namespace
}  // namespace tierline
