// History: what each line of a status block does to the days of one account, by jumps and day by
// day (the rig compares the two).
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kHead = R"(
program "Test" { version "1" in force from 2022-07-01 currency EUR month end clamp }
tiers Silver < Gold < Platinum
calendar business { weekend Saturday, Sunday holidays 2022-12-26, 2023-01-02 }
subject account { key id : text  joined_on : date = 2000-01-01  closed_on : date? }
ledger sale of account { on : date  amount : EUR }
ledger certificate of account { on : date  until : date }
define revenue = max(sum of sale.amount where on in year of today,
                     sum of sale.amount where on in year before today)
define certified = count of certificate where today <= until
)";

/// Silver for 100 EUR, Gold for 200, Platinum for 300, each kept as `modifier` says.
Rig by_revenue(const std::string& modifier, const std::string& status) {
  std::string text = kHead;
  text += "tier Silver { requires revenue : revenue >= 100 EUR " + modifier + " }\n";
  text += "tier Gold { requires revenue : revenue >= 200 EUR " + modifier + " }\n";
  text += "tier Platinum { requires revenue : revenue >= 300 EUR " + modifier + " }\n";
  text += "status tier { " + status + " }\ndecide tier\n";
  return Rig(text);
}

Entry sale(const std::string& on, const std::string& amount) {
  return {"sale", {{"on", on}, {"amount", amount}}};
}

Account with(std::vector<Entry> entries, Facts facts = {}) {
  facts.push_back({"id", "a"});
  return {std::move(facts), std::move(entries)};
}

TEST(History, LaunchPlacesAtOnceOnTheFirstDay) {
  const Rig rig = by_revenue("", "launch placed at once promote after 3 business days");
  EXPECT_EQ(rig.history(with({sale("2022-03-01", "250.00")}), "2022-12-31"),
            (Lines{"2022-07-01 none Gold: placed at launch"}));
}

TEST(History, WithoutLaunchTheDelayCountsFromTheFirstDay) {
  const Rig rig = by_revenue("", "promote after 3 business days");
  EXPECT_EQ(rig.history(with({sale("2022-03-01", "250.00")}), "2022-12-31"),
            (Lines{"2022-07-06 none Gold: promotion: all requirements met since 2022-07-01"}));
}

TEST(History, PromotionWaitsAcrossHolidaysAndWeekends) {
  const Rig rig = by_revenue("", "promote after 3 business days");
  EXPECT_EQ(rig.history(with({sale("2022-12-23", "100.00")}), "2023-03-01"),
            (Lines{"2022-12-29 none Silver: promotion: all requirements met since 2022-12-23"}));
}

TEST(History, AReturnBeforeThePromotionUndoesIt) {
  const Rig rig = by_revenue("", "promote after 3 days");
  const Account account =
      with({sale("2022-08-01", "100.00"), sale("2022-08-03", "-1.00"), sale("2022-08-10", "1.00")});
  EXPECT_EQ(rig.history(account, "2022-12-31"),
            (Lines{"2022-08-13 none Silver: promotion: all requirements met since 2022-08-10"}));
}

TEST(History, PlainRequirementsAreLostOnTheDay) {
  const Rig rig = by_revenue("", "launch placed at once");
  const Account account = with({sale("2021-03-01", "300.00"), sale("2022-08-01", "100.00")});
  EXPECT_EQ(rig.history(account, "2024-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2023-01-01 Platinum Silver: revenue: not met",
                   "2024-01-01 Silver none: revenue: not met"}));
}

TEST(History, OneTierADayAtMost) {
  const Rig rig = by_revenue("", "launch placed at once demote at most 1 tier");
  EXPECT_EQ(rig.history(with({sale("2021-03-01", "300.00")}), "2024-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2023-01-01 Platinum Gold: revenue: not met",
                   "2023-01-02 Gold Silver: revenue: not met",
                   "2023-01-03 Silver none: revenue: not met"}));
}

TEST(History, AssessedOnceAYearAndOneTierAYear) {
  const Rig rig = by_revenue("assessed yearly",
                             "launch placed at once assess on 1 March demote at most 1 tier");
  EXPECT_EQ(rig.history(with({sale("2021-03-01", "300.00")}), "2026-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2023-03-01 Platinum Gold: revenue: not met on the assessment day",
                   "2024-03-01 Gold Silver: revenue: not met on the assessment day",
                   "2025-03-01 Silver none: revenue: not met on the assessment day"}));
}

TEST(History, AssessedOnlyAfterAFullYear) {
  const Rig rig = by_revenue("assessed yearly", R"(launch placed at once
      assess on 1 January once a full calendar year has passed since 2022-07-01)");
  EXPECT_EQ(rig.history(with({sale("2021-03-01", "300.00")}), "2026-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2024-01-01 Platinum none: revenue: not met on the assessment day"}));
}

TEST(History, AssessedOnAnAnniversary) {
  const Rig rig = by_revenue("assessed yearly", R"(launch placed at once
      assess on each anniversary of joined_on)");
  const Account leap = with({sale("2021-03-01", "300.00")}, {{"joined_on", "2020-02-29"}});
  EXPECT_EQ(rig.history(leap, "2026-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2023-02-28 Platinum none: revenue: not met on the assessment day"}));
}

TEST(History, GraceKeepsToItsLastDayAndNoLonger) {
  std::string text = kHead;
  text += "tier Silver { requires certified : certified >= 1 grace 60 days }\n";
  text += "tier Gold { requires certified : certified >= 2 grace 60 days }\n";
  text += "tier Platinum { requires certified : certified >= 3 grace 60 days }\n";
  text += "status tier { launch placed at once }\ndecide tier\n";
  const Rig rig(text);
  const auto until = [](const std::string& last) {
    return Entry{"certificate", {{"on", "2022-01-01"}, {"until", last}}};
  };
  EXPECT_EQ(rig.history(with({until("2022-07-31")}), "2022-12-31"),
            (Lines{"2022-07-01 none Silver: placed at launch",
                   "2022-09-30 Silver none: certified: not met, and 60 days of grace are over"}));
  const Entry renewed{"certificate", {{"on", "2022-09-29"}, {"until", "2030-01-01"}}};
  EXPECT_EQ(rig.history(with({until("2022-07-31"), renewed}), "2022-12-31"),
            (Lines{"2022-07-01 none Silver: placed at launch"}));
}

TEST(History, HeldWhateverHappens) {
  const Rig rig = by_revenue("", R"(launch placed at once
      holds until end of year of (today + 12 months))");
  EXPECT_EQ(rig.history(with({sale("2021-03-01", "300.00")}), "2026-12-31"),
            (Lines{"2022-07-01 none Platinum: placed at launch",
                   "2024-01-01 Platinum none: revenue: not met"}));
}

TEST(History, NothingBeforeTheAccountStartsNorAfterItEnds) {
  const Rig rig = by_revenue("", "launch placed at once starts joined_on ends closed_on");
  const Account account = with({sale("2022-01-10", "150.00")},
                               {{"joined_on", "2022-08-15"}, {"closed_on", "2022-11-30"}});
  EXPECT_EQ(rig.history(account, "2023-12-31"),
            (Lines{"2022-08-15 none Silver: promotion: all requirements met since 2022-08-15",
                   "2022-12-01 Silver none: the account does not exist any more"}));
}

TEST(History, ARequirementMaySeeTheTierOfTheDayBefore) {
  std::string text = kHead;
  text += "tier Silver { requires revenue : revenue >= 100 EUR }\n";
  text += "tier Gold { requires silver : tier before today >= Silver }\n";
  text += "tier Platinum { requires gold : tier before today >= Gold }\n";
  text += "status tier { promote after 1 day }\ndecide tier\n";
  const Rig rig(text);
  EXPECT_EQ(rig.history(with({sale("2022-08-01", "100.00")}), "2022-12-31"),
            (Lines{"2022-08-02 none Silver: promotion: all requirements met since 2022-08-01",
                   "2022-08-04 Silver Gold: promotion: all requirements met since 2022-08-03",
                   "2022-08-06 Gold Platinum: promotion: all requirements met since 2022-08-05"}));
}

TEST(History, ACalendarThatEndsIsAFaultOnlyWhenItIsAsked) {
  std::string text = kHead;
  const std::string known = "calendar business { weekend Saturday, Sunday";
  text.replace(text.find(known), known.size(),
               known + " in force from 2022-01-01 until 2022-12-31");
  text += "tier Silver { requires revenue : revenue >= 100 EUR }\n";
  text += "tier Gold { requires revenue : revenue >= 200 EUR }\n";
  text += "tier Platinum { requires revenue : revenue >= 300 EUR }\n";
  text += "status tier { promote after 3 business days }\ndecide tier\n";
  const Rig rig(text);
  EXPECT_EQ(rig.history(with({sale("2022-08-01", "100.00")}), "2024-06-30"),
            (Lines{"2022-08-04 none Silver: promotion: all requirements met since 2022-08-01",
                   "2024-01-01 Silver none: revenue: not met"}));
  const Lines late = rig.history(with({sale("2022-12-29", "100.00")}), "2023-06-30");
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0],
            "2022-12-29 calendar `business` knows its days from 2022-01-01 until 2022-12-31, and a "
            "day outside is asked for");
}

}  // namespace
}  // namespace tierline::test
