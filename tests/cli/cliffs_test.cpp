// tierline cliffs: tables, files and charts of where outputs jump, and what is refused.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/bonus.hpp"
#include "tests/golden/golden.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

constexpr const char* kShop =
    "program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR\n"
    "  source rules \"The rules\" { rate \"what is paid\"  gold \"who is Gold\" } }\n"
    "tiers Silver < Gold\n"
    "enum Region { North, South }\n"
    "subject account { key id : text  region : Region  points : int in 0 .. 100 = 0 }\n"
    "ledger sale of account { on : date  amount : EUR in 0 EUR .. 10_000 EUR }\n"
    "define spent : EUR = sum of sale.amount\n"
    "table wanted(Region) : EUR complete { North : 300 EUR  South : 150 EUR }\n"
    "bands rate on spent : percent because rules.rate {\n"
    "  below 100 EUR : 0%  from 100 EUR : 2%  above 200 EUR : 1% }\n"
    "define rebate : EUR = whole rate of spent rounded half even\n"
    "tier Silver { requires some : points >= 10 }\n"
    "tier Gold extends Silver { requires more : spent >= wanted(region) because rules.gold }\n"
    "decide tier, rebate\n"
    "scenario \"a good one\" {\n"
    "  account { id \"A\"  region North  points 10 }\n"
    "  sale { on 2024-03-01  amount 10 EUR }\n"
    "  sale { on 2024-04-01  amount 50 EUR }\n"
    "  today 2024-06-01  expect tier = Silver\n"
    "}\n";

class Cliffs : public testing::Test {
 protected:
  Cliffs() { temp_.write("shop.tier", kShop); }

  Outcome cliffs(std::vector<std::string> more = {}, Process process = {}) {
    more.insert(more.begin(), {"cliffs", "shop.tier"});
    process.folder = temp_.path();
    return tierline(more, process);
  }

  void expect_refused(const std::vector<std::string>& arguments, const std::string& message) {
    const Outcome outcome = cliffs(arguments);
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  }

  TempFolder temp_;
};

TEST_F(Cliffs, AreATableForPeople) {
  const Outcome outcome = cliffs({"--axis", "spent"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  golden::expect_same(golden::folder("cliffs") / "shop.txt", outcome.out);
}

TEST_F(Cliffs, AreAChart) {
  const Outcome outcome = cliffs({"--axis", "spent", "--by", "region", "--format", "svg"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  golden::expect_same(golden::folder("cliffs") / "shop.svg", outcome.out);
}

TEST_F(Cliffs, AreJsonWithThePartnerAtEachEdge) {
  const Outcome outcome = cliffs({"--axis", "spent", "--format", "json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  golden::expect_same(golden::folder("cliffs") / "shop.json", outcome.out);
  const Json json = Json::parse(outcome.out);
  const Json& cliff = json["axes"][0]["curves"][0]["cliffs"][0];
  EXPECT_EQ(cliff["below"], "99.99");
  EXPECT_EQ(cliff["at"], "100.00");
  EXPECT_EQ(cliff["jumps"][0]["because"][0]["clause"], "rules.rate");
  // `decide` takes the facts, and says the same.
  temp_.write("facts.json", cliff["facts"].dump());
  const Outcome decided =
      tierline({"decide", "shop.tier", "--facts", "facts.json", "--as-of", "2024-06-01"},
               {.folder = temp_.path()});
  EXPECT_EQ(decided.status, 0) << decided.err;
  EXPECT_EQ(Json::parse(decided.out)["outputs"]["rebate"], cliff["jumps"][0]["after"]);
}

TEST_F(Cliffs, OfOneOutputAsCsv) {
  const Outcome outcome =
      cliffs({"--axis", "spent", "--output", "rebate", "--net", "rebate", "--format", "csv"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "axis,by,below,at,fact_below,fact_at,output,before,after,jump,falls,because\n"
            "spent,,99.99,100.00,89.99,90.00,rebate,0.00,2.00,+2.00,no,rate from 100.00 EUR "
            "(rules.rate)\n"
            "spent,,99.99,100.00,89.99,90.00,net of rebate,99.99,98.00,-1.99,yes,"
            "rate from 100.00 EUR (rules.rate)\n"
            "spent,,200.00,200.01,190.00,190.01,rebate,4.00,2.00,-2.00,yes,"
            "rate above 200.00 EUR (rules.rate)\n"
            "spent,,200.00,200.01,190.00,190.01,net of rebate,196.00,198.01,+2.01,no,"
            "rate above 200.00 EUR (rules.rate)\n");
}

TEST_F(Cliffs, BetweenTwoValuesOnly) {
  const Outcome outcome = cliffs({"--axis", "spent", "--output", "rebate", "--from", "150", "--to",
                                  "200.01", "--format", "csv"});
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 2) << outcome.out;
  const Outcome before = cliffs(
      {"--axis", "spent", "--output", "rebate", "--from", "150", "--to", "200", "--format", "csv"});
  EXPECT_EQ(std::count(before.out.begin(), before.out.end(), '\n'), 1) << before.out;
}

TEST_F(Cliffs, OfAPartnerOfOnesOwn) {
  const Outcome outcome =
      cliffs({"--axis", "points", "--facts", "-", "--as-of", "2024-06-01", "--format", "csv"},
             {.input = R"({"account": {"id": "B", "region": "South"},
                    "sale": [{"on": "2024-05-01", "amount": 150}]})"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("points,,9,10,9,10,tier,none,Gold,,no,"), std::string::npos)
      << outcome.out;
}

TEST_F(Cliffs, ArePrintedAsScenariosThatHold) {
  const Outcome outcome = cliffs({"--axis", "spent", "--scenarios"});
  const size_t begin = outcome.out.find("scenario \"spent");
  ASSERT_NE(begin, std::string::npos) << outcome.out;
  temp_.write("shop.tier", kShop + outcome.out.substr(begin));
  const Outcome tested = tierline({"test", "shop.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(tested.status, 0) << tested.out << tested.err;
  EXPECT_NE(tested.out.find("7 passed"), std::string::npos) << tested.out;
}

TEST_F(Cliffs, GoIntoAFile) {
  const Outcome outcome = cliffs({"--axis", "spent", "--format", "svg", "--out", "chart.svg"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(temp_.read("chart.svg"), cliffs({"--axis", "spent", "--format", "svg"}).out);
}

TEST_F(Cliffs, RefuseWhatIsNotThere) {
  expect_refused({"--axis", "spend"}, "did you mean `spent`?");
  expect_refused({"--output", "rebat"}, "did you mean `rebate`?");
  expect_refused({"--by", "regoin"}, "did you mean `region`?");
  expect_refused({"--net", "tier"}, "cannot be taken off");
  expect_refused({"--facts", "nobody.json"}, "nobody.json");
  expect_refused({"--format", "png"}, "none of");
  expect_refused({"--as-of", "2023-06-01"}, "2023-06-01");
  expect_refused({"--axis", "spent", "--from", "1.005"}, "more digits after the point");
  expect_refused({"--axis", "spent", "--from", "ten"}, "--from: `ten`");
  expect_refused({"--axis", "spent", "--from", "20", "--to", "10"},
                 "--from `20` is above --to `10`: an axis is walked upwards, from --from to --to");
  expect_refused({"--from", "20", "--to", "10"}, "--from `20` is above --to `10`");
  expect_refused({"--axis", "sale.on", "--from", "2024-03-02", "--to", "2024-03-01"},
                 "--from `2024-03-02` is after --to `2024-03-01`");
  expect_refused({"--axis", "spent", "--from", "5", "--to", "9.99"},
                 "the axis has nothing --from `5` --to `9.99`: along sale 2 amount it goes from "
                 "10.00 to 10010.00");
  expect_refused({"--axis", "spent", "--from", "20000"},
                 "the axis has nothing --from `20000`: along sale 2 amount it goes from");
  expect_refused({"--axis", "spent", "--out", "nowhere/chart.svg"}, "nowhere/chart.svg");
}

/// The picture in the designers' page is what the command beside it draws today.
TEST(CliffsOfMilestone, AreThePictureOfTheDesignersPage) {
  const std::string root = TIERLINE_SOURCE_DIR;
  const Outcome outcome = tierline(
      {"cliffs", "programs/milestone", "--axis", "revenue_this_year", "--output", "tier",
       "--output", "earned", "--net", "earned", "--facts", "docs/designing/milestone-partner.json",
       "--as-of", "2022-12-31", "--format", "svg"},
      {.folder = root});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  golden::expect_same(root + "/docs/designing/milestone-cliffs.svg", outcome.out);
}

TEST(CliffsOfShippedPrograms, AreFoundAlongTheirOwnAxes) {
  const std::string programs[] = {"loyalty-soft-landing", "milestone",
                                  "online-retail",        "published-bands",
                                  "rebate-settlement",    "us-income-tax-2021"};
  for (const std::string& program : programs) {
    const Outcome outcome = tierline({"cliffs", "programs/" + program, "--format", "csv"},
                                     {.folder = TIERLINE_SOURCE_DIR});
    EXPECT_EQ(outcome.status, 0) << program << outcome.err;
    golden::expect_same(golden::folder("cliffs") / (program + ".csv"), outcome.out);
  }
}

TEST_F(Cliffs, RefuseAProgramWithErrors) {
  temp_.write("shop.tier", "program \"Shop\" { version \"1\" }\n");
  EXPECT_EQ(cliffs().status, 2);
}

}  // namespace
}  // namespace tierline::test
