#include "tools/cliffs/deciders.hpp"

#include <algorithm>
#include <optional>

#include "base/assert.hpp"
#include "runtime/timeline/decider.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;

/// Per requirement, through all tiers, lowest first.
using Answers = std::vector<uint8_t>;

batch::Batch batch_at(const Report& report, const Curve& curve, int64_t value) {
  const bytecode::Schema& schema = report.program.bytecode.schema;
  const prove::Case one{curve.base.today, partner_at(curve, value), std::nullopt};
  const auto example = prove::example_of(report.program.program, schema, one);
  auto facts = bulk::build_facts(
      schema, prove::records_of(report.program.program, example.worlds.front().facts));
  TIERLINE_ASSERT(facts && facts.value().problems.empty());
  return std::move(facts.value().batch);
}

// ---- what turned --------------------------------------------------------------------------------

/// The answers of one partner's requirements, day after day.
class Days {
 public:
  Days(const Bytecode& program, const batch::Batch& batch, Day today)
      : batch_(batch), machine_(program) {
    timeline::Decider(program).history(batch, 0, *program.header.in_force_from, today, changes_);
  }

  /// Days come in rising order.
  const scalar::Flags& at(Day day) {
    // A change of day d is yesterday's from d + 1 on.
    for (; next_ < changes_.size() && changes_[next_].day < day; ++next_) {
      tier_ = changes_[next_].to;
    }
    machine_.require({batch_, 0, day, scalar::HeldTier{tier_, tier_}}, flags_);
    if (next_ < changes_.size()) flags_.until = std::min(flags_.until, changes_[next_].day);
    return flags_;
  }

 private:
  const batch::Batch& batch_;
  scalar::Machine machine_;
  std::vector<timeline::Change> changes_;
  size_t next_ = 0;
  uint32_t tier_ = 0;
  scalar::Flags flags_;
};

void note_turned(const Answers& below, const Answers& at, Answers& turned) {
  for (size_t i = 0; i < turned.size(); ++i) {
    if (below[i] != at[i]) turned[i] = 1;
  }
}

void note_turned_in_time(const Bytecode& program, const batch::Batch& below, const batch::Batch& at,
                         Day today, Answers& turned) {
  Days days_below(program, below, today);
  Days days_at(program, at, today);
  for (int64_t day = *program.header.in_force_from; day <= today;) {
    const scalar::Flags& first = days_below.at(static_cast<Day>(day));
    const scalar::Flags& second = days_at.at(static_cast<Day>(day));
    if (first.fault || second.fault) break;
    note_turned(first.met, second.met, turned);
    day = std::max<int64_t>(day, std::min(first.until, second.until)) + 1;
  }
}

/// What the requirements came to in a run.
Answers answers_of(const Bytecode& program, const decision::Trace& trace) {
  std::vector<uint8_t> yes(program.registers.size(), 0);
  for (const decision::StepValue& one : trace.steps) {
    yes[program.code[one.instruction].dst] = one.text == "yes" ? 1 : 0;
  }
  Answers out;
  for (const bytecode::Tier& tier : program.tiers) {
    for (const bytecode::Requirement& need : tier.requirements) out.push_back(yes[need.flag]);
  }
  return out;
}

// ---- who decides --------------------------------------------------------------------------------

bool same_rule(const DecidingRule& a, const DecidingRule& b) {
  return a.group == b.group && a.entry == b.entry && a.clause == b.clause;
}

std::vector<DecidingRule> without(const std::vector<DecidingRule>& rules,
                                  const std::vector<DecidingRule>& others) {
  std::vector<DecidingRule> out;
  for (const DecidingRule& rule : rules) {
    const auto is_it = [&](const DecidingRule& other) { return same_rule(rule, other); };
    if (std::none_of(others.begin(), others.end(), is_it)) out.push_back(rule);
  }
  return out;
}

struct Replayed {
  decision::Decision decision;
  decision::Trace trace;
};

Replayed replay(timeline::Decider& decider, const batch::Batch& batch, Day today) {
  Replayed out;
  decider.decide(batch, 0, today, out.decision, out.trace);
  return out;
}

/// The requirements that did not turn, taken out of the rule map: nothing leads on from them.
class Silence {
 public:
  Silence(const Bytecode& whole, const Answers& turned) : program_(whole) {
    size_t next = 0;
    for (bytecode::Tier& tier : program_.tiers) {
      for (bytecode::Requirement& need : tier.requirements) {
        if (turned[next++] != 0) continue;
        need.scope = bytecode::kNone;
        silent_.push_back({whole.schema.enums[0].words[tier.word], need.name, "", need.span});
      }
    }
    decider_.emplace(program_);
  }

  /// By output: what decides it.
  std::vector<std::vector<DecidingRule>> because(const batch::Batch& batch, Day today) {
    auto out = replay(*decider_, batch, today).trace.because;
    for (auto& rules : out) {
      std::erase_if(rules, [&](const DecidingRule& rule) { return is_silent(rule); });
    }
    return out;
  }

 private:
  bool is_silent(const DecidingRule& rule) const {
    return std::any_of(silent_.begin(), silent_.end(), [&](const DecidingRule& silent) {
      // It may say `: not met` behind its name.
      return rule.group == silent.group && rule.span == silent.span &&
             rule.entry.starts_with(silent.entry);
    });
  }

  Bytecode program_;
  std::vector<DecidingRule> silent_;
  std::optional<timeline::Decider> decider_;  // of that program
};

}  // namespace

void explain(const Report& report, const Curve& curve, Cliff& cliff) {
  const Bytecode& program = report.program.bytecode;
  const Day today = curve.base.today;
  const batch::Batch batch_below = batch_at(report, curve, cliff.below);
  const batch::Batch batch_of_edge = batch_at(report, curve, cliff.at);
  timeline::Decider decider(program);
  const Replayed below = replay(decider, batch_below, today);
  const Replayed at = replay(decider, batch_of_edge, today);
  for (const Jump& jump : cliff.jumps) {
    TIERLINE_ASSERT(below.decision.outputs[jump.output] == jump.before);
    TIERLINE_ASSERT(at.decision.outputs[jump.output] == jump.at);
  }
  const Answers met_below = answers_of(program, below.trace);
  Answers turned(met_below.size(), 0);
  if (program.status) {
    note_turned_in_time(program, batch_below, batch_of_edge, today, turned);
  } else {
    note_turned(met_below, answers_of(program, at.trace), turned);
  }
  // Where none did, all are named.
  if (std::find(turned.begin(), turned.end(), 1) == turned.end()) turned.assign(turned.size(), 1);
  Silence silence(program, turned);
  const auto because = silence.because(batch_of_edge, today);
  const auto instead_of = silence.because(batch_below, today);
  for (Jump& jump : cliff.jumps) {
    jump.because = without(because[jump.output], below.trace.because[jump.output]);
    jump.instead_of = without(instead_of[jump.output], at.trace.because[jump.output]);
  }
}

}  // namespace tierline::cliffs
