// tierline prove: what is said of claims, the exit status, and scenarios that fail where they are
// pasted.
#include <nlohmann/json.hpp>

#include "tests/cli/bonus.hpp"
#include "tests/cli/shop.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

TEST_F(Prove, NothingRefutedIsNotProved) {
  const Outcome outcome =
      prove("invariant small : rebate <= 2% * spent + 0.01 EUR\n", {"--by", "search"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(
      outcome.out,
      "`Shop` 1: 1 claim, by search, 3,000 cases, seed 1\n"
      "unknown  small  not refuted in 3000 cases\n"
      "\n"
      "built in\n"
      "proved   no gap and no overlap (tables: 0, bands: 1, dated rules: 0), by the compiler\n"
      "proved   decided amounts have their currency's digits (amounts: 2), by the compiler\n"
      "proved   every band decides for somebody, by search\n"
      "\n"
      "2 of 2 tiers, requirements, bands, exceptions and rows reached\n"
      "\n"
      "0 proved, 0 refuted, 1 unknown\n");
}

TEST_F(Prove, WithoutClaimsThereIsNothingToProve) {
  const Outcome outcome = prove("");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("0 claims"), std::string::npos);
}

TEST_F(Prove, WhatIsRefutedFailsWhereItIsPasted) {
  const std::string claims =
      "invariant few : spent <= 150 EUR\n"
      "invariant net_is_monotone : net never falls as sale.amount rises\n";
  const Outcome outcome = prove(claims);
  EXPECT_EQ(outcome.status, 1);
  const size_t begin = outcome.out.find("scenario \"");
  const size_t end = outcome.out.find("built in\n");
  ASSERT_NE(begin, std::string::npos) << outcome.out;
  ASSERT_NE(end, std::string::npos) << outcome.out;
  temp_.write("shop.tier", std::string(kShop) + claims + outcome.out.substr(begin, end - begin));
  const Outcome tested = tierline({"test", "shop.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(tested.status, 1) << tested.err;
  EXPECT_NE(tested.out.find("expected invariant few\n         actual   `no`"), std::string::npos)
      << tested.out;
  EXPECT_NE(tested.out.find("99.99 in one world, 98.00 in the other, with scenario "
                            "\"net_is_monotone does not hold: after\""),
            std::string::npos)
      << tested.out;
  EXPECT_NE(tested.out.find("0 passed, 3 failed"), std::string::npos) << tested.out;
}

TEST_F(Prove, SaysWhenGivenHoldsForNobody) {
  const Outcome outcome = prove("invariant empty : spent < 0 EUR given points > 100\n");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.out.find("unknown  empty  `given` held in none of 3000 cases"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Prove, SaysWhatNobodyReaches) {
  const Outcome outcome = prove(
      "define fee : EUR = 5 EUR\n"
      "  except rich when spent > 50 EUR and spent < 20 EUR = 4 EUR\n"
      "decide fee\n");
  EXPECT_NE(outcome.out.find("\n3 of 4 tiers, requirements, bands, exceptions and rows reached\n"
                             "not reached  exception rich of fee met\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Prove, SolversProveAndRefute) {
  const std::string claims =
      "invariant few : spent <= 150 EUR\n"
      "invariant small : rebate <= 2% * spent + 0.01 EUR\n"
      "invariant more_is_no_less : rebate never falls as sale is added\n";
  const Outcome outcome = prove(claims, {"--by", "proof"});
  if (outcome.out.find("there is no solver") != std::string::npos) {
    GTEST_SKIP() << "built without Z3, and there is no cvc5";
  }
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("amount 50.01 EUR"), std::string::npos)
      << outcome.out << "an example of a solver is made small as well";
  EXPECT_NE(outcome.out.find("proved   small"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("2 proved, 1 refuted, 0 unknown"), std::string::npos) << outcome.out;
  const Outcome both = prove(claims);
  EXPECT_EQ(both.status, 1);
  EXPECT_NE(both.out.find("2 proved, 1 refuted, 0 unknown"), std::string::npos) << both.out;
}

TEST_F(Prove, NothingIsProvedOfNobody) {
  for (const char* by : {"proof", "both", "search"}) {
    const Outcome outcome =
        prove("invariant none : rebate > 1_000 EUR given spent < 0 EUR\n", {"--by", by});
    EXPECT_EQ(outcome.status, 3) << by << outcome.out;
    EXPECT_NE(outcome.out.find("0 proved, 0 refuted, 1 unknown"), std::string::npos) << outcome.out;
  }
}

TEST_F(Prove, TheBytecodeIsTheProgram) {
  temp_.write("shop.tier", kShop);
  const auto prove_compiler = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"prove", "shop.tier", "--compiler"});
    return tierline(more, {.folder = temp_.path()});
  };
  const Outcome outcome = prove_compiler({});
  if (outcome.out.find("there is no solver") != std::string::npos) {
    GTEST_SKIP() << "built without Z3, and there is no cvc5";
  }
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("proved   output rebate"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find(", 0 differences\n"), std::string::npos) << outcome.out;
  const Json json = Json::parse(prove_compiler({"--format", "json"}).out);
  EXPECT_EQ(json["proved"], json["equalities"].size());
  EXPECT_EQ(prove_compiler({"--cases", "5"}).status, 2) << "nothing is searched";
}

TEST_F(Prove, EvidenceIsWhatTheSolversWereAsked) {
  const std::string claims = "invariant small : rebate <= 2% * spent + 0.01 EUR\n";
  const Outcome outcome = prove(claims, {"--by", "proof", "--evidence", "evidence"});
  if (outcome.out.find("there is no solver") != std::string::npos) {
    GTEST_SKIP() << "built without Z3, and there is no cvc5";
  }
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  const Json index = Json::parse(temp_.read("evidence/evidence.json"));
  const Json& claim = index["claims"][0];
  EXPECT_EQ(claim["outcome"], "proved");
  ASSERT_GT(claim["questions"].size(), 0U);
  bool unsat = false;
  for (const Json& question : claim["questions"]) {
    const std::string script = temp_.read("evidence/" + question["file"].get<std::string>());
    EXPECT_NE(script.find("(check-sat)"), std::string::npos);
    unsat = unsat || question["answer"] == "unsat";
  }
  EXPECT_TRUE(unsat);
  const Outcome again = prove(claims, {"--by", "proof", "--evidence", "evidence"});
  EXPECT_EQ(again.status, 2) << "it is there already";
}

TEST_F(Prove, AsJson) {
  const std::string claims =
      "invariant few : spent <= 150 EUR\ninvariant small : rebate <= 2% * spent + 0.01 EUR\n";
  const Outcome outcome = prove(claims, {"--format", "json", "--seed", "9", "--by", "search"});
  EXPECT_EQ(outcome.status, 1);
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["seed"], 9);
  EXPECT_EQ(json["refuted"], 1);
  EXPECT_EQ(json["unknown"], 1);
  EXPECT_EQ(json["claims"][0]["claim"], "few");
  EXPECT_EQ(json["claims"][0]["outcome"], "refuted");
  EXPECT_EQ(json["claims"][0]["values"], Json::array({"no"}));
  EXPECT_EQ(json["claims"][1]["outcome"], "unknown");
  EXPECT_GT(json["claims"][1]["held"], 0);
  EXPECT_TRUE(json["claims"][1]["milliseconds"].is_null()) << "no solver was asked";
  EXPECT_EQ(json["reaches"].size(), 2U);
}

TEST_F(Prove, TheSameSeedSaysTheSame) {
  const std::string claims = "invariant few : spent <= 150 EUR\n";
  EXPECT_EQ(prove(claims, {"--seed", "5"}).out, prove(claims, {"--seed", "5"}).out);
}

TEST_F(Prove, OnlyTheClaimsThatAreNamed) {
  const std::string claims =
      "invariant few : spent <= 150 EUR\ninvariant small : rebate <= 2% * spent + 0.01 EUR\n";
  const Outcome outcome = prove(claims, {"--claim", "small", "--by", "search"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out.find("few"), std::string::npos);
  const Outcome unknown = prove(claims, {"--claim", "smal"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_NE(unknown.err.find("the program has no claim `smal`"), std::string::npos) << unknown.err;
  EXPECT_NE(unknown.err.find("small"), std::string::npos) << unknown.err;
}

TEST_F(Prove, RefusesWhatCannotBeAsked) {
  EXPECT_EQ(prove("invariant few : spen <= 150 EUR\n").status, 2);
  EXPECT_EQ(prove("", {"--by", "magic"}).status, 2);
  EXPECT_EQ(tierline({"prove", "nothing.tier"}, {.folder = temp_.path()}).status, 2);
}

TEST_F(Prove, AnInterruptSaysWhatIsKnown) {
  temp_.write("shop.tier", std::string(kShop) + "invariant small : rebate <= 2% * spent + 1 EUR\n");
  const std::string script = tierline_path() +
                             " prove shop.tier --by search --cases 900000000000 > out & "
                             "sleep 0.5; kill -TERM $!; wait $!";
  const Outcome outcome = run_process("bash", {"-c", script}, {.folder = temp_.path()});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_NE(temp_.read("out").find("interrupted"), std::string::npos);
  EXPECT_NE(temp_.read("out").find("unknown  small"), std::string::npos);
}

TEST_F(Prove, AScenarioHoldsAClaimOrSaysWhyNot) {
  temp_.write("shop.tier", std::string(kShop) +
                               "invariant few : spent <= 150 EUR given points > 5\n"
                               "invariant up : net never falls as points rises\n"
                               "scenario \"holds\" { account { id \"A\"  points 6 }\n"
                               "  today 2024-02-01 expect invariant few }\n"
                               "scenario \"alone\" { account { id \"A\"  points 6 }\n"
                               "  today 2024-02-02 expect invariant up }\n"
                               "scenario \"two\" { account { id \"A\"  points 7 }\n"
                               "  today 2024-02-01 expect invariant up }\n"
                               "scenario \"missing\" { account { id \"A\" }\n"
                               "  today 2024-02-01 expect invariant few }\n");
  const Outcome tested = tierline({"test", "shop.tier"}, {.folder = temp_.path()});
  EXPECT_NE(tested.out.find("ok    holds"), std::string::npos) << tested.out;
  EXPECT_NE(tested.out.find("FAIL  alone"), std::string::npos) << tested.out;
  EXPECT_NE(tested.out.find("no other scenario of this day differs from this one in just what the "
                            "claim varies"),
            std::string::npos)
      << tested.out;
  EXPECT_NE(tested.out.find("ok    two"), std::string::npos) << tested.out;
  EXPECT_NE(tested.out.find("undetermined: account: points"), std::string::npos) << tested.out;
}

TEST_F(Prove, AScenarioThatSupposesFailsAsItsClaimDoes) {
  const auto supposing = [](const std::string& name, const std::string& spent) {
    return "scenario \"" + name + "\" { account { id \"A\"  points 6 }  suppose { spent " + spent +
           " EUR }\n  today 2024-02-01  expect invariant up }\n";
  };
  const std::string claim = "invariant up : net never falls as spent rises\n";
  temp_.write("shop.tier", std::string(kShop) + claim + supposing("less", "99.99") +
                               supposing("more", "100.00"));
  const Outcome falls = tierline({"test", "shop.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(falls.status, 1) << falls.err;
  EXPECT_NE(falls.out.find("99.99 in one world, 98.00 in the other, with scenario \"more\""),
            std::string::npos)
      << falls.out;
  temp_.write("shop.tier",
              std::string(kShop) + claim + supposing("less", "99.98") + supposing("more", "99.99"));
  const Outcome rises = tierline({"test", "shop.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(rises.status, 0) << rises.out << rises.err;
}

}  // namespace
}  // namespace tierline::test
