// tierline replay: the history of one account, of all, of facts in JSON; and what it refuses.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

using ReplayCommand = Status;

TEST_F(ReplayCommand, PrintsTheFirstDaysTierAndEachChange) {
  const Outcome outcome = replay("ACME,DK", "2022-01-01", "2024-12-31");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(
      outcome.out,
      "2022-01-01  none            held so far\n"
      "2022-03-04  none -> Silver  promotion: all requirements met since 2022-03-01  (rules.rise)\n"
      "2022-03-13  Silver -> Gold  promotion: all requirements met since 2022-03-10  (rules.rise)\n"
      "2022-10-01  Gold -> Silver  trained: not met, and 30 days of grace are over  (rules.tiers)\n"
      "2024-01-01  Silver -> none  revenue: not met  (rules.tiers)\n");
}

TEST_F(ReplayCommand, BeginsInTheMiddle) {
  EXPECT_EQ(replay("ACME,DK", "2022-05-01", "2022-09-30").out,
            "2022-05-01  Gold  held since 2022-03-13\n");
  EXPECT_EQ(replay("ACME,DK", "2022-10-01", "2022-10-01").out,
            "2022-10-01  Gold -> Silver  trained: not met, and 30 days of grace are over  "
            "(rules.tiers)\n")
      << "a change on the first day itself";
}

TEST_F(ReplayCommand, PrintsJson) {
  const Outcome outcome = replay("ACME,DK", "2022-05-01", "2022-12-31", {"--format", "json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_HAS(outcome.out, "\"status\": \"decided\"");
  EXPECT_HAS(outcome.out,
             "{\n      \"day\": \"2022-10-01\",\n      \"from\": \"Gold\",\n      \"to\": "
             "\"Silver\",\n      \"cause\": \"trained: not met, and 30 days of grace are over\",\n "
             "     \"clause\": \"rules.tiers\"\n    }");
}

TEST_F(ReplayCommand, WritesAllHistoriesWholeOrNotAtAll) {
  const std::vector<std::string> command = {"replay",     "status", "--data",     "status/data",
                                            "--all",      "--from", "2022-04-30", "--to",
                                            "2024-12-31", "--out",  "out"};
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(temp_.names("out"), "history.csv notes.csv rejects.csv run.json");
  EXPECT_EQ(temp_.read("out/history.csv"),
            "partner,country,day,from,to,cause,clause\n"
            "ACME,DK,2022-04-30,,Gold,held since 2022-03-13,\n"
            "ACME,DK,2022-10-01,Gold,Silver,\"trained: not met, and 30 days of grace are "
            "over\",rules.tiers\n"
            "ACME,DK,2024-01-01,Silver,none,revenue: not met,rules.tiers\n"
            "ACME,SE,2022-04-30,,none,held so far,\n"
            "ACME,SE,2022-09-13,none,Silver,promotion: all requirements met since "
            "2022-09-10,rules.rise\n"
            "ACME,SE,2024-01-01,Silver,none,revenue: not met,rules.tiers\n"
            "Brix,DK,2022-04-30,,Gold,held since 2022-04-04,\n"
            "Brix,DK,2024-01-01,Gold,none,revenue: not met,rules.tiers\n");
  const std::string manifest = temp_.read("out/run.json");
  EXPECT_HAS(manifest, "\"from\": \"2022-04-30\",\n  \"to\": \"2024-12-31\"");
  EXPECT_HAS(outcome.out, "counts add up");
  EXPECT_EQ(run(command).status, 2) << "a folder that holds something";
  std::vector<std::string> again = command;
  again.emplace_back("--replace");
  EXPECT_EQ(run(again).status, 0);
  EXPECT_EQ(temp_.read("out/run.json"), manifest);
}

TEST_F(ReplayCommand, AnUndeterminedAccountSaysWhy) {
  append("status/data/sale.csv", "Brix,DK,2022-07-01,1e3,\n");
  const Outcome one = replay("Brix,DK", "2022-01-01", "2022-12-31");
  EXPECT_EQ(one.status, 1);
  EXPECT_HAS(one.out, "2022-01-01    undetermined: sale.csv line 6: amount: `1e3`: exponents");
  EXPECT_EQ(run({"replay", "status", "--data", "status/data", "--all", "--from", "2022-01-01",
                 "--to", "2022-12-31", "--out", "out"})
                .status,
            0);
  EXPECT_HAS(temp_.read("out/history.csv"), "Brix,DK,2022-01-01,,,undetermined: sale.csv line 6");
  EXPECT_HAS(temp_.read("out/rejects.csv"), "sale.csv,6,amount,");
  EXPECT_HAS(temp_.read("out/run.json"), "\"undetermined\": 1");
}

TEST_F(ReplayCommand, ReplaysFactsFromJson) {
  const std::string facts =
      R"({"account": {"partner": "X", "country": "DK", "joined_on": "2022-01-01"},
          "sale": [{"on": "2022-03-01", "amount": 100}]})";
  const Outcome outcome =
      run({"replay", "status", "--facts", "-", "--from", "2022-03-01", "--to", "2022-12-31"},
          {.input = facts});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_HAS(outcome.out, "2022-03-04  none -> Silver  promotion");
  const Outcome wrong =
      run({"replay", "status", "--facts", "-", "--from", "2022-03-01", "--to", "2022-12-31"},
          {.input = R"({"account": {"partner": "X", "country": "DK"}})"});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_HAS(wrong.out, "undetermined: account: joined_on: required, but missing");
}

TEST_F(ReplayCommand, KeysWithCommasAreQuotedAsInCsv) {
  append("status/data/account.csv", "\"Sons, Ltd\",DK,2022-01-01,\n");
  EXPECT_EQ(replay("\"Sons, Ltd\",DK", "2022-01-01", "2022-02-01").out,
            "2022-01-01  none  held so far\n");
}

// ---- what is refused ----------------------------------------------------------------------------

TEST_F(ReplayCommand, AnUnknownSubject) {
  expect_refused(replay("ACNE,DK", "2022-01-01", "2022-12-31"),
                 "account.csv has no `ACNE,DK`; did you mean `ACME,DK`?");
  expect_refused(replay("ACME", "2022-01-01", "2022-12-31"),
                 "--subject: `ACME` must be the keys `partner,country`");
}

TEST_F(ReplayCommand, DaysThatAreNone) {
  expect_refused(replay("ACME,DK", "2022-12-31", "2022-01-01"),
                 "--to 2022-01-01 is before --from 2022-12-31");
  expect_refused(replay("ACME,DK", "2021-12-31", "2022-01-01"),
                 "`Small Status` is in force from 2022-01-01; it decides nothing on 2021-12-31");
  expect_refused(replay("ACME,DK", "2022-13-01", "2022-01-01"),
                 "--from: `2022-13-01` is not a day");
}

TEST_F(ReplayCommand, AProgramWithoutAStatus) {
  std::filesystem::copy(TIERLINE_SOURCE_DIR "/tests/cli/data/bonus", temp_ / "bonus",
                        std::filesystem::copy_options::recursive);
  expect_refused(run({"replay", "bonus", "--data", "bonus/data", "--subject", "ACME,DK", "--from",
                      "2022-01-01", "--to", "2022-02-01"}),
                 "`Small Bonus` has no `status`", "bonus status");
}

TEST_F(ReplayCommand, WhomOrWhere) {
  const std::vector<std::string> days = {"--from", "2022-01-01", "--to", "2022-12-31"};
  const auto with = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"replay", "status"});
    arguments.insert(arguments.end(), days.begin(), days.end());
    return run(arguments);
  };
  expect_refused(with({"--data", "status/data"}), "replay whom?");
  expect_refused(with({"--data", "status/data", "--all"}), "--all requires --out");
  expect_refused(with({"--subject", "ACME,DK"}), "--subject requires --data");
  expect_refused(with({"--facts", "-", "--subject", "ACME,DK", "--data", "status/data"}),
                 "excludes");
}

}  // namespace
}  // namespace tierline::test
