// Follower: the flags of rising days are the machine's, and only entries of which something may
// have changed are evaluated again.
#include "runtime/scalar/follower.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using calendar::Day;
using scalar::Flags;
using scalar::Follower;

Day on(std::string_view text) { return *calendar::parse_day(text); }

/// A program with one tier, its machine and its follower, and one account.
class Followed {
 public:
  Followed(const std::string& requirement, const Account& account)
      : rig_(R"(
program "Test" { version "1" in force from 2022-07-01 currency EUR month end clamp }
tiers Silver
calendar business {
  weekend Saturday, Sunday
  in force from 2022-01-01 until 2023-12-31
}
subject account { key id : text }
ledger sale of account { on : date  amount : EUR }
ledger certificate of account { on : date  until : date = 2030-01-01  age = today - on }
tier Silver { requires it : )" +
             requirement + " }\nstatus tier { promote after 3 business days }\ndecide tier\n"),
        machine_(rig_.bytecode()),
        follower_(rig_.bytecode()) {
    turn_to(account);
  }

  void turn_to(const Account& account) {
    batch_ = account_batch(rig_.bytecode().schema, account).value();
    follower_.begin(batch_, 0);
  }

  /// "met until 2022-09-30", or "ask the machine"; the machine must agree.
  std::string ask(std::string_view day, uint32_t tier_before = 0) {
    const Flags* found = follower_.ask(on(day), tier_before);
    if (found == nullptr) return "ask the machine";
    Flags expected;
    machine_.require_today({batch_, 0, on(day), scalar::HeldTier{0, tier_before}}, expected);
    EXPECT_FALSE(expected.fault);
    EXPECT_EQ(found->met, expected.met) << day;
    const bool ever = found->until == calendar::kDayMax;
    return std::string(found->met[0] != 0 ? "met" : "not met") +
           (ever ? " for ever" : " until " + calendar::to_text(found->until));
  }

  /// How many entries the asks have evaluated since this was asked last.
  uint64_t entries() {
    const uint64_t before = entries_;
    entries_ = follower_.entries_run();
    return entries_ - before;
  }

  Follower& follower() { return follower_; }

 private:
  Rig rig_;
  scalar::Machine machine_;
  Follower follower_;
  batch::Batch batch_;
  uint64_t entries_ = 0;
};

Entry sale(const std::string& day, const std::string& amount) {
  return {"sale", {{"on", day}, {"amount", amount}}};
}
Entry certificate(const std::string& day, const std::string& until) {
  return {"certificate", {{"on", day}, {"until", until}}};
}
Account with(std::vector<Entry> entries, Facts facts = {}) {
  facts.push_back({"id", "a"});
  return {std::move(facts), std::move(entries)};
}

constexpr const char* kTwoCertificates = "count of certificate where today <= until >= 2";

TEST(Follower, EvaluatesAgainOnlyTheEntryThatCanHaveChanged) {
  Followed at(kTwoCertificates, with({certificate("2020-01-01", "2022-09-30"),
                                      certificate("2020-01-01", "2022-12-31"),
                                      certificate("2022-08-15", "2023-03-31")}));
  EXPECT_EQ(at.ask("2022-07-01"), "met until 2022-08-14");
  EXPECT_EQ(at.entries(), 3U);
  EXPECT_EQ(at.ask("2022-08-15"), "met until 2022-09-30");
  EXPECT_EQ(at.entries(), 1U);
  EXPECT_EQ(at.ask("2022-10-01"), "met until 2022-12-31");
  EXPECT_EQ(at.entries(), 1U);
  EXPECT_EQ(at.ask("2023-01-01"), "not met until 2023-03-31");
  EXPECT_EQ(at.entries(), 1U);
}

TEST(Follower, ADayThatWasToldAlreadyCostsNothing) {
  Followed at(kTwoCertificates, with({certificate("2020-01-01", "2022-09-30")}));
  EXPECT_EQ(at.ask("2022-07-01"), "not met until 2022-09-30");
  at.entries();
  EXPECT_EQ(at.ask("2022-08-01"), "not met until 2022-09-30");
  EXPECT_EQ(at.ask("2022-09-30"), "not met until 2022-09-30");
  EXPECT_EQ(at.entries(), 0U);
}

TEST(Follower, ManyDaysMayPassBetweenTwoQuestions) {
  Followed at(kTwoCertificates, with({certificate("2020-01-01", "2022-09-30"),
                                      certificate("2020-01-01", "2022-12-31"),
                                      certificate("2022-08-15", "2023-03-31")}));
  EXPECT_EQ(at.ask("2022-07-01"), "met until 2022-08-14");
  EXPECT_EQ(at.ask("2023-04-01"), "not met for ever");
}

TEST(Follower, AYearThatEndsTakesItsEntriesAlong) {
  Followed at("sum of sale.amount where on in year of today >= 100 EUR",
              with({sale("2022-02-01", "60.00"), sale("2022-08-01", "60.00")}));
  EXPECT_EQ(at.ask("2022-07-01"), "not met until 2022-07-31");
  EXPECT_EQ(at.ask("2022-08-01"), "met until 2022-12-31");
  EXPECT_EQ(at.ask("2023-01-01"), "not met until 2023-12-31");
}

TEST(Follower, HalfOfAPeriodMayBeAskedForByItself) {
  Followed at(
      "count of sale where on in year of today >= 1 and "
      "count of sale where start of year of today <= on >= 2",
      with({sale("2022-02-01", "60.00"), sale("2022-08-01", "60.00")}));
  EXPECT_EQ(at.ask("2022-07-01"), "not met until 2022-07-31");
  EXPECT_EQ(at.ask("2022-08-01"), "met until 2022-12-31");
  EXPECT_EQ(at.ask("2023-01-01"), "not met until 2023-12-31");
}

TEST(Follower, LeastGreatestAndAnyAreFoundAfresh) {
  const Account account = with({sale("2021-01-01", "5.00"), sale("2022-08-01", "2.00"),
                                sale("2022-09-01", "9.00"), sale("2022-10-01", "-1.00")});
  Followed least("(min of sale.amount otherwise 9 EUR) <= 2 EUR", account);
  EXPECT_EQ(least.ask("2022-07-01"), "not met until 2022-07-31");
  EXPECT_EQ(least.ask("2022-08-01"), "met until 2022-08-31");
  Followed greatest("(max of sale.amount otherwise 0 EUR) >= 9 EUR", account);
  EXPECT_EQ(greatest.ask("2022-07-01"), "not met until 2022-07-31");
  EXPECT_EQ(greatest.ask("2022-08-31"), "not met until 2022-08-31");
  EXPECT_EQ(greatest.ask("2022-10-01"), "met for ever");
  Followed any(
      "any certificate where today <= until",
      with({certificate("2020-01-01", "2022-07-31"), certificate("2020-01-01", "2022-09-30"),
            certificate("2022-12-01", "2022-12-31")}));
  EXPECT_EQ(any.ask("2022-07-01"), "met until 2022-09-30");
  EXPECT_EQ(any.ask("2022-10-01"), "not met until 2022-11-30");
  EXPECT_EQ(any.ask("2022-12-01"), "met until 2022-12-31");
}

TEST(Follower, ASumMayMoveByItself) {
  Followed at("sum of certificate.age >= 1000", with({certificate("2021-07-01", "2030-01-01"),
                                                      certificate("2021-07-01", "2030-01-01")}));
  EXPECT_EQ(at.ask("2022-07-01"), "not met until 2022-11-12");
  EXPECT_EQ(at.ask("2022-11-13"), "met for ever");
  EXPECT_EQ(at.entries(), 4U);
}

TEST(Follower, AnotherTierOfTheDayBeforeCountsAtOnce) {
  Followed at("tier before today >= Silver or count of certificate >= 2",
              with({certificate("2020-01-01", "2030-01-01")}));
  EXPECT_EQ(at.ask("2022-07-01", 0), "not met for ever");
  EXPECT_EQ(at.ask("2022-07-02", 1), "met for ever");
  EXPECT_EQ(at.ask("2022-07-03", 0), "not met for ever");
}

TEST(Follower, ASumThatDoesNotFitIsTheMachines) {
  const Account large = with(
      {sale("2021-01-01", "92233720368547758.07"), sale("2022-08-01", "92233720368547758.07")});
  Followed at("sum of sale.amount >= 100 EUR", large);
  EXPECT_EQ(at.ask("2022-07-01"), "met until 2022-07-31");
  EXPECT_EQ(at.ask("2022-08-01"), "ask the machine");
  EXPECT_EQ(at.ask("2023-08-01"), "ask the machine") << "once lost, never found again";
  EXPECT_EQ(at.follower().tier_days(), nullptr);
  at.turn_to(with({sale("2021-01-01", "100.00")}));
  EXPECT_EQ(at.ask("2022-07-01"), "met for ever") << "the next account is followed";
}

TEST(Follower, AFaultIsTheMachines) {
  Followed at("today + 200 business days <= 2030-01-01", with({}));
  EXPECT_EQ(at.ask("2022-07-01"), "met until 2022-07-01");
  EXPECT_EQ(at.ask("2023-07-01"), "ask the machine");
}

// A month after today is another day every day, so each day is a span of its own, and after some
// years there are more than are kept.
TEST(Follower, SpansServeEveryAccountHoweverManyThereAre) {
  const Account account = with({certificate("2020-01-01", "2030-01-01")});
  Followed at("count of certificate >= 1 and today + 1 month >= 2023-01-31", account);
  EXPECT_EQ(at.ask("2029-06-30"), "met until 2029-06-30");
  for (int again = 0; again < 2; ++again) {
    at.turn_to(account);
    for (Day day = on("2022-07-01"); day < on("2029-07-01"); ++day) {
      const std::string text = calendar::to_text(day);
      const std::string met = day < on("2022-12-31") ? "not met until " : "met until ";
      ASSERT_EQ(at.ask(text), met + text);
    }
  }
}

TEST(Follower, TheDaysOfATierAreThoseOfTheDayAskedFor) {
  Followed at("count of certificate >= 1", with({certificate("2020-01-01", "2030-01-01")}));
  EXPECT_EQ(at.ask("2022-07-01"), "met for ever");
  ASSERT_NE(at.follower().tier_days(), nullptr);
  EXPECT_EQ(at.follower().tier_days()->promote_on, on("2022-07-06"));
  EXPECT_EQ(at.ask("2022-07-08"), "met for ever");
  ASSERT_NE(at.follower().tier_days(), nullptr);
  EXPECT_EQ(at.follower().tier_days()->promote_on, on("2022-07-13"));
  EXPECT_EQ(at.ask("2023-12-29"), "met for ever");
  EXPECT_TRUE(at.follower().tier_days()->promote_fault) << "the calendar has ended";
}

}  // namespace
}  // namespace tierline::test
