// What the benchmarks compare decides alike: the judge, the loops by hand and the scalar machine,
// on rows that stand on edges, and on amounts beyond 2^42 cents and beyond 64 bits. And the
// comparison can say no.
#include <gtest/gtest.h>

#include "bench/bulk/by_hand/ways.hpp"
#include "bench/bulk/by_machine.hpp"
#include "bench/bulk/population.hpp"

namespace tierline::bench {
namespace {

struct Case {
  const char* why;
  Recipe recipe;
};

// 20,039 is no multiple of a step or of a block, so every loop has an end to see to.
const Case kCases[] = {
    {"everything fits", {.rows = 20'039, .seed = 1, .large_per_million = 0}},
    {"now and then one does not", {.rows = 20'039, .seed = 2, .large_per_million = 500}},
    {"also beyond 64 bits",
     {.rows = 20'039, .seed = 3, .large_per_million = 300, .wide_per_million = 300}},
    {"nearly all of them",
     {.rows = 5'003, .seed = 4, .large_per_million = 450'000, .wide_per_million = 450'000}},
    {"fewer than a step", {.rows = 63, .seed = 5}},
    {"nobody", {.rows = 0, .seed = 6}},
};

std::optional<size_t> first_wrong(const Way& way, const Population& population, Answers& answers) {
  return first_difference(population.facts, answers, population.expected, 0, way.rows);
}

class Ways : public testing::TestWithParam<Case> {};

TEST_P(Ways, ByHandDecideAsTheJudge) {
  const Population population = make_population(GetParam().recipe);
  Answers answers(population.facts);
  const std::vector<Way> ways = hand_written_ways(population.facts, answers);
  EXPECT_GE(ways.size(), 3U);
  for (const Way& way : ways) {
    answers.forget();
    way.decide(0, way.rows);
    EXPECT_EQ(first_wrong(way, population, answers), std::nullopt) << way.name;
  }
}

TEST_P(Ways, InPartsDecideAsAtOnce) {
  const Population population = make_population(GetParam().recipe);
  Answers answers(population.facts);
  const size_t middle = population.facts.rows() / 2 / kRowsApart * kRowsApart;
  for (const Way& way : hand_written_ways(population.facts, answers)) {
    answers.forget();
    way.decide(middle, way.rows);
    way.decide(0, middle);
    EXPECT_EQ(first_wrong(way, population, answers), std::nullopt) << way.name;
  }
}

TEST_P(Ways, TheScalarMachineDecidesAsTheJudge) {
  const auto program = compile_decision(TIERLINE_SOURCE_DIR "/bench/bulk/decision");
  ASSERT_TRUE(program.has_value());
  const Population population = make_population(GetParam().recipe);
  const batch::Batch batch = batch_of(*program, population.facts, population.facts.rows());
  Answers answers(population.facts);
  answers.forget();
  const Way way = scalar_machine(*program, batch, population.facts, answers);
  way.decide(0, way.rows);
  EXPECT_EQ(way.rows, population.facts.rows());
  EXPECT_EQ(first_wrong(way, population, answers), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Populations, Ways, testing::ValuesIn(kCases), [](const auto& it) {
  return "Seed" + std::to_string(it.param.recipe.seed);
});

TEST(Population, StandsOnEveryEdge) {
  const Tally tally =
      make_population({.rows = 50'000, .large_per_million = 1000, .wide_per_million = 1000}).tally;
  for (const size_t rows : tally.tiers) EXPECT_GT(rows, 1000U);
  EXPECT_GT(tally.half_cents, 500U);
  EXPECT_GT(tally.on_threshold, 50U);
  EXPECT_GT(tally.on_goal, 50U);
  EXPECT_GT(tally.large, 10U);
  EXPECT_GT(tally.wide, 10U);
}

TEST(Population, OfFewRowsIsTheBeginningOfMany) {
  const Population few = make_population({.rows = 1'000});
  const Population many = make_population({.rows = 2'000});
  EXPECT_EQ(first_difference(few.facts, few.expected, many.expected, 0, 1'000), std::nullopt);
  EXPECT_TRUE(std::equal(few.facts.software.begin(), few.facts.software.end(),
                         many.facts.software.begin()));
}

TEST(Population, DependsOnItsSeed) {
  const Population one = make_population({.rows = 1'000, .seed = 1});
  const Population other = make_population({.rows = 1'000, .seed = 2});
  EXPECT_NE(one.facts.software, other.facts.software);
}

TEST(FirstDifference, SeesEveryColumn) {
  const Population population = make_population({.rows = 100, .wide_per_million = 500'000});
  const Facts& facts = population.facts;
  ASSERT_FALSE(facts.aside.empty());
  const auto spoilt = [&](auto spoil) {
    Answers answers = population.expected;
    spoil(answers);
    return first_difference(facts, population.expected, answers, 0, 100);
  };
  EXPECT_EQ(spoilt([](Answers&) {}), std::nullopt);
  EXPECT_EQ(spoilt([](Answers& a) { a.tier[7] ^= 1; }), 7U);
  EXPECT_EQ(spoilt([](Answers& a) { ++a.discount[8]; }), 8U);
  EXPECT_EQ(spoilt([](Answers& a) { ++a.sales[9]; }), 9U);
  EXPECT_EQ(spoilt([](Answers& a) { ++a.rebate[99]; }), 99U);
  EXPECT_EQ(spoilt([](Answers& a) { ++a.aside.back().sales; }), facts.aside.back().row);
  EXPECT_EQ(spoilt([](Answers& a) { ++a.aside.front().rebate; }), facts.aside.front().row);
}

TEST(DecideRow, GoesToTheEvenCent) {
  EXPECT_EQ(divide_half_even<int64_t>(25, 10), 2);
  EXPECT_EQ(divide_half_even<int64_t>(35, 10), 4);
  EXPECT_EQ(divide_half_even<int64_t>(26, 10), 3);
  EXPECT_EQ(divide_half_even<int64_t>(24, 10), 2);
}

}  // namespace
}  // namespace tierline::bench
