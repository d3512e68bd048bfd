// tierline prove --evidence, and the solvers that it asks: certificates that the auditor's checker
// takes and that say what they are about; solvers that hang, lie or are not there; an interrupt.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/shop.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

class Evidence : public Prove {
 protected:
  Outcome check(const std::string& file) {
    return run_process(TIERLINE_BINARY_DIR "/bin/tierline-check-certificate", {file},
                       {.folder = temp_.path()});
  }
  /// A program called cvc5 that is found before any other.
  std::string path_with_solver(const std::string& script) {
    std::filesystem::create_directories(temp_ / "bin");
    temp_.write("bin/cvc5", "#!/bin/sh\n" + script);
    std::filesystem::permissions(temp_ / "bin/cvc5", std::filesystem::perms::owner_all);
    return "PATH=" + (temp_ / "bin").string() + ":" + std::getenv("PATH");
  }
  Outcome run_with_solver(const std::string& script, const std::string& command) {
    return run_process("bash", {"-c", "export " + path_with_solver(script) + "; " + command},
                       {.folder = temp_.path()});
  }
};

TEST_F(Evidence, ABandClaimHasACertificate) {
  const Outcome outcome = prove(
      "invariant progressive : rebate never falls as spent rises\n"
      "invariant capped : rebate <= 2% * spent + 0.01 EUR\n"
      "invariant few : spent <= 150 EUR\n",
      {"--by", "proof", "--evidence", "evidence"});
  EXPECT_EQ(outcome.status == 1 || outcome.status == 3, true) << outcome.err;
  const Json index = Json::parse(temp_.read("evidence/evidence.json"));
  EXPECT_EQ(index["digest"].get<std::string>().size(), 64U);
  EXPECT_TRUE(index["claims"][2]["certificate"].is_null()) << "it does not hold";
  for (const size_t claim : {0U, 1U}) {
    const Json& certificate = index["claims"][claim]["certificate"];
    ASSERT_TRUE(certificate.is_object()) << claim;
    const std::string file = "evidence/" + certificate["file"].get<std::string>();
    const Json written = Json::parse(temp_.read(file));
    EXPECT_EQ(written["digest"], index["digest"]);
    const Outcome checked = check(file);
    EXPECT_EQ(checked.status, 0) << checked.out;
    EXPECT_NE(checked.out.find("accepted  " + file), std::string::npos) << checked.out;
    EXPECT_NE(checked.out.find(written["claim"].get<std::string>()), std::string::npos);
    EXPECT_NE(checked.out.find(written["digest"].get<std::string>()), std::string::npos);
  }
}

TEST_F(Evidence, ADamagedCertificateIsRefused) {
  prove("invariant progressive : rebate never falls as spent rises\n",
        {"--by", "proof", "--evidence", "evidence"});
  Json json = Json::parse(temp_.read("evidence/progressive.certificate.json"));
  temp_.write("more.json", json.dump() + std::string(1, '\0') + "{}");
  EXPECT_EQ(check("more.json").status, 1) << "what follows is part of the file";
  json["branches"][0][1]["roundings"][0]["slope"] = "-1";
  temp_.write("damaged.json", json.dump());
  EXPECT_EQ(check("damaged.json").status, 1);
  temp_.write("cut.json", json.dump().substr(0, 100));
  EXPECT_NE(check("cut.json").out.find("it cannot be read as JSON"), std::string::npos);
  EXPECT_EQ(check("cut.json").status, 1);
  EXPECT_EQ(check("nowhere.json").status, 2);
}

constexpr const char* kVersion =
    "case \"$*\" in *version*) echo 'This is cvc5 version 9.9.9'; exit 0;; esac\n";

TEST_F(Evidence, ASolverThatLiesIsNotBelieved) {
  const std::string claims = "invariant few : spent <= 150 EUR\n";
  temp_.write("shop.tier", std::string(kShop) + claims);
  for (const char* lie : {"echo rubbish\n", "kill -SEGV $$\n", "exit 7\n", "echo sat\n",
                          "echo '(error \"no\")'\n", "printf uns\n"}) {
    const Outcome outcome =
        run_with_solver(std::string(kVersion) + lie, tierline_path() + " prove shop.tier");
    EXPECT_EQ(outcome.status, 1) << lie << outcome.out << outcome.err;
    EXPECT_NE(outcome.out.find("refuted  few"), std::string::npos) << lie << outcome.out;
  }
}

TEST_F(Evidence, ThatASolverFailedIsSaidOnce) {
  temp_.write("shop.tier", std::string(kShop) + "invariant small : rebate <= 2% * spent + 1 EUR\n");
  const auto said_of = [&](const std::string& solver, const std::string& evidence) {
    return run_with_solver(kVersion + solver + "\n",
                           tierline_path() + " prove shop.tier --by proof --evidence " + evidence)
        .err;
  };
  const std::string said =
      "tierline: note: cvc5 9.9.9 failed, and what it was asked then rests on the other solver: "
      "cvc5 crashed with signal 11\n";
  const std::string notes = said_of("kill -SEGV $$", "crashed");
  const size_t at = notes.find(said);
  ASSERT_NE(at, std::string::npos) << notes;
  EXPECT_EQ(notes.find(said, at + 1), std::string::npos) << notes;
  EXPECT_EQ(said_of("echo unknown", "gave_up").find("failed"), std::string::npos)
      << "who cannot tell has not failed";
}

TEST_F(Evidence, SolversThatContradictEachOtherProveNothing) {
  temp_.write("shop.tier", std::string(kShop) + "invariant small : rebate <= 2% * spent + 1 EUR\n");
  const Outcome outcome =
      run_with_solver(std::string(kVersion) + "echo unsat\n",
                      tierline_path() + " prove shop.tier --by proof --evidence evidence");
  if (outcome.out.find("z3") == std::string::npos &&
      outcome.out.find("contradict") == std::string::npos) {
    GTEST_SKIP() << "built without Z3: there is nobody to contradict";
  }
  EXPECT_EQ(outcome.status, 3) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("the solvers contradict each other"), std::string::npos)
      << outcome.out;
}

TEST_F(Evidence, AFolderThatIsNotEmptyIsRefusedAtOnce) {
  temp_.write("evidence/mine.txt", "mine");
  const Outcome outcome = prove("invariant small : rebate <= 2% * spent + 1 EUR\n",
                                {"--by", "proof", "--evidence", "evidence"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("already holds something; choose another folder\n"), std::string::npos)
      << outcome.err;
}

TEST_F(Evidence, OfWhatIsRefutedHasTheScenario) {
  prove("invariant few : spent <= 150 EUR\n", {"--evidence", "evidence"});
  const Json claim = Json::parse(temp_.read("evidence/evidence.json"))["claims"][0];
  EXPECT_EQ(claim["outcome"], "refuted");
  EXPECT_NE(claim["scenario"].get<std::string>().find("expect invariant few"), std::string::npos)
      << claim.dump();
}

bool is_gone(const std::string& pid) {
  for (int i = 0; i < 300; ++i) {
    if (run_process("bash", {"-c", "kill -0 " + pid}, {}).status != 0) return true;
    run_process("sleep", {"0.02"}, {});
  }
  return false;
}

TEST_F(Evidence, AnInterruptEndsTheSolversAndSaysSo) {
  const std::string claims =
      "invariant one : rebate <= 2% * spent + 1 EUR\n"
      "invariant two : rebate <= 2% * spent + 2 EUR\n";
  temp_.write("shop.tier", std::string(kShop) + claims);
  const std::string hang =
      std::string(kVersion) + "echo $$ >> " + (temp_ / "pids").string() + "\nexec sleep 600\n";
  const std::string command =
      tierline_path() +
      " prove shop.tier --seconds 60 --by proof --evidence evidence > out & "
      "for i in $(seq 200); do [ -s pids ] && break; sleep 0.05; done; "
      "sleep 0.3; kill -TERM $!; sleep 0.05; kill -TERM $!; wait $!";  // as `timeout` does
  const Outcome outcome = run_with_solver(hang, command);
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_NE(temp_.read("out").find("interrupted"), std::string::npos) << temp_.read("out");
  EXPECT_NE(temp_.read("out").find("unknown  two"), std::string::npos) << temp_.read("out");
  const std::string pid = temp_.read("pids").substr(0, temp_.read("pids").find('\n'));
  ASSERT_FALSE(pid.empty());
  EXPECT_TRUE(is_gone(pid)) << pid;
}

TEST_F(Evidence, ASolverThatHangsIsEndedInTime) {
  temp_.write("shop.tier", std::string(kShop) + "invariant small : rebate <= 2% * spent + 1 EUR\n");
  const std::string hang = std::string(kVersion) + "sleep 600\n";
  const Outcome outcome = run_with_solver(
      hang, "timeout 60 " + tierline_path() + " prove shop.tier --seconds 1 --by proof");
  EXPECT_TRUE(outcome.status == 0 || outcome.status == 3) << outcome.status << outcome.err;
}

TEST_F(Evidence, SaysHowLongEachAnswerTook) {
  temp_.write("shop.tier", std::string(kShop) + "invariant small : rebate <= 2% * spent + 1 EUR\n");
  const std::string command =
      tierline_path() + " prove shop.tier --by proof --evidence evidence --format json";
  const Outcome outcome =
      run_with_solver(std::string(kVersion) + "sleep 0.4\necho unknown\n", command);
  const Json claim = Json::parse(outcome.out)["claims"][0];
  EXPECT_GE(claim["milliseconds"], 400);
  const Json index = Json::parse(temp_.read("evidence/evidence.json"))["claims"][0];
  EXPECT_EQ(index["milliseconds"], claim["milliseconds"]);
  for (const Json& question : index["questions"]) {
    if (question["solver"] == "cvc5 9.9.9") {
      EXPECT_GE(question["milliseconds"], 400);
    }
    EXPECT_LE(question["milliseconds"], index["milliseconds"]);
  }
}

TEST_F(Evidence, WhatASolverHasProvedNobodyComesToDoesNotHold) {
  const Outcome outcome = prove(
      "define fee : EUR = 5 EUR\n"
      "  except rich when spent > 50 EUR and spent < 20 EUR = 4 EUR\n"
      "decide fee\n");
  if (outcome.out.find("not reached: exception rich") != std::string::npos) {
    GTEST_SKIP() << "built without Z3, and there is no cvc5";
  }
  EXPECT_EQ(outcome.status, 1) << outcome.out;
  EXPECT_NE(outcome.out.find("refuted  every exception decides for somebody, and not for all, by "),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("nobody comes to exception rich of fee met"), std::string::npos)
      << outcome.out;
}

TEST_F(Evidence, ClaimsAboutNothingAreRefused) {
  struct Case {
    std::string_view claim, want;
  };
  const Case cases[] = {
      {"invariant a : nothing <= 5 EUR\n", "nothing"},
      {"invariant a : rebate never falls as revenue rises\n", "nothing here is called `revenue`"},
      {"invariant a : rebate never falls as sale.price rises\n", "`sale` has no field `price`"},
      {"invariant a : rebate never falls as purchase is added\n", "nothing here is called"},
      {"invariant a : rebate never falls as rate rises\n", "not a fact that can change"},
  };
  for (const Case& one : cases) {
    const Outcome outcome = prove(std::string(one.claim));
    EXPECT_EQ(outcome.status, 2) << one.claim;
    EXPECT_NE(outcome.err.find(one.want), std::string::npos) << one.claim << outcome.err;
  }
}

}  // namespace
}  // namespace tierline::test
