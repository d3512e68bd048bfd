// The partner at an edge, in the words of a program.
#include <fmt/format.h>

#include "compiler/checked/values/describe.hpp"
#include "tools/cliffs/cliffs.hpp"
#include "tools/prove/replay.hpp"
#include "tools/prove/scenario_text.hpp"

namespace tierline::cliffs {

namespace {

/// Outputs that the program itself decides can be expected; what was added cannot.
std::string expected(const Report& report, const checked::CheckedProgram& program, const Jump& jump,
                     const Value& value) {
  if (jump.output >= report.decided) return "";
  const checked::Output& output = program.outputs[jump.output];
  const bool number = output.type.kind == checked::Kind::Number;
  const auto& type = report.program.bytecode.schema.outputs[jump.output].type;
  const checked::Constant constant{{value.number, number ? static_cast<int>(type.scale) : 0},
                                   value.text};
  return fmt::format("\n    expect {} = {}", output.name,
                     checked::value_text(constant, output.type, program));
}

std::string scenario(const Report& report, const Curve& curve, const std::string& title,
                     int64_t value, const std::string& expects) {
  const checked::CheckedProgram& program = report.program.program;
  const prove::Case one{curve.base.today, partner_at(curve, value), std::nullopt};
  const auto example = prove::example_of(program, report.program.bytecode.schema, one);
  return prove::scenario_text(program, title, example.worlds.front(), one.today, expects);
}

}  // namespace

std::string scenarios_of(const Report& report, const Curve& curve, const Cliff& cliff) {
  const checked::CheckedProgram& program = report.program.program;
  std::string below;
  std::string at;
  for (const Jump& jump : cliff.jumps) {
    below += expected(report, program, jump, jump.before);
    at += expected(report, program, jump, jump.at);
  }
  if (at.empty()) return "";
  const auto text = [&](const Value& value) {
    return decision::to_text(value, report.axis_type, report.program.bytecode.schema);
  };
  const std::string of = curve.name.empty() ? "" : fmt::format(" ({})", curve.name);
  const std::string title = fmt::format("{} {}{}", report.axis.name, text(cliff.axis_at), of);
  return scenario(report, curve, title + ": just below the edge", cliff.below, below) +
         scenario(report, curve, title + ": at the edge", cliff.at, at);
}

std::string lever_text(const bytecode::Schema& schema, const Lever& lever) {
  const std::string& field = field_of(schema, lever).name;
  if (lever.level == bytecode::kAccountLevel) return schema.account.name + " " + field;
  return fmt::format("{} {} {}", schema.ledgers[lever.level - 1].name, lever.entry + 1, field);
}

}  // namespace tierline::cliffs
