// Each kind of mistake on a small text: what is altered, on which line, and into what.
#include "tools/mutate/make/make.hpp"

#include <algorithm>

#include "tests/unit/tools_mutate/program.hpp"

namespace tierline::mutate {
namespace {

/// The mutants of one kind, one a line: `LINE: WHAT`.
std::string mutants(const Texts& program, Operator op) {
  std::string out;
  for (const Mutant& mutant : mutants_of(program)) {
    if (mutant.op == op) out += std::to_string(mutant.line) + ": " + mutant.what + "\n";
  }
  return out;
}

/// The same, but the altered lines themselves, of a program of one declaration.
std::string altered_lines(std::string_view text, Operator op) {
  const Texts program = texts(std::string(text));
  std::string out;
  for (const Mutant& mutant : mutants_of(program)) {
    if (mutant.op == op) out += altered(program, mutant.edits).files[0].text + "\n";
  }
  return out;
}

TEST(Make, ThresholdsMoveByAUnitOfTheirCurrency) {
  EXPECT_EQ(altered_lines("define a = b >= 500_000 EUR and c < 3", Operator::Thresholds),
            "define a = b >= 499_999.99 EUR and c < 3\n"
            "define a = b >= 500_000.01 EUR and c < 3\n"
            "define a = b >= 500_000 EUR and c < 2\n"
            "define a = b >= 500_000 EUR and c < 4\n");
  EXPECT_EQ(altered_lines("define a = b > 1 JPY", Operator::Thresholds),
            "define a = b > 0 JPY\ndefine a = b > 2 JPY\n");
}

TEST(Make, RatesMoveByTheirLastDigit) {
  EXPECT_EQ(altered_lines("define a = 2.5% * b", Operator::Rates),
            "define a = 2.4% * b\ndefine a = 2.6% * b\n");
}

TEST(Make, ComparisonsLoseTheirEdgeAndTurnRound) {
  EXPECT_EQ(altered_lines("define a = b < c", Operator::Comparisons),
            "define a = b <= c\ndefine a = b >= c\n");
  EXPECT_EQ(altered_lines("define a = (b + 1) = (c)", Operator::Comparisons),
            "define a = (b + 1) != (c)\n");
}

TEST(Make, LogicSwapsAndDropsNot) {
  EXPECT_EQ(altered_lines("define a = b and not c", Operator::Logic),
            "define a = b or not c\ndefine a = b and c\n");
  EXPECT_EQ(altered_lines("define a = any of (b, c)", Operator::Logic),
            "define a = all of (b, c)\n");
}

TEST(Make, ArithmeticAndExtremesSwap) {
  EXPECT_EQ(altered_lines("define a = b + c * d", Operator::Arithmetic),
            "define a = b - c * d\ndefine a = b + c / d\n");
  EXPECT_EQ(altered_lines("define a = max(b, max of s.c)", Operator::Extremes),
            "define a = min(b, max of s.c)\ndefine a = max(b, min of s.c)\n");
  EXPECT_EQ(altered_lines("define a = later of (b, c)", Operator::Extremes),
            "define a = earlier of (b, c)\n");
}

TEST(Make, ChoicesExchangeTheirAnswers) {
  EXPECT_EQ(altered_lines("define a = if b then c + 1 else d", Operator::Choices),
            "define a = if b then d else c + 1\n");
}

TEST(Make, ConditionsGo) {
  EXPECT_EQ(altered_lines("define a = count of s where b = c", Operator::Conditions),
            "define a = count of s\n");
  EXPECT_EQ(altered_lines("define a = no\n  except e when b = yes", Operator::Conditions),
            "define a = no\n  except e = yes\n");
  EXPECT_EQ(altered_lines("define a = split b over s by c where d", Operator::Conditions),
            "define a = split b over s by c\n");
}

TEST(Make, PeriodsGoBackAndChangeTheirLength) {
  EXPECT_EQ(altered_lines("define a = b in year of today", Operator::Periods),
            "define a = b in quarter of today\ndefine a = b in year before today\n");
  EXPECT_EQ(altered_lines("define a = end of quarter today", Operator::Periods),
            "define a = start of quarter today\ndefine a = end of year today\n");
}

TEST(Make, RoundingTakesAnotherModeAndQuantum) {
  EXPECT_EQ(altered_lines("define a = b rounded half even", Operator::Rounding),
            "define a = b rounded half up\ndefine a = b rounded down\n");
  EXPECT_EQ(altered_lines("define a = b rounded up to 0.05", Operator::Rounding),
            "define a = b rounded down to 0.05\ndefine a = b rounded half even to 0.05\n"
            "define a = b rounded up to 0.04\ndefine a = b rounded up to 0.06\n");
}

TEST(Make, WordsTakeThoseBesideThem) {
  EXPECT_EQ(altered_lines("enum R { A, B, C } define a = b = B or c = R.A", Operator::Words),
            "enum R { A, B, C } define a = b = A or c = R.A\n"
            "enum R { A, B, C } define a = b = C or c = R.A\n"
            "enum R { A, B, C } define a = b = B or c = R.B\n");
  EXPECT_EQ(altered_lines("tiers X < Y define a = tier >= X", Operator::Words),
            "tiers X < Y define a = tier >= none\ntiers X < Y define a = tier >= Y\n");
}

TEST(Make, OtherwiseAndDefaultsCountApart) {
  EXPECT_EQ(altered_lines("define a = b / c otherwise 0%", Operator::Otherwise),
            "define a = b / c otherwise -1%\ndefine a = b / c otherwise 1%\n");
  EXPECT_EQ(altered_lines("subject s { a : int = 5  b : bool = no }", Operator::Defaults),
            "subject s { a : int = 4  b : bool = no }\n"
            "subject s { a : int = 6  b : bool = no }\n"
            "subject s { a : int = 5  b : bool = yes }\n");
}

TEST(Make, DatesMoveAndByLosesItsDay) {
  EXPECT_EQ(altered_lines("define a = b by today or c by 2024-03-01", Operator::Dates),
            "define a = b by today - 1 day or c by 2024-03-01\n"
            "define a = b by today or c by 2024-02-29\n"
            "define a = b by today or c by 2024-03-02\n");
  EXPECT_EQ(altered_lines("define a = no\n  except e from 2024-01-01 = yes", Operator::Dates),
            "define a = no\n  except e from 2023-12-31 = yes\n"
            "define a = no\n  except e from 2024-01-02 = yes\n");
}

TEST(Make, DelaysAreOneShorterAndLonger) {
  EXPECT_EQ(altered_lines("define a = b + 3 office days", Operator::Delays),
            "define a = b + 2 office days\ndefine a = b + 4 office days\n");
  EXPECT_EQ(altered_lines("define a = b + 0 days", Operator::Delays), "define a = b + 1 days\n");
}

TEST(Make, BandModesTakeTheOtherThree) {
  EXPECT_EQ(altered_lines("define a = each to its limit r of b", Operator::Modes),
            "define a = whole r of b\ndefine a = marginal r of b\n"
            "define a = each on everything r of b\n");
}

TEST(Make, AnEdgeMovesOnBothSides) {
  EXPECT_EQ(altered_lines("bands r on b : percent { below 1 EUR : 0%  from 1 EUR : 2% }",
                          Operator::Edges),
            "bands r on b : percent { up to 1 EUR : 0%  above 1 EUR : 2% }\n"
            "bands r on b : percent { below 0.99 EUR : 0%  from 0.99 EUR : 2% }\n"
            "bands r on b : percent { below 1.01 EUR : 0%  from 1.01 EUR : 2% }\n");
  EXPECT_EQ(
      altered_lines("bands r on b : percent { up to -5 : 0%  above -5 : 2% }", Operator::Edges),
      "bands r on b : percent { below -5 : 0%  from -5 : 2% }\n"
      "bands r on b : percent { up to -4 : 0%  above -4 : 2% }\n"
      "bands r on b : percent { up to -6 : 0%  above -6 : 2% }\n");
}

TEST(Make, RequirementsAndHowTheyAreKept) {
  constexpr std::string_view kTier =
      "tier X {\n"
      "  requires a : b assessed yearly because f.c\n"
      "  requires d : e grace 60 days\n"
      "}";
  EXPECT_EQ(altered_lines(kTier, Operator::Requirements),
            "tier X {\n  requires d : e grace 60 days\n}\n"
            "tier X {\n  requires a : b assessed yearly because f.c\n}\n");
  EXPECT_EQ(altered_lines(kTier, Operator::Assessment),
            "tier X {\n  requires a : b because f.c\n  requires d : e grace 60 days\n}\n");
  EXPECT_EQ(altered_lines("tier X { requires d : e grace 60 days }", Operator::Grace),
            "tier X { requires d : e grace 59 days }\n"
            "tier X { requires d : e grace 61 days }\n"
            "tier X { requires d : e }\n");
}

TEST(Make, ExceptionsGo) {
  EXPECT_EQ(
      altered_lines("define a = 1 because f.c\n  except e = 2\n      because f.d\ndefine b = 1",
                    Operator::Exceptions),
      "define a = 1 because f.c\ndefine b = 1\n");
}

TEST(Make, StatusLinesGo) {
  EXPECT_EQ(altered_lines("status tier {\n  launch placed at once\n  demote at most 2 tiers\n}",
                          Operator::Status),
            "status tier {\n  demote at most 2 tiers\n}\n"
            "status tier {\n  launch placed at once\n  demote at most 1 tiers\n}\n"
            "status tier {\n  launch placed at once\n  demote at most 3 tiers\n}\n"
            "status tier {\n  launch placed at once\n  demote to the best tier kept\n}\n");
  EXPECT_EQ(altered_lines("status tier { demote to the best tier kept }", Operator::Status),
            "status tier { demote at most 1 tier }\n");
  EXPECT_EQ(altered_lines("status tier { assess on 1 March once a }", Operator::Assessment),
            "status tier { assess on 28 February once a }\n"
            "status tier { assess on 2 March once a }\n"
            "status tier { assess on 1 March }\n");
}

TEST(Make, DaysOfCalendarsGo) {
  EXPECT_EQ(
      altered_lines("calendar c { weekend Saturday, Sunday  holidays 2024-01-01, 2024-12-25 }",
                    Operator::Calendars),
      "calendar c { weekend Sunday  holidays 2024-01-01, 2024-12-25 }\n"
      "calendar c { weekend Saturday  holidays 2024-01-01, 2024-12-25 }\n"
      "calendar c { weekend Saturday, Sunday  holidays 2024-12-25 }\n"
      "calendar c { weekend Saturday, Sunday  holidays 2024-01-01 }\n");
}

TEST(Make, CellsOfTablesHereAndInFiles) {
  EXPECT_EQ(mutants(club(), Operator::Cells),
            "19: `5` becomes `4`\n"
            "19: `5` becomes `6`\n"
            "20: `2.5` becomes `2.4`\n"
            "20: `2.5` becomes `2.6`\n"
            "24: `no` becomes `yes`\n"
            "24: `no` becomes `yes`\n"
            "24: `yes` becomes `no`\n"
            "2: column `value`: `2.00` becomes `1.99`\n"
            "2: column `value`: `2.00` becomes `2.01`\n"
            "3: column `value`: `3.00` becomes `2.99`\n"
            "3: column `value`: `3.00` becomes `3.01`\n"
            "4: column `value`: `3` becomes `2.99`\n"
            "4: column `value`: `3` becomes `3.01`\n");
}

TEST(Make, FilesOfDaysAndDatedRows) {
  const Texts program = texts(
      "enum R { A, B } calendar c { holidays from \"h.csv\" } table t(R) : R from \"t.csv\" "
      "table u(R) : R from \"t.csv\"",
      {{"h.csv", "day,name\n2024-01-01,New Year\n"},
       {"t.csv", "R,value,from\nA,\"B\",2024-01-01\n"}});
  EXPECT_EQ(mutants(program, Operator::Calendars), "2: `2024-01-01,New Year` is left out\n");
  EXPECT_EQ(mutants(program, Operator::Cells), "2: column `value`: `B` becomes `A`\n");
  EXPECT_EQ(mutants(program, Operator::Dates),
            "2: column `from`: `2024-01-01` becomes `2023-12-31`\n"
            "2: column `from`: `2024-01-01` becomes `2024-01-02`\n");
}

TEST(Make, WhatJudgesIsLeftAlone) {
  const Texts program = club();
  const std::string& text = program.files[0].text;
  const auto first_claim = static_cast<size_t>(
      1 + std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(text.find("invariant")),
                     '\n'));
  for (const Mutant& mutant : mutants_of(program)) {
    if (mutant.file > 0) continue;
    EXPECT_LT(mutant.line, first_claim) << mutant.what;
  }
}

TEST(Make, EveryOperatorHasAMutantOfTheClubOrIsTestedAlone) {
  std::vector<size_t> counts(kOperators);
  for (const Mutant& mutant : mutants_of(club())) ++counts[static_cast<size_t>(mutant.op)];
  for (size_t i = 0; i < kOperators; ++i) {
    const auto op = static_cast<Operator>(i);
    if (op == Operator::Otherwise) continue;
    EXPECT_GT(counts[i], 0U) << info(op).name;
    EXPECT_EQ(operator_named(info(op).name), op);
  }
  EXPECT_EQ(operator_named("nothing"), std::nullopt);
}

}  // namespace
}  // namespace tierline::mutate
