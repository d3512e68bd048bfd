// The copy of a program in which the axis and what is shown along it stand as outputs.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/values/describe.hpp"
#include "compiler/compile.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/cliffs/axis.hpp"

namespace tierline::cliffs {

namespace {

using bulk::RunError;
using checked::CheckedProgram;
using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Kind;

class Maker {
 public:
  explicit Maker(const CheckedProgram& program) : out_{program, {}, {}, {}} {
    out_.program.splits.clear();  // a part of an entry is no output
    out_.program.claims.clear();
  }

  base::Result<AxisProgram, RunError> make(const Axis& axis, const Shown& shown);

 private:
  ExprId put(Expr expr);
  ExprId call(uint32_t define);
  ExprId axis_value(const Axis& axis);
  size_t output(const std::string& name, ExprId value);
  std::optional<size_t> output_named(std::string_view name) const;
  std::optional<size_t> shown_named(const std::string& name);
  std::optional<RunError> add_shown(const std::vector<std::string>& names);
  std::optional<RunError> add_net(const Axis& axis, const std::string& name);
  RunError unknown(const std::string& name) const;

  AxisProgram out_;
};

ExprId Maker::put(Expr expr) {
  out_.program.exprs.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(out_.program.exprs.size() - 1)};
}

ExprId Maker::call(uint32_t define) {
  Expr expr;
  expr.kind = ExprKind::Call;
  expr.ref = define;
  expr.type = out_.program.defines[define].type;
  return put(std::move(expr));
}

ExprId Maker::axis_value(const Axis& axis) {
  if (axis.kind == AxisKind::Define) return call(axis.index);
  if (axis.kind == AxisKind::BandAxis) return out_.program.bands[axis.index].axis;
  const checked::Field& field = out_.program.account.fields[axis.index];
  Expr expr;
  expr.kind = ExprKind::AccountField;
  expr.ref = axis.index;
  expr.type = field.type;
  expr.bounds = field.bounds;
  return put(std::move(expr));
}

size_t Maker::output(const std::string& name, ExprId value) {
  out_.program.outputs.push_back({name, value, out_.program[value].type, {}});
  return out_.program.outputs.size() - 1;
}

std::optional<size_t> Maker::output_named(std::string_view name) const {
  const auto& outputs = out_.program.outputs;
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const checked::Output& one) { return one.name == name; });
  if (found == outputs.end()) return std::nullopt;
  return static_cast<size_t>(found - outputs.begin());
}

/// An output, or a definition that becomes one.
std::optional<size_t> Maker::shown_named(const std::string& name) {
  if (auto found = output_named(name)) return found;
  for (uint32_t i = 0; i < out_.program.defines.size(); ++i) {
    const checked::Define& define = out_.program.defines[i];
    const bool storable = define.type.kind == Kind::Number || define.type.kind == Kind::Bool ||
                          define.type.kind == Kind::Day || define.type.kind == Kind::Enum ||
                          define.type.kind == Kind::Text;
    if (define.name != name || !define.parameters.empty() || define.type.optional || !storable) {
      continue;
    }
    return output(name, call(i));
  }
  return std::nullopt;
}

RunError Maker::unknown(const std::string& name) const {
  std::vector<std::string_view> known;
  for (const checked::Output& one : out_.program.outputs) known.push_back(one.name);
  for (const checked::Define& define : out_.program.defines) known.push_back(define.name);
  return RunError{fmt::format("the program decides and defines no plain value {}{}",
                              bulk::shown(name), bulk::suggestion(name, known))};
}

std::optional<RunError> Maker::add_shown(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto found = shown_named(name);
    if (!found) return unknown(name);
    const auto& shown = out_.shown;
    if (std::find(shown.begin(), shown.end(), *found) == shown.end()) out_.shown.push_back(*found);
  }
  return std::nullopt;
}

/// The axis without an output: what a partner paid after the rebate, what is left after the tax.
std::optional<RunError> Maker::add_net(const Axis& axis, const std::string& name) {
  if (axis.kind == AxisKind::EntryField) {
    return RunError{
        fmt::format("--net is of an axis of the account, and `{}` is one entry's", axis.name)};
  }
  const auto taken_off = shown_named(name);
  if (!taken_off) return unknown(name);
  const ExprId whole = axis_value(axis);
  const ExprId part = out_.program.outputs[*taken_off].value;
  const checked::Type of = out_.program[whole].type;
  const checked::Type off = out_.program[part].type;
  if (of.kind != Kind::Number || off.kind != Kind::Number ||
      !checked::like_units(of.unit, off.unit)) {
    return RunError{fmt::format("--net {}: {} cannot be taken off `{}`, which is {}", name,
                                checked::describe(off, out_.program), axis.name,
                                checked::describe(of, out_.program))};
  }
  Expr net;
  net.kind = ExprKind::Subtract;
  net.type = checked::number_type(of.unit, std::max(of.scale, off.scale));
  net.kids = {whole, part};
  out_.shown.push_back(output("net of " + name, put(std::move(net))));
  return std::nullopt;
}

base::Result<AxisProgram, RunError> Maker::make(const Axis& axis, const Shown& shown) {
  if (axis.kind == AxisKind::Define || axis.kind == AxisKind::BandAxis) {
    out_.axis = output_named(axis.name);
    if (!out_.axis) out_.axis = output(axis.name, axis_value(axis));
  }
  if (auto error = add_shown(shown.outputs)) return *error;
  for (const std::string& name : shown.net) {
    if (auto error = add_net(axis, name)) return *error;
  }
  if (out_.shown.empty()) {
    for (size_t i = 0; i < out_.program.outputs.size(); ++i) {
      if (out_.axis != i) out_.shown.push_back(i);
    }
  }
  auto bytecode = compiler::to_bytecode(out_.program, "");
  if (!bytecode) return RunError{"the program is too large to be walked along an axis"};
  out_.bytecode = *std::move(bytecode);
  return std::move(out_);
}

}  // namespace

base::Result<AxisProgram, RunError> make_axis_program(const CheckedProgram& program,
                                                      const Axis& axis, const Shown& shown) {
  return Maker(program).make(axis, shown);
}

}  // namespace tierline::cliffs
