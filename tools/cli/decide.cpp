// tierline decide: one account from JSON, with the rules that decided each output.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/batch/entry_order.hpp"
#include "runtime/scalar/machine.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/input_file.hpp"
#include "tools/bulk/run.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/facts_json.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;

/// What is to be said of one account.
struct Verdict {
  const bytecode::Bytecode& program;
  calendar::Day as_of;
  bool with_steps;
  const batch::Batch& batch;
  std::vector<bulk::FactProblem> problems;
  decision::Decision decision;
  decision::Trace trace;

  bool decided() const { return problems.empty() && !decision.fault; }
};

std::vector<std::string> reasons_of(const Verdict& verdict) {
  std::vector<std::string> reasons;
  for (const bulk::FactProblem& problem : verdict.problems) reasons.push_back(describe(problem));
  if (verdict.decision.fault) reasons.push_back(decision::describe(*verdict.decision.fault));
  return reasons;
}

std::string value_of(const Verdict& verdict, size_t output) {
  const bytecode::Schema& schema = verdict.program.schema;
  return decision::to_text(verdict.decision.outputs[output], schema.outputs[output].type, schema);
}

/// One entry that takes part in a split.
struct EntryPart {
  std::vector<std::pair<std::string, std::string>> fields;
  std::string part;
};

std::vector<EntryPart> parts_of(const Verdict& verdict, size_t split) {
  const bytecode::Schema& schema = verdict.program.schema;
  const bytecode::SplitInfo& info = schema.splits[split];
  const bytecode::RecordInfo& ledger = schema.ledgers[info.ledger];
  const batch::LedgerBatch& entries = verdict.batch.ledgers[info.ledger];
  const decision::Parts& parts = verdict.decision.parts[split];
  std::vector<EntryPart> out;
  for (const size_t row : batch::rows_of_parts(ledger, entries, 0, parts)) {
    EntryPart& entry = out.emplace_back();
    entry.part = decision::to_text({*parts[row], ""}, info.type, schema);
    for (size_t i = 0; i < ledger.fields.size(); ++i) {
      const bytecode::FieldInfo& field = ledger.fields[i];
      if (!entries.columns[i].is_known(row)) continue;
      const bytecode::Value value = batch::value_at(field, entries.columns[i], row);
      entry.fields.emplace_back(field.name, decision::to_text(value, field.type, schema));
    }
  }
  return out;
}

/// What is decided by its place in Trace::because: the outputs, then the splits.
const std::string& name_of(const Verdict& verdict, size_t decided) {
  const bytecode::Schema& schema = verdict.program.schema;
  const size_t outputs = schema.outputs.size();
  return decided < outputs ? schema.outputs[decided].name : schema.splits[decided - outputs].name;
}

std::string_view operation_of(const Verdict& verdict, uint32_t instruction) {
  return bytecode::info(verdict.program.code[instruction].op).name;
}

// ---- JSON ---------------------------------------------------------------------------------------

/// The clause's source and title, where the rule has one.
Json rule_json(const Verdict& verdict, const decision::DecidingRule& rule) {
  Json out = {{"rule", rule.group}, {"entry", rule.entry}, {"clause", rule.clause}};
  for (const bytecode::Clause& clause : verdict.program.clauses) {
    if (clause.id != rule.clause) continue;
    out["source"] = clause.source_title;
    out["title"] = clause.title;
  }
  return out;
}

Json steps_json(const Verdict& verdict) {
  Json steps = Json::array();
  for (const decision::StepValue& step : verdict.trace.steps) {
    Json out = {{"step", step.instruction}, {"operation", operation_of(verdict, step.instruction)}};
    if (step.entry != UINT32_MAX) out["entry"] = step.entry + 1;
    out["value"] = step.text;
    steps.push_back(std::move(out));
  }
  return steps;
}

Json parts_json(const Verdict& verdict, size_t split) {
  Json parts = Json::array();
  for (const EntryPart& one : parts_of(verdict, split)) {
    Json entry = Json::object();
    for (const auto& [name, value] : one.fields) entry[name] = value;
    parts.push_back({{"entry", std::move(entry)}, {"part", one.part}});
  }
  return parts;
}

Json because_json(const Verdict& verdict) {
  Json because = Json::object();
  for (size_t i = 0; i < verdict.trace.because.size(); ++i) {
    Json& rules = because[name_of(verdict, i)] = Json::array();
    for (const auto& rule : verdict.trace.because[i]) rules.push_back(rule_json(verdict, rule));
  }
  return because;
}

std::string to_json(const Verdict& verdict) {
  Json json = {{"program", verdict.program.header.title},
               {"version", verdict.program.header.version},
               {"as_of", calendar::to_text(verdict.as_of)},
               {"status", verdict.decided() ? "decided" : "undetermined"}};
  if (!verdict.decided()) json["reasons"] = reasons_of(verdict);
  if (verdict.decided()) {
    Json outputs = Json::object();
    for (size_t i = 0; i < verdict.decision.outputs.size(); ++i) {
      outputs[name_of(verdict, i)] = value_of(verdict, i);
    }
    json["outputs"] = std::move(outputs);
    Json parts = Json::object();
    for (size_t i = 0; i < verdict.decision.parts.size(); ++i) {
      parts[verdict.program.schema.splits[i].name] = parts_json(verdict, i);
    }
    if (!parts.empty()) json["parts"] = std::move(parts);
    json["because"] = because_json(verdict);
  }
  if (verdict.with_steps) json["trace"] = steps_json(verdict);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// ---- text ---------------------------------------------------------------------------------------

bool names_tier(const decision::DecidingRule& rule) { return rule.group == "tier"; }

/// The reasons of the first output before this one that rests on the tier too: they were shown.
const std::vector<decision::DecidingRule>* shown_tier_reasons(const Verdict& verdict,
                                                              size_t output) {
  const auto rests_on_tier = [&](size_t i) {
    return std::ranges::any_of(verdict.trace.because[i], names_tier);
  };
  if (!rests_on_tier(output)) return nullptr;
  for (size_t i = 0; i < output; ++i) {
    if (rests_on_tier(i)) return &verdict.trace.because[i];
  }
  return nullptr;
}

/// What decided an output, a line a rule; what an earlier output has shown of the tier's own
/// reasons is not said again (the JSON form says everything everywhere).
std::string because_text(const Verdict& verdict, size_t output) {
  const auto* shown = shown_tier_reasons(verdict, output);
  const auto was_shown = [&](const decision::DecidingRule& rule) {
    return shown && std::ranges::any_of(*shown, [&](const auto& other) {
             return describe(other) == describe(rule);
           });
  };
  std::string out;
  for (const auto& rule : verdict.trace.because[output]) {
    if (shown && names_tier(rule)) {
      out += fmt::format("    because {}, and what it rests on\n", describe(rule));
    } else if (!was_shown(rule)) {
      out += fmt::format("    because {}\n", describe(rule));
    }
  }
  return out;
}

std::string parts_text(const Verdict& verdict, size_t split) {
  std::string out = fmt::format("  {}\n", verdict.program.schema.splits[split].name);
  for (const EntryPart& one : parts_of(verdict, split)) {
    std::string entry;
    for (const auto& [name, value] : one.fields) entry += fmt::format(", {} {}", name, value);
    out += fmt::format("    {}{}\n", one.part, bulk::escaped(entry));
  }
  return out;
}

std::string to_text(const Verdict& verdict) {
  std::string out = fmt::format("{} on {}\n", verdict.decided() ? "decided" : "undetermined",
                                calendar::to_text(verdict.as_of));
  for (const std::string& reason : reasons_of(verdict)) out += "  " + reason + "\n";
  for (size_t i = 0; verdict.decided() && i < verdict.decision.outputs.size(); ++i) {
    out += fmt::format("  {} = {}\n", verdict.program.schema.outputs[i].name,
                       bulk::escaped(value_of(verdict, i)));
    out += because_text(verdict, i);
  }
  for (size_t i = 0; verdict.decided() && i < verdict.decision.parts.size(); ++i) {
    out += parts_text(verdict, i) + because_text(verdict, verdict.decision.outputs.size() + i);
  }
  if (!verdict.with_steps) return out;
  for (const decision::StepValue& step : verdict.trace.steps) {
    const std::string entry =
        step.entry == UINT32_MAX ? "" : fmt::format(" [entry {}]", step.entry + 1);
    out += fmt::format("  {:>6} {:<16} {}{}\n", step.instruction,
                       operation_of(verdict, step.instruction), bulk::escaped(step.text), entry);
  }
  return out;
}

base::Result<std::vector<bulk::FactRecord>, bulk::RunError> read_facts(const std::string& path) {
  const auto bytes = bulk::read_bytes(path == "-" ? "/dev/stdin" : path);
  if (!bytes) return bytes.error();
  return parse_facts(bytes.value());
}

}  // namespace

Exit execute(const DecideArguments& arguments) {
  const auto program = open_program(arguments.program, arguments.format);
  if (!program) return program.error();
  const bytecode::Bytecode& bytecode = program.value().bytecode;
  if (const auto error = bulk::check_in_force(bytecode, arguments.as_of)) {
    return unusable(error->message);
  }
  const auto records = read_facts(arguments.facts);
  if (!records) return unusable(records.error().message);
  const auto facts = bulk::build_facts(bytecode.schema, records.value());
  if (!facts) return unusable(facts.error().message);

  Verdict verdict{
      bytecode, arguments.as_of, arguments.trace, facts.value().batch, facts.value().problems, {},
      {}};
  if (verdict.problems.empty()) {
    verdict.decision =
        scalar::Machine(bytecode).decide(facts.value().batch, 0, arguments.as_of, verdict.trace);
  }
  print(arguments.format == Format::Json ? to_json(verdict) : to_text(verdict));
  return verdict.decided() ? Exit::Fine : Exit::DoesNotHold;
}

}  // namespace tierline::cli
