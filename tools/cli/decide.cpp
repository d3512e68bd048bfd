// tierline decide: one account from JSON, with the rules that decided each output.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/batch/entry_order.hpp"
#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/run.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/facts_json.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kYearsAhead = 3;  // how far the next change of tier is looked for

/// What is to be said of one account.
struct Verdict {
  const bytecode::Bytecode& program;
  calendar::Day as_of;
  std::optional<calendar::Day> known_on;
  size_t not_yet_known;
  bool with_steps;
  const batch::Batch& batch;
  std::vector<bulk::FactProblem> problems;
  decision::Decision decision;
  decision::Trace trace;
  std::optional<timeline::Change> next;    // of tier, if no new fact arrives
  std::vector<decision::Missing> missing;  // for the tiers above

  bool decided() const { return problems.empty() && !decision.fault; }
};

std::vector<std::string> reasons_of(const Verdict& verdict) {
  std::vector<std::string> reasons;
  for (const bulk::FactProblem& problem : verdict.problems) reasons.push_back(describe(problem));
  if (verdict.decision.fault) {
    reasons.push_back(bulk::describe_fault(verdict.decision, verdict.as_of, verdict.program));
  }
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

const std::string& tier_word(const Verdict& verdict, uint32_t word) {
  return verdict.program.schema.enums[0].words[word];
}

/// The last day on which the next change of tier is looked for.
calendar::Day last_day_ahead(const bytecode::Bytecode& program, calendar::Day today) {
  calendar::Civil date = calendar::to_civil(today);
  date.year = std::min(date.year + kYearsAhead, calendar::kYearMax);
  date.day = std::min(date.day, calendar::days_in_month(date.year, date.month));
  return std::min(calendar::to_day(date),
                  program.header.in_force_until.value_or(calendar::kDayMax));
}

void decide(Verdict& verdict) {
  bulk::LastingDecider engine(verdict.program);
  engine.decide(verdict.batch, 0, verdict.as_of, verdict.decision, verdict.trace);
  if (verdict.decision.fault) return;
  verdict.missing = engine.engine().missing(verdict.batch, 0, verdict.as_of);
  if (!verdict.program.status) return;
  verdict.next = engine.engine().next_change(verdict.batch, 0, verdict.as_of,
                                             last_day_ahead(verdict.program, verdict.as_of));
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

Json day_json(const std::optional<calendar::Day>& day) {
  return day ? Json(calendar::to_text(*day)) : Json();
}

/// Since when the tier is held, and what becomes of it; only a status knows it.
void add_tier(Json& json, const Verdict& verdict) {
  const decision::Decision& decision = verdict.decision;
  json["tier"] = {{"now", tier_word(verdict, decision.tier)},
                  {"since", day_json(decision.tier_since)}};
  json["next"] = nullptr;
  if (!verdict.next) return;
  json["next"] = {{"day", calendar::to_text(verdict.next->day)},
                  {"to", tier_word(verdict, verdict.next->to)},
                  {"cause", timeline::describe(*verdict.next, verdict.program)}};
}

/// For each requirement of a higher tier that is not met; `amount` where one number says it.
Json missing_json(const Verdict& verdict) {
  Json all = Json::array();
  for (const decision::Missing& one : verdict.missing) {
    const bytecode::Tier& tier = verdict.program.tiers[one.tier];
    Json json = {{"tier", tier_word(verdict, tier.word)},
                 {"requirement", tier.requirements[one.requirement].name},
                 {"missing", one.words}};
    if (!one.amount.empty()) json["amount"] = one.amount;
    if (!one.amount.empty()) json["unit"] = one.unit;
    all.push_back(std::move(json));
  }
  return all;
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
  if (verdict.known_on) {
    json["known_on"] = calendar::to_text(*verdict.known_on);
    json["not_yet_known"] = verdict.not_yet_known;
  }
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
    json["valid_until"] = day_json(verdict.decision.valid_until);
    if (verdict.program.status) add_tier(json, verdict);
    if (!verdict.program.tiers.empty()) json["missing"] = missing_json(verdict);
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

/// Until when this stands, since when the tier is held, and what comes next.
std::string standing_text(const Verdict& verdict) {
  const decision::Decision& decision = verdict.decision;
  std::string out = fmt::format(
      "  valid until {}, if no new fact arrives\n",
      decision.valid_until ? calendar::to_text(*decision.valid_until) : "the end of days");
  if (!verdict.program.status) return out;
  if (decision.tier_since) {
    out += fmt::format("  {} since {}\n", tier_word(verdict, decision.tier),
                       calendar::to_text(*decision.tier_since));
  }
  if (verdict.next) {
    out += fmt::format("  next: {} on {} ({})\n", tier_word(verdict, verdict.next->to),
                       calendar::to_text(verdict.next->day),
                       timeline::describe(*verdict.next, verdict.program));
  }
  return out;
}

/// A line for each tier above: `  for Premier: revenue 12400.00 EUR more, plan 1 more`.
std::string missing_text(const Verdict& verdict) {
  std::string out;
  uint32_t tier = UINT32_MAX;
  for (const decision::Missing& one : verdict.missing) {
    const bytecode::Tier& wanted = verdict.program.tiers[one.tier];
    if (one.tier != tier) {
      out += fmt::format("{}  for {}:", out.empty() ? "" : "\n", tier_word(verdict, wanted.word));
    } else {
      out += ",";
    }
    out += fmt::format(" {} {}", wanted.requirements[one.requirement].name, one.words);
    tier = one.tier;
  }
  return out.empty() ? out : out + "\n";
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
  if (verdict.known_on) {
    out += fmt::format("  as known on {}; not yet known: {}\n",
                       calendar::to_text(*verdict.known_on), verdict.not_yet_known);
  }
  for (const std::string& reason : reasons_of(verdict)) out += "  " + reason + "\n";
  for (size_t i = 0; verdict.decided() && i < verdict.decision.outputs.size(); ++i) {
    out += fmt::format("  {} = {}\n", verdict.program.schema.outputs[i].name,
                       bulk::escaped(value_of(verdict, i)));
    out += because_text(verdict, i);
  }
  for (size_t i = 0; verdict.decided() && i < verdict.decision.parts.size(); ++i) {
    out += parts_text(verdict, i) + because_text(verdict, verdict.decision.outputs.size() + i);
  }
  if (verdict.decided()) out += standing_text(verdict) + missing_text(verdict);
  if (!verdict.with_steps) return out;
  for (const decision::StepValue& step : verdict.trace.steps) {
    const std::string entry =
        step.entry == UINT32_MAX ? "" : fmt::format(" [entry {}]", step.entry + 1);
    out += fmt::format("  {:>6} {:<16} {}{}\n", step.instruction,
                       operation_of(verdict, step.instruction), bulk::escaped(step.text), entry);
  }
  return out;
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
  if (const auto error = bulk::check_known_on(bytecode.schema, arguments.known_on)) {
    return unusable(error->message);
  }
  const auto facts = bulk::build_facts(bytecode.schema, records.value(), arguments.known_on);
  if (!facts) return unusable(facts.error().message);

  Verdict verdict{bytecode,
                  arguments.as_of,
                  arguments.known_on,
                  facts.value().not_yet_known,
                  arguments.trace,
                  facts.value().batch,
                  facts.value().problems,
                  {},
                  {},
                  {},
                  {}};
  if (verdict.problems.empty()) decide(verdict);
  print(arguments.format == Format::Json ? to_json(verdict) : to_text(verdict));
  return verdict.decided() ? Exit::Fine : Exit::DoesNotHold;
}

}  // namespace tierline::cli
