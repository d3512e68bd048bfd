// tierline mutate: what is said of mutants, the exit status, and that neither threads nor time
// change a byte of it.
#include <nlohmann/json.hpp>

#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

constexpr const char* kShop =
    "program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR }\n"
    "subject account { key id : text  points : int in 0 .. 100 }\n"
    "define bonus : int = if points >= 10 then 1 else 0\n"
    "decide bonus\n";
constexpr const char* kTen =
    "scenario \"ten\" { account { id \"A\"  points 10 }  today 2024-01-01  expect bonus = 1 }\n";
constexpr const char* kNine =
    "scenario \"nine\" { account { id \"A\"  points 9 }  today 2024-01-01  expect bonus = 0 }\n";

class Mutate : public testing::Test {
 protected:
  Outcome mutate(const std::string& judges, std::vector<std::string> more = {},
                 Process process = {}) {
    temp_.write("shop.tier", std::string(kShop) + judges);
    more.insert(more.begin(), {"mutate", "shop.tier"});
    process.folder = temp_.path();
    return tierline(more, process);
  }
  Json json(const std::string& judges, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--format", "json"});
    return Json::parse(mutate(judges, more).out);
  }
  TempFolder temp_;
};

TEST_F(Mutate, ShowsWhatSurvivesAsADifference) {
  const Outcome outcome = mutate(std::string(kTen) + kNine, {"--threads", "1"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "`Shop` 1: 11 mutants, 2 scenarios, 0 claims, 1,000 cases, seed 1\n"
            "\n"
            "survived  shop.tier:1  dates: `2024-01-01` becomes `2023-12-31`\n"
            "--- shop.tier\n"
            "+++ shop.tier\n"
            "@@ -1,4 +1,4 @@\n"
            "-program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR }\n"
            "+program \"Shop\" { version \"1\"  in force from 2023-12-31  currency EUR }\n"
            " subject account { key id : text  points : int in 0 .. 100 }\n"
            " define bonus : int = if points >= 10 then 1 else 0\n"
            " decide bonus\n"
            "\n"
            "               scenario     claim  survived     equal      same   refused\n"
            "thresholds            6         0         0         0         0         0\n"
            "dates                 1         0         1         0         0         0\n"
            "comparisons           2         0         0         0         0         0\n"
            "choices               1         0         0         0         0         0\n"
            "all                  10         0         1         0         0         0\n"
            "\n"
            "90.9% killed: 10 of 11, 1 of them only since a scenario or claim names a rule that is "
            "gone\n");
}

TEST_F(Mutate, FewerThanAskedForIsStatusOne) {
  EXPECT_EQ(mutate(std::string(kTen) + kNine, {"--min-killed", "90"}).status, 0);
  EXPECT_EQ(mutate(std::string(kTen) + kNine, {"--min-killed", "91"}).status, 1);
  EXPECT_EQ(mutate("", {"--min-killed", "1"}).status, 1);
  EXPECT_EQ(mutate("").status, 0);
}

TEST_F(Mutate, TheEdgeThatNoScenarioLooksAtSurvives) {
  const Outcome outcome = mutate(kTen, {"--operators", "thresholds,comparisons"});
  EXPECT_NE(outcome.out.find("survived  shop.tier:3  thresholds: `10` becomes `9`"),
            std::string::npos)
      << outcome.out;
  EXPECT_EQ(outcome.out.find("`>=` becomes `>`"), std::string::npos) << outcome.out;
}

TEST_F(Mutate, AClaimKillsToo) {
  const Json found = json("invariant some : bonus = 1 given points > 9\n");
  EXPECT_GT(found["counts"]["claim"], 3);
  EXPECT_EQ(found["counts"]["scenario"], 0);
  for (const Json& mutant : found["mutants"]) {
    if (mutant["fate"] != "claim") continue;
    EXPECT_EQ(mutant["by"], "some");
  }
  EXPECT_EQ(
      json("invariant some : bonus = 1 given points > 9\n", {"--cases", "0"})["counts"]["claim"],
      0);
}

TEST_F(Mutate, JsonHasEveryMutantAndItsKiller) {
  const Json found = json(std::string(kTen) + kNine);
  EXPECT_EQ(found["mutants"].size(), found["made"].get<size_t>());
  EXPECT_EQ(found["killed"], 10);
  EXPECT_EQ(found["judged"], 11);
  EXPECT_EQ(found["percent_killed"], "90.9");
  const Json& more = found["mutants"][3];
  EXPECT_EQ(more["what"], "`>=` becomes `>`");
  EXPECT_EQ(more["by"], "ten");
  EXPECT_FALSE(more.contains("diff"));
  EXPECT_TRUE(found["mutants"][0].contains("diff"));
}

TEST_F(Mutate, AllShowsTheKillers) {
  const Outcome outcome = mutate(std::string(kTen) + kNine, {"--all"});
  EXPECT_NE(outcome.out.find("scenario  shop.tier:3  comparisons: `>=` becomes `>`: ten\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("becomes `2024-01-02`: ten (it names a rule that is gone)\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Mutate, ThreadsChangeNothing) {
  const std::string judges = std::string(kTen) + "invariant few : bonus <= 1\n";
  const std::string one = mutate(judges, {"--all", "--threads", "1"}).out;
  EXPECT_EQ(mutate(judges, {"--all", "--threads", "7"}).out, one);
  EXPECT_EQ(mutate(judges, {"--all"}).out, one);
}

TEST_F(Mutate, ASampleIsTheSameForItsSeed) {
  const auto whats = [&](const char* seed) {
    std::vector<std::string> out;
    const Json found = json(kTen, {"--sample", "5", "--seed", seed});
    for (const Json& one : found["mutants"]) out.push_back(one["what"]);
    return out;
  };
  EXPECT_EQ(whats("1").size(), 5U);
  EXPECT_EQ(whats("1"), whats("1"));
  EXPECT_NE(whats("1"), whats("2"));
  EXPECT_EQ(json(kTen, {"--sample", "500"})["mutants"].size(), json(kTen)["mutants"].size());
}

TEST_F(Mutate, SolversSayWhatIsNoMistake) {
  temp_.write("even.tier",
              "program \"Even\" { version \"1\"  in force from 2024-01-01 }\n"
              "subject account { key id : text  points : int in 0 .. 100 }\n"
              "define most : int = max(points, 0)\n"
              "decide most\n");
  const Outcome outcome =
      tierline({"mutate", "even.tier", "--operators", "thresholds", "--proofs", "10", "--all"},
               {.folder = temp_.path()});
  if (outcome.out.find("equal     even.tier") == std::string::npos) {
    GTEST_SKIP() << "there is no solver: " << outcome.out;
  }
  EXPECT_NE(outcome.out.find("equal     even.tier:3  thresholds: `0` becomes `-1`\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("survived  even.tier:3  thresholds: `0` becomes `1`\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Mutate, AProgramThatIsNotSoundIsStatusTwo) {
  const Outcome failing = mutate(
      "scenario \"wrong\" { account { id \"A\"  points 9 }  today 2024-01-01  expect bonus = 1 "
      "}\n");
  EXPECT_EQ(failing.status, 2);
  EXPECT_NE(failing.err.find("tierline: scenario \"wrong\" fails in the program itself"),
            std::string::npos)
      << failing.err;
  const Outcome refuted = mutate("invariant none : bonus = 0\n");
  EXPECT_EQ(refuted.status, 2);
  EXPECT_NE(refuted.err.find("tierline: claim `none` does not hold in the program itself"),
            std::string::npos)
      << refuted.err;
  EXPECT_EQ(mutate("decide nothing\n").status, 2);
  EXPECT_EQ(tierline({"mutate", "nowhere.tier"}, {.folder = temp_.path()}).status, 2);
}

TEST_F(Mutate, WrongOptionsAreRefused) {
  const Outcome outcome = mutate("", {"--operators", "edges,egdes"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("--operators: `egdes` is none of `thresholds`, `rates`,"),
            std::string::npos)
      << outcome.err;
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"--min-killed", "101"}, {"--sample", "0"}, {"--threads", "0"}}) {
    EXPECT_EQ(mutate("", wrong).status, 2) << wrong[0];
  }
}

TEST_F(Mutate, SaysHowFarItIs) {
  const Outcome outcome = mutate(kTen, {"--progress", "never"});
  EXPECT_EQ(outcome.err, "");
}

}  // namespace
}  // namespace tierline::test
