#include "compiler/checked/print.hpp"

#include <fmt/format.h>

#include <iterator>

#include "compiler/checked/tables/coverage.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

class Lines {
 public:
  explicit Lines(const CheckedProgram& program) : program_(program) {}

  std::string run();

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }
  std::string because(const std::optional<uint32_t>& clause) const;
  std::string expression(ExprId id) const { return print_expression(program_, id); }
  std::string type_of(ExprId id) const {
    return print_type(program_, program_[id].type, program_[id].bounds);
  }

  void head();
  void record(const Record& record, std::string_view what, uint32_t ledger);
  void field(const Record& record, const Field& field, uint32_t ledger);
  void calendar(const CalendarInfo& calendar);
  void table(const Table& table);
  void cells(const Table& table);
  void define(const Define& define);
  void exception(const Define& define, const Exception& exception);
  void bands(const Bands& bands);
  void split(const Split& split);
  void tier(const Tier& tier);
  void status(const Status& status);
  void part(std::string_view label, const std::optional<ExprId>& id,
            const std::optional<uint32_t>& clause = std::nullopt);
  void scenario(const Scenario& scenario);
  void claim(const Claim& claim);
  void facts(const Facts& facts);
  void expect(const ScenarioStep& step, const Expect& expect);

  const CheckedProgram& program_;
  std::string out_;
};

std::string days_text(const std::optional<Day>& from, const std::optional<Day>& until) {
  std::string out;
  if (from) out += " from " + calendar::to_text(*from);
  if (until) out += " until " + calendar::to_text(*until);
  return out;
}

std::string list_of(const std::vector<Day>& days) {
  std::string out;
  for (const Day day : days) out += " " + calendar::to_text(day);
  return out;
}

std::string Lines::because(const std::optional<uint32_t>& clause) const {
  return clause ? " because " + program_.clauses[*clause].id : "";
}

void Lines::head() {
  constexpr std::string_view kMonthEnds[] = {"reject", "clamp", "next"};
  line("program \"{}\" version \"{}\" currency {}{} month end {}", program_.title, program_.version,
       program_.currency.empty() ? "-" : program_.currency,
       days_text(program_.in_force_from, program_.in_force_until),
       kMonthEnds[static_cast<size_t>(program_.month_end)]);
  for (const Clause& clause : program_.clauses) {
    line("clause {} \"{}\" of \"{}\"", clause.id, clause.title, clause.source_title);
  }
  for (const EnumType& one : program_.enums)
    line("enum {} {}", one.name, fmt::join(one.words, " "));
}

void Lines::calendar(const CalendarInfo& calendar) {
  line("calendar {} weekend {}{}", calendar.name, fmt::join(calendar.weekend, " "),
       days_text(calendar.first, calendar.last));
  if (!calendar.holidays.empty()) line("  holidays{}", list_of(calendar.holidays));
  if (!calendar.working_days.empty()) line("  working{}", list_of(calendar.working_days));
}

void Lines::field(const Record& record, const Field& field, uint32_t ledger) {
  std::string text = fmt::format("  {}{}.{} : {}", field.key ? "key " : "", record.name, field.name,
                                 print_type(program_, field.type, field.bounds));
  if (field.default_value)
    text += " default " + value_text(*field.default_value, field.type, program_);
  if (field.value) text += " = " + print_expression(program_, *field.value, ledger);
  line("{}{}", text, because(field.clause));
}

void Lines::record(const Record& record, std::string_view what, uint32_t ledger) {
  line("{} {}", what, record.name);
  for (const Field& one : record.fields) field(record, one, ledger);
}

void Lines::cells(const Table& table) {
  std::vector<size_t> sizes;
  for (const TableKey& key : table.keys) sizes.push_back(key.size);
  std::vector<size_t> at(sizes.size(), 0);
  do {
    std::string keys;
    for (size_t i = 0; i < at.size(); ++i) keys += key_text(table.keys[i], at[i], program_) + " ";
    for (size_t interval = 0; interval <= table.days.size(); ++interval) {
      const auto& cell = table.cells[cell_at(table, at, interval)];
      if (!cell) continue;
      const TableRow& row = table.rows[cell->row];
      const std::string place = row.place.empty() ? "" : fmt::format(" ({})", row.place);
      const std::string from =
          interval == 0 ? "" : "from " + calendar::to_text(table.days[interval - 1]) + " ";
      line("  {}{}= {}{}{}", keys, from, value_text(cell->value, table.type, program_), place,
           because(row.clause));
    }
  } while (next_combination(sizes, at));
}

void Lines::table(const Table& table) {
  std::string keys;
  for (const TableKey& key : table.keys) {
    keys +=
        fmt::format("{}{} : {}", keys.empty() ? "" : ", ", key.name, describe(key.type, program_));
  }
  line("table {}({}) : {}{}", table.name, keys, print_type(program_, table.type, table.bounds),
       because(table.clause));
  for (const TableKey& key : table.keys) {
    if (key.size == 0) return;
  }
  cells(table);
}

void Lines::exception(const Define& define, const Exception& exception) {
  const std::string to =
      exception.parent == kNone ? "" : " to " + define.exceptions[exception.parent].name;
  const std::string when = exception.when ? " when " + expression(*exception.when) : "";
  line("  except {}{}{}{} = {}{}", exception.name, to, days_text(exception.from, exception.until),
       when, expression(exception.value), because(exception.clause));
}

void Lines::define(const Define& define) {
  std::string parameters;
  for (const Parameter& one : define.parameters) {
    parameters += fmt::format("{}{} : {}", parameters.empty() ? "" : ", ", one.name,
                              describe(one.type, program_));
  }
  if (!parameters.empty()) parameters = "(" + parameters + ")";
  line("define {}{} : {} = {}{}", define.name, parameters, print_type(program_, define.type, {}),
       expression(define.value), because(define.clause));
  line("  value {}", type_of(define.value));
  for (const Exception& one : define.exceptions) exception(define, one);
}

void Lines::bands(const Bands& bands) {
  line("bands {} on {} : {} measured {}{}", bands.name, expression(bands.axis),
       print_type(program_, bands.type, {}), type_of(bands.axis), because(bands.clause));
  for (const Band& band : bands.bands) {
    const auto edge = [](const std::optional<Edge>& one, std::string_view in,
                         std::string_view out) {
      if (!one) return std::string("-");
      return fmt::format("{} {}", one->inclusive ? in : out, number_text(one->value, {}));
    };
    const std::string flat =
        band.flat ? " flat " + number_text(*band.flat, bands.flat_type.unit) : "";
    line("  `{}` {} {} = {}{}{}", band.label, edge(band.lower, ">=", ">"),
         edge(band.upper, "<=", "<"), number_text(band.value, bands.type.unit), flat,
         because(band.clause));
  }
}

std::string keep_text(const Requirement& one) {
  if (one.keep == Keep::Assessed) return " assessed";
  return one.keep == Keep::Grace ? fmt::format(" grace {}", one.grace_days) : "";
}

void Lines::split(const Split& split) {
  const auto of_entry = [&](ExprId id) { return print_expression(program_, id, split.ledger); };
  line("split {} : {} = {} over {} by {}{}{}", split.name, print_type(program_, split.type, {}),
       expression(split.amount), program_.ledgers[split.ledger].name, of_entry(split.weight),
       split.where ? " where " + of_entry(*split.where) : "", because(split.clause));
}

void Lines::tier(const Tier& tier) {
  line("tier {}", program_.enums[0].words[tier.word]);
  for (const Requirement& one : tier.requirements) {
    line("  requires {}{}{} : {}{}", one.name, days_text(one.from, one.until), keep_text(one),
         expression(one.condition), because(one.clause));
  }
}

void Lines::part(std::string_view label, const std::optional<ExprId>& id,
                 const std::optional<uint32_t>& clause) {
  if (id) line("  {} {}{}", label, expression(*id), because(clause));
}

void Lines::status(const Status& status) {
  line("status");
  if (status.launch_at_once) line("  launch at once{}", because(status.launch_clause));
  part("exists", status.exists);
  part("ends", status.ends);
  part("promote on", status.promote_on, status.promote_clause);
  part("assessing", status.assessing, status.assess_clause);
  const std::string tiers =
      status.demote_limit == 0 ? "best kept" : fmt::format("at most {}", status.demote_limit);
  line("  demote {}{}", tiers, because(status.demote_clause));
  part("holds until", status.holds_until, status.holds_clause);
}

void Lines::facts(const Facts& facts) {
  const Record& record = facts.ledger == kNone ? program_.account : program_.ledgers[facts.ledger];
  std::string text = "  " + record.name;
  for (const FactValue& one : facts.values) {
    const Field& field = record.fields[one.field];
    text += fmt::format(" {} {}", field.name, value_text(one.value, field.type, program_));
  }
  line("{}", text);
}

void Lines::expect(const ScenarioStep& step, const Expect& expect) {
  const std::string today = calendar::to_text(step.today);
  if (expect.missing) return line("  on {} missing {}", today, expect.missing_fact);
  if (expect.claim != kNone) {
    return line("  on {} invariant {}", today, program_.claims[expect.claim].name);
  }
  const bool split = expect.split != kNone;
  const Type& type =
      split ? program_.splits[expect.split].type : program_.outputs[expect.output].type;
  std::string text =
      split ? program_.splits[expect.split].name : program_.outputs[expect.output].name;
  if (expect.value) text += " = " + value_text(*expect.value, type, program_);
  for (const Constant& part : expect.parts) text += " part " + value_text(part, type, program_);
  if (expect.from) text += " from " + calendar::to_text(*expect.from);
  for (const DecidedBy& by : expect.because)
    text += fmt::format(" because {} {}", by.group, by.entry);
  line("  on {} {}", today, text);
}

void Lines::scenario(const Scenario& scenario) {
  line("scenario \"{}\"", scenario.title);
  for (const Facts& one : scenario.facts) facts(one);
  for (const FactValue& one : scenario.supposed) {
    const Define& define = program_.defines[one.field];
    line("  suppose {} {}", define.name, value_text(one.value, define.type, program_));
  }
  for (const ScenarioStep& step : scenario.steps) {
    for (const Expect& one : step.expects) expect(step, one);
  }
}

void Lines::claim(const Claim& claim) {
  constexpr std::string_view kLaws[] = {"", " never falls as ", " never rises as ",
                                        " stays the same as "};
  std::string law(kLaws[static_cast<size_t>(claim.kind)]);
  if (claim.ledger != kNone) law += program_.ledgers[claim.ledger].name;
  if (claim.ledger != kNone) law += claim.field == kNone ? " is added" : ".";
  if (claim.varies == ClaimVaries::Definition) {
    law += program_.defines[claim.field].name;
    law += claim.kind == ClaimKind::Same ? " changes" : " rises";
  } else if (claim.field != kNone) {
    const Record& record =
        claim.ledger == kNone ? program_.account : program_.ledgers[claim.ledger];
    law += record.fields[claim.field].name;
    law += claim.kind == ClaimKind::Same ? " changes" : " rises";
  }
  line("invariant {} : {}{}{}", claim.name, expression(claim.subject), law,
       claim.given ? " given " + expression(*claim.given) : "");
}

std::string Lines::run() {
  head();
  for (const CalendarInfo& one : program_.calendars) calendar(one);
  record(program_.account, "subject", kNone);
  for (uint32_t i = 0; i < program_.ledgers.size(); ++i) record(program_.ledgers[i], "ledger", i);
  for (const Table& one : program_.tables) table(one);
  for (const Define& one : program_.defines) define(one);
  for (const Bands& one : program_.bands) bands(one);
  for (const Tier& one : program_.tiers) tier(one);
  if (program_.status) status(*program_.status);
  for (const Output& one : program_.outputs) {
    line("decide {} : {} = {}", one.name, print_type(program_, one.type, {}),
         expression(one.value));
  }
  for (const Split& one : program_.splits) split(one);
  for (const Claim& one : program_.claims) claim(one);
  for (const Scenario& one : program_.scenarios) scenario(one);
  return std::move(out_);
}

}  // namespace

std::string print(const CheckedProgram& program) { return Lines(program).run(); }

}  // namespace tierline::checked
