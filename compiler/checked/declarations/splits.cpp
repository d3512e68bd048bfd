// Splits: a definition that is an amount in parts, one for each entry of a ledger. It has no value
// of its own, so it stands alone: without parameters, without exceptions, named by `decide` only.
// Tested by: tests/golden/check
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"
#include "compiler/checked/values/type_refs.hpp"

namespace tierline::checked {

namespace {

bool stands_alone(Work& work, const ast::DefineDecl& decl) {
  for (const ast::Parameter& parameter : decl.parameters) {
    work.report(Code::SplitPlace, parameter.name.span, "a split takes no parameters").hint =
        "define the amount with its arguments first, and split that";
    return false;
  }
  for (const ast::Exception& exception : decl.exceptions) {
    work.report(Code::SplitPlace, exception.name.span, "a split has no exceptions").hint =
        "put them into the definition of the amount, and split that";
    return false;
  }
  return true;
}

std::optional<uint32_t> find_ledger(Work& work, const ast::Expr& split) {
  const Symbol* found = work.symbols.find(split.unit);
  if (found && found->kind == SymbolKind::Ledger) return found->index;
  work.report(Code::UnknownLedger, split.span, fmt::format("there is no ledger `{}`", split.unit))
      .hint = work.suggest(split.unit, work.symbols.names_of(SymbolKind::Ledger));
  return std::nullopt;
}

/// Without a stated type: money to its minor unit, a percentage to two digits, as `rounded` has it.
int digits_of_parts(const Type& amount) {
  constexpr int kPercentDigits = 4;
  if (is_money(amount)) return minor_digits(amount.unit);
  const bool percent = amount.unit.measure == Measure::Percent;
  return percent ? std::max(amount.scale, kPercentDigits) : amount.scale;
}

/// The amount, and the type of the parts: the stated one, or its own.
bool check_amount(Work& work, const ast::DefineDecl& decl, Scope scope, Split& out) {
  std::optional<TypeSpec> spec;
  if (decl.type) {
    spec = resolve_type(work, *decl.type, TypePlace::Result);
    if (!spec) return false;
  }
  Expressions expressions(work, scope);
  const Maybe amount = expressions.check(work.ast[decl.value].kids[0]);
  const std::string what = fmt::format("the amount that `{}` splits", decl.name.text);
  if (!amount || !expressions.is_number(*amount, what)) return false;
  const Span span = work.program[*amount].span;
  TypeSpec wanted = spec.value_or(TypeSpec{work.program[*amount].type, {}, span});
  if (!spec) wanted.type.scale = digits_of_parts(wanted.type);
  wanted.type.optional = false;
  out.amount = *amount;
  out.type = wanted.type;
  return fits(work, *amount, wanted, span, what);
}

/// The weight and the condition, which look at one entry.
bool check_entries(Work& work, const ast::Expr& split, Scope scope, Split& out) {
  scope.ledger = out.ledger;
  scope.entry_today = scope.today_bounds;
  Expressions expressions(work, scope);
  const Maybe weight = expressions.check(split.kids[1]);
  bool good = weight && expressions.is_number(*weight, "the weight of an entry");
  if (weight) out.weight = *weight;
  if (split.kids.size() > 2) {
    out.where = expressions.condition(split.kids[2], "the condition after `where`");
    good = good && out.where;
  }
  return good;
}

}  // namespace

void check_split(Work& work, uint32_t define) {
  DefineInfo& info = work.defines[define];
  info.state = State::Bad;
  const ast::DefineDecl& decl = *info.decl;
  const ast::Expr& split = work.ast[decl.value];
  Scope scope;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(false);
  Split out;
  out.name = decl.name.text;
  out.span = decl.name.span;
  out.clause = work.clause(decl.because);
  if (!stands_alone(work, decl)) return;
  const bool good = check_amount(work, decl, scope, out);
  const auto ledger = find_ledger(work, split);
  if (!ledger) return;
  out.ledger = *ledger;
  if (!check_entries(work, split, scope, out) || !good) return;
  info.split = std::move(out);
  info.state = State::Good;
}

}  // namespace tierline::checked
