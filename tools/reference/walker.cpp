#include "tools/reference/walker.hpp"

#include "tools/reference/rounding.hpp"

namespace tierline::reference {

using checked::ExprKind;
using checked::Kind;

namespace {

bool is_absent(const Value& value) { return std::holds_alternative<Absent>(value); }

Integer whole(const Rational& number) {
  if (denominator(number) != 1) throw BrokenPromise{"a fraction where an int was promised"};
  return numerator(number);
}

Day or_fault(std::optional<Day> day, FaultKind kind) {
  if (!day) throw NoAnswer{kind};
  return *day;
}

bool holds(checked::Relation relation, const Value& left, const Value& right) {
  const bool less = left < right;
  const bool equal = left == right;
  const bool answers[] = {equal, !equal, less, less || equal, !less && !equal, !less};
  return answers[static_cast<size_t>(relation)];
}

}  // namespace

Walker::Walker(const checked::CheckedProgram& program, const Facts& facts)
    : program_(program),
      facts_(facts),
      calendars_(program.calendars.begin(), program.calendars.end()) {}

Value Walker::value(ExprId id, const Frame& frame) {
  const Expr& expr = program_[id];
  Value found = node(expr, frame);
  check_promises(expr, found);
  return found;
}

/// What the checker promised of every value of this expression, before it saw any.
void Walker::check_promises(const Expr& expr, const Value& value) const {
  if (is_absent(value)) {
    if (!expr.type.optional) throw BrokenPromise{"absent, though not optional"};
    return;
  }
  const auto* number = std::get_if<Rational>(&value);
  if (number != nullptr && expr.type.kind == Kind::Number) {
    const Rational unit = to_rational({1, expr.type.scale});
    if (round(*number, unit, {}) != *number) throw BrokenPromise{"digits: " + number->str()};
  }
  if (expr.type.kind != Kind::Number && expr.type.kind != Kind::Day) return;
  const Rational place = number != nullptr ? *number : Rational(std::get<Day>(value));
  const bool low = expr.bounds.low && place < to_rational(*expr.bounds.low);
  const bool high = expr.bounds.high && place > to_rational(*expr.bounds.high);
  if (!low && !high) return;
  throw BrokenPromise{to_text(value) + (low ? " is below" : " is above") +
                      " the bounds of the expression at " + std::to_string(expr.span.begin)};
}

Value Walker::node(const Expr& expr, const Frame& frame) {
  using enum ExprKind;
  const auto is = [&](auto... kinds) { return ((expr.kind == kinds) || ...); };
  if (is(Call)) return call(expr, frame);
  if (is(Lookup)) return lookup(expr, frame);
  if (is(BandValue)) return band_value(expr, frame);
  if (is(BandsOf)) return bands_of(expr, frame);
  if (is(Aggregate)) return aggregate(expr, frame);
  if (is(Larger, Smaller)) return extreme(expr, frame);
  if (is(Not, And, Or, If, Otherwise, Known, By, Compare, InPeriod)) return choice(expr, frame);
  if (is(Negate, Add, Subtract, Multiply, Divide, Round)) return arithmetic(expr, frame);
  if (is(AddDays, AddMonths, AddBusiness, PeriodOf, PeriodFirst, PeriodLast, YearNumber)) {
    return days(expr, frame);
  }
  return plain(expr, frame);
}

Value Walker::plain(const Expr& expr, const Frame& frame) {
  switch (expr.kind) {
    case ExprKind::Constant:
      return to_value(expr.constant, expr.type);
    case ExprKind::AccountField: {
      const Frame outside{.today = frame.today};
      return field(program_.account, facts_.account, expr.ref, outside);
    }
    case ExprKind::EntryField:
      if (frame.entry == nullptr) throw BrokenPromise{"an entry's field outside any entry"};
      return field(*frame.ledger, *frame.entry, expr.ref, frame);
    case ExprKind::Today:
      return frame.today;
    case ExprKind::TierNow:
      return Word{tier(frame.today)};
    case ExprKind::TierBefore:
      return Word{held_.before};
    case ExprKind::Parameter:
      if (frame.call == nullptr) throw BrokenPromise{"a parameter outside any definition"};
      return value(frame.call->kids.at(expr.ref), *frame.caller);
    case ExprKind::At: {
      Frame then = frame;
      then.today = day(expr.kids[1], frame);
      return value(expr.kids[0], then);
    }
    default:
      throw BrokenPromise{"no such kind of expression"};
  }
}

Value Walker::field(const checked::Record& record, const Row& row, uint32_t index,
                    const Frame& frame) {
  const checked::Field& field = record.fields.at(index);
  if (field.derived) return value(*field.value, frame);
  const Value& given = row.at(index);
  if (is_absent(given) && field.default_value) return to_value(*field.default_value, field.type);
  return given;
}

Value Walker::choice(const Expr& expr, const Frame& frame) {
  const auto& kids = expr.kids;
  switch (expr.kind) {
    case ExprKind::Not:
      return !truth(kids[0], frame);
    case ExprKind::And:
      return truth(kids[0], frame) && truth(kids[1], frame);
    case ExprKind::Or:
      return truth(kids[0], frame) || truth(kids[1], frame);
    case ExprKind::If:
      return value(truth(kids[0], frame) ? kids[1] : kids[2], frame);
    case ExprKind::Known:
      return !is_absent(value(kids[0], frame));
    case ExprKind::Compare:
      return compare(expr, frame);
    case ExprKind::Otherwise: {
      const Value first = value(kids[0], frame);
      return is_absent(first) ? value(kids[1], frame) : first;
    }
    case ExprKind::By: {
      const Value done = value(kids[0], frame);
      return !is_absent(done) && std::get<Day>(done) <= day(kids[1], frame);
    }
    default: {  // InPeriod
      const Day asked = day(kids[0], frame);
      const Days days = as<Days>(kids[1], frame);
      return days.first <= asked && asked <= days.last;
    }
  }
}

bool Walker::compare(const Expr& expr, const Frame& frame) {
  const Value left = value(expr.kids[0], frame);
  const Value right = value(expr.kids[1], frame);
  if (left.index() != right.index()) throw BrokenPromise{"a comparison of different kinds"};
  return holds(expr.relation, left, right);
}

Value Walker::arithmetic(const Expr& expr, const Frame& frame) {
  if (expr.kind == ExprKind::Round) return round_node(expr, frame);
  const Value left = value(expr.kids[0], frame);
  if (const Day* later = std::get_if<Day>(&left)) {
    return Rational(Integer(*later) - day(expr.kids[1], frame));  // day - day
  }
  const Rational a = std::get<Rational>(left);
  if (expr.kind == ExprKind::Negate) return Rational(-a);
  const Rational b = number(expr.kids[1], frame);
  if (expr.kind == ExprKind::Add) return Rational(a + b);
  if (expr.kind == ExprKind::Subtract) return Rational(a - b);
  if (expr.kind == ExprKind::Multiply) return Rational(a * b);
  if (b == 0) return Absent{};
  return Rational(a / b);
}

Value Walker::round_node(const Expr& expr, const Frame& frame) {
  const Value exact = value(expr.kids[0], frame);
  if (is_absent(exact)) return exact;
  return round(std::get<Rational>(exact), to_rational(expr.constant.number), expr.rounding);
}

Value Walker::extreme(const Expr& expr, const Frame& frame) {
  Value best = value(expr.kids[0], frame);
  for (size_t i = 1; i < expr.kids.size(); ++i) {
    const Value next = value(expr.kids[i], frame);
    const bool larger = best < next;
    if (larger == (expr.kind == ExprKind::Larger)) best = next;
  }
  return best;
}

Value Walker::days(const Expr& expr, const Frame& frame) {
  const auto count = [&] { return whole(number(expr.kids[1], frame)); };
  if (expr.kind == ExprKind::PeriodFirst) return as<Days>(expr.kids[0], frame).first;
  if (expr.kind == ExprKind::PeriodLast) return as<Days>(expr.kids[0], frame).last;
  const Day from = day(expr.kids[0], frame);
  if (expr.kind == ExprKind::YearNumber) return Rational(year_of(from));
  if (expr.kind == ExprKind::PeriodOf) {
    return period(expr.period_unit, expr.period_before, expr.first_month, from);
  }
  if (expr.kind == ExprKind::AddDays) {
    return or_fault(add_days(from, count()), FaultKind::NoSuchDay);
  }
  if (expr.kind == ExprKind::AddMonths) {
    const auto reached = add_months(from, count(), expr.month_end.value_or(program_.month_end));
    if (!reached && expr.type.optional) return Absent{};
    return or_fault(reached, FaultKind::NoSuchDay);
  }
  return or_fault(calendars_.at(expr.ref).add(from, count()), FaultKind::CalendarOutOfDays);
}

}  // namespace tierline::reference
