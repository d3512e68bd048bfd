// Days: durations added, periods, and the same question on another day.
#include <fmt/format.h>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

constexpr int kMonthsOfYear = 12;

}  // namespace

bool Expressions::is_day(ExprId value, std::string_view what) {
  const TypeSpec spec{plain_type(Kind::Day), {}, {}};
  return fits(work_, value, spec, at(value).span, what);
}

Maybe Expressions::day_operand(ast::ExprId id, std::string_view what) {
  const Maybe value = check(id);
  return value && is_day(*value, what) ? value : std::nullopt;
}

/// DAY + N days, DAY - N months, ...
Maybe Expressions::shift(const ast::Expr& expr, Maybe left) {
  const ast::Expr& duration = work_.ast[expr.kids[1]];
  Maybe count = check(duration.kids[0]);
  if (!left || !count) return std::nullopt;
  if (!is_day(*left, fmt::format("the left side of `{}`", expr.op))) return std::nullopt;
  const TypeSpec whole_number{number_type({}, 0), {}, {}};
  if (!fits(work_, *count, whole_number, at(*count).span, "the length of a duration")) {
    return std::nullopt;
  }
  if (duration.text == "year") {
    const Maybe months =
        add_constant({whole(kMonthsOfYear), ""}, number_type({}, 0), duration.span);
    if (!months) return months;
    count = add(ExprKind::Multiply, number_type({}, 0),
                multiply(at(*count).bounds, at(*months).bounds), duration.span, {*count, *months});
  }
  if (count && expr.op == "-") {
    count = add(ExprKind::Negate, number_type({}, 0), checked::negate(at(*count).bounds),
                duration.span, {*count});
  }
  return count ? shift_by(expr, *left, *count, duration) : std::nullopt;
}

namespace {

/// Days as far as the calendar goes.
Bounds clamped(const Bounds& bounds) {
  Bounds out = bounds;
  if (out.low && *out.low < whole(calendar::kDayMin)) out.low.reset();
  if (out.high && *out.high > whole(calendar::kDayMax)) out.high.reset();
  return out;
}

Bounds months_later(const Bounds& day, const Bounds& months, calendar::MonthEnd policy) {
  const auto end = [policy](const std::optional<Decimal>& from,
                            const std::optional<Decimal>& count) {
    std::optional<Decimal> out;
    if (!from || !count) return out;
    const auto start = decimal::to_int64(from->coefficient);
    const auto steps = decimal::to_int64(count->coefficient);
    if (!start || !steps) return out;
    const auto shifted = calendar::add_months(static_cast<Day>(*start), *steps, policy);
    if (shifted) out = whole(*shifted);
    return out;
  };
  return {end(day.low, months.low), end(day.high, months.high)};
}

}  // namespace

Maybe Expressions::shift_by(const ast::Expr& expr, ExprId day, ExprId count,
                            const ast::Expr& duration) {
  const Bounds& from = at(day).bounds;
  const Bounds& by = at(count).bounds;
  if (!duration.unit.empty()) {
    const auto found = work_.calendars.find(duration.unit);
    if (found == work_.calendars.end()) {
      std::vector<std::string_view> names;
      for (const CalendarInfo& one : work_.program.calendars) names.push_back(one.name);
      auto& error = report(Code::UnknownCalendar, duration.span,
                           fmt::format("there is no calendar `{}`", duration.unit));
      error.hint = work_.suggest(duration.unit, std::move(names));
      if (error.hint.empty()) {
        error.hint =
            fmt::format("declare it: `calendar {} {{ weekend Saturday, Sunday }}`", duration.unit);
      }
      return std::nullopt;
    }
    const Maybe id = add(ExprKind::AddBusiness, plain_type(Kind::Day), {}, expr.span, {day, count});
    if (id) last().ref = found->second;
    return id;
  }
  if (duration.text == "day") {
    return add(ExprKind::AddDays, plain_type(Kind::Day), clamped(checked::add(from, by)), expr.span,
               {day, count});
  }
  if (!work_.month_end_said) {
    report(Code::MonthEndUnsaid, duration.span,
           "what is one month after 31 January? the program does not say")
        .hint = "write in `program`: `month end reject`, `month end clamp` or `month end next`";
    return std::nullopt;
  }
  Type type = plain_type(Kind::Day);
  type.optional = work_.program.month_end == calendar::MonthEnd::Reject;
  const calendar::MonthEnd policy = work_.program.month_end;
  const Bounds bounds = type.optional ? Bounds{} : months_later(from, by, policy);
  return add(ExprKind::AddMonths, type, bounds, expr.span, {day, count});
}

/// E at D: the days on which E must have a value are those that D can be.
Maybe Expressions::at_day(const ast::Expr& expr) {
  const Maybe day = day_operand(expr.kids[1], "the day after `at`");
  const Scope outer_scope = scope_;
  if (day) scope_.today = scope_.today_bounds = days_of(at(*day).bounds);
  const Days asked = scope_.today;
  const Demands outer = std::exchange(demands_, {});
  const Maybe value = check(expr.kids[0]);
  const Demands inner = std::exchange(demands_, outer);
  scope_ = outer_scope;
  const Days total = inner.total;
  Demands upward = inner;
  upward.total = {};
  demands_.merge(upward);
  if (inner.by_argument && !demands_.by_argument) demands_.by_argument = inner.by_argument;
  if (inner.tier && work_.status) {
    auto& error =
        report(Code::TierAtDay, expr.span,
               "the tier follows from the days before it, so it cannot be asked `at` a day");
    label(error, *inner.tier, "the tier is needed here");
    error.hint = "for the tier of yesterday say `tier before today`";
    return std::nullopt;
  }
  if (!day || !value) return std::nullopt;
  const auto reach = inner.aggregate ? inner.aggregate : inner.tier;
  if (!can_depend_on({*day}, reach, expr)) return std::nullopt;
  if (at(*value).type.kind == Kind::Period &&
      !is_plain_value(work_, *value, "a value asked `at` a day")) {
    return std::nullopt;
  }
  if (!within(asked, total)) {
    const Day missing = asked.low < total.low ? asked.low : asked.high;
    auto& error =
        report(Code::DaysNotCovered, expr.span,
               fmt::format("on {} a table that this needs has no row", calendar::to_text(missing)));
    label(error, at(*day).span, "this day can be so early or so late");
    error.hint = "its tables have rows " + days_text(total);
    return std::nullopt;
  }
  const Type type = at(*value).type;
  return add(ExprKind::At, type, at(*value).bounds, expr.span, {*value, *day});
}

// ---- periods ----

namespace {

std::optional<calendar::Unit> unit_of(std::string_view text) {
  if (text == "month") return calendar::Unit::Month;
  if (text == "quarter") return calendar::Unit::Quarter;
  if (text == "year" || text == "fiscal year") return calendar::Unit::Year;
  return std::nullopt;
}

/// The first or last day of the period of a day with known bounds: both go with the day.
Bounds end_of_period(const Expr& period, const Bounds& day, bool first) {
  const Days days = days_of(day);
  const auto end = [&](Day from) {
    const auto found = period.period_before
                           ? calendar::period_before(period.period_unit, from, period.first_month)
                           : calendar::period_of(period.period_unit, from, period.first_month);
    return first ? found.first : found.last;
  };
  return bounds_of({end(days.low), end(days.high)});
}

}  // namespace

bool Expressions::fiscal_year_said(Span span) {
  if (work_.fiscal_month) return true;
  report(Code::FiscalYearUnsaid, span, "the program does not say when its fiscal year starts")
      .hint = "write in `program`: `fiscal year starts 1 July`";
  return false;
}

Maybe Expressions::period_of(const ast::Expr& expr) {
  const Maybe day =
      day_operand(expr.kids[0], fmt::format("the day after `{} {}`", expr.text, expr.unit));
  const auto unit = unit_of(expr.text);
  const bool fiscal = expr.text == "fiscal year";
  if (fiscal && !fiscal_year_said(expr.span)) return std::nullopt;
  if (!day || !unit) return std::nullopt;
  const Maybe id = add(ExprKind::PeriodOf, plain_type(Kind::Period), {}, expr.span, {*day});
  if (!id) return id;
  last().period_unit = *unit;
  last().period_before = expr.unit == "before";
  last().first_month = fiscal ? *work_.fiscal_month : 1;
  return id;
}

Maybe Expressions::period_end(const ast::Expr& expr) {
  const Maybe period = check(expr.kids[0]);
  if (!period) return period;
  const bool first = expr.text == "start";
  const TypeSpec spec{plain_type(Kind::Period), {}, {}};
  if (!fits(work_, *period, spec, at(*period).span,
            fmt::format("what stands after `{} of`", expr.text))) {
    return std::nullopt;
  }
  Bounds bounds;
  if (at(*period).kind == ExprKind::PeriodOf) {
    bounds = end_of_period(at(*period), at(at(*period).kids[0]).bounds, first);
  }
  return add(first ? ExprKind::PeriodFirst : ExprKind::PeriodLast, plain_type(Kind::Day), bounds,
             expr.span, {*period});
}

Maybe Expressions::year_number(const ast::Expr& expr) {
  const Maybe day = day_operand(expr.kids[0], "the day after `year number of`");
  if (!day) return day;
  const Days days = days_of(at(*day).bounds);
  const Bounds years = {whole(calendar::to_civil(days.low).year),
                        whole(calendar::to_civil(days.high).year)};
  return add(ExprKind::YearNumber, number_type({}, 0), years, expr.span, {*day});
}

}  // namespace tierline::checked
