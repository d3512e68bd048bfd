#include "tests/programs/judge.hpp"

#include <algorithm>
#include <optional>

#include "tools/reference/days/days.hpp"

namespace tierline::programs {

namespace {

/// A required field of the account that the scenario does not state.
bool is_missing(const checked::CheckedProgram& program, const reference::Facts& facts,
                const std::string& name) {
  for (size_t i = 0; i < program.account.fields.size(); ++i) {
    const checked::Field& field = program.account.fields[i];
    if (field.name != name) continue;
    return !field.type.optional && std::holds_alternative<reference::Absent>(facts.account[i]);
  }
  return false;
}

class ScenarioJudge {
 public:
  ScenarioJudge(const checked::CheckedProgram& program, const checked::Scenario& scenario,
                JudgedScenarios& out)
      : program_(program),
        scenario_(scenario),
        facts_(reference::to_facts(program, scenario.facts)),
        out_(out) {}

  void run() {
    ++out_.scenarios;
    for (const checked::ScenarioStep& step : scenario_.steps) {
      today_ = step.today;
      for (const checked::Expect& expect : step.expects) judge(expect);
    }
  }

 private:
  void judge(const checked::Expect& expect) {
    ++out_.expectations;
    if (expect.missing) {
      if (!is_missing(program_, facts_, expect.missing_fact)) {
        fail("`" + expect.missing_fact + "` is not missing");
      }
      return;
    }
    const reference::Result result = decided();
    if (!result.broken.empty()) return fail(result.broken);
    if (result.fault) return fail("a fault");
    if (expect.split == checked::kNone) {
      judge_value(expect, result);
    } else {
      judge_parts(expect, result);
    }
    judge_since(expect);
    for (const checked::DecidedBy& rule : expect.because) judge_rule(expect, rule, result);
  }

  reference::Result decided() {
    if (!program_.status) return reference::evaluate(program_, facts_, today_);
    return reference::evaluate_on(program_, facts_, history(), today_);
  }

  /// Of all the scenario's days at once, since each day needs those before it.
  const reference::History& history() {
    if (!history_) {
      calendar::Day last = today_;
      for (const checked::ScenarioStep& step : scenario_.steps) last = std::max(last, step.today);
      history_ = reference::evaluate_days(program_, facts_, last);
    }
    return *history_;
  }

  void judge_value(const checked::Expect& expect, const reference::Result& result) {
    if (!expect.value) return;
    const checked::Output& output = program_.outputs[expect.output];
    const reference::Value wanted = reference::to_value(*expect.value, output.type);
    if (result.outputs[expect.output] == wanted) return;
    fail(output.name + ": expected " + reference::to_text(wanted) + ", got " +
         reference::to_text(result.outputs[expect.output]));
  }

  void judge_since(const checked::Expect& expect) {
    if (!expect.from) return;
    const calendar::Day since = history().since(today_);
    if (since == *expect.from) return;
    fail("tier: expected from " + calendar::to_text(*expect.from) + ", got from " +
         calendar::to_text(since));
  }

  void judge_parts(const checked::Expect& expect, const reference::Result& result) {
    if (expect.parts.empty()) return;
    const checked::Split& split = program_.splits[expect.split];
    const reference::Parts& parts = result.parts[expect.split];
    if (parts.size() != expect.parts.size()) return fail(split.name + ": another number of parts");
    for (size_t i = 0; i < parts.size(); ++i) {
      const reference::Value wanted = reference::to_value(expect.parts[i], split.type);
      const reference::Value found = parts[i].value_or(0);
      if (found == wanted) continue;
      fail(split.name + ", entry " + std::to_string(i + 1) + ": expected " +
           reference::to_text(wanted) + ", got " + reference::to_text(found));
    }
  }

  void judge_rule(const checked::Expect& expect, const checked::DecidedBy& rule,
                  const reference::Result& result) {
    const bool split = expect.split != checked::kNone;
    const size_t decided = split ? program_.outputs.size() + expect.split : expect.output;
    if (result.because[decided].count({rule.group, rule.entry}) != 0) return;
    fail((split ? program_.splits[expect.split].name : program_.outputs[expect.output].name) +
         ": not decided by " + rule.group + " " + rule.entry);
  }

  void fail(const std::string& what) {
    out_.failures.push_back(scenario_.title + ", " + calendar::to_text(today_) + ": " + what);
  }

  const checked::CheckedProgram& program_;
  const checked::Scenario& scenario_;
  reference::Facts facts_;
  std::optional<reference::History> history_;
  calendar::Day today_ = 0;
  JudgedScenarios& out_;
};

}  // namespace

JudgedScenarios judge_scenarios(const checked::CheckedProgram& program) {
  JudgedScenarios out;
  for (const checked::Scenario& scenario : program.scenarios) {
    ScenarioJudge(program, scenario, out).run();
  }
  return out;
}

}  // namespace tierline::programs
