// Every shipped program compiles without a word, and its scenarios hold, in the engine and before
// the slow judge.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "tests/programs/judge.hpp"
#include "tests/programs/shipped_program.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::programs {

namespace {

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, CompilesWithoutAWord) {
  const ShippedProgram shipped = load_shipped(GetParam());
  EXPECT_EQ(shipped.diagnostics, "");
  EXPECT_TRUE(shipped.compiled.bytecode.has_value());
}

TEST_P(Shipped, ScenariosHoldInTheEngine) {
  const ShippedProgram shipped = load_shipped(GetParam());
  ASSERT_TRUE(shipped.compiled.bytecode.has_value()) << shipped.diagnostics;
  for (const auto& result :
       cli::run_scenarios(*shipped.compiled.checked, *shipped.compiled.bytecode, "")) {
    for (const cli::ScenarioFailure& failure : result.failures) {
      ADD_FAILURE() << result.title << ", " << failure.today << ": expected " << failure.expected
                    << ", got " << failure.actual;
    }
  }
}

TEST_P(Shipped, ScenariosHoldBeforeTheSlowJudge) {
  const ShippedProgram shipped = load_shipped(GetParam());
  ASSERT_TRUE(shipped.compiled.checked.has_value()) << shipped.diagnostics;
  const JudgedScenarios judged = judge_scenarios(*shipped.compiled.checked);
  EXPECT_GE(judged.expectations, judged.scenarios);
  for (const std::string& failure : judged.failures) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Programs, Shipped, testing::ValuesIn(shipped_names()), [](const auto& it) {
  std::string name = it.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(ShippedPrograms, AreThere) {
  const std::vector<std::string> names = shipped_names();
  for (const char* wanted :
       {"milestone", "loyalty-soft-landing", "rebate-settlement", "online-retail"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), wanted), names.end()) << wanted;
  }
}

// ---- the case files
// ------------------------------------------------------------------------------

TEST(Milestone, ShowsEveryReadingInAScenario) {
  const ShippedProgram shipped = load_shipped("milestone");
  ASSERT_TRUE(shipped.compiled.checked.has_value()) << shipped.diagnostics;
  EXPECT_GE(shipped.compiled.checked->scenarios.size(), 110U);
  for (int reading = 1; reading <= 22; ++reading) {
    const std::regex named("\\(readings? (\\d+ and )?" + std::to_string(reading) +
                           "( and \\d+)?\\)");
    const auto& scenarios = shipped.compiled.checked->scenarios;
    EXPECT_TRUE(
        std::any_of(scenarios.begin(), scenarios.end(),
                    [&](const auto& scenario) { return std::regex_search(scenario.title, named); }))
        << "reading " << reading;
  }
}

TEST(Milestone, EveryRuleNamesItsClause) {
  const ShippedProgram shipped = load_shipped("milestone");
  ASSERT_TRUE(shipped.compiled.checked.has_value()) << shipped.diagnostics;
  EXPECT_EQ(rules_without_clause(*shipped.compiled.checked), std::vector<std::string>());
}

/// Expectations that name the day from which the tier has been held.
size_t dated_expectations(const checked::CheckedProgram& program) {
  size_t out = 0;
  for (const checked::Scenario& scenario : program.scenarios) {
    for (const checked::ScenarioStep& step : scenario.steps) {
      for (const checked::Expect& expect : step.expects) out += expect.from ? 1U : 0U;
    }
  }
  return out;
}

TEST(Milestone, SaysFromWhichDayATierIsHeld) {
  const ShippedProgram shipped = load_shipped("milestone");
  ASSERT_TRUE(shipped.compiled.checked.has_value()) << shipped.diagnostics;
  EXPECT_GE(dated_expectations(*shipped.compiled.checked), 150U);
}

TEST(OtherPrograms, EveryRuleNamesItsClause) {
  for (const char* name : {"online-retail", "loyalty-soft-landing", "rebate-settlement"}) {
    const ShippedProgram shipped = load_shipped(name);
    ASSERT_TRUE(shipped.compiled.checked.has_value()) << shipped.diagnostics;
    EXPECT_EQ(rules_without_clause(*shipped.compiled.checked), std::vector<std::string>()) << name;
  }
}

// ---- the judges above must be able to say no
// -----------------------------------------------------

compiler::Compiled compile_text(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  program.load = [](std::string_view) {
    return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
  };
  return compiler::compile(program);
}

constexpr const char* kCareless =
    "program \"P\" { currency EUR  source s \"S\" { c \"C\" } }\n"
    "tiers Low\n"
    "subject account { key id : text  n : int }\n"
    "define twice : int = n * 2\n"
    "  except big when n > 10 = 20 because s.c\n"
    "tier Low { requires some : n > 0 }\n"
    "bands rate on n : percent { below 5 : 1%  from 5 : 2% because s.c }\n"
    "define shown : percent = rate because s.c\n"
    "decide twice, shown\n"
    "scenario \"wrong\" { account { id \"a\"  n 5 }\n"
    "  today 2024-01-01\n"
    "    expect twice = 11\n"
    "    expect shown = 2% because rate below 5\n"
    "    expect missing n }\n";

TEST(Judges, NoticeRulesWithoutAClause) {
  const compiler::Compiled compiled = compile_text(kCareless);
  ASSERT_TRUE(compiled.checked.has_value());
  EXPECT_EQ(
      rules_without_clause(*compiled.checked),
      (std::vector<std::string>{"define twice", "requirement Low.some", "bands rate below 5"}));
}

TEST(Judges, NoticeScenariosThatDoNotHold) {
  const compiler::Compiled compiled = compile_text(kCareless);
  ASSERT_TRUE(compiled.bytecode.has_value());
  EXPECT_EQ(judge_scenarios(*compiled.checked).failures.size(), 3U);
  const auto results = cli::run_scenarios(*compiled.checked, *compiled.bytecode, "");
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0].failures.size(), 3U);
}

constexpr const char* kImpatient =
    "program \"P\" { currency EUR  in force from 2024-01-01  source s \"S\" { c \"C\" } }\n"
    "tiers Low\n"
    "subject account { key id : text }\n"
    "ledger sale of account { on : date }\n"
    "tier Low { requires some : any sale because s.c }\n"
    "status tier { promote after 2 days  because s.c  demote at most 1 tier }\n"
    "decide tier\n"
    "scenario \"a day early\" { account { id \"a\" }\n"
    "  sale { on 2024-01-05 }\n"
    "  today 2024-01-08\n"
    "    expect tier = Low from 2024-01-07\n"
    "    expect tier = Low from 2024-01-06 }\n";

TEST(Judges, NoticeATierHeldSinceAnotherDay) {
  const compiler::Compiled compiled = compile_text(kImpatient);
  ASSERT_TRUE(compiled.bytecode.has_value());
  EXPECT_EQ(judge_scenarios(*compiled.checked).failures,
            std::vector<std::string>(
                {"a day early, 2024-01-08: tier: expected from 2024-01-06, got from 2024-01-07"}));
  const auto results = cli::run_scenarios(*compiled.checked, *compiled.bytecode, "");
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0].failures.size(), 1U);
}

TEST(Judges, NoticeStatusLinesWithoutAClause) {
  const compiler::Compiled compiled = compile_text(kImpatient);
  ASSERT_TRUE(compiled.checked.has_value());
  EXPECT_EQ(rules_without_clause(*compiled.checked), std::vector<std::string>({"status demote"}));
}

}  // namespace

}  // namespace tierline::programs
