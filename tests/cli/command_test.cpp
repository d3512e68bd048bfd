// The other commands, and one mistake in each.
#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

using Command = Bonus;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

#define EXPECT_HAS(text, part) EXPECT_TRUE(has(text, part)) << (text)

// ---- check, build, dump -------------------------------------------------------------------------

TEST_F(Command, CheckFindsNothingWrong) {
  const Outcome outcome = run({"check", "bonus"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "`Small Bonus`: no errors\n");
}

TEST_F(Command, CheckSaysWhatIsWrong) {
  temp_.write("bonus/more.tier", "define x = revenu\ndefine y = 1 EUR * 1 EUR\n");
  const Outcome text = run({"check", "bonus"});
  EXPECT_EQ(text.status, 1);
  EXPECT_HAS(text.out, "more.tier:1:12");
  EXPECT_HAS(text.out, "more.tier:2:");
  EXPECT_HAS(text.out, "did you mean `revenue`?");
  EXPECT_FALSE(has(text.out, "\x1b")) << "no colours in a file";
  const Outcome json = run({"check", "bonus", "--format", "json"});
  EXPECT_EQ(json.status, 1);
  EXPECT_TRUE(json.out.starts_with("{\"diagnostics\":[{\"code\":\"TL")) << json.out;
  EXPECT_EQ(run({"check", "bonus"}, {.environment = {"TIERLINE_FORMAT=json"}}).out, json.out);
  EXPECT_EQ(
      run({"check", "bonus", "--format", "text"}, {.environment = {"TIERLINE_FORMAT=json"}}).out,
      text.out)
      << "the flag comes first";
}

TEST_F(Command, EveryCommandRefusesAProgramThatIsNone) {
  temp_.write("binary.tier", std::string("\x7F"
                                         "ELF\0\0\xFF\xFE",
                                         8));
  std::filesystem::create_directory(temp_ / "empty");
  const std::vector<std::vector<std::string>> commands = {
      {"check"},
      {"build", "-o", "x.tlb"},
      {"dump", "--stage", "checked"},
      {"test"},
      {"decide", "--facts", "-", "--as-of", "2022-06-30"},
      {"run", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "out"}};
  for (const auto& command : commands) {
    for (const std::string program : {"nowhere.tier", "empty", "binary.tier"}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.begin() + 1, program);
      const Outcome outcome = run(arguments, {.input = "{}"});
      const int expected = program == "binary.tier" ? 1 : 2;
      EXPECT_EQ(outcome.status, expected) << command[0] << " " << program << outcome.err;
      EXPECT_HAS(outcome.out + outcome.err, program);
    }
  }
  EXPECT_EQ(temp_.names(), "binary.tier bonus empty");
}

TEST_F(Command, BuildWritesTheSameBytesEachTime) {
  EXPECT_EQ(run({"build", "bonus", "-o", "a.tlb"}).status, 0);
  EXPECT_EQ(run({"build", "bonus", "-o", "b.tlb"}).status, 0);
  EXPECT_EQ(temp_.read("a.tlb"), temp_.read("b.tlb"));
  const Outcome full = run({"build", "bonus", "-o", "/dev/full"});
  EXPECT_EQ(full.status, 2);
  EXPECT_HAS(full.err, "No space left on device");
  EXPECT_EQ(run({"build", "bonus", "-o", "bonus"}).status, 2) << "a folder";
}

TEST_F(Command, DumpShowsEachStage) {
  for (const char* stage : {"ast", "checked", "ir", "bytecode"}) {
    const Outcome outcome = run({"dump", "bonus", "--stage", stage});
    EXPECT_EQ(outcome.status, 0) << stage << outcome.err;
    EXPECT_HAS(outcome.out, "revenue");
  }
  EXPECT_EQ(run({"build", "bonus", "-o", "a.tlb"}).status, 0);
  EXPECT_EQ(run({"dump", "a.tlb", "--stage", "bytecode"}).out,
            run({"dump", "bonus", "--stage", "bytecode"}).out);
  const Outcome late = run({"dump", "a.tlb", "--stage", "ast"});
  EXPECT_EQ(late.status, 2);
  EXPECT_HAS(late.err, "`a.tlb` is compiled: only --stage bytecode can be shown of it");
}

TEST_F(Command, ReportNamesRulesWithoutAClause) {
  const Outcome text = run({"report", "bonus", "--of", "clauses"});
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_EQ(text.out,
            "rules without a clause: 3\n  define revenue\n  define hardware_lines\n  define bonus\n"
            "clauses without a rule: 0\n");
  temp_.replace("bonus/program.tier", "half even because rules.bonus", "half even");
  temp_.replace("bonus/program.tier", "percent because rules.bonus {", "percent {");
  const Outcome json = run({"report", "bonus", "--of", "clauses", "--format", "json"});
  EXPECT_HAS(json.out, "\"field sale.net\"");
  EXPECT_HAS(json.out, "\"bands bonus_rate\"");
  EXPECT_HAS(json.out, "\"clauses_without_rule\": [\n    \"rules.bonus\"\n  ]");
}

TEST_F(Command, ReportCountsTheOperationsOfADecision) {
  const auto per_account = [&] {
    const Outcome outcome = run({"report", "bonus", "--of", "cost"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_HAS(outcome.out, "operations an account\n");
    EXPECT_HAS(outcome.out, "more for each entry of sale\n");
    return std::stoi(outcome.out);
  };
  const int before = per_account();
  EXPECT_GT(before, 0);
  temp_.replace("bonus/program.tier", "decide tier, revenue", "decide tier, twice, revenue");
  temp_.write("bonus/more.tier", "define twice = revenue + revenue\n");
  EXPECT_EQ(per_account(), before + 1);
  EXPECT_EQ(run({"report", "bonus"}).status, 2);
  EXPECT_EQ(run({"report", "bonus", "--of", "speed"}).status, 2);
}

TEST_F(Command, ADamagedOrForeignBytecodeFileIsRefused) {
  EXPECT_EQ(run({"build", "bonus", "-o", "a.tlb"}).status, 0);
  const std::string good = temp_.read("a.tlb");
  std::string damaged = good;
  damaged[good.size() / 2] = static_cast<char>(damaged[good.size() / 2] ^ 1);
  for (const std::string& bytes : {damaged, good.substr(0, good.size() - 1), good + "x",
                                   std::string("PK\x03\x04 a zip file"), std::string()}) {
    temp_.write("b.tlb", bytes);
    const Outcome outcome =
        run({"run", "b.tlb", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "out"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_HAS(outcome.err, "tierline: `b.tlb`: ");
    EXPECT_EQ(temp_.names(), "a.tlb b.tlb bonus");
  }
}

// ---- test ---------------------------------------------------------------------------------------

TEST_F(Command, TestRunsTheScenarios) {
  const Outcome outcome = run({"test", "bonus"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_EQ(outcome.out,
            "ok    the upper band pays on everything\n"
            "ok    a discount counts\n"
            "ok    a country must be stated\n"
            "3 passed, 0 failed\n");
  EXPECT_EQ(run({"test", "bonus", "--filter", "discount"}).out,
            "ok    a discount counts\n1 passed, 0 failed\n");
  EXPECT_EQ(run({"test", "bonus", "--filter", "nothing of this name"}).status, 2);
}

TEST_F(Command, TestShowsWhatFails) {
  temp_.write("bonus/more.tier",
              "scenario \"wrong amount\" {\n"
              "  account { partner \"A\" country \"DK\" }\n"
              "  sale { on 2022-03-01 product Software amount 12_000 EUR }\n"
              "  today 2022-06-30\n"
              "  expect bonus = 120 EUR because bonus_rate from 1000.00 EUR\n"
              "}\n"
              "scenario \"nothing is missing\" {\n"
              "  account { partner \"A\" country \"DK\" }\n"
              "  today 2022-06-30 expect missing country\n"
              "}\n"
              "scenario \"something is missing\" {\n"
              "  account { partner \"A\" }\n"
              "  today 2022-06-30 expect tier = none\n"
              "}\n");
  const Outcome outcome = run({"test", "bonus"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_HAS(outcome.out,
             "FAIL  wrong amount\n"
             "       more.tier:5, today 2022-06-30\n"
             "         expected bonus = 120.00 because bonus_rate from 1000.00 EUR\n"
             "         actual   bonus = 300.00\n"
             "         decided by bonus_rate from 10000.00 EUR (rules.bonus)\n");
  EXPECT_HAS(outcome.out, "actual   no fact is missing\n");
  EXPECT_HAS(outcome.out,
             "expected tier = none\n"
             "         actual   undetermined: account: country: required, but missing\n");
  EXPECT_HAS(outcome.out, "3 passed, 3 failed\n");
  const Outcome json = run({"test", "bonus", "--format", "json"});
  EXPECT_EQ(json.status, 1);
  EXPECT_HAS(json.out, "\"passed\": 3,\n  \"failed\": 3,");
}

// ---- decide -------------------------------------------------------------------------------------

constexpr const char* kFacts =
    R"({"account": {"partner": "ACME", "country": "DK"},
        "sale": [{"on": "2022-03-01", "product": "Software", "amount": AMOUNT}]})";

class Decide : public Bonus {
 protected:
  Outcome decide(const std::string& amount, const std::vector<std::string>& more = {}) {
    std::string facts = kFacts;
    facts.replace(facts.find("AMOUNT"), 6, amount);
    std::vector<std::string> arguments = {"decide", "bonus",   "--facts",
                                          "-",      "--as-of", "2022-06-30"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, {.input = facts});
  }
};

TEST_F(Decide, OneAccount) {
  const Outcome outcome = decide("12000");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_HAS(outcome.out, "\"status\": \"decided\"");
  EXPECT_HAS(outcome.out,
             "\"tier\": \"Gold\",\n    \"revenue\": \"12000.00\",\n"
             "    \"bonus\": \"300.00\"");
  EXPECT_HAS(outcome.out,
             "\"rule\": \"bonus_rate\",\n        \"entry\": \"from 10000.00 EUR\",\n"
             "        \"clause\": \"rules.bonus\",\n"
             "        \"source\": \"Rules of the small bonus\",\n"
             "        \"title\": \"what is paid\"");
  EXPECT_FALSE(has(outcome.out, "\"trace\""));
  EXPECT_HAS(decide("12000", {"--trace"}).out, "\"trace\": [");
  EXPECT_HAS(decide("12000", {"--format", "text"}).out,
             "  bonus = 300.00\n    because bonus_rate from 10000.00 EUR (rules.bonus)\n");
}

TEST_F(Decide, TakesNumbersByTheirDigits) {
  EXPECT_HAS(decide("0.1").out, "\"revenue\": \"0.10\"");
  EXPECT_HAS(decide("\"0.1\"").out, "\"revenue\": \"0.10\"");
  EXPECT_HAS(decide("9007199254740993.01").out, "\"revenue\": \"9007199254740993.01\"");
  EXPECT_HAS(decide("123456789012345678901234567890").out,
             "\"revenue\": \"123456789012345678901234567890.00\"");
}

TEST_F(Decide, SaysWhichFactIsMissingOrBad) {
  for (const char* amount : {"1e5", "1.0E+2", "12.345", "null", "true"}) {
    const Outcome outcome = decide(amount);
    EXPECT_EQ(outcome.status, 1) << amount;
    EXPECT_HAS(outcome.out, "\"status\": \"undetermined\"");
    EXPECT_HAS(outcome.out, "\"sale 1: amount: ");
    EXPECT_FALSE(has(outcome.out, "\"outputs\"")) << "no half an answer";
  }
}

TEST_F(Decide, RefusesFactsThatAreNone) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "the facts are not valid"},
      {"{", "the facts are not valid"},
      {"[]", "an array where none can stand"},
      {R"({"account": 1})", "a plain value where none can stand"},
      {R"({"account": {"partner": {}}})", "an object where none can stand"},
      {R"({"account": {"partner": "A", "partner": "B"}})", "`account` gives `partner` twice"},
      {R"({"account": {}, "account": {}})", "`account` is given twice"},
      {R"({"acount": {}})", "the program has no record `acount`; did you mean `account`?"},
      {R"({"account": {"partnr": "A"}})", "`account` has no field `partnr`; did you mean"},
      {"{\"account\": {\"partner\": \"\xFF\"}}", "the facts are not valid"},
      {std::string(100'000, '['), "an array where none can stand"},
  };
  for (const auto& [facts, message] : cases) {
    const Outcome outcome =
        run({"decide", "bonus", "--facts", "-", "--as-of", "2022-06-30"}, {.input = facts});
    EXPECT_EQ(outcome.status, 2) << facts.substr(0, 100);
    EXPECT_EQ(outcome.out, "");
    EXPECT_HAS(outcome.err, message);
  }
  const Outcome nowhere =
      run({"decide", "bonus", "--facts", "nowhere.json", "--as-of", "2022-06-30"});
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_HAS(nowhere.err, "cannot read `nowhere.json`: No such file or directory");
}

// ---- fmt ----------------------------------------------------------------------------------------

TEST_F(Command, FmtLaysOutAndKeepsComments) {
  temp_.write("a.tier", "# first\ndefine   x=1+2 # three\n");
  const Outcome check = run({"fmt", "--check", "a.tier"});
  EXPECT_EQ(check.status, 1);
  EXPECT_EQ(check.out, "a.tier would change\n");
  EXPECT_EQ(temp_.read("a.tier"), "# first\ndefine   x=1+2 # three\n");
  EXPECT_EQ(run({"fmt", "a.tier"}).status, 0);
  const std::string once = temp_.read("a.tier");
  EXPECT_HAS(once, "# first");
  EXPECT_HAS(once, "# three");
  EXPECT_EQ(run({"fmt", "--check", "a.tier"}).status, 0);
  EXPECT_EQ(run({"fmt", "a.tier"}).out, "");
  EXPECT_EQ(temp_.read("a.tier"), once);
  EXPECT_EQ(temp_.names(), "a.tier bonus");
}

TEST_F(Command, FmtLeavesAloneWhatItCannotRead) {
  temp_.write("a.tier", "define x = = 1\n");
  EXPECT_EQ(run({"fmt", "a.tier"}).status, 1);
  EXPECT_EQ(temp_.read("a.tier"), "define x = = 1\n");
  EXPECT_EQ(run({"fmt", "bonus"}).status, 2) << "a folder";
  EXPECT_EQ(run({"fmt", "nowhere.tier"}).status, 2);
}

// ---- the line -----------------------------------------------------------------------------------

TEST_F(Command, ExplainsItself) {
  EXPECT_HAS(run({"--help"}).out, "completion");
  for (const char* command : {"check", "build", "dump", "test", "decide", "run", "generate", "fmt",
                              "version", "completion"}) {
    const Outcome outcome = run({command, "--help"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_HAS(outcome.out, std::string("Example:\n  tierline ") + command);
  }
  EXPECT_TRUE(run({"--version"}).out.starts_with("tierline "));
  EXPECT_TRUE(run({"version"}).out.starts_with(run({"--version"}).out));
}

TEST_F(Command, RefusesALineThatItDoesNotUnderstand) {
  const std::pair<std::vector<std::string>, std::string> cases[] = {
      {{}, "subcommand is required"},
      {{"chekc", "bonus"}, "did you mean `check`?"},
      {{"check"}, "PROGRAM"},
      {{"check", "bonus", "--formt", "json"}, "did you mean `--format`?"},
      {{"check", "bonus", "--format", "xml"}, "`xml` is none of `json`, `text`"},
      {{"check", "bonus", "again"}, "again"},
      {{"dump", "bonus"}, "--stage"},
      {{"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30"}, "--out"},
      {{"completion", "powershell"}, "`powershell` is none of `bash`, `fish`, `zsh`"},
  };
  for (const auto& [arguments, message] : cases) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 2) << message;
    EXPECT_EQ(outcome.out, "");
    EXPECT_HAS(outcome.err, message);
    EXPECT_HAS(outcome.err, "--help`");
  }
}

// ---- completion ---------------------------------------------------------------------------------

class Completion : public Bonus {
 protected:
  /// What bash offers for the last of the words.
  std::string offers(const std::string& words, int index) {
    const std::string script = "source <(" + tierline_path() + " completion bash); COMP_WORDS=(" +
                               words + "); COMP_CWORD=" + std::to_string(index) +
                               "; _tierline; echo \"${COMPREPLY[*]}\"";
    return run_process("bash", {"-c", script}, {.folder = temp_.path()}).out;
  }
};

TEST_F(Completion, OffersWhatFits) {
  EXPECT_EQ(offers("tierline de", 1), "decide\n");
  EXPECT_EQ(offers("tierline run --su", 2), "--summary\n");
  EXPECT_EQ(offers("tierline dump --stage by", 3), "bytecode\n");
  EXPECT_EQ(offers("tierline completion f", 2), "fish\n");
  EXPECT_EQ(offers("tierline check bo", 2), "bonus\n");
}

TEST_F(Completion, KnowsEveryCommandInEveryShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Outcome outcome = run({"completion", shell});
    EXPECT_EQ(outcome.status, 0);
    for (const char* command :
         {"check", "build", "dump", "test", "decide", "run", "replay", "generate", "fmt"}) {
      EXPECT_HAS(outcome.out, command);
    }
  }
}

}  // namespace
}  // namespace tierline::test
