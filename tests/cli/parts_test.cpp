// Splits as the commands show them: a file of parts beside the decisions, parts in the JSON of one
// account, parts that a scenario expects.
#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

class Parts : public Bonus {
 protected:
  Parts() {
    temp_.replace("bonus/program.tier", "decide tier,",
                  "define bonus_of_sale = split bonus over sale by net\n"
                  "    where on in year of today because rules.bonus\n"
                  "decide bonus_of_sale, tier,");
  }

  std::string parts() { return temp_.read("out/parts-bonus_of_sale.csv"); }
};

constexpr std::string_view kParts =
    "partner,country,on,product,amount,discount,bonus_of_sale\n"
    "ACME,DK,2022-01-10,Software,12000.00,0%,300.00\n"
    "ACME,SE,2022-02-10,Hardware,1000.00,20%,0.00\n"
    "Brix,DK,2022-03-10,Software,1500.00,10%,13.50\n"
    "Brix,DK,2022-04-10,Hardware,-100.00,0%,-1.00\n";

TEST_F(Parts, StandInAFileOfTheirOwn) {
  const Outcome outcome = decide_all();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(temp_.names("out"),
            "decisions.csv parts-bonus_of_sale.csv rejects.csv run.json state.bin");
  EXPECT_EQ(parts(), kParts);
  EXPECT_NE(temp_.read("out/run.json").find("\"file\": \"parts-bonus_of_sale.csv\""),
            std::string::npos);
  EXPECT_EQ(temp_.read("out/decisions.csv").find("bonus_of_sale"), std::string::npos);
}

TEST_F(Parts, DoNotDependOnTheOrderOfFilesAndLines) {
  temp_.write("bonus/data/sale.csv", "partner,country,on,product,discount,amount\n");
  temp_.write("bonus/data/sale.2.csv",
              "on,partner,country,product,amount\n2022-12-31,Brix,DK,Hardware,50.00\n"
              "2022-01-10,ACME,DK,Software,12000\n");
  temp_.write("bonus/data/sale.1.csv",
              "on,partner,country,product,amount,discount\n"
              "2022-04-10,Brix,DK,Hardware,-100,0%\n2022-02-10,ACME,SE,Hardware,1000.00,0.2\n"
              "2022-03-10,Brix,DK,Software,1500.00,10%\n");
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_EQ(parts(), kParts);
}

TEST_F(Parts, ARunThatGoesOnKeepsTheParts) {
  EXPECT_EQ(decide_all().status, 0);
  temp_.write("bonus/data/sale.csv",
              temp_.read("bonus/data/sale.csv") + "2022-05-01,Brix,DK,Software,100.00,\n");
  const auto decide = [&](const std::string& out, const std::vector<std::string>& more) {
    std::vector<std::string> command = {"run",     "bonus",      "--data", "bonus/data",
                                        "--as-of", "2022-06-30", "--out",  out};
    command.insert(command.end(), more.begin(), more.end());
    return run(command);
  };
  const Outcome part = decide("part", {"--since", "out"});
  EXPECT_NE(part.out.find("re-evaluated 1 of 3\n"), std::string::npos) << part.out << part.err;
  EXPECT_EQ(decide("whole", {}).status, 0);
  for (const char* file : {"parts-bonus_of_sale.csv", "decisions.csv", "run.json", "state.bin"}) {
    EXPECT_EQ(temp_.read(std::string("part/") + file), temp_.read(std::string("whole/") + file));
  }
  temp_.write("out/parts-bonus_of_sale.csv", "");
  EXPECT_EQ(decide("b", {"--since", "out"}).status, 2) << "not the parts that the run wrote";
}

TEST_F(Parts, AnEarlierRunWithPartsIsReplaced) {
  EXPECT_EQ(decide_all().status, 0);
  temp_.write("out/parts-of_an_older_program.csv", "old\n");
  EXPECT_EQ(decide_all({"--replace"}).status, 0);
  EXPECT_EQ(temp_.names("out"),
            "decisions.csv parts-bonus_of_sale.csv rejects.csv run.json state.bin");
  temp_.write("out/parts.txt", "mine");
  expect_refused("`parts.txt`, which no run wrote", {"--replace"});
}

TEST_F(Parts, AnAccountWithoutAnswerHasNone) {
  temp_.replace("bonus/program.tier", "split bonus over sale by net",
                "split bonus + 1 EUR over sale by net");
  temp_.write("bonus/data/sale.csv",
              temp_.read("bonus/data/sale.csv") + "2022-05-01,ACME,DK,Software,-12000.00,\n");
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_NE(temp_.read("out/decisions.csv")
                .find("ACME,DK,undetermined,\"there is an amount to split, but no entry takes part "
                      "or their weights sum to 0\",,"),
            std::string::npos)
      << temp_.read("out/decisions.csv");
  EXPECT_EQ(parts().find("ACME,DK"), std::string::npos);
}

TEST_F(Parts, NeedColumnsOfTheirOwn) {
  temp_.replace("bonus/program.tier", "define bonus_of_sale", "define amount");
  temp_.replace("bonus/program.tier", "decide bonus_of_sale", "decide amount");
  expect_refused("parts-amount.csv would have two columns `amount`");
}

TEST_F(Parts, OfOneAccount) {
  const std::string facts = R"({"account": {"partner": "Brix", "country": "DK"}, "sale": [
    {"on": "2022-02-02", "product": "Hardware", "amount": "-100"},
    {"on": "2022-02-01", "product": "Software", "amount": "1350.00"}]})";
  const std::vector<std::string> command = {"decide", "bonus",   "--facts",
                                            "-",      "--as-of", "2022-06-30"};
  const Outcome json = run(command, {.input = facts});
  EXPECT_EQ(json.status, 0) << json.err;
  const std::string entry = R"({
        "entry": {
          "on": "2022-02-01",
          "product": "Software",
          "amount": "1350.00",
          "discount": "0%"
        },
        "part": "13.50"
      })";
  EXPECT_NE(json.out.find(entry), std::string::npos) << json.out;
  EXPECT_LT(json.out.find("\"13.50\""), json.out.find("\"-1.00\"")) << "in key order";
  std::vector<std::string> as_text = command;
  as_text.insert(as_text.end(), {"--format", "text"});
  const std::string text =
      "  bonus_of_sale\n"
      "    13.50, on 2022-02-01, product Software, amount 1350.00, discount 0%\n"
      "    -1.00, on 2022-02-02, product Hardware, amount -100.00, discount 0%\n"
      "    because bonus_of_sale (rules.bonus)\n";
  EXPECT_NE(run(as_text, {.input = facts}).out.find(text), std::string::npos)
      << run(as_text, {.input = facts}).out;
}

TEST_F(Parts, AreExpectedInScenarios) {
  temp_.write("bonus/parts.tier", R"(
scenario "parts" {
  account { partner "Brix"  country "DK" }
  sale { on 2022-02-02  product Hardware  amount -100 EUR }
  sale { on 2021-12-31  product Software  amount 1_350 EUR }
  sale { on 2022-02-01  product Software  amount 1_350 EUR }
  today 2022-06-30
    expect bonus_of_sale = (-1.00 EUR, 0 EUR, 13.50 EUR) because bonus_rate from 1_000 EUR
    expect bonus_of_sale = (-1 EUR, 1 EUR, 13.49 EUR)
}
)");
  const Outcome outcome = run({"test", "bonus", "--filter", "parts"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.out.find("         expected bonus_of_sale = (-1.00, 1.00, 13.49)\n"
                             "         actual   bonus_of_sale = (-1.00, 0.00, 13.50)\n"
                             "         decided by bonus_of_sale (rules.bonus)\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_EQ(outcome.out.find("because bonus_rate"), std::string::npos) << "the first one holds";
}

}  // namespace
}  // namespace tierline::test
