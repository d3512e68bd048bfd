// Mutants of an expression, node by node: first the node itself, then what it is made of.
#include <fmt/format.h>

#include <map>

#include "runtime/decimal/currency.hpp"
#include "tools/mutate/make/make.hpp"
#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

using ast::Expr;
using ast::ExprId;
using ast::ExprKind;

using Swaps = std::map<std::string_view, std::vector<std::string>>;

const Swaps& binary_swaps() {
  static const Swaps kAll = {{"<", {"<=", ">="}}, {"<=", {"<", ">"}}, {">", {">=", "<="}},
                             {">=", {">", "<"}},  {"=", {"!="}},      {"!=", {"="}},
                             {"and", {"or"}},     {"or", {"and"}},    {"+", {"-"}},
                             {"-", {"+"}},        {"*", {"/"}},       {"/", {"*"}}};
  return kAll;
}

Operator operator_of(std::string_view sign) {
  if (sign == "and" || sign == "or") return Operator::Logic;
  constexpr std::string_view kArithmetic = "+-*/";
  return kArithmetic.find(sign) == std::string_view::npos ? Operator::Comparisons
                                                          : Operator::Arithmetic;
}

const Swaps& rounding_swaps() {
  static const Swaps kAll = {
      {"half even", {"half up", "down"}}, {"half up", {"half even", "down"}},
      {"half down", {"half up", "up"}},   {"up", {"down", "half even"}},
      {"down", {"up", "half even"}},      {"ceiling", {"floor", "half even"}},
      {"floor", {"ceiling", "half even"}}};
  return kAll;
}

const Swaps& word_swaps() {
  static const Swaps kAll = {{"max", {"min"}},       {"min", {"max"}},       {"later", {"earlier"}},
                             {"earlier", {"later"}}, {"start", {"end"}},     {"end", {"start"}},
                             {"of", {"before"}},     {"before", {"of"}},     {"year", {"quarter"}},
                             {"quarter", {"year"}},  {"month", {"quarter"}}, {"any of", {"all"}},
                             {"all of", {"any"}}};
  return kAll;
}

const std::vector<std::string>& swaps_of(const Swaps& swaps, std::string_view word) {
  static const std::vector<std::string> kNone;
  const auto found = swaps.find(word);
  return found == swaps.end() ? kNone : found->second;
}

/// Walks a tree. `constant` is what a literal counts as, where its place says more than its kind.
class Walk {
 public:
  Walk(Draft& draft, std::optional<Operator> constant) : draft_(draft), constant_(constant) {}

  void visit(ExprId id);

 private:
  void node(const Expr& expr);
  void number(const Expr& expr);
  void duration(const Expr& expr);
  void word(const Expr& expr);
  void binary(const Expr& expr);
  void by(const Expr& expr);
  void rounded(const Expr& expr);
  void exchange(const Expr& expr);
  void aggregate(const Expr& expr);
  void period(const Expr& expr);
  void mode(const Expr& expr);
  void leave_out_where(const Expr& expr, ExprId condition);
  void swap_first(Operator op, const Expr& expr, std::string_view token, std::string_view word);

  const Expr& at(ExprId id) const { return draft_.ast()[id]; }
  void visit_as(Operator op, ExprId id) { Walk(draft_, op).visit(id); }

  Draft& draft_;
  std::optional<Operator> constant_;
};

void Walk::visit(ExprId id) {
  const Expr& expr = at(id);
  node(expr);
  if (expr.kind == ExprKind::Duration) return;
  for (size_t i = 0; i < expr.kids.size(); ++i) {
    if (i == 1 && expr.kind == ExprKind::Otherwise) {
      visit_as(Operator::Otherwise, expr.kids[i]);
    } else if (i == 1 && expr.kind == ExprKind::Rounded) {
      visit_as(Operator::Rounding, expr.kids[i]);
    } else {
      visit(expr.kids[i]);
    }
  }
}

void Walk::node(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Number:
      return number(expr);
    case ExprKind::Duration:
      return duration(expr);
    case ExprKind::Day:
      return draft_.replace_by_each(constant_.value_or(Operator::Dates),
                                    draft_.find_number(expr.span), next_days(expr.text));
    case ExprKind::Bool:
      return draft_.replace(constant_.value_or(Operator::Words), draft_.find(expr.span, expr.text),
                            expr.text == "yes" ? "no" : "yes");
    case ExprKind::Name:
    case ExprKind::Member:
      return word(expr);
    case ExprKind::Not:
      return draft_.leave_out(Operator::Logic, draft_.find(expr.span, "not"),
                              fmt::format("`not` of {}", in_backticks(draft_.text(expr.span))));
    case ExprKind::Binary:
      return binary(expr);
    case ExprKind::By:
      return by(expr);
    case ExprKind::Rounded:
      return rounded(expr);
    case ExprKind::If:
      return exchange(expr);
    case ExprKind::Extreme:
      return swap_first(Operator::Extremes, expr, expr.text, expr.text);
    case ExprKind::Group:
      return swap_first(Operator::Logic, expr, expr.text.substr(0, 3), expr.text);
    case ExprKind::Aggregate:
      return aggregate(expr);
    case ExprKind::Split:
      if (expr.kids.size() == 3) leave_out_where(expr, expr.kids[2]);
      return;
    case ExprKind::PeriodOf:
      return period(expr);
    case ExprKind::PeriodEnd:
      return swap_first(Operator::Periods, expr, expr.text, expr.text);
    case ExprKind::BandsOf:
      return mode(expr);
    default:
      return;
  }
}

void Walk::number(const Expr& expr) {
  const Operator op = constant_.value_or(expr.unit == "%" ? Operator::Rates : Operator::Thresholds);
  const Span place = draft_.find_number(expr.span);
  const Span digits{place.begin, place.begin + static_cast<uint32_t>(expr.text.size())};
  draft_.replace_by_each(op, digits,
                         next_numbers(expr.text, decimal::currency_digits(expr.unit).value_or(0)));
}

void Walk::duration(const Expr& expr) {
  const Expr& count = at(expr.kids[0]);
  if (count.kind != ExprKind::Number) return visit(expr.kids[0]);
  for (const std::string& next : next_numbers(count.text, 0)) {
    if (!next.starts_with('-')) {
      draft_.replace(Operator::Delays, draft_.find_number(count.span), next);
    }
  }
}

/// A word of an enum, alone or as `Region.EMEA`; names of other things have no neighbours.
void Walk::word(const Expr& expr) {
  const std::string& last = expr.kind == ExprKind::Member ? expr.unit : expr.text;
  draft_.replace_by_each(constant_.value_or(Operator::Words), draft_.find(expr.span, last),
                         draft_.neighbours(last));
}

void Walk::binary(const Expr& expr) {
  const Span between{at(expr.kids[0]).span.end, at(expr.kids[1]).span.begin};
  draft_.replace_by_each(operator_of(expr.op), draft_.find(between, expr.op),
                         swaps_of(binary_swaps(), expr.op));
}

/// `by D` without D itself. A D that is written out is altered as a day.
void Walk::by(const Expr& expr) {
  const Expr& day = at(expr.kids[1]);
  if (day.kind == ExprKind::Day) return;
  const std::string until(draft_.text(day.span));
  draft_.add(Operator::Dates,
             fmt::format("{} leaves out the day itself", in_backticks("by " + until)),
             {draft_.edit(day.span, until + " - 1 day")});
}

void Walk::rounded(const Expr& expr) {
  const Span tail{at(expr.kids[0]).span.end, expr.span.end};
  const std::string first = expr.text.substr(0, expr.text.find(' '));
  const Span begin = draft_.find(tail, first);
  const std::string last = expr.text.substr(expr.text.rfind(' ') + 1);
  const Span end = draft_.find({begin.begin, tail.end}, last);
  draft_.replace_by_each(Operator::Rounding, {begin.begin, end.end},
                         swaps_of(rounding_swaps(), expr.text));
}

void Walk::exchange(const Expr& expr) {
  const Span yes = at(expr.kids[1]).span;
  const Span no = at(expr.kids[2]).span;
  if (draft_.text(yes) == draft_.text(no)) return;
  draft_.add(Operator::Choices,
             fmt::format("{} and {} are exchanged", in_backticks(draft_.text(yes)),
                         in_backticks(draft_.text(no))),
             {draft_.edit(yes, std::string(draft_.text(no))),
              draft_.edit(no, std::string(draft_.text(yes)))});
}

void Walk::aggregate(const Expr& expr) {
  if (expr.text == "max" || expr.text == "min") {
    swap_first(Operator::Extremes, expr, expr.text, expr.text);
  }
  if (!expr.kids.empty()) leave_out_where(expr, expr.kids[0]);
}

void Walk::leave_out_where(const Expr& expr, ExprId condition) {
  const Span all = at(condition).span;
  const Span where = draft_.find({expr.span.begin, all.begin}, "where");
  draft_.leave_out(Operator::Conditions, {where.begin, all.end},
                   in_backticks(draft_.text({where.begin, all.end})));
}

void Walk::period(const Expr& expr) {
  const Span words{expr.span.begin, at(expr.kids[0]).span.begin};
  swap_first(Operator::Periods, expr, expr.text, expr.text);
  draft_.replace_by_each(Operator::Periods, draft_.find(words, expr.unit),
                         swaps_of(word_swaps(), expr.unit));
}

void Walk::mode(const Expr& expr) {
  const Span words{expr.span.begin, at(expr.kids[0]).span.begin};
  const Span begin = draft_.find(words, expr.text.substr(0, expr.text.find(' ')));
  const Span end =
      draft_.find({begin.begin, words.end}, expr.text.substr(expr.text.rfind(' ') + 1));
  for (const char* other : {"whole", "marginal", "each to its limit", "each on everything"}) {
    if (expr.text != other) draft_.replace(Operator::Modes, {begin.begin, end.end}, other);
  }
}

void Walk::swap_first(Operator op, const Expr& expr, std::string_view token,
                      std::string_view word) {
  draft_.replace_by_each(op, draft_.find(expr.span, token), swaps_of(word_swaps(), word));
}

}  // namespace

void mutate_expression(Draft& draft, ast::ExprId id) { Walk(draft, std::nullopt).visit(id); }

void mutate_constant(Draft& draft, ast::ExprId id, Operator op) { Walk(draft, op).visit(id); }

}  // namespace tierline::mutate
