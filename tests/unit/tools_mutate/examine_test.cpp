// What becomes of a mutant, and who is said to have noticed it.
#include "tools/mutate/examine.hpp"

#include "tests/unit/tools_mutate/program.hpp"
#include "tools/mutate/compiled.hpp"

namespace tierline::mutate {
namespace {

constexpr std::string_view kShop =
    R"(program "Shop" { version "1"  in force from 2024-01-01  currency EUR }
subject account { key id : text  points : int in 0 .. 100 }
ledger sale of account { on : date  amount : EUR in 0 EUR .. 1_000 EUR }
define spent : EUR = sum of sale.amount
bands rate on spent : percent { below 100 EUR : 0%  from 100 EUR : 2% }
define rebate : EUR = whole rate of spent rounded half even
define bonus : int = if points >= 10 then 1 else 0
decide rebate, bonus
invariant capped : rebate <= 3% * spent + 0.01 EUR
scenario "at the edge" {
  account { id "A"  points 10 }
  sale { on 2024-01-01  amount 100 EUR }
  today 2024-01-01  expect rebate = 2.00 EUR because rate from 100 EUR
}
)";

using Holds =
    std::function<bool(const checked::CheckedProgram&, const bytecode::Bytecode&, size_t)>;

ScenariosHold scenarios(Holds holds) {
  return [holds = std::move(holds)](const checked::CheckedProgram& program,
                                    const bytecode::Bytecode& code) -> ScenarioHolds {
    return [&program, &code, holds](size_t scenario) { return holds(program, code, scenario); };
  };
}

/// Scenarios are the command's business; here one holds if its rebate is what this function says.
struct Bench {
  Settings settings;
  base::Result<Original, bulk::RunError> original;

  explicit Bench(Holds holds, std::string_view text = kShop)
      : settings{scenarios(std::move(holds)), 500, 1, 0, nullptr},
        original(make_original(texts(std::string(text)), {}, settings)) {}

  Verdict examine(std::string_view from, std::string_view to) {
    Examiner examiner(original.value(), settings);
    const std::string& text = original.value().texts.files[0].text;
    const size_t at = text.find(from);
    Mutant mutant;
    mutant.edits = {{0, at, at + from.size(), std::string(to)}};
    return examiner.examine(mutant);
  }
};

bool always(const checked::CheckedProgram&, const bytecode::Bytecode&, size_t) { return true; }

TEST(Examine, WhatDoesNotCompileIsRefused) {
  const Verdict verdict = Bench(always).examine("sum of sale.amount", "sum of sale.on");
  EXPECT_EQ(verdict.fate, Fate::Refused);
  EXPECT_NE(verdict.by, "");
}

TEST(Examine, TheSameBytecodeIsTheSame) {
  EXPECT_EQ(Bench(always).examine("subject account {", "subject  account  {").fate, Fate::Same);
  EXPECT_EQ(Bench(always).examine(": 2%", ": 2.0%").fate, Fate::Same);
}

TEST(Examine, AScenarioThatFailsKills) {
  const auto holds = [](const checked::CheckedProgram& program, const bytecode::Bytecode&, size_t) {
    return program.outputs.size() == 2;
  };
  const Verdict verdict = Bench(holds).examine("decide rebate, bonus", "decide rebate");
  EXPECT_EQ(verdict.fate, Fate::Scenario);
  EXPECT_EQ(verdict.by, "at the edge");
}

TEST(Examine, AClaimThatIsRefutedKills) {
  const Verdict verdict = Bench(always).examine(": 2%", ": 4%");
  EXPECT_EQ(verdict.fate, Fate::Claim);
  EXPECT_EQ(verdict.by, "capped");
}

TEST(Examine, WhatNothingNoticesSurvives) {
  EXPECT_EQ(Bench(always).examine("points >= 10", "points > 10").fate, Fate::Survived);
  EXPECT_EQ(Bench(always).examine(": 2%", ": 2.1%").fate, Fate::Survived);
}

TEST(Examine, AScenarioThatNamesWhatIsGoneKillsByName) {
  const Verdict verdict =
      Bench(always).examine("below 100 EUR : 0%  from 100 EUR", "below 101 EUR : 0%  from 101 EUR");
  EXPECT_EQ(verdict.fate, Fate::Scenario);
  EXPECT_TRUE(verdict.by_name);
  EXPECT_EQ(verdict.by, "at the edge");
}

TEST(Examine, AScenarioThatAsksForADayThatIsNotThereKillsByName) {
  const Verdict verdict =
      Bench(always).examine("in force from 2024-01-01", "in force from 2024-01-02");
  EXPECT_EQ(verdict.fate, Fate::Scenario);
  EXPECT_TRUE(verdict.by_name);
}

TEST(Examine, ButItsFiguresAreAskedFirst) {
  size_t asked = 0;
  const auto holds = [&](const checked::CheckedProgram& program, const bytecode::Bytecode&,
                         size_t scenario) {
    asked += program.scenarios[scenario].steps[0].expects[0].because.empty() ? 1U : 0U;
    return program.scenarios[scenario].steps[0].expects[0].because.size() == 1;
  };
  const Verdict verdict =
      Bench(holds).examine("below 100 EUR : 0%  from 100 EUR", "below 101 EUR : 0%  from 101 EUR");
  EXPECT_EQ(verdict.fate, Fate::Scenario);
  EXPECT_FALSE(verdict.by_name);
  EXPECT_EQ(asked, 1U);
}

TEST(Examine, AProgramWithAFailingScenarioOrClaimIsNoStart) {
  const Bench bench([](const auto&, const auto&, size_t) { return false; });
  ASSERT_FALSE(bench.original);
  EXPECT_NE(bench.original.error().message.find("scenario \"at the edge\" fails"),
            std::string::npos);
  std::string text(kShop);
  text.replace(text.find("3% * spent"), 2, "1%");
  const Bench other(always, text);
  ASSERT_FALSE(other.original);
  EXPECT_NE(other.original.error().message.find("claim `capped` does not hold"), std::string::npos);
}

TEST(Examine, WhoKilledLastIsAskedFirst) {
  std::vector<size_t> asked;
  bool original = true;
  const auto holds = [&](const checked::CheckedProgram&, const bytecode::Bytecode&,
                         size_t scenario) {
    asked.push_back(scenario);
    return original || scenario != 1;
  };
  std::string text(kShop);
  text +=
      "scenario \"second\" { account { id \"B\"  points 1 }  today 2024-01-01  expect bonus = 0 "
      "}\n";
  Bench bench(holds, text);
  original = false;
  Examiner examiner(bench.original.value(), bench.settings);
  Mutant mutant;
  const size_t at = text.find("points >= 10");
  mutant.edits = {{0, at, at + 12, "points > 10"}};
  asked.clear();
  EXPECT_EQ(examiner.examine(mutant).by, "second");
  EXPECT_EQ(examiner.examine(mutant).by, "second");
  EXPECT_EQ(asked, (std::vector<size_t>{0, 1, 1}));
}

TEST(Examine, NoMutantOfTheClubIsTheClub) {
  const Settings settings{scenarios(always), 0, 1, 0, nullptr};
  const auto original = make_original(club(), {}, settings);
  ASSERT_TRUE(original) << original.error().message;
  Examiner examiner(original.value(), settings);
  size_t compiled = 0;
  for (const Mutant& mutant : mutants_of(original.value().texts)) {
    const CompiledMutant made = compile_mutant(
        program_of(altered(original.value().texts, mutant.edits), original.value().load));
    const Verdict verdict = examiner.examine(mutant);
    EXPECT_EQ(verdict.fate == Fate::Refused, !made.bytecode && !made.only_misfits) << mutant.what;
    if (!made.bytecode) continue;
    ++compiled;
    const bool other = without_places(*made.bytecode) != original.value().bytecode;
    EXPECT_EQ(verdict.fate != Fate::Same, other) << mutant.what;
    EXPECT_TRUE(other) << mutant.line << " " << mutant.what;
  }
  EXPECT_GT(compiled, 60U);
}

}  // namespace
}  // namespace tierline::mutate
