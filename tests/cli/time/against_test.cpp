// tierline run --against: what is answered differently, and because of which entries.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

class Against : public Status {
 protected:
  Against() { EXPECT_EQ(decide_all("2022-12-31", "before").status, 0); }

  std::string changes(const std::string& day = "2022-12-31",
                      std::vector<std::string> more = {"--against", "before"}) {
    const Outcome outcome = decide_all(day, "after", more);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    printed_ = outcome.out;
    return temp_.read("after/changes.csv");
  }

  std::string printed_;
};

TEST_F(Against, NothingChanged) {
  EXPECT_EQ(changes(), "partner,country,output,old,new,why\n");
  EXPECT_HAS(printed_, "  0  accounts with another answer\n");
  EXPECT_HAS(temp_.read("after/run.json"), "\"file\": \"changes.csv\"");
}

TEST_F(Against, NamesNewAlteredAndGoneEntries) {
  temp_.replace("status/data/sale.csv", "ACME,SE,2022-09-10,120.00", "ACME,SE,2022-09-10,20.00");
  temp_.replace("status/data/sale.csv", "Brix,DK,2022-04-01,2000.00,2022-05-15\n", "");
  append("status/data/sale.csv", "ACME,DK,2022-11-01,1.00,\n");
  EXPECT_EQ(changes(),
            "partner,country,output,old,new,why\n"
            "ACME,DK,revenue,1500.00,1501.00,new: sale.csv line 5\n"
            "ACME,SE,tier,Silver,none,new: sale.csv line 4; gone: sale.csv line 5 of the earlier "
            "run\n"
            "ACME,SE,revenue,120.00,20.00,new: sale.csv line 4; gone: sale.csv line 5 of the "
            "earlier run\n"
            "Brix,DK,tier,Gold,none,gone: sale.csv line 3 of the earlier run\n"
            "Brix,DK,revenue,2050.00,50.00,gone: sale.csv line 3 of the earlier run\n");
  EXPECT_HAS(printed_, "  3  accounts with another answer\n");
  EXPECT_HAS(printed_, "  5  outputs that changed, see changes.csv\n");
}

TEST_F(Against, AnEntryOnItsOldLineIsAltered) {
  temp_.replace("status/data/sale.csv", "ACME,DK,2022-03-01,1500.00", "ACME,DK,2022-03-01,1600.00");
  EXPECT_HAS(changes(), "ACME,DK,revenue,1500.00,1600.00,altered: sale.csv line 2\n");
}

TEST_F(Against, TheSubjectsOwnFactsCountToo) {
  temp_.replace("status/data/account.csv", "ACME,SE,2021-05-05,", "ACME,SE,2021-05-05,2022-11-30");
  EXPECT_HAS(changes(), "ACME,SE,tier,Silver,none,altered: account.csv line 4\n");
}

TEST_F(Against, MovedLinesAreNoChange) {
  const std::string sales = temp_.read("status/data/sale.csv");
  temp_.write("status/data/sale.csv", "partner,country,on,amount,known_on\n");
  temp_.write("status/data/sale.2022.csv", sales);
  EXPECT_EQ(changes(), "partner,country,output,old,new,why\n");
}

TEST_F(Against, NewFactsWithTheSameAnswerAreCounted) {
  append("status/data/training.csv", "ACME,SE,2022-01-01,2022-01-31\n");
  EXPECT_EQ(changes(), "partner,country,output,old,new,why\n");
  EXPECT_HAS(printed_, "  1  accounts with other facts and the same answer\n");
}

TEST_F(Against, AnotherDayIsAReasonToo) {
  const std::string csv = changes("2024-01-01");
  EXPECT_HAS(csv, "ACME,DK,tier,Silver,none,\"as of 2024-01-01, not 2022-12-31\"\n");
}

TEST_F(Against, AnotherProgramIsAReasonToo) {
  temp_.replace("status/program.tier", "decide tier, revenue", "decide tier, trained");
  const std::string csv = changes();
  EXPECT_HAS(csv, "ACME,DK,trained,,0,the program is another\n");
  EXPECT_HAS(csv, "ACME,DK,revenue,1500.00,,the program is another\n");
}

TEST_F(Against, NewAndGoneAccounts) {
  temp_.replace("status/data/account.csv", "ACME,SE,2021-05-05,\n", "Zeta,SE,2021-05-05,\n");
  const std::string csv = changes();
  EXPECT_HAS(csv, "ACME,SE,status,decided,,the account is gone\n");
  EXPECT_HAS(csv, "Zeta,SE,status,,decided,the account is new\n");
  EXPECT_HAS(printed_, "  1  new accounts\n");
  EXPECT_HAS(printed_, "  1  accounts that are gone\n");
}

TEST_F(Against, ARejectedEntry) {
  append("status/data/sale.csv", "ACME,DK,2022-11-01,x,\n");
  const std::string csv = changes();
  EXPECT_HAS(csv, "ACME,DK,status,decided,undetermined,new: sale.csv line 6\n");
}

TEST_F(Against, WorksWithoutAStatusAndTogetherWithSince) {
  std::filesystem::copy(TIERLINE_SOURCE_DIR "/tests/cli/data/bonus", temp_ / "bonus",
                        std::filesystem::copy_options::recursive);
  std::vector<std::string> command = {"run",     "bonus",      "--data", "bonus/data",
                                      "--as-of", "2022-06-30", "--out",  "b1"};
  EXPECT_EQ(run(command).status, 0);
  append("bonus/data/sale.csv", "2022-05-01,ACME,SE,Hardware,100.00,\n");
  command.back() = "b2";
  command.insert(command.end(), {"--since", "b1", "--against", "b1"});
  EXPECT_EQ(run(command).status, 0);
  EXPECT_EQ(temp_.read("b2/changes.csv"),
            "partner,country,output,old,new,why\n"
            "ACME,SE,revenue,800.00,900.00,new: sale.csv line 7\n"
            "ACME,SE,hardware_lines,1,2,new: sale.csv line 7\n");
}

TEST_F(Against, AFolderWithoutARun) {
  expect_refused(decide_all("2022-12-31", "after", {"--against", "nowhere"}),
                 "cannot go on from `nowhere`: cannot read `nowhere/state.bin`", "before status");
}

}  // namespace
}  // namespace tierline::test
