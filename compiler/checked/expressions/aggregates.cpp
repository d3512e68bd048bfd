// Sums, counts and extremes over the entries of a ledger.
#include <fmt/format.h>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

std::optional<AggregateKind> aggregate_kind(std::string_view text) {
  if (text == "sum") return AggregateKind::Sum;
  if (text == "count") return AggregateKind::Count;
  if (text == "any") return AggregateKind::Any;
  if (text == "min") return AggregateKind::Min;
  if (text == "max") return AggregateKind::Max;
  return std::nullopt;
}

Maybe Expressions::aggregate(const ast::Expr& expr) {
  if (scope_.constant) return constant_needed(expr);
  const auto kind = aggregate_kind(expr.text);
  const Symbol* found = work_.symbols.find(expr.unit);
  if (!found || found->kind != SymbolKind::Ledger) {
    report(Code::UnknownLedger, expr.span, fmt::format("there is no ledger `{}`", expr.unit)).hint =
        work_.suggest(expr.unit, work_.symbols.names_of(SymbolKind::Ledger));
    return std::nullopt;
  }
  if (!kind) return std::nullopt;
  if (!demands_.aggregate) demands_.aggregate = expr.span;
  const uint32_t outer_ledger = std::exchange(scope_.ledger, found->index);
  const uint32_t outer_fields = std::exchange(scope_.fields_visible, kNone);
  const Days outer_today = std::exchange(scope_.entry_today, scope_.today_bounds);
  const Maybe value = aggregate_of(expr, *kind, found->index);
  scope_.ledger = outer_ledger;
  scope_.fields_visible = outer_fields;
  scope_.entry_today = outer_today;
  return value;
}

bool Expressions::aggregable(const ast::Expr& expr, AggregateKind kind, ExprId value) {
  const Type& type = at(value).type;
  const bool extreme = kind != AggregateKind::Sum;
  const bool fits = type.kind == Kind::Number || (extreme && type.kind == Kind::Day);
  if (!fits) {
    report(Code::NotAggregable, expr.span,
           fmt::format("`{} of` needs a number{}, but `{}` is `{}`", expr.text,
                       extreme ? " or a date" : "", expr.field, type_text(value)));
    return false;
  }
  if (!type.optional) return true;
  auto& error = report(Code::MayBeAbsent, expr.span,
                       fmt::format("`{}` may be absent in an entry", expr.field));
  label(error, work_.program.ledgers[scope_.ledger].fields[at(value).ref].span,
        "the field is optional");
  error.hint =
      fmt::format("derive a field that is never absent: `NAME = {} otherwise VALUE`", expr.field);
  return false;
}

namespace {

Bounds bounds_of_aggregate(AggregateKind kind, const Bounds& value) {
  if (kind == AggregateKind::Count) return at_least(whole(0));
  if (kind != AggregateKind::Sum) return value;
  Bounds bounds;  // of no entry the sum is 0
  if (never_negative(value)) bounds.low = whole(0);
  if (value.high && *value.high <= whole(0)) bounds.high = whole(0);
  return bounds;
}

Type type_of_aggregate(AggregateKind kind, Type value) {
  if (kind == AggregateKind::Count) return number_type({}, 0);
  if (kind == AggregateKind::Any) return plain_type(Kind::Bool);
  value.optional = kind != AggregateKind::Sum;
  return value;
}

}  // namespace

Maybe Expressions::aggregate_of(const ast::Expr& expr, AggregateKind kind, uint32_t ledger) {
  Maybe value;
  const bool has_value = kind != AggregateKind::Count && kind != AggregateKind::Any;
  if (has_value) value = entry_field(expr, expr.field);
  const bool value_good = !has_value || (value && aggregable(expr, kind, *value));
  Maybe where;
  if (!expr.kids.empty()) {
    where = condition(expr.kids[0], "the condition after `where`");
    if (!where) return std::nullopt;
  }
  if (!value_good) return std::nullopt;
  const Type type = type_of_aggregate(kind, value ? at(*value).type : Type{});
  const Bounds bounds = bounds_of_aggregate(kind, value ? at(*value).bounds : Bounds{});
  std::vector<ExprId> kids;
  if (value) kids.push_back(*value);
  const Maybe id = add(ExprKind::Aggregate, type, bounds, expr.span, std::move(kids));
  if (!id) return id;
  last().aggregate = kind;
  last().ref = ledger;
  last().where = where;
  ExprNote& note = work_.notes.back();
  if (where) {
    note.take_in(work_.notes[where->index()]);
    ++note.depth;
  }
  note.of_entry = false;  // it is about all entries
  if (note.of_parameter && !demands_.by_argument) demands_.by_argument = expr.span;
  return id;
}

}  // namespace tierline::checked
