// Outputs: what the program decides. Each name of `decide` becomes a value of a type that a
// decision can hold, or a split.
// Tested by: tests/golden/check
#include <fmt/format.h>

#include <unordered_map>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

bool can_be_decided(Work& work, ExprId value, const ast::Word& name) {
  const Type type = work.program[value].type;
  const std::string what = fmt::format("the decided value `{}`", name.text);
  if (type.kind == Kind::Text) {
    work.report(Code::OutputKind, name.span, "a text cannot be decided").hint =
        "texts are keys; decide a word of an enum instead";
    return false;
  }
  if (!is_plain_value(work, value, what)) return false;
  Type stored = type;
  if (stored.kind == Kind::Quotient) stored.kind = Kind::Number;
  if (is_money(stored)) stored.scale = minor_digits(stored.unit);
  return fits(work, value, {stored, {}, name.span}, name.span, what);
}

/// The name is looked up as an expression is, so that it means the same.
Maybe check_output(Work& work, const ast::Word& name) {
  ast::Expr expr;
  expr.kind = ast::ExprKind::Name;
  expr.text = name.text;
  expr.span = name.span;
  Scope scope;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(false);
  return Expressions(work, scope).check_written(expr);
}

/// The definition that the name means, if it is a split.
const DefineInfo* find_split(const Work& work, const ast::Word& name) {
  const Symbol* found = work.symbols.find(name.text);
  if (!found || found->kind != SymbolKind::Define) return nullptr;
  const DefineInfo& info = work.defines[found->index];
  return work.is_split(info) ? &info : nullptr;
}

void take_output(Work& work, const ast::Word& name) {
  if (const DefineInfo* info = find_split(work, name)) {
    if (info->state == State::Good) work.program.splits.push_back(*info->split);
    return;
  }
  const Maybe value = check_output(work, name);
  if (!value || !can_be_decided(work, *value, name)) return;
  Output output;
  output.name = name.text;
  output.value = *value;
  output.type = work.program[*value].type;
  output.span = name.span;
  if (is_money(output.type)) output.type.scale = minor_digits(output.type.unit);
  work.program.outputs.push_back(std::move(output));
}

}  // namespace

void check_outputs(Work& work) {
  std::unordered_map<std::string_view, Span> seen;
  const auto decls = all_of<ast::DecideDecl>(work.ast);
  for (const ast::DecideDecl* decl : decls) {
    for (const ast::Word& name : decl->outputs) {
      const auto [place, fresh] = seen.emplace(name.text, name.span);
      if (fresh) {
        take_output(work, name);
      } else {
        report_duplicate(work, name, "decided", place->second);
      }
    }
  }
  if (!seen.empty()) return;
  const auto programs = all_of<ast::ProgramDecl>(work.ast);
  if (programs.empty()) return;
  work.report(Code::NothingDecided, programs[0]->title.span, "this program decides nothing").hint =
      "name what it decides: `decide a, b`";
}

}  // namespace tierline::checked
