#include "compiler/prover/conditions/days.hpp"

#include <set>

namespace tierline::prover {

namespace {

using calendar::kDayMax;
using calendar::kDayMin;
using calendar::MonthEnd;
using calendar::Unit;

constexpr int kDaysBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

int months_in(Unit unit) { return unit == Unit::Month ? 1 : unit == Unit::Quarter ? 3 : 12; }

calendar::Period period_of(Day day, const Days::Period& period) {
  return period.before ? calendar::period_before(period.unit, day, period.first_month)
                       : calendar::period_of(period.unit, day, period.first_month);
}

/// Calendar years, quarters and months of a valid day lie within the valid years.
bool may_leave(const Days::Period& period) {
  return period.before || (period.first_month - 1) % months_in(period.unit) != 0;
}

}  // namespace

/// Nothing when it is beyond any calendar, as runtime/ops/ops.hpp has it.
std::optional<int64_t> whole_count(const BigInt& count) {
  if (abs(count) > (int64_t{1} << 40)) return std::nullopt;
  return static_cast<int64_t>(count);
}

Range any_day() { return {BigInt(kDayMin), BigInt(kDayMax)}; }

Days::Days(Terms& terms, Definitions& definitions, Numbers& numbers,
           const checked::CheckedProgram& program, bool by_week)
    : terms_(terms),
      definitions_(definitions),
      numbers_(numbers),
      program_(program),
      by_week_(by_week) {
  for (const checked::CalendarInfo& info : program.calendars) {
    calendars_.emplace_back(std::set<int>(info.weekend.begin(), info.weekend.end()), info.holidays,
                            info.working_days, info.first, info.last);
  }
}

/// A day that is a choice between known days is computed for each of them.
Term Days::each_leaf(Term day, const std::function<Term(Day)>& exact) {
  return terms_.map_leaves(day, [&](const BigInt& leaf) { return exact(static_cast<Day>(leaf)); });
}

// ---- years ----

Term Days::year(Term day) {
  if (terms_[day].leaves != 0) {
    return each_leaf(day, [&](Day d) { return terms_.number(calendar::year_number(d, 1)); });
  }
  const Key key = key_of(Meaning::Year, {day.value});
  if (const auto known = definitions_.find(key)) return *known;
  const Range days = terms_.range(day);
  Range years;
  if (days.low) years.low = calendar::year_number(static_cast<Day>(*days.low), 1);
  if (days.high) years.high = calendar::year_number(static_cast<Day>(*days.high), 1);
  const Term made = definitions_.integer(key, "year", years, terms_[day].local);
  if (terms_.is_constant(made)) return made;
  of_day_[made] = day;
  definitions_.fact(made, terms_.at_most(january(made), day));
  definitions_.fact(made, terms_.below(day, january(terms_.add(made, terms_.number(1)))));
  definitions_.join_group(key_of(Meaning::Year, {}), made, [this](Term a, Term b) {
    const auto rises = [&](Term one, Term two) {
      return terms_.implies(terms_.at_most(of_day_.at(one), of_day_.at(two)),
                            terms_.at_most(one, two));
    };
    return std::vector<Term>{rises(a, b), rises(b, a)};
  });
  return made;
}

/// 1 January: 365 days for each year, and one for each leap year since year 1.
Term Days::january(Term year) {
  const Term ended = terms_.add(year, terms_.number(-1));
  Term day = terms_.scale(ended, 365);
  day = terms_.add(day, numbers_.floor_divide(ended, 4));
  day = terms_.subtract(day, numbers_.floor_divide(ended, 100));
  day = terms_.add(day, numbers_.floor_divide(ended, 400));
  const BigInt epoch = 365 * 1969 + 1969 / 4 - 1969 / 100 + 1969 / 400;
  return terms_.add(day, terms_.number(-epoch));
}

/// 1 in a leap year, else 0.
Term Days::leap(Term year) {
  const Term next = january(terms_.add(year, terms_.number(1)));
  return terms_.add(terms_.subtract(next, january(year)), terms_.number(-365));
}

/// The first of a month, 1 .. 12.
Term Days::start(Term year, int month) {
  Term day = terms_.add(january(year), terms_.number(kDaysBefore[month - 1]));
  return month > 2 ? terms_.add(day, leap(year)) : day;
}

// ---- periods ----

/// The starts of the periods of the day's year, of two years before it and of one after; `first` is
/// the first one of the day's year.
std::vector<Term> Days::starts(Term day, const Period& period, size_t& first) {
  const int length = months_in(period.unit);
  const int offset = (period.first_month - 1) % length;
  const Term at = year(day);
  std::vector<Term> out;
  for (int ahead = -2; ahead <= 1; ++ahead) {
    if (ahead == 0) first = out.size();
    const Term of = terms_.add(at, terms_.number(ahead));
    for (int month = 1 + offset; month <= 12; month += length) out.push_back(start(of, month));
  }
  return out;
}

/// The start of the period that holds the day (ahead 0), of the one before (-1), or after (1).
Term Days::start_of(Term day, const Period& period, int ahead) {
  size_t first = 0;
  const std::vector<Term> all = starts(day, period, first);
  const size_t in_year = first / 2;
  const auto moved = [&](size_t index) {
    return all[static_cast<size_t>(static_cast<int>(index) + ahead)];
  };
  Term chosen = moved(first - 1);
  for (size_t i = first; i < first + in_year; ++i) {
    chosen = terms_.choose(terms_.at_most(all[i], day), moved(i), chosen);
  }
  return chosen;
}

Term Days::clamped(Term day) {
  return numbers_.smaller(numbers_.larger(day, terms_.number(kDayMin)), terms_.number(kDayMax));
}

Term Days::first_of(Term day, const Period& period) {
  if (terms_[day].leaves != 0) {
    return each_leaf(day, [&](Day d) { return terms_.number(period_of(d, period).first); });
  }
  const Term first = start_of(day, period, period.before ? -1 : 0);
  return may_leave(period) ? clamped(first) : first;
}

Term Days::last_of(Term day, const Period& period) {
  if (terms_[day].leaves != 0) {
    return each_leaf(day, [&](Day d) { return terms_.number(period_of(d, period).last); });
  }
  const Term next = start_of(day, period, period.before ? 0 : 1);
  const Term last = terms_.add(next, terms_.number(-1));
  return may_leave(period) ? clamped(last) : last;
}

// ---- arithmetic ----

Days::Reached Days::add_days(Term day, Term count) {
  const Term sum = terms_.add(day, count);
  const Term there = terms_.both(terms_.at_most(terms_.number(kDayMin), sum),
                                 terms_.at_most(sum, terms_.number(kDayMax)));
  return {terms_.choose(there, sum, day), there};
}

/// Variables for a day that is only bounded; where there is none, the day itself.
Days::Reached Days::reached(const Key& key, const char* name, Term day, Term count) {
  Key of_truth = key;
  of_truth.push_back(1);
  const bool local = terms_[day].local || terms_[count].local;
  const Reached to{definitions_.integer(key, name, any_day(), local),
                   definitions_.boolean(of_truth, std::string(name) + ".there", local)};
  definitions_.fact(to.day, terms_.either(to.there, terms_.equal(to.day, day)));
  return to;
}

/// Where there is no such day the day stands still, so a lemma needs both to be there.
void Days::never_falls(const Key& group, const Reached& to, Term day) {
  from_[to.day] = {day, to.there};
  definitions_.join_group(group, to.day, [this](Term a, Term b) {
    const Reached one = from_.at(a);
    const Reached two = from_.at(b);
    const auto rises = [&](Term small, Term large, Term less, Term more) {
      return terms_.implies(terms_.all({one.there, two.there, terms_.at_most(small, large)}),
                            terms_.at_most(less, more));
    };
    return std::vector<Term>{rises(one.day, two.day, a, b), rises(two.day, one.day, b, a)};
  });
}

Days::Reached Days::add_months(Term day, Term count, MonthEnd mode) {
  if (terms_.is_constant(day) && terms_.is_constant(count)) {
    const auto months = whole_count(terms_.value(count));
    const auto from = static_cast<Day>(terms_.value(day));
    const auto sum = months ? calendar::add_months(from, *months, mode) : std::nullopt;
    return {sum ? terms_.number(*sum) : day, terms_.truth(sum.has_value())};
  }
  const auto which = static_cast<uint32_t>(mode);
  const Key key = key_of(Meaning::Months, {which, day.value, count.value});
  Key of_truth = key;
  of_truth.push_back(1);
  if (const auto known = definitions_.find(key)) return {*known, *definitions_.find(of_truth)};
  const Reached to = reached(key, "months", day, count);
  bound_month_steps(to, day, count);
  definitions_.approximate(to.day, "months added to a day");
  definitions_.approximate(to.there, "months added to a day");
  never_falls(key_of(Meaning::Months, {which, count.value}), to, day);
  return to;
}

/// A month is 28 to 31 days, whatever its end does.
void Days::bound_month_steps(const Reached& to, Term day, Term count) {
  const Term zero = terms_.number(0);
  const Term moved = terms_.subtract(to.day, day);
  const Term least = terms_.scale(count, 28);
  const Term most = terms_.scale(count, 31);
  const auto fact = [&](Term when, Term low, Term high) {
    const Term inside = terms_.both(terms_.at_most(low, moved), terms_.at_most(moved, high));
    definitions_.fact(to.day, terms_.implies(terms_.both(to.there, when), inside));
  };
  fact(terms_.at_most(zero, count), least, most);
  fact(terms_.at_most(count, zero), most, least);
}

}  // namespace tierline::prover
