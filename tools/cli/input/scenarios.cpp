#include "tools/cli/input/scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "runtime/decimal/text.hpp"
#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/cli/input/scenario_claims.hpp"
#include "tools/cli/output/history.hpp"

namespace tierline::cli {

namespace {

using checked::CheckedProgram;
using checked::Constant;
using checked::Expect;
using checked::Kind;

/// One scenario on its way: its facts, and the day at hand.
class ScenarioRun {
 public:
  ScenarioRun(const CheckedProgram& program, const bytecode::Bytecode& bytecode,
              timeline::Decider& decider, ScenarioClaims& claims, const checked::Scenario& scenario,
              ScenarioResult& result)
      : program_(program),
        bytecode_(bytecode),
        decider_(decider),
        claims_(claims),
        scenario_(scenario),
        result_(result) {}

  void run();

 private:
  void run_step(const checked::ScenarioStep& step);
  void decide_with_trace();
  void expect_missing(const Expect& expect);
  void expect_claim(const Expect& expect);
  void expect_undetermined(const Expect& expect);
  void expect_decided(const Expect& expect);
  bool value_holds(const Expect& expect) const;
  bool rule_holds(const Expect& expect, const checked::DecidedBy& rule) const;
  bool parts_hold(const Expect& expect) const;
  size_t decided_by(const Expect& expect) const;
  std::string expected_text(const Expect& expect) const;
  std::string expected_parts(const Expect& expect) const;
  std::string number_text(const Constant& expected, bytecode::ValueType shown) const;
  std::string expected_value(const Expect& expect) const;
  std::string actual_text(const Expect& expect) const;
  std::vector<std::string> history() const;
  std::string actual_parts(uint32_t split) const;
  std::string problems_text() const;
  void fail(const Expect& expect, std::string actual);

  const CheckedProgram& program_;
  const bytecode::Bytecode& bytecode_;
  timeline::Decider& decider_;
  ScenarioClaims& claims_;
  const checked::Scenario& scenario_;
  ScenarioResult& result_;
  bulk::AccountFacts facts_;
  calendar::Day today_ = 0;
  decision::Decision decision_;
  decision::Trace trace_;
  bool is_traced_ = false;  // a trace costs as much as a decision: made when somebody asks
};

void ScenarioRun::run() {
  auto built = bulk::build_facts(bytecode_.schema, prove::records_of(program_, scenario_.facts));
  if (!built) {
    result_.failures.push_back({scenario_.span, "", "facts", built.error().message, {}, {}});
    return;
  }
  facts_ = std::move(built).value();
  for (const checked::ScenarioStep& step : scenario_.steps) run_step(step);
}

void ScenarioRun::run_step(const checked::ScenarioStep& step) {
  today_ = step.today;
  const bool decided = facts_.problems.empty();
  is_traced_ = false;
  if (decided) decider_.decide(facts_.batch, 0, today_, decision_);
  for (const Expect& expect : step.expects) {
    if (expect.missing) {
      expect_missing(expect);
    } else if (expect.claim != checked::kNone) {
      expect_claim(expect);
    } else if (!decided || decision_.fault) {
      expect_undetermined(expect);
    } else {
      expect_decided(expect);
    }
  }
}

void ScenarioRun::decide_with_trace() {
  if (is_traced_) return;
  trace_ = {};
  decider_.decide(facts_.batch, 0, today_, decision_, trace_);
  is_traced_ = true;
}

void ScenarioRun::expect_missing(const Expect& expect) {
  const bool holds =
      std::any_of(facts_.problems.begin(), facts_.problems.end(), [&](const auto& problem) {
        return problem.refusal.fault == bulk::FactFault::Missing &&
               (problem.field == expect.missing_fact ||
                problem.record + "." + problem.field == expect.missing_fact);
      });
  if (holds) return;
  fail(expect, facts_.problems.empty() ? "no fact is missing" : problems_text());
}

void ScenarioRun::expect_claim(const Expect& expect) {
  auto failed = claims_.failure(scenario_, today_, expect.claim);
  if (failed) fail(expect, *std::move(failed));
}

void ScenarioRun::expect_undetermined(const Expect& expect) {
  fail(expect, "undetermined: " + (facts_.problems.empty()
                                       ? bulk::describe_fault(decision_, today_, bytecode_)
                                       : problems_text()));
}

void ScenarioRun::expect_decided(const Expect& expect) {
  if (!expect.because.empty()) decide_with_trace();
  const bool rules = std::all_of(expect.because.begin(), expect.because.end(),
                                 [&](const auto& rule) { return rule_holds(expect, rule); });
  const bool since = !expect.from || decision_.tier_since == expect.from;
  if (rules && since && (expect.split == checked::kNone ? value_holds(expect) : parts_hold(expect)))
    return;
  fail(expect, actual_text(expect));
}

/// Part for part, in the order of the scenario; an entry that takes no part has 0.
bool ScenarioRun::parts_hold(const Expect& expect) const {
  if (expect.parts.empty()) return true;
  const decision::Parts& parts = decision_.parts[expect.split];
  const int scale = program_.splits[expect.split].type.scale;
  return std::equal(parts.begin(), parts.end(), expect.parts.begin(), expect.parts.end(),
                    [&](const auto& part, const Constant& wanted) {
                      return decimal::Decimal{part.value_or(0), scale} == wanted.number;
                    });
}

/// The place in Trace::because: the outputs, then the splits.
size_t ScenarioRun::decided_by(const Expect& expect) const {
  return expect.split == checked::kNone ? expect.output : program_.outputs.size() + expect.split;
}

bool ScenarioRun::value_holds(const Expect& expect) const {
  if (!expect.value) return true;
  const bytecode::Value& value = decision_.outputs[expect.output];
  const bytecode::ValueType& type = bytecode_.schema.outputs[expect.output].type;
  if (type.kind == bytecode::ValueKind::Text) return value.text == expect.value->text;
  const int scale = type.kind == bytecode::ValueKind::Number ? static_cast<int>(type.scale) : 0;
  return decimal::Decimal{value.number, scale} == expect.value->number;
}

bool ScenarioRun::rule_holds(const Expect& expect, const checked::DecidedBy& rule) const {
  const auto& because = trace_.because[decided_by(expect)];
  return std::any_of(because.begin(), because.end(), [&](const decision::DecidingRule& decided) {
    return decided.group == rule.group && decided.entry == rule.entry;
  });
}

std::string ScenarioRun::expected_text(const Expect& expect) const {
  if (expect.missing) return "missing " + expect.missing_fact;
  if (expect.claim != checked::kNone) return "invariant " + program_.claims[expect.claim].name;
  std::string out = expect.split == checked::kNone ? program_.outputs[expect.output].name
                                                   : program_.splits[expect.split].name;
  if (!expect.parts.empty()) out += " = " + expected_parts(expect);
  if (expect.value) out += " = " + expected_value(expect);
  if (expect.from) out += " from " + calendar::to_text(*expect.from);
  for (const checked::DecidedBy& rule : expect.because) {
    out += fmt::format(" because {} {}", rule.group, rule.entry);
  }
  return out;
}

/// The expected value, written as the actual one is.
std::string ScenarioRun::expected_value(const Expect& expect) const {
  const checked::Type& type = program_.outputs[expect.output].type;
  if (type.kind != Kind::Number) return prove::fact_text(program_, type, *expect.value);
  return number_text(*expect.value, bytecode_.schema.outputs[expect.output].type);
}

std::string ScenarioRun::expected_parts(const Expect& expect) const {
  std::string out;
  for (const Constant& part : expect.parts) {
    out +=
        (out.empty() ? "(" : ", ") + number_text(part, bytecode_.schema.splits[expect.split].type);
  }
  return out + ")";
}

std::string ScenarioRun::number_text(const Constant& expected, bytecode::ValueType shown) const {
  decimal::Decimal number = decimal::trimmed(expected.number, 0);
  number = decimal::rescale_up(number, std::max(number.scale, static_cast<int>(shown.scale)));
  shown.scale = static_cast<uint32_t>(number.scale);
  return decision::to_text({number.coefficient, ""}, shown, bytecode_.schema);
}

std::string ScenarioRun::actual_text(const Expect& expect) const {
  if (expect.split != checked::kNone) return actual_parts(expect.split);
  const bytecode::OutputInfo& info = bytecode_.schema.outputs[expect.output];
  const bytecode::Value& value = decision_.outputs[expect.output];
  std::string out =
      fmt::format("{} = {}", info.name, decision::to_text(value, info.type, bytecode_.schema));
  if (!expect.from) return out;
  if (!decision_.tier_since) return out + ", never changed";
  return out + " from " + calendar::to_text(*decision_.tier_since);
}

/// The changes of tier up to today, a line each.
std::vector<std::string> ScenarioRun::history() const {
  const calendar::Day first = *bytecode_.header.in_force_from;
  std::vector<timeline::Change> changes;
  timeline::Decider(bytecode_).history(facts_.batch, 0, first, today_, changes);
  std::vector<std::string> lines;
  for (const timeline::Change& change : changes) {
    lines.push_back(change_line(change, bytecode_));
  }
  return lines;
}

std::string ScenarioRun::actual_parts(uint32_t split) const {
  const bytecode::SplitInfo& info = bytecode_.schema.splits[split];
  std::string out;
  for (const auto& part : decision_.parts[split]) {
    out += out.empty() ? "(" : ", ";
    out += decision::to_text({part.value_or(0), ""}, info.type, bytecode_.schema);
  }
  return fmt::format("{} = {})", info.name, out.empty() ? "(" : out);
}

std::string ScenarioRun::problems_text() const {
  std::string out;
  for (const bulk::FactProblem& problem : facts_.problems) {
    out += (out.empty() ? "" : "; ") + bulk::describe(problem);
  }
  return out;
}

void ScenarioRun::fail(const Expect& expect, std::string actual) {
  const bool decides = !expect.missing && expect.claim == checked::kNone;
  const bool traced = decides && facts_.problems.empty() && !decision_.fault;
  if (traced) decide_with_trace();
  result_.failures.push_back(
      {expect.span, calendar::to_text(today_), expected_text(expect), std::move(actual),
       traced ? trace_.because[decided_by(expect)] : std::vector<decision::DecidingRule>(),
       expect.from && traced ? history() : std::vector<std::string>()});
}

}  // namespace

std::string describe(const decision::DecidingRule& rule) {
  std::string out = rule.group;
  if (!rule.entry.empty()) out += " " + rule.entry;
  if (!rule.clause.empty()) out += fmt::format(" ({})", rule.clause);
  return out;
}

std::vector<ScenarioResult> run_scenarios(const CheckedProgram& program,
                                          const bytecode::Bytecode& bytecode,
                                          std::string_view filter) {
  std::vector<ScenarioResult> results;
  timeline::Decider decider(bytecode);
  ScenarioClaims claims(program);
  for (const checked::Scenario& scenario : program.scenarios) {
    if (scenario.title.find(filter) == std::string::npos) continue;
    ScenarioResult& result = results.emplace_back();
    result.title = scenario.title;
    result.span = scenario.span;
    ScenarioRun(program, bytecode, decider, claims, scenario, result).run();
  }
  return results;
}

std::function<bool(size_t)> scenarios_hold(const CheckedProgram& program,
                                           const bytecode::Bytecode& bytecode) {
  const auto decider = std::make_shared<timeline::Decider>(bytecode);
  const auto claims = std::make_shared<ScenarioClaims>(program);
  return [&program, &bytecode, decider, claims](size_t scenario) {
    ScenarioResult result;
    ScenarioRun(program, bytecode, *decider, *claims, program.scenarios[scenario], result).run();
    return result.passed();
  };
}

}  // namespace tierline::cli
