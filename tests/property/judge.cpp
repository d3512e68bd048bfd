#include "tests/property/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "compiler/compile.hpp"
#include "tests/generators/program.hpp"

namespace tierline::law {

using reference::Decided;
using reference::Rational;

namespace {

reference::Row to_row(const checked::Record& record, const generators::FactRow& row) {
  reference::Row out;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    out.push_back(row[i] ? reference::to_value(*row[i], record.fields[i].type)
                         : reference::Value(reference::Absent{}));
  }
  return out;
}

/// The groups that both sides name alike: the engine names table rows and requirements too.
std::set<std::string> shared_groups(const checked::CheckedProgram& program) {
  std::set<std::string> groups = {"tier"};
  for (const checked::Bands& bands : program.bands) groups.insert(bands.name);
  for (const checked::Define& define : program.defines) {
    if (!define.exceptions.empty()) groups.insert(define.name);
  }
  return groups;
}

std::string listed(const std::set<Decided>& rules) {
  std::string out;
  for (const Decided& rule : rules) out += " [" + rule.group + ": " + rule.entry + "]";
  return out;
}

}  // namespace

reference::Facts to_reference(const checked::CheckedProgram& program,
                              const generators::Facts& facts) {
  reference::Facts out{to_row(program.account, facts.account), {}};
  for (size_t i = 0; i < program.ledgers.size(); ++i) {
    out.ledgers.emplace_back();
    for (const generators::FactRow& entry : facts.ledgers[i]) {
      out.ledgers.back().push_back(to_row(program.ledgers[i], entry));
    }
  }
  return out;
}

reference::Value to_reference(const bytecode::Value& value, const bytecode::ValueType& type) {
  switch (type.kind) {
    case bytecode::ValueKind::Bool:
      return value.number != 0;
    case bytecode::ValueKind::Day:
      return static_cast<calendar::Day>(value.number);
    case bytecode::ValueKind::Enum:
      return reference::Word{static_cast<uint32_t>(value.number)};
    case bytecode::ValueKind::Text:
      return value.text;
    case bytecode::ValueKind::Number:
      break;
  }
  Rational out(value.number);
  for (uint32_t digit = 0; digit < type.scale; ++digit) out /= 10;
  return out;
}

namespace {

std::string shown(const std::optional<reference::Value>& part) {
  return part ? reference::to_text(*part) : "no part";
}

std::string difference_of_parts(const bytecode::Bytecode& program,
                                const decision::Decision& decision,
                                const reference::Result& result) {
  if (decision.parts.size() != result.parts.size()) return "another number of splits";
  for (size_t i = 0; i < result.parts.size(); ++i) {
    const bytecode::SplitInfo& split = program.schema.splits[i];
    if (decision.parts[i].size() != result.parts[i].size()) return "another number of parts";
    for (size_t entry = 0; entry < result.parts[i].size(); ++entry) {
      std::optional<reference::Value> engine;
      std::optional<reference::Value> judge;
      if (const auto& part = decision.parts[i][entry])
        engine = to_reference({*part, ""}, split.type);
      if (const auto& part = result.parts[i][entry]) judge = *part;
      if (engine == judge) continue;
      return "`" + split.name + "`, entry " + std::to_string(entry) + ": the engine says " +
             shown(engine) + ", the judge " + shown(judge);
    }
  }
  return "";
}

}  // namespace

std::string difference(const bytecode::Bytecode& program, const decision::Decision& decision,
                       const reference::Result& result) {
  if (!result.broken.empty()) return "the checker promised otherwise: " + result.broken;
  if (decision.fault.has_value() != result.fault.has_value()) {
    return decision.fault
               ? "only the engine has a fault: " + decision::describe(*decision.fault, program)
               : "only the judge has a fault";
  }
  // Of two faults in one row either may be named.
  if (decision.fault) return "";
  if (decision.outputs.size() != result.outputs.size()) return "another number of outputs";
  for (size_t i = 0; i < result.outputs.size(); ++i) {
    const bytecode::OutputInfo& output = program.schema.outputs[i];
    const reference::Value engine = to_reference(decision.outputs[i], output.type);
    if (engine == result.outputs[i]) continue;
    return "`" + output.name + "`: the engine says " + reference::to_text(engine) + ", the judge " +
           reference::to_text(result.outputs[i]);
  }
  return difference_of_parts(program, decision, result);
}

std::string difference_of_rules(const checked::CheckedProgram& program,
                                const decision::Trace& trace, const reference::Result& result) {
  const std::set<std::string> groups = shared_groups(program);
  const bool calls = std::any_of(program.defines.begin(), program.defines.end(),
                                 [](const auto& define) { return !define.parameters.empty(); });
  for (size_t i = 0; i < result.because.size(); ++i) {
    std::set<Decided> engine;
    for (const decision::DecidingRule& rule : trace.because.at(i)) {
      if (groups.contains(rule.group)) engine.insert({rule.group, rule.entry});
    }
    const std::set<Decided>& judge = result.because[i];
    // Behind a tier the engine also says why it is held, and it counts the arguments of a call
    // even where the body does not need them.
    const bool more = calls || std::any_of(judge.begin(), judge.end(), [](const Decided& rule) {
                        return rule.group == "tier";
                      });
    const bool same = more ? std::includes(engine.begin(), engine.end(), judge.begin(), judge.end())
                           : engine == judge;
    if (same) continue;
    const size_t outputs = program.outputs.size();
    const std::string& name =
        i < outputs ? program.outputs[i].name : program.splits[i - outputs].name;
    return "`" + name + "` was decided by" + listed(judge) + " says the judge, by" +
           listed(engine) + " the engine";
  }
  return "";
}

std::string disagreement(const checked::CheckedProgram& program, const bytecode::Bytecode& bytecode,
                         const std::vector<generators::Question>& questions) {
  const batch::Batch batch = generators::to_batch(program, bytecode.schema, questions);
  timeline::Decider decider(bytecode);
  for (size_t i = 0; i < questions.size(); ++i) {
    const generators::Question& question = questions[i];
    const reference::Result result =
        reference::evaluate_as_of(program, to_reference(program, question.facts), question.today);
    decision::Decision decision;
    decider.decide(batch, i, question.today, decision);
    std::string found = difference(bytecode, decision, result);
    // Explaining is slower than deciding; the first question of a program is enough.
    if (found.empty() && i == 0) {
      decision::Trace trace;
      decision::Decision traced;
      decider.decide(batch, i, question.today, traced, trace);
      if (!(traced == decision)) found = "a traced run decides otherwise";
      if (found.empty() && !result.fault) found = difference_of_rules(program, trace, result);
    }
    if (!found.empty()) return found + "\n" + generators::to_text(program, question);
  }
  return "";
}

generators::FactRow row_of(const checked::Record& record, const Named& values) {
  generators::FactRow row(record.fields.size());
  for (const auto& [name, value] : values) {
    size_t field = 0;
    while (field < record.fields.size() && record.fields[field].name != name) ++field;
    if (field == record.fields.size())
      ADD_FAILURE() << "no field `" << name << "`";
    else
      row[field] = value;
  }
  return row;
}

std::optional<Ready> ready(const std::string& text) {
  std::string why;
  compiler::Compiled compiled = generators::compile({text, {}}, why);
  if (!why.empty()) {
    ADD_FAILURE() << text << why;
    return {};
  }
  return Ready{std::move(*compiled.checked), std::move(*compiled.bytecode)};
}

std::optional<Ready> ready_program(const std::string& folder) {
  const auto loaded = compiler::load_program(std::string(TIERLINE_PROGRAMS) + "/" + folder);
  if (!loaded.program) {
    ADD_FAILURE() << loaded.error;
    return {};
  }
  compiler::Compiled compiled = compiler::compile(*loaded.program);
  for (const source::Diagnostic& found : compiled.diagnostics.items()) {
    if (source::severity_of(found.code) == source::Severity::Error) ADD_FAILURE() << found.message;
  }
  if (!compiled.bytecode) return {};
  return Ready{std::move(*compiled.checked), std::move(*compiled.bytecode)};
}

}  // namespace tierline::law
