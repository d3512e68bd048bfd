// Business days: bounded in general. For an example they are exact where only the days of the week
// count: a few of them from a day that is far enough from every holiday.
#include <algorithm>
#include <set>

#include "compiler/prover/conditions/days.hpp"

namespace tierline::prover {

namespace {

constexpr int kWeek = 7;
constexpr int kCountMax = 20;  // business days that are worth a table

/// Some Monday.
Day monday() {
  Day day = 0;
  while (calendar::weekday(day) != 0) ++day;
  return day;
}

}  // namespace

Days::Reached Days::add_business(Term day, Term count, uint32_t calendar) {
  if (terms_.is_constant(day) && terms_.is_constant(count)) {
    const auto days = whole_count(terms_.value(count));
    const auto from = static_cast<Day>(terms_.value(day));
    const auto sum = days ? calendars_[calendar].add(from, *days) : std::nullopt;
    return {sum ? terms_.number(*sum) : day, terms_.truth(sum.has_value())};
  }
  const Key key = key_of(Meaning::Business, {calendar, day.value, count.value});
  Key of_truth = key;
  of_truth.push_back(1);
  if (const auto known = definitions_.find(key)) return {*known, *definitions_.find(of_truth)};
  const Reached to = reached(key, "business", day, count);
  bound_business_steps(to, day, count, calendar);
  if (by_week_) count_by_week(to, day, count, calendar);
  definitions_.approximate(to.day, "business days added to a day");
  definitions_.approximate(to.there, "business days added to a day");
  never_falls(key_of(Meaning::Business, {calendar, count.value}), to, day);
  return to;
}

/// n business days are at least n days. Of any 7 * (n + holidays + 1) days at least n + 1 are
/// worked, if one day of the week is.
void Days::bound_business_steps(const Reached& to, Term day, Term count, uint32_t calendar) {
  const checked::CalendarInfo& info = program_.calendars[calendar];
  const Term zero = terms_.number(0);
  const Term moved = terms_.subtract(to.day, day);
  const BigInt idle = 7 * (BigInt(info.holidays.size()) + 1);
  const Term weeks = terms_.scale(count, 7);
  const Term after = terms_.add(weeks, terms_.number(idle));
  const Term before = terms_.add(weeks, terms_.number(-idle));
  const bool works = std::set<int>(info.weekend.begin(), info.weekend.end()).size() < 7;
  const auto fact = [&](Term when, Term then) {
    definitions_.fact(to.day, terms_.implies(terms_.both(to.there, when), then));
  };
  fact(terms_.at_most(zero, count), terms_.at_most(count, moved));
  fact(terms_.below(count, zero), terms_.at_most(moved, count));
  if (works) fact(terms_.at_most(zero, count), terms_.at_most(moved, after));
  if (works) fact(terms_.below(count, zero), terms_.at_most(before, moved));
  const auto known = [&](Term of) {
    return terms_.both(terms_.at_most(terms_.number(calendars_[calendar].first_known()), of),
                       terms_.at_most(of, terms_.number(calendars_[calendar].last_known())));
  };
  fact(terms_.truth(true), terms_.both(known(day), known(to.day)));
}

/// By the weekday alone, of a day from which no day that differs from its week is reached.
void Days::count_by_week(const Reached& to, Term day, Term count, uint32_t calendar) {
  const checked::CalendarInfo& info = program_.calendars[calendar];
  if (!terms_.is_constant(count)) return;
  const BigInt days = terms_.value(count);  // terms move when others are made
  if (days < 0 || days > kCountMax) return;
  const calendar::BusinessCalendar plain({info.weekend.begin(), info.weekend.end()}, {}, {});
  const Term weeks = numbers_.floor_divide(terms_.add(day, terms_.number(-monday())), kWeek);
  const Term weekday =
      terms_.subtract(terms_.add(day, terms_.number(-monday())), terms_.scale(weeks, kWeek));
  Day longest = 0;
  Term moved = terms_.number(0);
  for (int i = 0; i < kWeek; ++i) {
    const auto reached = plain.add(monday() + i, static_cast<int64_t>(days));
    if (!reached) return;
    const Day length = *reached - (monday() + i);
    longest = std::max(longest, length);
    moved = terms_.choose(terms_.equal(weekday, terms_.number(i)), terms_.number(length), moved);
  }
  std::vector<Term> apart = {
      terms_.at_most(terms_.number(calendars_[calendar].first_known()), day),
      terms_.at_most(day, terms_.number(calendars_[calendar].last_known() - longest))};
  for (const auto* special : {&info.holidays, &info.working_days}) {
    for (const Day one : *special) {
      apart.push_back(terms_.either(terms_.below(day, terms_.number(one - longest)),
                                    terms_.below(terms_.number(one), day)));
    }
  }
  const Term exact = terms_.both(to.there, terms_.equal(to.day, terms_.add(day, moved)));
  definitions_.fact(to.day, terms_.implies(terms_.all(apart), exact));
}

}  // namespace tierline::prover
