// The tier of yesterday, full years that have passed, `any of` and `all of`; and what the lines of
// a status say, written as the expressions that readers know: nothing of it needs a kind of its
// own.
#include <fmt/format.h>

#include <utility>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

// ---- the small parts ----

Maybe Expressions::today(Span span) {
  return add(ExprKind::Today, plain_type(Kind::Day), bounds_of(scope_.today_bounds), span);
}

Maybe Expressions::whole_number(int64_t value, Span span) {
  return add_constant({whole(value), ""}, number_type({}, 0), span);
}

Maybe Expressions::compare(Relation relation, ExprId left, ExprId right, Span span) {
  const Maybe id = add(ExprKind::Compare, plain_type(Kind::Bool), {}, span, {left, right});
  if (id) last().relation = relation;
  return id;
}

Maybe Expressions::both(Maybe left, Maybe right, Span span) {
  if (!left || !right) return left ? left : right;
  return add(ExprKind::And, plain_type(Kind::Bool), {}, span, {*left, *right});
}

Maybe Expressions::start_of_year(bool before, int first_month, Span span) {
  const Maybe day = today(span);
  if (!day) return day;
  const Maybe year = add(ExprKind::PeriodOf, plain_type(Kind::Period), {}, span, {*day});
  if (!year) return year;
  last().period_unit = calendar::Unit::Year;
  last().period_before = before;
  last().first_month = first_month;
  return add(ExprKind::PeriodFirst, plain_type(Kind::Day), {}, span, {*year});
}

// ---- expressions of the language ----

Maybe Expressions::tier_on(const ast::Expr& expr) {
  if (!work_.status && !scope_.constant) {
    report(Code::StatusMissing, expr.span,
           "without a `status` the tier of a day has no day before it")
        .hint = "say how it moves: `status tier { promote after 3 days }`";
    return std::nullopt;
  }
  const bool before = expr.text == "before";
  if (work_.ast[expr.kids[0]].kind != ast::ExprKind::Today) return tier_on_day(expr);
  const Maybe now = tier_now(expr.span);
  if (now && before) last().kind = ExprKind::TierBefore;
  return now;
}

/// The tier of any other day needs that day's whole history: nothing that is decided may ask for
/// it, nor may it be another one for each entry.
Maybe Expressions::tier_on_day(const ast::Expr& expr) {
  if (!scope_.claim || scope_.ledger != kNone) {
    const bool entry = scope_.claim;
    report(Code::TierOnDay, expr.span,
           entry ? "an entry is at hand: the tier would be another one for each"
                 : "only an invariant may ask for the tier of another day than yesterday")
        .hint = entry ? "ask for it outside the sum, count or `any`"
                      : "for the tier at the end of yesterday say `tier before today`";
    return std::nullopt;
  }
  const bool outer = std::exchange(scope_.claim, false);
  const Maybe day = day_operand(expr.kids[0], "the day of the tier");
  scope_.claim = outer;
  const Maybe tier = tier_now(expr.span);
  if (!day || !tier) return std::nullopt;
  const Maybe on = add(ExprKind::TierOn, at(*tier).type, {}, expr.span, {*day});
  if (on) last().period_before = expr.text == "before";
  return on;
}

/// E <= start of the year before today: that year began with E or after it, and is over.
Maybe Expressions::year_passed(const ast::Expr& expr) {
  const bool fiscal = expr.text == "fiscal year";
  const Maybe day = day_operand(expr.kids[0], "the day after `since`");
  if (fiscal && !fiscal_year_said(expr.span)) return std::nullopt;
  if (!day) return day;
  if (scope_.constant) return constant_needed(expr);
  const Maybe start = start_of_year(true, fiscal ? *work_.fiscal_month : 1, expr.span);
  return start ? compare(Relation::LessEqual, *day, *start, expr.span) : std::nullopt;
}

Maybe Expressions::group(const ast::Expr& expr) {
  const ExprKind kind = expr.text == "any of" ? ExprKind::Or : ExprKind::And;
  const std::string what = fmt::format("a condition of `{}`", expr.text);
  Maybe all;
  bool good = true;
  for (const ast::ExprId kid : expr.kids) {
    const Maybe one = condition(kid, what);
    good = good && one;
    if (!good) continue;
    all = all ? add(kind, plain_type(Kind::Bool), {}, expr.span, {*all, *one}) : one;
    good = all.has_value();
  }
  return good ? all : std::nullopt;
}

// ---- the lines of a status ----

Maybe Expressions::has_started(ast::ExprId starts) {
  const Maybe day = day_operand(starts, "the day after `starts`");
  if (!day) return day;
  const Span span = at(*day).span;
  const Maybe now = today(span);
  return now ? compare(Relation::LessEqual, *day, *now, span) : std::nullopt;
}

Maybe Expressions::last_day(ast::ExprId ends) {
  const Maybe day = check(ends);
  if (!day) return day;
  TypeSpec wanted{plain_type(Kind::Day), {}, {}};
  wanted.type.optional = true;
  const bool good = fits(work_, *day, wanted, at(*day).span, "the day after `ends`");
  return good ? day : std::nullopt;
}

Maybe Expressions::has_not_ended(ExprId last_day) {
  const Span span = at(last_day).span;
  const Maybe now = today(span);
  const Maybe back = now ? whole_number(-1, span) : std::nullopt;
  if (!back) return back;
  const Maybe yesterday = add(ExprKind::AddDays, plain_type(Kind::Day), {}, span, {*now, *back});
  if (!yesterday) return yesterday;
  const Maybe ended = add(ExprKind::By, plain_type(Kind::Bool), {}, span, {last_day, *yesterday});
  return ended ? add(ExprKind::Not, plain_type(Kind::Bool), {}, span, {*ended}) : std::nullopt;
}

Maybe Expressions::exists(const std::optional<ast::ExprId>& starts, Maybe last_day) {
  const Maybe started = starts ? has_started(*starts) : std::nullopt;
  const Maybe open = last_day ? has_not_ended(*last_day) : std::nullopt;
  if ((starts && !started) || (last_day && !open)) return std::nullopt;
  return both(started, open, started ? at(*started).span : at(*open).span);
}

Maybe Expressions::delayed(ast::ExprId id) {
  const ast::Expr& duration = work_.ast[id];
  if (duration.kind != ast::ExprKind::Duration || duration.text != "day") {
    report(Code::PromoteDelay, duration.span, "`promote after` counts days").hint =
        "write `promote after 3 days`, or `promote on DAY` for any other day";
    return std::nullopt;
  }
  const Maybe count = check(duration.kids[0]);
  if (!count) return count;
  const TypeSpec wanted{number_type({}, 0), {}, {}};
  if (!fits(work_, *count, wanted, at(*count).span, "the number of days")) return std::nullopt;
  if (!never_negative(at(*count).bounds)) {
    report(Code::PromoteDelay, at(*count).span, "this number of days may be negative").hint =
        "nobody is promoted before the requirements are met: take `max(0, ...)`";
    return std::nullopt;
  }
  const Maybe now = today(duration.span);
  return now ? shift_by(duration, *now, *count, duration) : std::nullopt;
}

/// A month and a day count from the start of the year, which no month end can disturb.
Maybe Expressions::each_year(int month, int day, Span span) {
  Maybe target = start_of_year(false, 1, span);
  if (target && month > 1) {
    const Maybe months = whole_number(month - 1, span);
    if (!months) return months;
    target = add(ExprKind::AddMonths, plain_type(Kind::Day), {}, span, {*target, *months});
    if (target) last().month_end = calendar::MonthEnd::Clamp;
  }
  if (target && day > 1) {
    const Maybe days = whole_number(day - 1, span);
    if (!days) return days;
    target = add(ExprKind::AddDays, plain_type(Kind::Day), {}, span, {*target, *days});
  }
  const Maybe now = target ? today(span) : std::nullopt;
  return now ? compare(Relation::Equal, *now, *target, span) : std::nullopt;
}

Maybe Expressions::each_anniversary(ast::ExprId id) {
  constexpr int kMonthsOfYear = 12;
  const Maybe day = day_operand(id, "the day of the anniversary");
  if (!day) return day;
  const Span span = at(*day).span;
  const Type number = number_type({}, 0);
  const Maybe now = today(span);
  const Maybe this_year = now ? add(ExprKind::YearNumber, number, {}, span, {*now}) : now;
  const Maybe its_year = this_year ? add(ExprKind::YearNumber, number, {}, span, {*day}) : now;
  if (!this_year || !its_year) return std::nullopt;
  const Maybe years = add(ExprKind::Subtract, number, {}, span, {*this_year, *its_year});
  const Maybe twelve = years ? whole_number(kMonthsOfYear, span) : years;
  if (!twelve) return twelve;
  const Maybe months = add(ExprKind::Multiply, number, {}, span, {*years, *twelve});
  if (!months) return months;
  const Maybe due = add(ExprKind::AddMonths, plain_type(Kind::Day), {}, span, {*day, *months});
  if (!due) return due;
  last().month_end = calendar::MonthEnd::Clamp;
  const Maybe later = compare(Relation::Greater, *now, *day, span);
  const Maybe on_it = later ? compare(Relation::Equal, *now, *due, span) : later;
  return later && on_it ? both(later, on_it, span) : std::nullopt;
}

}  // namespace tierline::checked
