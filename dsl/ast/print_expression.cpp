// The depth of a tree is limited by the parser, so walking it by recursion is safe.
#include "dsl/ast/print_expression.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "dsl/source/escape.hpp"

namespace tierline::ast {
namespace {

Level level_of_operator(const std::string& op) {
  if (op == "or") {
    return Level::Or;
  }
  if (op == "and") {
    return Level::And;
  }
  if (op == "+" || op == "-") {
    return Level::Plus;
  }
  return op == "*" || op == "/" ? Level::Times : Level::Comparison;
}

Level level_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Rounded:
    case ExprKind::Otherwise:
      return Level::Suffix;
    case ExprKind::If:
    case ExprKind::Split:
      return Level::Open;
    case ExprKind::Aggregate:
      return expr.kids.empty() ? Level::Primary : Level::Open;
    case ExprKind::Not:
      return Level::Not;
    case ExprKind::In:
    case ExprKind::By:
    case ExprKind::YearPassed:
      return Level::Comparison;
    case ExprKind::Binary:
      return level_of_operator(expr.op);
    case ExprKind::Negate:
      return Level::Unary;
    case ExprKind::At:
      return Level::Postfix;
    default:
      return Level::Primary;
  }
}

Level tighter(Level level) { return static_cast<Level>(static_cast<uint8_t>(level) + 1); }

class Printer {
 public:
  explicit Printer(const Ast& ast) : ast_(ast) {}

  std::string at(ExprId id, Level level) const {
    TIERLINE_ASSERT(id.value < ast_.exprs.size());
    const Expr& expr = ast_[id];
    return level_of(expr) < level ? "(" + node(expr) + ")" : node(expr);
  }

 private:
  std::string kid(const Expr& expr, size_t index, Level level) const {
    TIERLINE_ASSERT(index < expr.kids.size());
    return at(expr.kids[index], level);
  }

  std::string node(const Expr& expr) const {
    switch (expr.kind) {
      case ExprKind::Number:
        return number(expr);
      case ExprKind::Text:
        return source::quoted(expr.text);
      case ExprKind::Today:
        return "today";
      case ExprKind::Member:
        return expr.text + "." + expr.unit;
      case ExprKind::Call:
        return expr.text + arguments(expr);
      case ExprKind::Duration:
        return duration(expr);
      default:
        return operators(expr);
    }
  }

  std::string operators(const Expr& expr) const {
    switch (expr.kind) {
      case ExprKind::Negate:
        return "-" + kid(expr, 0, Level::Unary);
      case ExprKind::Not:
        return "not " + kid(expr, 0, Level::Not);
      case ExprKind::Binary:
        return binary(expr);
      case ExprKind::In:
        return kid(expr, 0, Level::Plus) + " in " + kid(expr, 1, Level::Plus);
      case ExprKind::By:
        return kid(expr, 0, Level::Plus) + " by " + kid(expr, 1, Level::Plus);
      case ExprKind::Otherwise:
        return kid(expr, 0, Level::Suffix) + " otherwise " + kid(expr, 1, Level::Open);
      case ExprKind::Rounded:
        return kid(expr, 0, Level::Suffix) + " rounded " + expr.text +
               (expr.kids.size() > 1 ? " to " + kid(expr, 1, Level::Primary) : "");
      case ExprKind::At:
        return kid(expr, 0, Level::Postfix) + " at " + kid(expr, 1, Level::Primary);
      default:
        return forms(expr);
    }
  }

  std::string forms(const Expr& expr) const {
    switch (expr.kind) {
      case ExprKind::If:
        return "if " + kid(expr, 0, Level::Open) + " then " + kid(expr, 1, Level::Open) + " else " +
               kid(expr, 2, Level::Open);
      case ExprKind::Known:
        return "known" + arguments(expr);
      case ExprKind::Extreme:
        return expr.text + (expr.text == "max" || expr.text == "min" ? "" : " of ") +
               arguments(expr);
      case ExprKind::Aggregate:
        return aggregate(expr);
      case ExprKind::Split:
        return split(expr);
      case ExprKind::PeriodOf:
        return expr.text + " " + expr.unit + " " + kid(expr, 0, Level::Primary);
      case ExprKind::PeriodEnd:
        return expr.text + " of " + period(expr);
      case ExprKind::YearNumber:
        return "year number of " + kid(expr, 0, Level::Primary);
      case ExprKind::TierOn:
        return "tier " + expr.text + " " + kid(expr, 0, Level::Primary);
      case ExprKind::YearPassed:
        return "a full " + expr.text + " has passed since " + passed_since(expr);
      case ExprKind::Group:
        return expr.text + " " + arguments(expr);
      case ExprKind::BandsOf:
        return expr.text + " " + expr.unit + " of " + kid(expr, 0, Level::Primary);
      default:
        return expr.text;  // a day, yes or no, a name
    }
  }

  // One year within another needs no brackets: each reaches as far as it can.
  std::string passed_since(const Expr& expr) const {
    const bool nested = ast_[expr.kids.at(0)].kind == ExprKind::YearPassed;
    return kid(expr, 0, nested ? Level::Comparison : Level::Plus);
  }

  static std::string number(const Expr& expr) {
    return expr.text + (expr.unit.empty() || expr.unit == "%" ? "" : " ") + expr.unit;
  }

  std::string arguments(const Expr& expr) const {
    std::string list;
    for (size_t i = 0; i < expr.kids.size(); ++i) {
      list += (i == 0 ? "" : ", ") + kid(expr, i, Level::Suffix);
    }
    return "(" + list + ")";
  }

  std::string binary(const Expr& expr) const {
    const Level level = level_of_operator(expr.op);
    const Level left = level == Level::Comparison ? Level::Plus : level;
    return kid(expr, 0, left) + " " + expr.op + " " + kid(expr, 1, tighter(level));
  }

  std::string duration(const Expr& expr) const {
    const Expr& count = ast_[expr.kids.at(0)];
    const bool is_literal = count.kind == ExprKind::Number && count.unit.empty();
    const bool is_one = is_literal && count.text == "1";
    return (is_literal ? count.text : "(" + kid(expr, 0, Level::Suffix) + ")") + " " +
           (expr.unit.empty() ? "" : expr.unit + " ") + expr.text + (is_one ? "" : "s");
  }

  std::string aggregate(const Expr& expr) const {
    const std::string of = expr.text == "any" ? "any " : expr.text + " of ";
    const std::string field = expr.field.empty() ? "" : "." + expr.field;
    return of + expr.unit + field +
           (expr.kids.empty() ? "" : " where " + kid(expr, 0, Level::Open));
  }

  // A weight that ends in an aggregate would take the `where` for its own.
  std::string split(const Expr& expr) const {
    const bool where = expr.kids.size() > 2;
    const ExprKind weight = ast_[expr.kids.at(1)].kind;
    const bool open = weight != ExprKind::Name && weight != ExprKind::Member &&
                      weight != ExprKind::Call && weight != ExprKind::Number;
    return "split " + kid(expr, 0, Level::Plus) + " over " + expr.unit + " by " +
           (where && open ? "(" + kid(expr, 1, Level::Suffix) + ")" : kid(expr, 1, Level::Plus)) +
           (where ? " where " + kid(expr, 2, Level::Open) : "");
  }

  // `end of quarter` before a word could be read as the short form of `end of quarter of WORD`.
  std::string period(const Expr& expr) const {
    const Expr& period = ast_[expr.kids.at(0)];
    const bool is_unit_name =
        period.kind == ExprKind::Name && (period.text == "month" || period.text == "quarter" ||
                                          period.text == "year" || period.text == "fiscal");
    return is_unit_name ? "(" + period.text + ")" : kid(expr, 0, Level::Primary);
  }

  const Ast& ast_;
};

bool is_literal_or_word(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Number:
    case ExprKind::Day:
    case ExprKind::Text:
    case ExprKind::Bool:
    case ExprKind::Name:
    case ExprKind::Member:
      return true;
    default:
      return false;
  }
}

bool could_be_a_currency(const Expr& expr) {
  const bool is_word = expr.kind == ExprKind::Name || expr.kind == ExprKind::Member;
  return is_word && expr.text.size() == 3 &&
         std::all_of(expr.text.begin(), expr.text.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string print_expression(const Ast& ast, ExprId id, Level level) {
  return Printer(ast).at(id, level);
}

std::string print_value(const Ast& ast, ExprId id) {
  const Expr& expr = ast[id];
  if (is_literal_or_word(expr)) {
    return print_expression(ast, id, Level::Primary);
  }
  if (expr.kind == ExprKind::Negate) {
    const Expr& kid = ast[expr.kids.at(0)];
    return kid.kind == ExprKind::Number
               ? print_expression(ast, id, Level::Unary)
               : "-(" + print_expression(ast, expr.kids[0], Level::Suffix) + ")";
  }
  return "(" + print_expression(ast, id, Level::Suffix) + ")";
}

std::string print_cell(const Ast& ast, ExprId id) {
  return could_be_a_currency(ast[id]) ? "(" + print_value(ast, id) + ")" : print_value(ast, id);
}

bool may_hold_equal(const Ast& ast, ExprId id) {
  const Expr& expr = ast[id];
  return (expr.kind == ExprKind::Binary && expr.op == "=") ||
         std::any_of(expr.kids.begin(), expr.kids.end(),
                     [&ast](ExprId kid) { return may_hold_equal(ast, kid); });
}

}  // namespace tierline::ast
