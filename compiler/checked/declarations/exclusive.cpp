#include "compiler/checked/declarations/exclusive.hpp"

#include <utility>
#include <vector>

namespace tierline::checked {

namespace {

bool same_constant(const Constant& a, const Constant& b) {
  return a.text == b.text && a.number == b.number;
}

/// Everything but the kids.
bool same_step(const Expr& a, const Expr& b) {
  return a.kind == b.kind && a.ref == b.ref && a.relation == b.relation && a.mode == b.mode &&
         a.aggregate == b.aggregate && a.rounding == b.rounding && a.period_unit == b.period_unit &&
         a.period_before == b.period_before && a.first_month == b.first_month &&
         a.type.kind == b.type.kind && a.type.enum_id == b.type.enum_id &&
         a.kids.size() == b.kids.size() && a.where.has_value() == b.where.has_value() &&
         same_constant(a.constant, b.constant);
}

/// `x < 5`: an expression against a constant.
struct Claim {
  ExprId subject;
  Relation relation{};
  const Expr* constant = nullptr;
};

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::Less:
      return Relation::Greater;
    case Relation::LessEqual:
      return Relation::GreaterEqual;
    case Relation::Greater:
      return Relation::Less;
    case Relation::GreaterEqual:
      return Relation::LessEqual;
    default:
      return relation;
  }
}

std::optional<Claim> claim_of(const CheckedProgram& program, ExprId id) {
  const Expr& expr = program[id];
  if (expr.kind != ExprKind::Compare) return std::nullopt;
  const Expr& left = program[expr.kids[0]];
  const Expr& right = program[expr.kids[1]];
  if (right.kind == ExprKind::Constant) return Claim{expr.kids[0], expr.relation, &right};
  if (left.kind == ExprKind::Constant) return Claim{expr.kids[1], mirrored(expr.relation), &left};
  return std::nullopt;
}

bool is_lower_limit(Relation relation) {
  return relation == Relation::Greater || relation == Relation::GreaterEqual ||
         relation == Relation::Equal;
}

bool is_upper_limit(Relation relation) {
  return relation == Relation::Less || relation == Relation::LessEqual ||
         relation == Relation::Equal;
}

bool is_strict(Relation relation) {
  return relation == Relation::Less || relation == Relation::Greater;
}

/// Nothing is at least `low` and at most `high`.
bool leaves_nothing(const Claim& low, const Claim& high) {
  if (!is_lower_limit(low.relation) || !is_upper_limit(high.relation)) return false;
  const Decimal& from = low.constant->constant.number;
  const Decimal& to = high.constant->constant.number;
  return from > to || (from == to && (is_strict(low.relation) || is_strict(high.relation)));
}

bool equal_against_not_equal(const Claim& a, const Claim& b) {
  return a.relation == Relation::Equal && b.relation == Relation::NotEqual &&
         same_constant(a.constant->constant, b.constant->constant);
}

bool claims_clash(const CheckedProgram& program, const Claim& a, const Claim& b) {
  if (!are_same(program, a.subject, b.subject)) return false;
  if (equal_against_not_equal(a, b) || equal_against_not_equal(b, a)) return true;
  const bool text = program[a.subject].type.kind == Kind::Text;
  if (text) {
    return a.relation == Relation::Equal && b.relation == Relation::Equal &&
           !same_constant(a.constant->constant, b.constant->constant);
  }
  return leaves_nothing(a, b) || leaves_nothing(b, a);
}

bool is_negation_of(const CheckedProgram& program, ExprId negation, ExprId id) {
  const Expr& expr = program[negation];
  return expr.kind == ExprKind::Not && are_same(program, expr.kids[0], id);
}

bool parts_clash(const CheckedProgram& program, ExprId a, ExprId b) {
  if (is_negation_of(program, a, b) || is_negation_of(program, b, a)) return true;
  const auto left = claim_of(program, a);
  const auto right = claim_of(program, b);
  return left && right && claims_clash(program, *left, *right);
}

/// What `and` joins.
std::vector<ExprId> parts_of(const CheckedProgram& program, ExprId id) {
  std::vector<ExprId> parts;
  std::vector<ExprId> open = {id};
  while (!open.empty()) {
    const ExprId next = open.back();
    open.pop_back();
    if (program[next].kind == ExprKind::And) {
      open.insert(open.end(), program[next].kids.begin(), program[next].kids.end());
    } else {
      parts.push_back(next);
    }
  }
  return parts;
}

}  // namespace

bool are_same(const CheckedProgram& program, ExprId left, ExprId right) {
  std::vector<std::pair<ExprId, ExprId>> open = {{left, right}};
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    if (a == b) continue;
    const Expr& first = program[a];
    const Expr& second = program[b];
    if (!same_step(first, second)) return false;
    for (size_t i = 0; i < first.kids.size(); ++i) open.emplace_back(first.kids[i], second.kids[i]);
    if (first.where) open.emplace_back(*first.where, *second.where);
  }
  return true;
}

bool are_exclusive(const CheckedProgram& program, ExprId left, ExprId right) {
  for (const ExprId a : parts_of(program, left)) {
    for (const ExprId b : parts_of(program, right)) {
      if (parts_clash(program, a, b)) return true;
    }
  }
  return false;
}

}  // namespace tierline::checked
