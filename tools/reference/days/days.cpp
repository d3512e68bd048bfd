#include "tools/reference/days/days.hpp"

#include <algorithm>

#include "tools/reference/walker.hpp"

namespace tierline::reference {

namespace {

using checked::Keep;
using checked::Requirement;
using checked::Tier;

/// One account; `history` has all days before the one that is asked about, and that one's flags.
class Account {
 public:
  Account(const checked::CheckedProgram& program, const Facts& facts)
      : program_(program), status_(*program.status), walker_(program, facts) {
    history_.first = *program.in_force_from;
  }

  History to(Day last) {
    for (Day day = history_.first; day <= last && add(day);) ++day;
    return history_;
  }

 private:
  bool add(Day day) {
    history_.days.emplace_back();
    try {
      look(day, history_.days.back());
      return true;
    } catch (const NoAnswer& fault) {
      history_.fault = fault.kind;
    } catch (const BrokenPromise& promise) {
      history_.broken = promise.what;
    }
    history_.days.pop_back();
    return false;
  }

  /// What the program says of the day, and then the tier that follows from all days so far.
  void look(Day day, DayOfAccount& is) {
    walker_.hold({.now = 0, .before = history_.tier_before(day)});
    is.exists = says(status_.exists, day, true);
    if (!is.exists) return;
    is.assessing = says(status_.assessing, day, false);
    for (const Tier& tier : program_.tiers) {
      is.met.emplace_back();
      for (const Requirement& each : tier.requirements) {
        is.met.back().push_back(walker_.met(each, day));
      }
    }
    if (some_tier_crossed_on(day)) is.promote_on = names_day(status_.promote_on, day);
    is.tier = tier_of(day);
    if (is.tier != 0 && is.tier != history_.tier_before(day) && status_.holds_until) {
      is.held_until = names_day(status_.holds_until, day);
    }
  }

  bool says(const std::optional<ExprId>& question, Day day, bool otherwise) {
    return question ? std::get<bool>(walker_.value(*question, {.today = day})) : otherwise;
  }

  Day names_day(const std::optional<ExprId>& question, Day day) {
    return question ? std::get<Day>(walker_.value(*question, {.today = day})) : day;
  }

  /// The first day from which on the account exists without a break to `day`.
  Day begun(Day day) const {
    while (day > history_.first && history_.on(day - 1).exists) --day;
    return day;
  }

  bool fully_met(size_t tier, Day day) const {
    const std::vector<bool>& met = history_.on(day).met.at(tier);
    return std::find(met.begin(), met.end(), false) == met.end();
  }

  /// The first day from which on the tier is fully met without a break to `day`.
  std::optional<Day> crossed(size_t tier, Day day) const {
    std::optional<Day> since;
    const Day begin = begun(day);
    for (Day c = day; c >= begin && fully_met(tier, c); --c) since = c;
    return since;
  }

  bool some_tier_crossed_on(Day day) const {
    for (size_t tier = 0; tier < program_.tiers.size(); ++tier) {
      if (crossed(tier, day) == day) return true;
    }
    return false;
  }

  uint32_t highest_fully_met(Day day) const {
    uint32_t best = 0;
    for (size_t tier = 0; tier < program_.tiers.size(); ++tier) {
      if (fully_met(tier, day)) best = std::max(best, program_.tiers[tier].word);
    }
    return best;
  }

  uint32_t promotable(Day day) const {
    uint32_t best = 0;
    for (size_t tier = 0; tier < program_.tiers.size(); ++tier) {
      const std::optional<Day> since = crossed(tier, day);
      if (!since || day < *history_.on(*since).promote_on) continue;
      best = std::max(best, program_.tiers[tier].word);
    }
    return best;
  }

  bool met_on_some_day(size_t tier, size_t requirement, Day from, Day to) const {
    for (Day day = std::max(from, begun(to)); day <= to; ++day) {
      if (history_.on(day).met.at(tier).at(requirement)) return true;
    }
    return false;
  }

  std::optional<Day> last_assessment(Day day) const {
    const Day begin = begun(day);
    for (Day a = day; a >= begin; --a) {
      if (history_.on(a).assessing) return a;
    }
    return {};
  }

  bool kept(size_t tier, size_t requirement, Day day) const {
    const Requirement& each = program_.tiers[tier].requirements[requirement];
    if (each.keep == Keep::Plain) return met_on_some_day(tier, requirement, day, day);
    if (each.keep == Keep::Grace) {
      return met_on_some_day(tier, requirement, day - each.grace_days, day);
    }
    const std::optional<Day> assessed = last_assessment(day);
    if (!assessed || *assessed <= history_.since(day - 1)) return true;
    return met_on_some_day(tier, requirement, *assessed, *assessed);
  }

  bool wholly_kept(size_t tier, Day day) const {
    for (size_t i = 0; i < program_.tiers[tier].requirements.size(); ++i) {
      if (!kept(tier, i, day)) return false;
    }
    return true;
  }

  uint32_t keepable(Day day) const {
    const uint32_t held = history_.tier_before(day);
    if (held == 0) return 0;
    const std::optional<Day> until = history_.on(history_.since(day - 1)).held_until;
    if (until && day <= *until) return held;
    uint32_t best = 0;
    for (size_t tier = 0; tier < program_.tiers.size(); ++tier) {
      const uint32_t word = program_.tiers[tier].word;
      if (word <= held && wholly_kept(tier, day)) best = std::max(best, word);
    }
    const uint32_t limit = status_.demote_limit;
    return limit == 0 || limit > held ? best : std::max(best, held - limit);
  }

  uint32_t tier_of(Day day) const {
    if (day == history_.first && status_.launch_at_once) return highest_fully_met(day);
    return std::max(keepable(day), promotable(day));
  }

  const checked::CheckedProgram& program_;
  const checked::Status& status_;
  Walker walker_;
  History history_;
};

}  // namespace

Day History::since(Day day) const {
  while (day > first && on(day - 1).tier == on(day).tier) --day;
  return day;
}

History evaluate_days(const checked::CheckedProgram& program, const Facts& facts, Day last) {
  return Account(program, facts).to(last);
}

Result evaluate_on(const checked::CheckedProgram& program, const Facts& facts,
                   const History& history, Day day) {
  Result result;
  if (day < history.end()) {
    const Held held{.now = history.on(day).tier, .before = history.tier_before(day)};
    result = evaluate(program, facts, day, held);
  } else {
    result.fault = history.fault;
  }
  if (!history.broken.empty()) result.broken = history.broken;
  return result;
}

Result evaluate_as_of(const checked::CheckedProgram& program, const Facts& facts, Day day) {
  if (!program.status) return evaluate(program, facts, day);
  return evaluate_on(program, facts, evaluate_days(program, facts, day), day);
}

}  // namespace tierline::reference
