// run --missing: what each account lacks for the tiers above, beside the decisions.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

using MissingCommand = Status;

TEST_F(MissingCommand, ALineForEachRequirementThatIsNotMet) {
  EXPECT_EQ(decide_all("2022-03-12", "a", {"--missing"}).status, 0);
  EXPECT_EQ(temp_.names("a"), "decisions.csv missing.csv notes.csv rejects.csv run.json state.bin");
  const std::string missing = temp_.read("a/missing.csv");
  EXPECT_TRUE(missing.starts_with("partner,country,tier,requirement,missing,amount,unit\n"))
      << missing;
  EXPECT_HAS(missing, "ACME,SE,Silver,");
  EXPECT_HAS(temp_.read("a/run.json"), "\"missing.csv\"");
}

TEST_F(MissingCommand, SaysWhatDecideSays) {
  temp_.write("facts.json",
              R"({"account": {"partner": "New", "country": "DK", "joined_on": "2021-02-01"}})");
  temp_.write("data/account.csv", "partner,country,joined_on\nNew,DK,2021-02-01\n");
  for (const char* file : {"sale", "training"}) {
    const std::string name = std::string("status/data/") + file + ".csv";
    const std::string all = temp_.read(name);
    temp_.write("data/" + std::string(file) + ".csv", all.substr(0, all.find('\n') + 1));
  }
  const Outcome done = run(
      {"run", "status", "--data", "data", "--as-of", "2022-07-01", "--out", "out", "--missing"});
  EXPECT_EQ(done.status, 0) << done.err;
  const Outcome decided =
      run({"decide", "status", "--facts", "facts.json", "--as-of", "2022-07-01"});
  const std::string rows = temp_.read("out/missing.csv");
  EXPECT_HAS(rows, "New,DK,Silver,revenue,100.00 EUR more,100.00,EUR\n");
  EXPECT_HAS(decided.out,
             "\"missing\": \"100.00 EUR more\",\n      \"amount\": \"100.00\",\n"
             "      \"unit\": \"EUR\"");
}

TEST_F(MissingCommand, IsRefusedForARunThatGoesOn) {
  EXPECT_EQ(decide_all("2022-03-12", "a").status, 0);
  const Outcome refused = decide_all("2022-03-12", "b", {"--since", "a", "--missing"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(temp_.names(), "a status");
}

}  // namespace
}  // namespace tierline::test
