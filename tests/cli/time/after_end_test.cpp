// Entries dated after the end of their account: used, counted, and told with their places.
#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

constexpr const char* kHeader = "file,line,note,ended,record\n";

class AfterEnd : public Status {
 protected:
  /// Another end for the accounts of the program, in place of `ends closed_on`.
  void end_by(const std::string& day) {
    std::string text = temp_.read("status/program.tier");
    const std::string line = "ends    closed_on";
    text.replace(text.find(line), line.size(), "ends    " + day);
    temp_.write("status/program.tier", text);
  }
};

TEST_F(AfterEnd, IsNotedWithItsPlaceAndUsed) {
  append("status/data/sale.csv",
         "Brix,DK,2024-06-30,1.00,\nBrix,DK,2024-07-01,2.00,\nACME,DK,2024-07-01,4.00,\n");
  const Outcome outcome = decide_all("2024-12-31", "out");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_HAS(outcome.out,
             "note: 1 entry of 1 account is dated after the end of that account; they are used "
             "like others, see notes.csv: sale.csv line 7\n");
  EXPECT_EQ(temp_.read("out/notes.csv"),
            std::string(kHeader) +
                "sale.csv,7,dated after the end of its account,2024-06-30,"
                "\"Brix,DK,2024-07-01,2.00,\"\n");
  EXPECT_HAS(temp_.read("out/decisions.csv"), "Brix,DK,decided,,none,3.00,");
  EXPECT_HAS(temp_.read("out/run.json"), "\"after_end\": 1");
  EXPECT_HAS(temp_.read("out/run.json"), "\"file\": \"notes.csv\"");
}

TEST_F(AfterEnd, OfSeveralLedgersAndFilesStandsInTheirOrder) {
  append("status/data/training.csv", "Brix,DK,2025-01-01,2026-12-31\n");
  append("status/data/sale.csv", "Brix,DK,2024-09-01,1.00,\n");
  temp_.write("status/data/sale.late.csv",
              "on,amount,partner,country\n2024-08-01,1.00,Brix,DK\n2024-08-02,1.00,Brix,DK\n");
  const Outcome outcome = decide_all("2025-12-31", "out", {"--format", "json"});
  EXPECT_HAS(outcome.out, R"("after_end": {
    "entries": 4,
    "accounts": 1,
    "first": [
      "sale.csv line 6",
      "sale.late.csv line 2",
      "sale.late.csv line 3"
    ]
  })");
  EXPECT_HAS(temp_.read("out/notes.csv"), "\ntraining.csv,4,");
}

TEST_F(AfterEnd, NothingIsSaidWhereThereIsNothing) {
  const Outcome outcome = decide_all("2024-12-31", "out");
  EXPECT_EQ(temp_.read("out/notes.csv"), kHeader);
  EXPECT_EQ(outcome.out.find("note:"), std::string::npos) << outcome.out;
  EXPECT_HAS(temp_.read("out/run.json"), "\"after_end\": 0");
}

TEST_F(AfterEnd, AnEndThatIsComputedIsTheAccountsOwn) {
  end_by("end of year (joined_on + 365 days)");  // Brix 2023, ACME in DK and SE 2022
  append("status/data/sale.csv", "ACME,SE,2023-01-01,1.00,\nBrix,DK,2023-01-01,1.00,\n");
  EXPECT_EQ(decide_all("2023-06-30", "out").status, 0);
  EXPECT_EQ(temp_.read("out/notes.csv"),
            std::string(kHeader) +
                "sale.csv,6,dated after the end of its account,2022-12-31,"
                "\"ACME,SE,2023-01-01,1.00,\"\n");
}

TEST_F(AfterEnd, AnEndThatMovesIsTheOneOfTheDay) {
  end_by("min of training.until");  // an end once there is a training
  append("status/data/sale.csv", "ACME,DK,2022-09-01,1.00,\n");
  EXPECT_EQ(decide_all("2022-03-09", "before").status, 0);
  EXPECT_EQ(temp_.read("before/notes.csv"), kHeader) << "the training is not there yet";
  EXPECT_EQ(decide_all("2022-03-10", "whole").status, 0);
  EXPECT_HAS(temp_.read("whole/notes.csv"),
             "sale.csv,6,dated after the end of its account,2022-08-31,");
  EXPECT_EQ(decide_all("2022-03-10", "part", {"--since", "before"}).status, 0);
  EXPECT_EQ(temp_.read("part/notes.csv"), temp_.read("whole/notes.csv"));
  EXPECT_EQ(temp_.read("part/state.bin"), temp_.read("whole/state.bin"));
}

TEST_F(AfterEnd, AnEndMayLookAtYesterdaysTier) {
  end_by("if tier before today = Gold then 2022-06-30 else 2099-12-31");
  EXPECT_EQ(decide_all("2022-06-30", "out").status, 0);
  EXPECT_HAS(temp_.read("out/decisions.csv"), "Brix,DK,decided,,Gold,");
  EXPECT_EQ(temp_.read("out/notes.csv"), kHeader);
  append("status/data/sale.csv", "Brix,DK,2022-07-01,1.00,\n");
  EXPECT_EQ(decide_all("2022-06-30", "out", {"--replace"}).status, 0);
  EXPECT_HAS(temp_.read("out/notes.csv"),
             "sale.csv,6,dated after the end of its account,2022-06-30,");
}

TEST_F(AfterEnd, ANoteFollowsItsLine) {
  append("status/data/sale.csv", "Brix,DK,2024-07-01,2.00,\n");
  EXPECT_EQ(decide_all("2024-12-31", "before").status, 0);
  append("status/data/sale.csv", "ACME,SE,2024-01-01,1.00,\n");
  std::string sales = temp_.read("status/data/sale.csv");
  const size_t second = sales.find('\n') + 1;
  sales.insert(second, "ACME,SE,2024-01-02,1.00,\n");
  temp_.write("status/data/sale.csv", sales);
  EXPECT_EQ(decide_all("2024-12-31", "part", {"--since", "before"}).status, 0);
  EXPECT_HAS(temp_.read("part/notes.csv"), "sale.csv,7,dated after");
}

TEST_F(AfterEnd, IsNotedByAReplayOfAll) {
  append("status/data/sale.csv", "Brix,DK,2024-07-01,2.00,\n");
  const Outcome outcome = run({"replay", "status", "--data", "status/data", "--all", "--from",
                               "2022-01-01", "--to", "2024-12-31", "--out", "out"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_HAS(outcome.out, "note: 1 entry of 1 account is dated after the end");
  EXPECT_HAS(temp_.read("out/notes.csv"),
             "sale.csv,6,dated after the end of its account,2024-06-30,");
  EXPECT_HAS(temp_.read("out/run.json"), "\"after_end\": 1");
}

TEST_F(AfterEnd, AProgramWithoutAnEndHasNoSuchFile) {
  end_by("");
  std::string text = temp_.read("status/program.tier");
  text.erase(text.find("ends    "), 8);
  temp_.write("status/program.tier", text);
  EXPECT_EQ(decide_all("2024-12-31", "out").status, 0);
  EXPECT_EQ(temp_.read("out/run.json").find("after_end"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(temp_ / "out/notes.csv"));
}

}  // namespace
}  // namespace tierline::test
