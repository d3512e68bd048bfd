// One partner before both programs, and examples of solvers as cases of a search.
#include "tests/unit/tools_compare/pair.hpp"

namespace tierline::compare {
namespace {

constexpr const char* kText = R"(
program "Test" { version "1"  currency EUR }
subject account { key id : text  points : int in 0 .. 9 = 3  on : date? }
define many : int = points + 1
decide many
)";

Case case_with(int64_t points) {
  Case one;
  one.today = calendar::to_day({2024, 1, 1});
  one.first.account = {{true, 0, "A"}, {true, points, ""}, {false, 0, ""}};
  return one;
}

TEST(JudgePair, TellsWhereTheyDiffer) {
  const Pair pair(kText, changed(kText, "points + 1", "max(points, 5) + 1"));
  JudgePair judge(pair.programs);
  const Item& item = pair.programs.alignment.items[0];
  judge.decide(case_with(4));
  EXPECT_EQ(judge.finding(item), Finding::Fails);
  judge.decide(case_with(5));
  EXPECT_EQ(judge.finding(item), Finding::Holds);
}

TEST(CaseOf, TurnsBackWhatExampleOfMade) {
  const Pair pair(kText, kText);
  for (const int64_t points : {0, 3, 9}) {
    const Case one = case_with(points);
    const auto example = prove::example_of(pair.programs.alignment.programs[1],
                                           pair.programs.aligned[1].schema, one);
    const auto back = case_of(pair.programs, example);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->first, one.first);
  }
}

TEST(CaseOf, RefusesWhatNoSearchCanHold) {
  const Pair pair(changed(kText, "points : int in 0 .. 9 = 3", "points : int"),
                  changed(kText, "points : int in 0 .. 9 = 3", "points : int"));
  auto example = prove::example_of(pair.programs.alignment.programs[1],
                                   pair.programs.aligned[1].schema, case_with(7));
  ASSERT_TRUE(case_of(pair.programs, example));
  example.worlds[0].facts[0].values[1].value.number.coefficient =
      decimal::BigInt("100000000000000000000000");
  EXPECT_FALSE(case_of(pair.programs, example));
}

}  // namespace
}  // namespace tierline::compare
