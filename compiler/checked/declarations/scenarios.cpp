// Scenarios: facts with the types of their fields, and expectations that could hold.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

// ---- facts ----

std::optional<uint32_t> find_fact_field(Work& work, const Record& record, const RecordInfo& info,
                                        const ast::Word& name) {
  const auto found = info.by_name.find(name.text);
  if (found == info.by_name.end()) {
    std::vector<std::string_view> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    work.report(Code::UnknownField, name.span,
                fmt::format("`{}` has no field `{}`", record.name, name.text))
        .hint = work.suggest(name.text, std::move(names));
    return std::nullopt;
  }
  if (info.fields[found->second] == State::Bad) return std::nullopt;
  if (!record.fields[found->second].derived) return found->second;
  auto& error = work.report(Code::ScenarioFact, name.span,
                            fmt::format("`{}` is derived: it is worked out, not given", name.text));
  label(error, record.fields[found->second].span, "derived here");
  error.hint = "give the fields from which it follows";
  return std::nullopt;
}

void take_fact(Work& work, const Record& record, const RecordInfo& info, const ast::FactValue& fact,
               Facts& facts) {
  const auto field = find_fact_field(work, record, info, fact.field);
  if (!field) return;
  const bool twice = std::any_of(facts.values.begin(), facts.values.end(),
                                 [&](const FactValue& value) { return value.field == *field; });
  if (twice) {
    work.report(Code::ScenarioFact, fact.field.span,
                fmt::format("`{}` is given twice", fact.field.text));
    return;
  }
  const Field& declared = record.fields[*field];
  TypeSpec spec{declared.type, declared.bounds, declared.span};
  auto value = constant_of(work, fact.value, spec, fmt::format("the fact `{}`", fact.field.text));
  if (value) facts.values.push_back({*field, std::move(*value)});
}

// ---- what is supposed ----

/// The definition of this name that some invariant lets rise or change.
std::optional<uint32_t> find_supposed(Work& work, const ast::Word& name) {
  std::vector<std::string_view> names;
  for (const Claim& claim : work.program.claims) {
    if (claim.varies != ClaimVaries::Definition) continue;
    names.push_back(work.program.defines[claim.field].name);
    if (names.back() == name.text) return claim.field;
  }
  work.report(Code::ScenarioFact, name.span,
              fmt::format("no invariant supposes another `{}`", name.text))
      .hint = names.empty() ? "only what an invariant says `as ... rises` of can be supposed"
                            : work.suggest(name.text, std::move(names));
  return std::nullopt;
}

void take_supposed(Work& work, const ast::FactValue& fact, Scenario& scenario) {
  const auto define = find_supposed(work, fact.field);
  if (!define) return;
  const bool twice = std::any_of(scenario.supposed.begin(), scenario.supposed.end(),
                                 [&](const FactValue& one) { return one.field == *define; });
  if (twice) {
    work.report(Code::ScenarioFact, fact.field.span,
                fmt::format("`{}` is supposed twice", fact.field.text));
    return;
  }
  const TypeSpec spec{work.program.defines[*define].type, {}, fact.field.span};
  auto value =
      constant_of(work, fact.value, spec, fmt::format("the supposed `{}`", fact.field.text));
  if (value) scenario.supposed.push_back({*define, std::move(*value)});
}

// ---- facts of the account and its ledgers ----

void take_facts(Work& work, const ast::Facts& decl, Scenario& scenario) {
  Facts facts;
  facts.span = decl.span;
  const Symbol* found = work.symbols.find(decl.record.text);
  if (!found && decl.record.text == "suppose") {
    for (const ast::FactValue& fact : decl.values) take_supposed(work, fact, scenario);
    return;
  }
  const bool account = found && found->kind == SymbolKind::Subject;
  if (!account && (!found || found->kind != SymbolKind::Ledger)) {
    auto names = work.symbols.names_of(SymbolKind::Ledger);
    if (!work.program.account.name.empty()) names.push_back(work.program.account.name);
    work.report(Code::UnknownLedger, decl.record.span,
                fmt::format("`{}` is neither the subject nor a ledger", decl.record.text))
        .hint = work.suggest(decl.record.text, std::move(names));
    return;
  }
  if (!account) facts.ledger = found->index;
  for (const Facts& earlier : scenario.facts) {
    if (!account || earlier.ledger != kNone) continue;
    auto& error =
        work.report(Code::ScenarioFact, decl.record.span, "a scenario is about one account");
    label(error, earlier.span, "it has its facts here");
  }
  const Record& record = account ? work.program.account : work.program.ledgers[found->index];
  const RecordInfo& info = account ? work.account : work.ledgers[found->index];
  for (const ast::FactValue& fact : decl.values) take_fact(work, record, info, fact, facts);
  scenario.facts.push_back(std::move(facts));
}

// ---- expectations ----

source::Diagnostic& report_expect(Work& work, Span span, std::string message) {
  return work.report(Code::ScenarioExpect, span, std::move(message));
}

/// A fact can be missing when its field is required; `sale.product` or the account's `region`.
bool is_required_fact(const Work& work, std::string_view name) {
  const auto required = [](const Record& record, const RecordInfo& info, std::string_view field) {
    const auto found = info.by_name.find(field);
    if (found == info.by_name.end()) return false;
    const Field& one = record.fields[found->second];
    return !one.derived && !one.type.optional && !one.default_value;
  };
  const size_t dot = name.find('.');
  const std::string_view record_name = name.substr(0, dot == std::string_view::npos ? 0 : dot);
  const std::string_view field = name.substr(dot == std::string_view::npos ? 0 : dot + 1);
  const bool any_record = record_name.empty();
  const bool account = any_record || record_name == work.program.account.name;
  if (account && required(work.program.account, work.account, field)) return true;
  for (size_t i = 0; i < work.ledgers.size(); ++i) {
    const bool asked = any_record || work.program.ledgers[i].name == record_name;
    if (asked && required(work.program.ledgers[i], work.ledgers[i], field)) return true;
  }
  return false;
}

std::optional<uint32_t> find_output(Work& work, const ast::Word& name) {
  for (size_t i = 0; i < work.program.outputs.size(); ++i) {
    if (work.program.outputs[i].name == name.text) return static_cast<uint32_t>(i);
  }
  for (const ast::DecideDecl* decl : all_of<ast::DecideDecl>(work.ast)) {
    for (const ast::Word& decided : decl->outputs) {
      if (decided.text == name.text) return std::nullopt;  // decided, but with an error of its own
    }
  }
  auto& error = report_expect(work, name.span, fmt::format("`{}` is not decided", name.text));
  if (work.symbols.find(name.text)) {
    error.hint = fmt::format("add it to `decide`: `decide ..., {}`", name.text);
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const Output& output : work.program.outputs) names.push_back(output.name);
  for (const Split& split : work.program.splits) names.push_back(split.name);
  error.hint = work.suggest(name.text, std::move(names));
  return std::nullopt;
}

std::optional<uint32_t> find_decided_split(const Work& work, const ast::Word& name) {
  for (size_t i = 0; i < work.program.splits.size(); ++i) {
    if (work.program.splits[i].name == name.text) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

bool same_edge(const std::optional<Edge>& edge, const Decimal& value, bool inclusive) {
  return edge && edge->value == value && edge->inclusive == inclusive;
}

/// `accelerator from 125%`: the label of the band with that edge.
std::optional<std::string> find_band(Work& work, const Bands& bands, const ast::DecidedBy& by) {
  const auto value = constant_of_any_type(work, by.edge->value, std::nullopt);
  if (!value) return std::nullopt;
  const std::string& word = by.edge->word.text;
  const bool lower = word == "from" || word == "above";
  const bool inclusive = word == "from" || word == "up to";
  for (const Band& band : bands.bands) {
    const bool by_lower = lower && same_edge(band.lower, value->value.number, inclusive);
    const bool by_upper =
        !lower && !band.lower && same_edge(band.upper, value->value.number, inclusive);
    if (by_lower || by_upper) return band.label;
  }
  auto& error = report_expect(work, work.ast[by.edge->value].span,
                              fmt::format("`{}` has no band `{} {}`", bands.name, word,
                                          number_text(value->value.number, value->type.unit)));
  std::string labels;
  for (const Band& band : bands.bands) labels += (labels.empty() ? "`" : ", `") + band.label + "`";
  error.hint = "its bands are " + labels;
  return std::nullopt;
}

std::optional<std::string> find_exception(Work& work, const ast::DefineDecl& decl,
                                          const ast::Word& entry) {
  if (entry.text == "otherwise") return entry.text;
  std::vector<std::string_view> names = {"otherwise"};
  for (const ast::Exception& one : decl.exceptions) {
    if (one.name.text == entry.text) return entry.text;
    names.push_back(one.name.text);
  }
  report_expect(work, entry.span,
                fmt::format("`{}` has no exception `{}`", decl.name.text, entry.text))
      .hint = work.suggest(entry.text, std::move(names));
  return std::nullopt;
}

std::optional<std::string> find_tier_entry(Work& work, const ast::Word& entry) {
  if (work.symbols.word_of(kTierEnum, entry.text)) return entry.text;
  const auto& words = work.program.enums[0].words;
  work.report(Code::UnknownTier, entry.span, fmt::format("there is no tier `{}`", entry.text))
      .hint = work.suggest(entry.text, {words.begin(), words.end()});
  return std::nullopt;
}

std::optional<std::string> find_entry(Work& work, const ast::DecidedBy& by) {
  if (by.group.text == "tier" && by.entry) return find_tier_entry(work, *by.entry);
  const Symbol* found = work.symbols.find(by.group.text);
  if (found && found->kind == SymbolKind::Bands && by.edge) {
    if (work.bands[found->index].state != State::Good) return std::nullopt;
    return find_band(work, work.program.bands[found->index], by);
  }
  if (found && found->kind == SymbolKind::Define && by.entry) {
    return find_exception(work, *work.defines[found->index].decl, *by.entry);
  }
  auto& error =
      report_expect(work, by.group.span, fmt::format("`{}` does not decide so", by.group.text));
  error.hint =
      "write `BANDS from EDGE`, `DEFINITION EXCEPTION`, `DEFINITION otherwise` or `tier NAME`";
  return std::nullopt;
}

Span span_of(const ast::Ast& ast, const ast::DecidedBy& by) {
  if (by.edge) return join(by.group.span, ast[by.edge->value].span);
  return by.entry ? join(by.group.span, by.entry->span) : by.group.span;
}

void report_not_reached(Work& work, const ast::Expect& decl) {
  report_expect(work, decl.from->span, fmt::format("`{}` is not reached on a day", decl.name.text))
      .hint = "only the tier is: `expect tier = Gold from 2022-07-01`";
}

/// `expect tier = Premier from 2022-10-06`
std::optional<Day> held_since(Work& work, const ast::Expect& decl, const Output& output,
                              std::optional<Day> today) {
  const ast::Word& word = *decl.from;
  const auto from = work.day(word);
  if (work.program[output.value].kind != ExprKind::TierNow) {
    report_not_reached(work, decl);
    return std::nullopt;
  }
  if (!work.status) {
    work.report(Code::StatusMissing, word.span,
                "without a `status` the tier of a day has no first day")
        .hint = "say how it moves: `status tier { promote after 3 days }`";
    return std::nullopt;
  }
  if (!from || !today) return from;
  if (*from >= work.in_force().low && *from <= *today) return from;
  report_expect(work, word.span, fmt::format("on {} no tier can have been reached", word.text))
      .hint = fmt::format("say a day from {} to {}", calendar::to_text(work.in_force().low),
                          calendar::to_text(*today));
  return std::nullopt;
}

/// One part for each entry of the ledger, in the order in which the scenario writes them.
void check_parts(Work& work, const ast::Expect& decl, const Scenario& scenario, Expect& out) {
  const Split& split = work.program.splits[out.split];
  std::vector<ast::ExprId> parts = decl.parts;
  if (decl.value) parts.push_back(*decl.value);
  if (parts.empty()) return;  // only the deciding rule is expected
  const auto entries = static_cast<size_t>(
      std::count_if(scenario.facts.begin(), scenario.facts.end(),
                    [&](const Facts& facts) { return facts.ledger == split.ledger; }));
  if (parts.size() != entries) {
    report_expect(work, decl.name.span,
                  fmt::format("`{}` has a part for each `{}`: {} here, but {} {} expected",
                              split.name, work.program.ledgers[split.ledger].name, entries,
                              parts.size(), parts.size() == 1 ? "is" : "are"))
        .hint = "write them in the order of the entries; one that takes no part has 0";
    return;
  }
  const TypeSpec spec{split.type, {}, decl.name.span};
  const std::string what = fmt::format("the expected part of `{}`", split.name);
  for (const ast::ExprId part : parts) {
    if (auto value = constant_of(work, part, spec, what)) out.parts.push_back(std::move(*value));
  }
}

void check_value(Work& work, const ast::Expect& decl, Expect& out) {
  if (!decl.parts.empty()) {
    report_expect(
        work, decl.name.span,
        fmt::format("`{}` is one value, but {} are expected", decl.name.text, decl.parts.size()))
        .hint = "only a split has parts";
    return;
  }
  if (!decl.value) return;
  const TypeSpec spec{work.program.outputs[out.output].type, {}, decl.name.span};
  out.value =
      constant_of(work, *decl.value, spec, fmt::format("the expected `{}`", decl.name.text));
}

std::optional<uint32_t> find_claim(Work& work, const ast::Word& name) {
  for (size_t i = 0; i < work.program.claims.size(); ++i) {
    if (work.program.claims[i].name == name.text) return static_cast<uint32_t>(i);
  }
  std::vector<std::string_view> names;
  for (const ast::ClaimDecl* decl : all_of<ast::ClaimDecl>(work.ast)) {
    if (decl->name.text == name.text) return std::nullopt;  // it has an error of its own
    names.push_back(decl->name.text);
  }
  report_expect(work, name.span, fmt::format("no `invariant` is called `{}`", name.text)).hint =
      work.suggest(name.text, std::move(names));
  return std::nullopt;
}

std::optional<Expect> check_expect(Work& work, const ast::Expect& decl, const Scenario& scenario,
                                   std::optional<Day> today) {
  Expect out;
  out.span = decl.span;
  out.missing = decl.missing;
  if (!scenario.supposed.empty() && !decl.invariant) {
    report_expect(work, decl.name.span, "what is supposed is for invariants only").hint =
        "expect this in a scenario of facts alone";
    return std::nullopt;
  }
  if (decl.missing) {
    out.missing_fact = decl.name.text;
    if (is_required_fact(work, decl.name.text)) return out;
    report_expect(work, decl.name.span,
                  fmt::format("no required field is called `{}`", decl.name.text))
        .hint = "a field that is optional or has a default is never missing";
    return std::nullopt;
  }
  if (decl.invariant) {
    const auto claim = find_claim(work, decl.name);
    if (!claim) return std::nullopt;
    out.claim = *claim;
    return out;
  }
  if (const auto split = find_decided_split(work, decl.name)) {
    out.split = *split;
    check_parts(work, decl, scenario, out);
    if (decl.from) report_not_reached(work, decl);
  } else {
    const auto output = find_output(work, decl.name);
    if (!output) return std::nullopt;
    out.output = *output;
    check_value(work, decl, out);
    if (decl.from) out.from = held_since(work, decl, work.program.outputs[*output], today);
  }
  for (const ast::DecidedBy& by : decl.because) {
    const auto entry = find_entry(work, by);
    if (entry) out.because.push_back({by.group.text, *entry, span_of(work.ast, by)});
  }
  return out;
}

void check_step(Work& work, const ast::ScenarioStep& decl, Scenario& scenario) {
  ScenarioStep step;
  const auto today = work.day(decl.today);
  if (today) {
    step.today = *today;
    const Days days = work.in_force();
    if (*today < days.low || *today > days.high) {
      work.report(Code::ScenarioDay, decl.today.span,
                  fmt::format("on {} the program is not in force", decl.today.text))
          .hint = "it is in force " + days_text(days);
    }
  }
  for (const ast::Expect& expect : decl.expects) {
    if (auto checked = check_expect(work, expect, scenario, today))
      step.expects.push_back(std::move(*checked));
  }
  scenario.steps.push_back(std::move(step));
}

}  // namespace

void check_scenario(Work& work, const ast::ScenarioDecl& decl) {
  Scenario scenario;
  scenario.title = decl.title.text;
  scenario.span = decl.title.span;
  for (const Scenario& earlier : work.program.scenarios) {
    if (earlier.title != scenario.title) continue;
    report_duplicate(work, decl.title, "a scenario", earlier.span);
    break;
  }
  for (const ast::Facts& facts : decl.facts) take_facts(work, facts, scenario);
  for (const ast::ScenarioStep& step : decl.steps) check_step(work, step, scenario);
  work.program.scenarios.push_back(std::move(scenario));
}

}  // namespace tierline::checked
