// An Ir as text, one step a line: for people, golden files and `tierline dump --stage ir`.
// Tested by: tests/golden/ir
#include <fmt/format.h>

#include "compiler/ir/ir.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::ir {

namespace {

constexpr OpInfo kInfos[] = {
#define TIERLINE_STEP(name, result, a, b, c) \
  {#name, Operand::result, {Operand::a, Operand::b, Operand::c}},
#include "compiler/ir/steps.def"
#undef TIERLINE_STEP
};

class Printer {
 public:
  explicit Printer(const Ir& ir) : ir_(ir), program_(*ir.program) {}

  std::string print() {
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) step(i);
    for (const Tier& tier : ir_.tiers) {
      line("tier {}", program_.enums[0].words[tier.word]);
      for (const Requirement& requirement : tier.requirements) {
        line("  {}: {}{}", requirement.name, name(requirement.flag), scope(requirement.scope));
      }
    }
    for (size_t i = 0; i < ir_.outputs.size(); ++i) {
      line("decide {} = {}{}", program_.outputs[i].name, name(ir_.outputs[i].value),
           scope(ir_.outputs[i].scope));
    }
    for (size_t i = 0; i < ir_.splits.size(); ++i) {
      const Split& split = ir_.splits[i];
      line("split {} = {} by {}{}", program_.splits[i].name, name(split.amount),
           name(split.collected), scope(split.scope));
    }
    for (uint32_t i = 0; i < ir_.scopes.size(); ++i) rules(i);
    return std::move(out_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> words, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), words, std::forward<Args>(args)...);
    out_ += '\n';
  }

  static std::string name(StepId id) { return fmt::format("%{}", id.value); }
  static std::string scope(uint32_t scope) {
    return scope == kNone ? "" : fmt::format("  by scope {}", scope);
  }

  std::string type(const Type& type) const {
    switch (type.kind) {
      case Storage::Bool:
        return "bool";
      case Storage::Number:
        return fmt::format("number.{}", type.scale);
      case Storage::Day:
        return "day";
      case Storage::Enum:
        return program_.enums[type.enum_index].name;
      case Storage::Text:
        return "text";
    }
    return "?";
  }

  std::string constant(const Step& step) const {
    const Constant& constant = ir_.constants[step.ref];
    const auto index = [&] { return static_cast<size_t>(constant.number); };
    switch (step.type.kind) {
      case Storage::Bool:
        return constant.number == 0 ? "no" : "yes";
      case Storage::Number:
        return decimal::scaled_to_text(constant.number, step.type.scale);
      case Storage::Day:
        return calendar::to_text(static_cast<calendar::Day>(constant.number));
      case Storage::Enum:
        return program_.enums[step.type.enum_index].words[index()];
      case Storage::Text:
        return fmt::format("\"{}\"", constant.text);
    }
    return "?";
  }

  static std::string field(const checked::Record& record, uint32_t index) {
    for (const checked::Field& field : record.fields) {
      if (!field.derived && index-- == 0) return field.name;
    }
    return "?";
  }

  std::string ref(const Step& step) const {
    switch (step.op) {
      case Op::constant_:
        return " " + constant(step);
      case Op::account_field_:
      case Op::account_known_:
        return " " + field(program_.account, step.ref);
      case Op::entry_field_:
      case Op::entry_known_:
        return " " + field(program_.ledgers[step.level - 1], step.ref);
      case Op::cell_:
      case Op::cell_known_:
        return " " + program_.tables[step.ref].name;
      case Op::find_number_:
      case Op::find_text_:
      case Op::interval_:
        return fmt::format(" list {}", step.ref);
      case Op::period_first_:
      case Op::period_last_:
        return fmt::format(" from month {}", step.ref);
      case Op::add_business_:
      case Op::add_business_fault_:
        return " " + program_.calendars[step.ref].name;
      default:
        break;
    }
    return is_reduction(step.op) ? " of " + program_.ledgers[step.ref].name : "";
  }

  static std::string mode(const Step& step) {
    constexpr std::string_view kMonthEnds[] = {"reject", "clamp", "next"};
    constexpr std::string_view kUnits[] = {"month", "quarter", "year"};
    switch (step.op) {
      case Op::divide_:
        return fmt::format(" {}", decimal::to_text(static_cast<decimal::Rounding>(step.mode)));
      case Op::add_months_:
      case Op::add_months_fault_:
        return fmt::format(" {}", kMonthEnds[step.mode]);
      case Op::period_first_:
      case Op::period_last_:
        return fmt::format(" {}{}", kUnits[step.mode & 3],
                           (step.mode & kPeriodBefore) != 0 ? " before" : "");
      default:
        return "";
    }
  }

  void step(uint32_t index) {
    const Step& step = ir_.steps[index];
    std::string args;
    for (const StepId arg : step.args) {
      if (!arg.is_none()) args += (args.empty() ? " " : ", ") + name(arg);
    }
    const std::string level =
        step.level == kAccountLevel ? "" : program_.ledgers[step.level - 1].name + " ";
    line("{}%{} : {} = {}{}{}{}", level, index, type(step.type), info(step.op).name, mode(step),
         args, ref(step));
  }

  void rules(uint32_t index) {
    line("scope {}", index);
    for (const uint32_t group : ir_.scopes[index].groups) {
      const RuleGroup& rule = ir_.groups[group];
      line("  {}{}", rule.name, rule.index.is_none() ? "" : " cell " + name(rule.index));
      for (const RuleEntry& entry : rule.entries) {
        line("    \"{}\"{}{}", entry.label,
             entry.condition.is_none() ? "" : " when " + name(entry.condition), scope(entry.scope));
      }
    }
    for (const RuleEdge& edge : ir_.scopes[index].edges) {
      line("  scope {}{}{}", edge.scope,
           edge.ledger == kNone ? "" : " for each " + program_.ledgers[edge.ledger].name,
           edge.condition.is_none()
               ? ""
               : (edge.expected ? " when " : " unless ") + name(edge.condition));
    }
  }

  const Ir& ir_;
  const checked::CheckedProgram& program_;
  std::string out_;
};

}  // namespace

const OpInfo& info(Op op) { return kInfos[static_cast<size_t>(op)]; }

std::string print(const Ir& ir) { return Printer(ir).print(); }

}  // namespace tierline::ir
