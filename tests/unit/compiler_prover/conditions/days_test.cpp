// Days: the calendar as linear terms is the calendar, on days where years, leap years and fiscal
// years turn; months and business days lie within their bounds.
#include "compiler/prover/conditions/days.hpp"

#include <gtest/gtest.h>

#include "compiler/prover/smt/solver.hpp"

namespace tierline::prover {
namespace {

using calendar::Unit;

const char* const kTurns[] = {"1583-01-01", "1583-06-30", "1899-12-31", "1900-02-28", "1900-03-01",
                              "1999-12-31", "2000-02-29", "2000-03-01", "2022-06-30", "2022-07-01",
                              "2023-12-31", "2024-02-29", "9999-12-31"};

class DaysTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!smt::linked_solver()) GTEST_SKIP() << "built without a linked solver";
  }

  /// Whether the term can have the value on that day, and no other.
  void expect_only(const std::string& text, const std::function<Term(Days&, Term)>& build,
                   int value) {
    Terms terms;
    Definitions definitions(terms);
    Numbers numbers(terms, definitions, Products::Lemmas);
    Days days(terms, definitions, numbers, program_);
    const Term today = terms.integer_variable("today", any_day());
    const Term term = build(days, today);
    const Term pinned = terms.equal(today, terms.number(*calendar::parse_day(text)));
    const Term equal = terms.equal(term, terms.number(value));
    const auto can = [&](Term more) {
      smt::Script script;
      script.terms = &terms;
      script.assertions = definitions.close({pinned, more});
      const smt::Answer answer = smt::linked_solver()->check(script, {}, {});
      EXPECT_FALSE(std::holds_alternative<smt::Unknown>(answer)) << text;
      return std::holds_alternative<smt::Sat>(answer);
    };
    EXPECT_TRUE(can(equal)) << text << " " << value;
    EXPECT_FALSE(can(terms.negation(equal))) << text << " " << value;
  }

  checked::CheckedProgram program_;
};

TEST_F(DaysTest, YearsAreExact) {
  for (const char* text : kTurns) {
    expect_only(text, [](Days& days, Term day) { return days.year(day); },
                calendar::year_number(*calendar::parse_day(text), 1));
  }
}

TEST_F(DaysTest, PeriodsAreExact) {
  for (const char* text : {kTurns[0], kTurns[3], kTurns[6], kTurns[9], kTurns[12]}) {
    const Day day = *calendar::parse_day(text);
    for (const int month : {1, 8}) {
      for (const Unit unit : {Unit::Month, Unit::Quarter, Unit::Year}) {
        expect_only(text, [&](Days& days, Term at) { return days.first_of(at, {unit, false, month}); },
                    calendar::period_of(unit, day, month).first);
        expect_only(text, [&](Days& days, Term at) { return days.last_of(at, {unit, true, month}); },
                    calendar::period_before(unit, day, month).last);
      }
    }
  }
}

TEST_F(DaysTest, DaysBeyondTheCalendarAreNotThere) {
  Terms terms;
  Definitions definitions(terms);
  Numbers numbers(terms, definitions, Products::Lemmas);
  Days days(terms, definitions, numbers, program_);
  const Term today = terms.integer_variable("today", any_day());
  const Days::Reached next = days.add_days(today, terms.number(1));
  const Day last = calendar::kDayMax;
  const auto values = smt::evaluate(terms, {next.day, next.there}, {{today, last}});
  EXPECT_EQ(values[0], last);
  EXPECT_EQ(values[1], 0);
  EXPECT_EQ(smt::evaluate(terms, {next.day}, {{today, last - 1}})[0], last);
}

}  // namespace
}  // namespace tierline::prover
