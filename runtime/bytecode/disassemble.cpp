// Prints bytecode for people; docs/bytecode.md says what each line means.
#include <fmt/format.h>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/decimal/rounding.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::bytecode {

namespace {

class Printer {
 public:
  explicit Printer(const Bytecode& program) : program_(program) {}

  std::string print() {
    header();
    constants();
    lists();
    tables();
    for (const Section& section : program_.sections) code(section);
    tiers();
    outputs();
    splits();
    rules();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> words, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), words, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void header() {
    line("program \"{}\" version \"{}\" currency {}", program_.header.title,
         program_.header.version, program_.header.currency);
    line("program text {}", program_.header.digest);
  }

  std::string kind(const Register& reg) const {
    switch (reg.kind) {
      case ValueKind::Bool:
        return "bool";
      case ValueKind::Number:
        return fmt::format("number.{}", reg.scale);
      case ValueKind::Day:
        return "day";
      case ValueKind::Enum:
        return program_.schema.enums[reg.enum_index].name;
      case ValueKind::Text:
        return "text";
    }
    return "?";
  }

  std::string value(const Register& reg, const BigInt& number) const {
    const auto index = [&] { return static_cast<size_t>(*decimal::to_int64(number)); };
    switch (reg.kind) {
      case ValueKind::Bool:
        return number == 0 ? "no" : "yes";
      case ValueKind::Number:
        return decimal::scaled_to_text(number, static_cast<int>(reg.scale));
      case ValueKind::Day:
        return calendar::to_text(static_cast<Day>(*decimal::to_int64(number)));
      case ValueKind::Enum:
        return program_.schema.enums[reg.enum_index].words[index()];
      case ValueKind::Text:
        return fmt::format("\"{}\"", program_.texts[index()]);
    }
    return "?";
  }

  void constants() {
    line("\nconstants");
    for (size_t i = 0; i < program_.constants.size(); ++i) {
      const Register& reg = program_.registers[i];
      line("  r{} : {} = {}", i, kind(reg), value(reg, program_.constants[i].number));
    }
  }

  void lists() {
    for (size_t i = 0; i < program_.lists.size(); ++i) {
      const List& list = program_.lists[i];
      line("\nlist {}", i);
      Register as{.kind = list.kind, .level = 0, .scale = list.scale, .enum_index = 0};
      for (const BigInt& number : list.numbers) line("  {}", value(as, number));
      for (const std::string& text : list.texts) line("  \"{}\"", text);
    }
  }

  void tables() {
    for (size_t i = 0; i < program_.tables.size(); ++i) {
      const Table& table = program_.tables[i];
      std::string keys;
      for (const TableKey& key : table.keys) {
        keys += fmt::format("{}{}[{}]", keys.empty() ? "" : ", ", key.name, key.size);
      }
      line("\ntable {} `{}`({}){}", i, table.name, keys,
           table.days == kNone ? "" : fmt::format(" by days of list {}", table.days));
      cells(table);
    }
  }

  void cells(const Table& table) {
    const Register as{.kind = table.type.kind,
                      .level = 0,
                      .scale = table.type.scale,
                      .enum_index = table.type.enum_index};
    for (uint32_t cell = 0; cell < table.values.size(); ++cell) {
      if (table.known[cell] == 0) continue;
      const auto wide = table.wide.find(cell);
      const BigInt number = wide == table.wide.end() ? BigInt(table.values[cell]) : wide->second;
      const TableRow& row = table.rows[table.cell_rows[cell]];
      line("  {}: {}{}", cell, value(as, number), row.place.empty() ? "" : "  # " + row.place);
    }
  }

  void code(const Section& section) {
    constexpr std::string_view kPhases[] = {"require", "decide", "distance", "explain"};
    const std::string where = section.level == kAccountLevel
                                  ? "account"
                                  : "each " + program_.schema.ledgers[section.level - 1].name;
    line("\n{}, {}", kPhases[static_cast<size_t>(section.phase)], where);
    for (uint32_t i = section.begin; i < section.end; ++i) instruction(i, section);
  }

  std::string operand(Operand what, uint32_t index, const Section& section) const {
    if (is_register(what)) return fmt::format("r{}", index);
    switch (what) {
      case Operand::AccountField:
        return program_.schema.account.fields[index].name;
      case Operand::EntryField:
        return program_.schema.ledgers[section.level - 1].fields[index].name;
      case Operand::NumberList:
      case Operand::TextList:
      case Operand::DayList:
        return fmt::format("list {}", index);
      case Operand::Table:
        return program_.tables[index].name;
      case Operand::Calendar:
        return program_.calendars[index].name;
      default:
        return fmt::format("{}", index);
    }
  }

  static std::string mode(const Instruction& code) {
    constexpr std::string_view kMonthEnds[] = {"reject", "clamp", "next"};
    constexpr std::string_view kUnits[] = {"month", "quarter", "year"};
    switch (info(code.op).mode) {
      case ModeKind::None:
        return "";
      case ModeKind::Rounding:
        return fmt::format(" {}", decimal::to_text(static_cast<decimal::Rounding>(code.mode)));
      case ModeKind::MonthEnd:
        return fmt::format(" {}", kMonthEnds[code.mode]);
      case ModeKind::Period:
        return fmt::format(" {}{}", kUnits[code.mode & 3],
                           (code.mode & kPeriodBefore) != 0 ? " before" : "");
    }
    return "";
  }

  void instruction(uint32_t index, const Section& section) {
    const Instruction& code = program_.code[index];
    const OpInfo& op = info(code.op);
    std::string text;
    const uint32_t operands[] = {code.a, code.b, code.c};
    for (size_t i = 0; i < 3; ++i) {
      if (op.operands[i] == Operand::None) continue;
      text += (text.empty() ? " " : ", ") + operand(op.operands[i], operands[i], section);
    }
    if (op.form == Form::Demand) return line("{:5}  {}{}", index, op.name, text);
    line("{:5}  r{} : {} = {}{}{}", index, code.dst, kind(program_.registers[code.dst]), op.name,
         mode(code), text);
  }

  void tiers() {
    if (!program_.tiers.empty()) line("\ntiers");
    for (const Tier& tier : program_.tiers) {
      std::string flags;
      for (const Requirement& requirement : tier.requirements) {
        flags += fmt::format("  {} r{}{}", requirement.name, requirement.flag, kept(requirement));
      }
      line("  {}:{}", program_.schema.enums[0].words[tier.word], flags);
      for (const Requirement& requirement : tier.requirements) asks(requirement);
    }
    if (program_.status) status(*program_.status);
  }

  void asks(const Requirement& requirement) {
    constexpr std::string_view kJoins[] = {"asks", "all of", "any of"};
    for (const Ask& ask : requirement.asks) {
      if (ask.join == Join::Leaf && ask.distance == kNone) continue;
      const std::string known = ask.known == kNone ? "" : fmt::format(" if r{}", ask.known);
      const std::string distance =
          ask.distance == kNone ? "" : fmt::format(" distance r{}{}", ask.distance, known);
      line("    {}: {} {} r{}{}", requirement.name, kJoins[static_cast<size_t>(ask.join)], ask.size,
           ask.met, distance);
    }
  }

  static std::string kept(const Requirement& requirement) {
    if (requirement.keep == Keep::Grace) return fmt::format(" grace {}", requirement.grace_days);
    return requirement.keep == Keep::Assessed ? " assessed" : "";
  }

  void status(const Status& status) {
    line("\nstatus from {}{}", calendar::to_text(*program_.header.in_force_from),
         status.launch_at_once ? ", launch at once" : "");
    const auto show = [&](std::string_view name, uint32_t index) {
      if (index != kNone) line("  {} r{}", name, index);
    };
    show("exists", status.exists);
    show("assessing", status.assessing);
    show("promote on", status.promote_on);
    show("promote fault", status.promote_fault);
    show("holds until", status.holds_until);
    show("holds fault", status.holds_fault);
    show("ends", status.ends);
    show("ends known", status.ends_known);
    if (status.demote_limit != 0) line("  demote at most {}", status.demote_limit);
  }

  void outputs() {
    line("\noutputs");
    for (size_t i = 0; i < program_.outputs.size(); ++i) {
      const Output& output = program_.outputs[i];
      line("  {} = r{}{}", program_.schema.outputs[i].name, output.value, scope(output.scope));
    }
  }

  void splits() {
    if (!program_.splits.empty()) line("\nsplits");
    for (size_t i = 0; i < program_.splits.size(); ++i) {
      const Split& split = program_.splits[i];
      const SplitInfo& info = program_.schema.splits[i];
      line("  {} = r{} over {} by r{}{}", info.name, split.amount,
           program_.schema.ledgers[info.ledger].name, split.collected, scope(split.scope));
    }
  }

  static std::string scope(uint32_t scope) {
    return scope == kNone ? "" : fmt::format("  by scope {}", scope);
  }

  void rules() {
    if (!program_.scopes.empty()) line("\nrules");
    for (size_t i = 0; i < program_.scopes.size(); ++i) {
      const RuleScope& rules = program_.scopes[i];
      line("  scope {}", i);
      for (const uint32_t group : rules.groups) rule_group(program_.groups[group]);
      for (const RuleEdge& edge : rules.edges) rule_edge(edge);
    }
  }

  void rule_group(const RuleGroup& group) {
    constexpr std::string_view kPicks[] = {"first", "last", "every", "cell", "tier"};
    const std::string cell = group.pick == Pick::Cell ? fmt::format(" r{}", group.index) : "";
    line("    {}: {}{}", group.name, kPicks[static_cast<size_t>(group.pick)], cell);
    for (const RuleEntry& entry : group.entries) {
      const std::string when =
          entry.condition == kNone ? "" : fmt::format(" when r{}", entry.condition);
      const std::string clause =
          entry.clause == kNone ? "" : "  because " + program_.clauses[entry.clause].id;
      line("      \"{}\"{}{}{}", entry.label, when, scope(entry.scope), clause);
    }
  }

  void rule_edge(const RuleEdge& edge) {
    const std::string each =
        edge.ledger == kNone ? "" : " for each " + program_.schema.ledgers[edge.ledger].name;
    const std::string when =
        edge.condition == kNone
            ? ""
            : fmt::format(" {} r{}", edge.expected ? "when" : "unless", edge.condition);
    line("    scope {}{}{}", edge.scope, each, when);
  }

  const Bytecode& program_;
  std::string out_;
};

}  // namespace

std::string disassemble(const Bytecode& program) { return Printer(program).print(); }

}  // namespace tierline::bytecode
