// Asks: what is missing of a requirement that is not met. The distance comes from the comparison
// itself: how much more (or less, or how many days) would make it hold, all else equal.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

namespace {

bool wants_more(Relation relation) {
  return relation == Relation::Greater || relation == Relation::GreaterEqual;
}

bool is_strict(Relation relation) {
  return relation == Relation::Greater || relation == Relation::Less;
}

bool is_equality(Relation relation) {
  return relation == Relation::Equal || relation == Relation::NotEqual;
}

}  // namespace

std::vector<Ask> Lowering::asks_of(ExprId condition, const Context& context) {
  Context own = context;
  own.scope = scopes_.open();  // what is looked at here decides nothing
  std::vector<Ask> asks;
  add_asks(condition, own, asks);
  return asks;
}

void Lowering::add_asks(ExprId id, const Context& context, std::vector<Ask>& asks) {
  const Expr& expr = program_[id];
  if (expr.kind == ExprKind::And || expr.kind == ExprKind::Or) {
    return add_join(expr, context, asks);
  }
  Ask ask = leaf(expr, context);
  ask.met = lower(id, context).first;
  asks.push_back(std::move(ask));
}

void Lowering::add_join(const Expr& expr, const Context& context, std::vector<Ask>& asks) {
  const size_t at = asks.size();
  Ask join;
  join.join = expr.kind == ExprKind::And ? Join::All : Join::Any;
  join.met = build_.boolean(expr.kind == ExprKind::And);
  asks.push_back(std::move(join));
  for (const ExprId kid : expr.kids) {
    const size_t of_kid = asks.size();
    add_asks(kid, context, asks);
    const StepId met = asks[of_kid].met;
    asks[at].met = expr.kind == ExprKind::And ? both(asks[at].met, met) : either(asks[at].met, met);
  }
  asks[at].size = static_cast<uint32_t>(asks.size() - at);
}

Ask Lowering::leaf(const Expr& expr, const Context& context) {
  Ask ask;
  if (expr.kind == ExprKind::Aggregate && expr.aggregate == checked::AggregateKind::Any) {
    ask.distance = build_.number(1, 0);
  }
  if (expr.kind == ExprKind::By) {
    const Value day = lower(expr.kids[0], context);
    day_distance(Relation::LessEqual, day, lower(expr.kids[1], context), ask);
    ask.known = day.known;
  }
  if (expr.kind != ExprKind::Compare || is_equality(expr.relation)) return ask;
  const Value a = lower(expr.kids[0], context);
  const Value b = lower(expr.kids[1], context);
  if (a.kind != b.kind) return ask;
  if (a.kind == checked::Kind::Number) number_distance(expr, a, b, ask);
  if (a.kind == checked::Kind::Day) day_distance(expr.relation, a, b, ask);
  return ask;
}

void Lowering::number_distance(const Expr& expr, const Value& a, const Value& b, Ask& ask) {
  const bool more = wants_more(expr.relation);
  const StepId target = more ? b.first : a.first;
  const StepId now = more ? a.first : b.first;
  const int scale = std::max(scale_of(target), scale_of(now));
  ask.distance =
      step(Op::sub_, number_of_scale(scale), rescale(target, scale), rescale(now, scale));
  ask.less = !more;
  ask.beyond = is_strict(expr.relation);
  ask.unit = program_[expr.kids[0]].type.unit;
}

void Lowering::day_distance(Relation relation, const Value& a, const Value& b, Ask& ask) {
  const bool more = wants_more(relation);
  ask.distance = step(Op::days_between_, number_of_scale(0), more ? b.first : a.first,
                      more ? a.first : b.first);
  ask.beyond = is_strict(relation);
  ask.days = true;
}

}  // namespace tierline::ir
