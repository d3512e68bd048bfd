// Days: day numbers, and the Gregorian calendar as linear terms.
// The year of a day is a variable between its own 1 January and the next; what a 1 January is
// follows from the year by three divisions by constants. Months and quarters are choices within the
// year. All of this is exact. Months and business days added are bounded, not exact. Made of:
// numbers.hpp, runtime/calendar    Read by: encoder.cpp Tested by:
// tests/unit/compiler_prover/conditions/days_test.cpp
#pragma once

#include "compiler/checked/checked_program.hpp"
#include "compiler/prover/conditions/numbers.hpp"
#include "runtime/calendar/business.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"

namespace tierline::prover {

using calendar::Day;

/// The days that facts, and so all days of a program, lie between.
Range any_day();

/// A count of days or months; nothing when it is beyond any calendar, as runtime/ops/ops.hpp has
/// it.
std::optional<int64_t> whole_count(const BigInt& count);

class Days {
 public:
  ///   by_week  business days are exact where weekends alone count, at the price of larger formulas
  Days(Terms& terms, Definitions& definitions, Numbers& numbers,
       const checked::CheckedProgram& program, bool by_week = false);

  /// A day that arithmetic led to, and whether there is such a day; if not, it is the first one.
  struct Reached {
    Term day;
    Term there;
  };
  Reached add_days(Term day, Term count);
  Reached add_months(Term day, Term count, calendar::MonthEnd mode);
  Reached add_business(Term day, Term count, uint32_t calendar);

  Term year(Term day);

  struct Period {
    calendar::Unit unit{};
    bool before = false;
    int first_month = 1;
  };
  Term first_of(Term day, const Period& period);
  Term last_of(Term day, const Period& period);

 private:
  Term each_leaf(Term day, const std::function<Term(Day)>& exact);
  Term january(Term year);
  Term leap(Term year);
  Term start(Term year, int month);
  std::vector<Term> starts(Term day, const Period& period, size_t& first);
  Term start_of(Term day, const Period& period, int ahead);
  Term clamped(Term day);
  void bound_month_steps(const Reached& to, Term day, Term count);
  void bound_business_steps(const Reached& to, Term day, Term count, uint32_t calendar);
  void count_by_week(const Reached& to, Term day, Term count, uint32_t calendar);
  Reached reached(const Key& key, const char* name, Term day, Term count);
  void never_falls(const Key& group, const Reached& to, Term day);

  Terms& terms_;
  Definitions& definitions_;
  Numbers& numbers_;
  const checked::CheckedProgram& program_;
  const bool by_week_;
  std::vector<calendar::BusinessCalendar> calendars_;
  std::map<Term, Term> of_day_;   // of a year
  std::map<Term, Reached> from_;  // of a day reached: where it came from
};

}  // namespace tierline::prover
