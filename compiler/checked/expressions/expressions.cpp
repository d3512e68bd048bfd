#include "compiler/checked/expressions/expressions.hpp"

#include <fmt/format.h>

#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

// Levels of one expression, for trees that no parser has measured. Readers of the checked program
// recurse over it; a level takes below 2 KiB under the address sanitizer: half of 8 MiB of stack.
constexpr size_t kLevelsMax = 2'000;

}  // namespace

Maybe Expressions::too_long(Span span) {
  report(Code::NestingTooDeep, span,
         fmt::format("this expression is more than {} levels deep", kLevelsMax))
      .hint = "give parts of it a name with `define`";
  return std::nullopt;
}

Maybe Expressions::add(ExprKind kind, Type type, Bounds bounds, Span span,
                       std::vector<ExprId> kids) {
  ExprNote note;
  for (const ExprId kid : kids) note.take_in(work_.notes[kid.index()]);
  if (note.depth++ >= kLevelsMax) return too_long(span);
  work_.notes.push_back(note);
  Expr& expr = work_.program.exprs.emplace_back();
  expr.kind = kind;
  expr.type = std::move(type);
  expr.bounds = std::move(bounds);
  expr.span = span;
  expr.kids = std::move(kids);
  return ExprId{static_cast<uint32_t>(work_.program.exprs.size() - 1)};
}

Maybe Expressions::add_constant(Constant value, Type type, Span span) {
  const bool ordered = type.kind == Kind::Number || type.kind == Kind::Day;
  const Bounds bounds = ordered ? point(value.number) : Bounds{};
  const Maybe id = add(ExprKind::Constant, std::move(type), bounds, span);
  if (id) last().constant = std::move(value);
  return id;
}

std::string Expressions::type_text(ExprId id) const {
  Type type = at(id).type;
  type.optional = false;
  return describe(type, work_.program);
}

Maybe Expressions::check(ast::ExprId id, EnumId expected) {
  const ast::Expr& expr = work_.ast[id];
  if (depth_ >= kLevelsMax) return too_long(expr.span);
  ++depth_;
  const Maybe value =
      expr.kind == ast::ExprKind::Binary ? check_chain(id) : dispatch(expr, expected);
  --depth_;
  return value;
}

Maybe Expressions::condition(ast::ExprId id, std::string_view what) {
  const Maybe value = check(id);
  if (!value) return value;
  const TypeSpec wanted{plain_type(Kind::Bool), {}, {}};
  return fits(work_, *value, wanted, at(*value).span, what) ? value : std::nullopt;
}

Maybe Expressions::dispatch(const ast::Expr& expr, EnumId expected) {
  switch (expr.kind) {
    case ast::ExprKind::Number:
    case ast::ExprKind::Day:
    case ast::ExprKind::Text:
    case ast::ExprKind::Bool:
      return literal(expr);
    case ast::ExprKind::Name:
      return name(expr, expected);
    case ast::ExprKind::Member:
      return member(expr);
    case ast::ExprKind::Call:
      return call(expr);
    case ast::ExprKind::Negate:
      return negate(expr);
    case ast::ExprKind::Not:
      return negation(expr);
    case ast::ExprKind::In:
      return in_period(expr);
    case ast::ExprKind::By:
      return by(expr);
    case ast::ExprKind::Otherwise:
      return otherwise(expr, expected);
    case ast::ExprKind::Rounded:
      return rounded(expr);
    case ast::ExprKind::At:
      return at_day(expr);
    case ast::ExprKind::If:
      return choice(expr, expected);
    case ast::ExprKind::Known:
      return known(expr);
    case ast::ExprKind::Extreme:
      return extreme(expr);
    case ast::ExprKind::Aggregate:
      return aggregate(expr);
    case ast::ExprKind::PeriodOf:
      return period_of(expr);
    case ast::ExprKind::PeriodEnd:
      return period_end(expr);
    case ast::ExprKind::YearNumber:
      return year_number(expr);
    case ast::ExprKind::BandsOf:
      return bands_of(expr);
    case ast::ExprKind::TierOn:
      return tier_on(expr);
    case ast::ExprKind::YearPassed:
      return year_passed(expr);
    case ast::ExprKind::Group:
      return group(expr);
    case ast::ExprKind::Today:
      return scope_.constant ? constant_needed(expr) : today(expr.span);
    case ast::ExprKind::Duration:
      report(Code::DurationUse, expr.span, "a duration is not a value of its own").hint =
          "add it to a day or take it from one: `today + 3 days`";
      return std::nullopt;
    case ast::ExprKind::Split:
      report(Code::SplitPlace, expr.span, "a split is no value: it has a part for each entry")
          .hint = "make it a definition of its own, and decide it: `define NAME = split ...`";
      return std::nullopt;
    case ast::ExprKind::Binary:
      break;  // check_chain
  }
  return std::nullopt;
}

namespace {

bool is_comparison(std::string_view op) {
  return op == "=" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
}

}  // namespace

/// Walks down the left side of `a + b + c + ...`, and back up.
Maybe Expressions::check_chain(ast::ExprId id) {
  std::vector<const ast::Expr*> chain;
  while (work_.ast[id].kind == ast::ExprKind::Binary) {
    chain.push_back(&work_.ast[id]);
    id = work_.ast[id].kids[0];
    if (chain.size() > kLevelsMax) return too_long(chain.front()->span);
  }
  Maybe value;
  if (is_comparison(chain.back()->op)) {
    const auto [left, right] = check_pair(id, chain.back()->kids[1], {});
    value = left && right ? comparison(*chain.back(), *left, *right) : std::nullopt;
    chain.pop_back();
  } else {
    value = check(id);
  }
  for (; !chain.empty(); chain.pop_back()) value = binary(*chain.back(), value);
  return value;
}

Maybe Expressions::binary(const ast::Expr& expr, Maybe left) {
  const bool sum = expr.op == "+" || expr.op == "-";
  if (sum && work_.ast[expr.kids[1]].kind == ast::ExprKind::Duration) return shift(expr, left);
  const EnumId expected = is_comparison(expr.op) ? enum_of(left) : EnumId{};
  const Maybe right = check(expr.kids[1], expected);
  if (expr.op == "and" || expr.op == "or") return logic(expr, left, right);
  if (!left || !right) return std::nullopt;
  if (is_comparison(expr.op)) return comparison(expr, *left, *right);
  return arithmetic(expr, *left, *right);
}

}  // namespace tierline::checked
