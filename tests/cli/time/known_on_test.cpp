// --known-on: what was decided then, with what was known then.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

using KnownOn = Status;

TEST_F(KnownOn, LaterKnowledgeIsLeftOutAndCounted) {
  const Outcome outcome = decide_all("2022-05-01", "then", {"--known-on", "2022-05-01"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_HAS(temp_.read("then/decisions.csv"), "Brix,DK,decided,,none,0.00,");
  EXPECT_HAS(outcome.out, "sale.csv      4  =  1  used  +  0  rejected  +  3  not yet known\n");
  EXPECT_HAS(outcome.out, "every line is used, not yet known or in rejects.csv");
  const std::string manifest = temp_.read("then/run.json");
  EXPECT_HAS(manifest, "\"known_on\": \"2022-05-01\"");
  EXPECT_HAS(manifest, "\"used\": 1,\n      \"rejected\": 0,\n      \"not_yet_known\": 3");
  EXPECT_EQ(decide_all("2022-05-01", "now").status, 0);
  EXPECT_HAS(temp_.read("now/decisions.csv"), "Brix,DK,decided,,Gold,2000.00,");
}

TEST_F(KnownOn, AnEntryThatDoesNotSayIsKnownFromItsOwnDay) {
  EXPECT_EQ(decide_all("2022-12-31", "a", {"--known-on", "2022-05-31"}).status, 0);
  EXPECT_HAS(temp_.read("a/decisions.csv"), "Brix,DK,decided,,Gold,2000.00,") << "not the 50.00";
  EXPECT_EQ(decide_all("2022-12-31", "b", {"--known-on", "2022-06-01"}).status, 0);
  EXPECT_HAS(temp_.read("b/decisions.csv"), "Brix,DK,decided,,Gold,2050.00,");
}

TEST_F(KnownOn, WhatWasNotYetKnownCannotBeRefused) {
  append("status/data/sale.csv",
         "Brix,DK,2022-04-02,1e3,2022-08-01\nNobody,DK,2022-04-02,1,2022-08-01\n");
  EXPECT_EQ(decide_all("2022-07-31", "then", {"--known-on", "2022-07-31"}).status, 0);
  EXPECT_EQ(temp_.read("then/rejects.csv"), "file,line,field,reason,record\n");
  EXPECT_EQ(decide_all("2022-07-31", "now", {"--known-on", "2022-08-01"}).status, 0);
  EXPECT_HAS(temp_.read("now/rejects.csv"), "sale.csv,6,amount,");
  EXPECT_HAS(temp_.read("now/rejects.csv"), "sale.csv,7,");
}

TEST_F(KnownOn, ADayThatIsNoneIsRefused) {
  append("status/data/sale.csv", "Brix,DK,2022-04-02,1.00,2022-02-30\n");
  EXPECT_EQ(decide_all("2022-07-31", "a", {"--known-on", "2022-03-31"}).status, 0);
  EXPECT_HAS(temp_.read("a/rejects.csv"), "sale.csv,6,known_on,there is no day `2022-02-30`");
}

TEST_F(KnownOn, HoldsForDecideAndReplayToo) {
  const std::string facts =
      R"({"account": {"partner": "X", "country": "DK", "joined_on": "2022-01-01"},
    "sale": [{"on": "2022-03-01", "amount": 100, "known_on": "2022-06-01"}]})";
  const std::vector<std::string> decide = {"decide", "status",  "--facts",
                                           "-",      "--as-of", "2022-05-01"};
  EXPECT_HAS(run(decide, {.input = facts}).out, "\"tier\": \"Silver\"");
  std::vector<std::string> then = decide;
  then.insert(then.end(), {"--known-on", "2022-05-01"});
  const Outcome outcome = run(then, {.input = facts});
  EXPECT_HAS(outcome.out, "\"tier\": \"none\"");
  EXPECT_HAS(outcome.out, "\"not_yet_known\": 1");
  EXPECT_EQ(replay("Brix,DK", "2022-03-01", "2022-05-01", {"--known-on", "2022-05-01"}).out,
            "2022-03-01  none  held so far\n");
}

TEST_F(KnownOn, NeedsAField) {
  temp_.replace("status/program.tier", "  known_on : date?\n", "");
  expect_refused(decide_all("2022-05-01", "a", {"--known-on", "2022-05-01"}),
                 "--known-on: no ledger of the program has a field `known_on`");
}

}  // namespace
}  // namespace tierline::test
