// Walk: what a decider keeps from one question to the next, and what it must not.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using timeline::Change;
using timeline::Decider;

calendar::Day on(std::string_view text) { return *calendar::parse_day(text); }

Rig rig_of(const std::string& requirement) {
  return Rig(R"(
program "Test" { version "1" in force from 2022-07-01 currency EUR month end clamp }
tiers Silver
calendar business { weekend Saturday, Sunday in force from 2022-01-01 until 2022-12-31 }
subject account { key id : text }
ledger sale of account { on : date  amount : EUR }
tier Silver { requires it : )" +
             requirement + R"( }
status tier { promote after 3 business days }
decide tier
)");
}

Account with(std::vector<Entry> entries) { return {{{"id", "a"}}, std::move(entries)}; }
Entry sale(const std::string& day) { return {"sale", {{"on", day}, {"amount", "5.00"}}}; }

/// The days of the changes, and of the fault that ended them.
std::vector<std::string> days_of(Decider& decider, const batch::Batch& batch) {
  std::vector<Change> changes;
  std::vector<std::string> days;
  const auto stop = decider.history(batch, 0, on("2022-07-01"), on("2023-06-30"), changes);
  for (const Change& change : changes) days.push_back(calendar::to_text(change.day));
  if (stop) days.push_back("fault " + calendar::to_text(stop->day));
  return days;
}

TEST(Walk, ABatchMayBeFilledAnewInItsPlace) {
  const Rig rig = rig_of("count of sale >= 1");
  Decider decider(rig.bytecode());
  batch::Batch batch = account_batch(rig.bytecode().schema, with({sale("2022-08-01")})).value();
  EXPECT_EQ(days_of(decider, batch), std::vector<std::string>{"2022-08-04"});
  batch.ledgers[0].columns[0].values[0] = on("2022-09-01");
  EXPECT_EQ(days_of(decider, batch), std::vector<std::string>{"2022-09-06"});
}

TEST(Walk, AHistoryEndsWithTheFaultOfATierThatIsCrossed) {
  const Rig rig = rig_of("count of sale >= 1");
  Decider decider(rig.bytecode());
  const auto batch = account_batch(rig.bytecode().schema, with({sale("2022-12-30")})).value();
  EXPECT_EQ(days_of(decider, batch), std::vector<std::string>{"fault 2022-12-30"});
  timeline::State state;
  decision::Decision decision;
  decider.go_on(batch, 0, on("2022-12-29"), state, decision);
  const timeline::State before = state;
  for (int again = 0; again < 2; ++again) {
    const auto stop = decider.carry(batch, 0, on("2023-02-01"), state);
    ASSERT_TRUE(stop);
    EXPECT_EQ(stop->day, on("2022-12-30"));
    EXPECT_EQ(state.tier, before.tier);
    EXPECT_EQ(state.crossed, before.crossed);
    EXPECT_LT(state.day, stop->day);
  }
}

// On the first day `it` is not met because the 11th has not come; from the 6th on it is not met for
// a second reason, which lasts longer. Who asks on the 10th must hear of it, as who asked on the
// 6th.
TEST(Walk, TheLastDayOfAnAnswerIsAskedAfresh) {
  const Rig rig = rig_of("today >= 2022-07-11 and (today <= 2022-07-05 or today >= 2022-07-21)");
  EXPECT_EQ(rig.valid_until(with({}), "2022-07-01"), "2022-07-10");
  EXPECT_EQ(rig.valid_until(with({}), "2022-07-10"), "2022-07-20");
}

TEST(Walk, NoDayIsAskedOnWhichNothingCanHappen) {
  const Rig rig = rig_of("count of sale >= 2");
  Decider decider(rig.bytecode());
  const auto batch =
      account_batch(rig.bytecode().schema, with({sale("2022-08-01"), sale("2022-09-01")})).value();
  EXPECT_EQ(days_of(decider, batch), std::vector<std::string>{"2022-09-06"});
  // The first day, both sales, and the promotion.
  EXPECT_EQ(decider.evaluations(), 4U);
}

TEST(Walk, TheDayAfterAMoveIsAskedWhereTheProgramLooksBack) {
  const Rig rig = rig_of("count of sale >= 2 or tier before today >= Silver");
  Decider decider(rig.bytecode());
  const auto batch =
      account_batch(rig.bytecode().schema, with({sale("2022-08-01"), sale("2022-09-01")})).value();
  EXPECT_EQ(days_of(decider, batch), std::vector<std::string>{"2022-09-06"});
  // The first day, both sales, the promotion, and the day after it.
  EXPECT_EQ(decider.evaluations(), 5U);
}

}  // namespace
}  // namespace tierline::test
