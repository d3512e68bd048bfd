// Programs with a status: run, decide and test from dated facts alone.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

using StatusCommand = Status;

constexpr std::string_view kFacts = R"({
  "account": {"partner": "ACME", "country": "DK", "joined_on": "2021-02-01"},
  "sale": [{"on": "2022-03-01", "amount": 1500.00}],
  "training": [{"on": "2022-03-10", "until": "2022-08-31"}]
})";

TEST_F(StatusCommand, RunDecidesFromDatedFactsAlone) {
  EXPECT_EQ(decide_all("2022-03-12", "a").status, 0);
  EXPECT_EQ(temp_.read("a/decisions.csv"),
            "partner,country,status,reason,tier,revenue,valid_until\n"
            "ACME,DK,decided,,Silver,1500.00,2022-03-12\n"
            "ACME,SE,decided,,none,0.00,2022-09-09\n"
            "Brix,DK,decided,,none,0.00,2022-03-31\n");
  EXPECT_EQ(decide_all("2022-03-13", "b").status, 0);
  EXPECT_HAS(temp_.read("b/decisions.csv"), "ACME,DK,decided,,Gold,1500.00,");
}

TEST_F(StatusCommand, RunNamesTheLastDayOnWhichNothingChanges) {
  EXPECT_EQ(decide_all("2022-07-01", "a").status, 0);
  EXPECT_HAS(temp_.read("a/decisions.csv"), "ACME,DK,decided,,Gold,1500.00,2022-08-31\n")
      << "the training ends, and the grace begins";
  EXPECT_EQ(decide_all("2022-09-15", "b").status, 0);
  EXPECT_HAS(temp_.read("b/decisions.csv"), "ACME,DK,decided,,Gold,1500.00,2022-09-30\n");
  EXPECT_EQ(decide_all("2022-10-01", "c").status, 0);
  EXPECT_HAS(temp_.read("c/decisions.csv"), "ACME,DK,decided,,Silver,1500.00,");
}

TEST_F(StatusCommand, AnAccountThatHasEndedHasNoTier) {
  EXPECT_EQ(decide_all("2024-07-01", "a").status, 0);
  EXPECT_HAS(temp_.read("a/decisions.csv"), "Brix,DK,decided,,none,");
}

TEST_F(StatusCommand, AKeyOrAnOutputCannotBeCalledValidUntil) {
  temp_.replace("status/program.tier", "decide tier, revenue",
                "define valid_until = today\ndecide tier, valid_until");
  expect_refused(decide_all("2022-03-12", "a"),
                 "the program decides `valid_until`, but decisions.csv has that column already");
}

TEST_F(StatusCommand, DecideSaysSinceWhenAndWhatComesNext) {
  temp_.write("facts.json", kFacts);
  const Outcome json = run({"decide", "status", "--facts", "facts.json", "--as-of", "2022-07-01"});
  EXPECT_EQ(json.status, 0) << json.err;
  EXPECT_HAS(json.out, "\"valid_until\": \"2022-08-31\"");
  EXPECT_HAS(json.out, "\"tier\": {\n    \"now\": \"Gold\",\n    \"since\": \"2022-03-13\"\n  }");
  EXPECT_HAS(json.out,
             "\"next\": {\n    \"day\": \"2022-10-01\",\n    \"to\": \"Silver\",\n    \"cause\": "
             "\"trained: not met, and 30 days of grace are over\"\n  }");
  const Outcome text = run(
      {"decide", "status", "--facts", "facts.json", "--as-of", "2022-07-01", "--format", "text"});
  EXPECT_HAS(text.out, "  valid until 2022-08-31, if no new fact arrives\n");
  EXPECT_HAS(text.out, "  Gold since 2022-03-13\n");
  EXPECT_HAS(text.out, "  next: Silver on 2022-10-01 (trained: not met, and 30 days");
}

TEST_F(StatusCommand, DecideLooksThreeYearsAhead) {
  temp_.write("facts.json", kFacts);
  const std::vector<std::string> command = {"decide", "status", "--facts", "facts.json", "--as-of"};
  auto near = command;
  near.emplace_back("2023-01-01");
  EXPECT_HAS(run(near).out, "\"day\": \"2024-01-01\"");
  auto after = command;
  after.emplace_back("2024-01-02");
  EXPECT_HAS(run(after).out, "\"next\": null");
}

TEST_F(StatusCommand, ScenariosExpectTheDayOnWhichATierWasReached) {
  const Outcome good = run({"test", "status"});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  temp_.replace("status/scenarios.tier", "Gold from 2022-03-13", "Gold from 2022-03-12");
  const Outcome bad = run({"test", "status"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_HAS(bad.out, "expected tier = Gold from 2022-03-12\n");
  EXPECT_HAS(bad.out, "actual   tier = Gold from 2022-03-13\n");
  EXPECT_HAS(bad.out,
             "history  2022-03-04  none -> Silver  promotion: all requirements met since "
             "2022-03-01  (rules.rise)\n");
  EXPECT_HAS(bad.out,
             "history  2022-03-13  Silver -> Gold  promotion: all requirements met since "
             "2022-03-10  (rules.rise)\n");
}

TEST_F(StatusCommand, ATierHeldWithABreakIsNotHeldFromItsFirstDay) {
  append("status/scenarios.tier", R"(
scenario "a break" {
  account { partner "ACME" country "DK" joined_on 2021-02-01 }
  sale { on 2022-03-01 amount 500 EUR }
  sale { on 2024-06-01 amount 500 EUR }
  today 2024-12-31 expect tier = Silver from 2022-03-04
}
)");
  const Outcome outcome = run({"test", "status", "--filter", "a break"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_HAS(outcome.out, "actual   tier = Silver from 2024-06-04\n");
  EXPECT_HAS(outcome.out, "history  2024-01-01  Silver -> none  revenue: not met");
}

// ---- a calendar that ends -----------------------------------------------------------------------

class CalendarThatEnds : public Status {
 protected:
  CalendarThatEnds() {
    temp_.replace("status/program.tier", "tiers Silver < Gold",
                  "tiers Silver < Gold\n\ncalendar business { weekend Saturday, Sunday in force "
                  "until 2022-05-31 }");
    temp_.replace("status/program.tier", "after 3 days", "after 3 business days");
  }
};

TEST_F(CalendarThatEnds, NamesTheCalendarItsLastDayAndTheDayOfTheFault) {
  append("status/data/account.csv", "Cork,DK,2022-01-01,\n");
  append("status/data/sale.csv", "Cork,DK,2022-06-10,500.00,\n");
  EXPECT_EQ(decide_all("2022-07-31", "a").status, 0);
  const std::string decisions = temp_.read("a/decisions.csv");
  EXPECT_HAS(decisions, "Cork,DK,undetermined,\"2022-06-10: calendar `business` knows its days");
  EXPECT_HAS(decisions, "until 2022-05-31");
  const Outcome outcome = replay("Cork,DK", "2022-01-01", "2022-12-31");
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_HAS(outcome.out, "2022-06-10  none  undetermined: calendar `business`");
}

}  // namespace
}  // namespace tierline::test
