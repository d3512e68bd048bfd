// Numbers: edges and their neighbours occur, ranges hold, texts are those of data files.
#include "tools/generate/draw/number_draw.hpp"

#include <set>

#include "tests/unit/tools_generate/sample.hpp"

namespace tierline::generate {
namespace {

using bytecode::Measure;

bytecode::FieldInfo field_of(Measure measure, uint32_t scale, std::optional<int64_t> low = {},
                             std::optional<int64_t> high = {}) {
  bytecode::FieldInfo field;
  field.name = "x";
  field.type = {bytecode::ValueKind::Number, measure, "EUR", scale, 0};
  if (low) field.low = *low;
  if (high) field.high = *high;
  return field;
}

FieldInterest compared_with(std::vector<int64_t> numbers) {
  FieldInterest interest;
  interest.numbers = std::move(numbers);
  return interest;
}

const Window kWindow{day("2021-01-01"), day("2022-12-31"), {}};

std::set<int64_t> draws(const NumberDraw& numbers, int count = 3000) {
  Stream stream(1);
  std::set<int64_t> seen;
  for (int i = 0; i < count; ++i) seen.insert(numbers.draw(stream));
  return seen;
}

TEST(NumberTest, OnEachThresholdAndAUnitBesideIt) {
  const NumberDraw numbers(field_of(Measure::Money, 2), compared_with({0, 150'000}), kWindow, 1);
  const auto seen = draws(numbers);
  for (const int64_t want : {-1, 0, 1, 149'999, 150'000, 150'001}) EXPECT_TRUE(seen.contains(want));
  EXPECT_GT(seen.size(), 500U) << "and much else";
}

TEST(NumberTest, TheRangeHoldsAndItsEndsOccur) {
  for (const auto& [low, high] : {std::pair<int64_t, int64_t>{-90, 90},
                                  {1, 1},
                                  {-7, -3},
                                  {999'999'999'999, 1'000'000'000'000}}) {
    const NumberDraw numbers(field_of(Measure::Count, 0, low, high),
                             compared_with({-1'000, 10, 5'000'000}), kWindow, 3);
    const auto seen = draws(numbers);
    EXPECT_EQ(*seen.begin(), low);
    EXPECT_EQ(*seen.rbegin(), high);
  }
}

TEST(NumberTest, AHalfOpenRange) {
  const auto seen = draws(NumberDraw(field_of(Measure::Percent, 4, 20'000), {}, kWindow, 1));
  EXPECT_EQ(*seen.begin(), 20'000) << "200% and more, though 100% is the usual end";
}

TEST(NumberTest, ARangeBeyondTheDigitsIsNotPossible) {
  bytecode::FieldInfo field = field_of(Measure::Count, 0);
  field.low = decimal::BigInt("1000000000000000000000");
  EXPECT_FALSE(NumberDraw(field, {}, kWindow, 1).is_possible());
  field.low = -decimal::BigInt("1000000000000000000000");
  EXPECT_TRUE(NumberDraw(field, {}, kWindow, 1).is_possible());
}

TEST(NumberTest, YearsAreThoseOfTheWindow) {
  FieldInterest interest;
  interest.year = true;
  const auto seen =
      draws(NumberDraw(field_of(Measure::Count, 0, 2022, 2100), interest, kWindow, 1));
  EXPECT_TRUE(seen.contains(2022) && seen.contains(2023));
  EXPECT_FALSE(seen.contains(2021));
}

TEST(NumberTest, Texts) {
  const auto text = [](const bytecode::FieldInfo& field, int64_t value) {
    std::string out;
    NumberDraw(field, {}, kWindow, 1).append(out, value);
    return out;
  };
  EXPECT_EQ(text(field_of(Measure::Money, 2), -5), "-0.05");
  EXPECT_EQ(text(field_of(Measure::Count, 0), 1200), "1200");
  EXPECT_EQ(text(field_of(Measure::Percent, 4), 250), "2.5%");
  EXPECT_EQ(text(field_of(Measure::Percent, 4), 10'000), "100%");
  EXPECT_EQ(text(field_of(Measure::Percent, 2), 20), "20%");
  EXPECT_EQ(text(field_of(Measure::Percent, 1), 5), "0.5");
}

}  // namespace
}  // namespace tierline::generate
