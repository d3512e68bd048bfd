// Definitions: their parameters first, then their values, then their exceptions.
#include <fmt/format.h>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"
#include "compiler/checked/values/type_refs.hpp"

namespace tierline::checked {

namespace {

bool take_parameters(Work& work, const ast::DefineDecl& decl, DefineInfo& info) {
  bool good = true;
  for (const ast::Parameter& parameter : decl.parameters) {
    for (const ParameterInfo& earlier : info.parameters) {
      if (earlier.name != parameter.name.text) continue;
      report_duplicate(work, parameter.name, "a parameter", earlier.span);
      good = false;
    }
    const auto spec = resolve_type(work, parameter.type, TypePlace::Parameter);
    good = good && spec;
    info.parameters.push_back(
        {parameter.name.text, spec.value_or(TypeSpec{}), parameter.name.span});
  }
  return good;
}

}  // namespace

void declare_define(Work& work, const ast::DefineDecl& decl) {
  const auto index = static_cast<uint32_t>(work.defines.size());
  declare_name(work, decl.name, {SymbolKind::Define, index, decl.name.span});
  DefineInfo& info = work.defines.emplace_back();
  info.decl = &decl;
  if (!take_parameters(work, decl, info)) info.state = State::Bad;
}

namespace {

/// The values that a definition can have, as they were checked.
struct Alternatives {
  Maybe value;
  std::vector<Maybe> exceptions;
};

/// Every value has the stated type.
bool fit_all(Work& work, const TypeSpec& spec, const std::string& name,
             const std::vector<ExprId>& values) {
  bool good = true;
  for (const ExprId value : values) {
    const std::string what = fmt::format("the value of `{}`", name);
    good = fits(work, value, spec, work.program[value].span, what) && good;
  }
  return good;
}

/// Without a stated type: the one type that holds all values.
std::optional<Type> type_of_all(Work& work, Expressions& expressions,
                                const std::vector<ExprId>& values, const std::string& name) {
  Type type = work.program[values[0]].type;
  if (type.kind == Kind::Period) {
    is_plain_value(work, values[0], fmt::format("the value of `{}`", name));
    return std::nullopt;
  }
  for (size_t i = 1; i < values.size(); ++i) {
    const auto both = expressions.unify(values[0], values[i], work.program[values[i]].span);
    if (!both) return std::nullopt;
    type.kind = both->kind == Kind::Quotient ? Kind::Quotient : type.kind;
    type.unit = joined(type.unit, both->unit);
    type.scale = std::max(type.scale, both->scale);
    type.optional = type.optional || both->optional;
  }
  return type;
}

Exception head_of(Work& work, const ast::Exception& decl) {
  Exception out;
  out.name = decl.name.text;
  out.span = decl.name.span;
  out.clause = work.clause(decl.because);
  const Days days = work.validity(decl.validity);
  if (decl.validity.from) out.from = days.low;
  if (decl.validity.until) out.until = days.high;
  return out;
}

/// Checks `when` and the value; nothing when one of them is wrong.
std::optional<Exception> check_exception(Work& work, Expressions& expressions,
                                         const ast::Exception& decl, EnumId expected) {
  Exception out = head_of(work, decl);
  bool good = true;
  if (decl.when) {
    out.when = expressions.condition(*decl.when, "the condition after `when`");
    good = out.when.has_value();
  }
  const Maybe value = expressions.check(decl.value, expected);
  if (!good || !value) return std::nullopt;
  out.value = *value;
  return out;
}

struct Checking {
  Work& work;
  const ast::DefineDecl& decl;
  Expressions expressions;
  std::optional<TypeSpec> spec;
};

std::optional<Define> check_parts(Checking& checking) {
  const auto& spec = checking.spec;
  const EnumId expected = spec && spec->type.kind == Kind::Enum ? spec->type.enum_id : EnumId{};
  Define out;
  out.name = checking.decl.name.text;
  out.span = checking.decl.name.span;
  out.clause = checking.work.clause(checking.decl.because);
  const Maybe value = checking.expressions.check(checking.decl.value, expected);
  bool good = value.has_value();
  if (value) out.value = *value;
  for (const ast::Exception& decl : checking.decl.exceptions) {
    auto exception = check_exception(checking.work, checking.expressions, decl, expected);
    good = good && exception;
    if (exception) out.exceptions.push_back(std::move(*exception));
  }
  if (!good) return std::nullopt;
  return out;
}

/// The type of the whole, from what is stated or from the values.
bool settle_type(Checking& checking, Define& define, Bounds& bounds) {
  std::vector<ExprId> values = {define.value};
  for (const Exception& exception : define.exceptions) values.push_back(exception.value);
  bounds = checking.work.program[values[0]].bounds;
  for (const ExprId value : values) bounds = join(bounds, checking.work.program[value].bounds);
  if (checking.spec) {
    define.type = checking.spec->type;
    return fit_all(checking.work, *checking.spec, define.name, values);
  }
  const auto type = type_of_all(checking.work, checking.expressions, values, define.name);
  if (type) define.type = *type;
  return type.has_value();
}

}  // namespace

void check_define(Work& work, uint32_t define) {
  DefineInfo& info = work.defines[define];
  if (info.state == State::Bad) return;
  if (work.is_split(info)) return check_split(work, define);
  info.state = State::Bad;
  const ast::DefineDecl& decl = *info.decl;
  Scope scope;
  scope.parameters = &info.parameters;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(info.asked_elsewhere);
  Checking checking{work, decl, Expressions(work, scope), std::nullopt};
  if (decl.type) {
    checking.spec = resolve_type(work, *decl.type, TypePlace::Result);
    if (!checking.spec) return;
  }
  auto out = check_parts(checking);
  if (!out) return;
  const size_t errors = work.out.error_count();
  check_exceptions(work, decl, *out);
  if (!settle_type(checking, *out, info.bounds) || work.out.error_count() != errors) return;
  for (const ParameterInfo& parameter : info.parameters) {
    out->parameters.push_back({parameter.name, parameter.spec.type});
  }
  info.demands = checking.expressions.demands();
  info.index = static_cast<uint32_t>(work.program.defines.size());
  info.state = State::Good;
  work.program.defines.push_back(std::move(*out));
}

}  // namespace tierline::checked
