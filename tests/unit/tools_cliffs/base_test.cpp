// Which fact of a partner is moved along an axis, and for whom, where nobody says it.
#include "tests/unit/tools_cliffs/shop.hpp"

namespace tierline::cliffs {
namespace {

class BaseTest : public testing::Test {
 protected:
  std::optional<Lever> lever(const std::string& axis_name, const prove::Partner& of,
                             std::string_view today = "2024-06-01") {
    const Axis axis = axis_named(*shop().checked, axis_name).value();
    const AxisProgram program = make_axis_program(*shop().checked, axis, {}).value();
    const generate::Interests interests = generate::find_interests(program.bytecode);
    return find_lever({program, axis, interests, std::nullopt}, of, day(today));
  }
};

TEST_F(BaseTest, TheLargestEntryThatMovesTheAxisIsVaried) {
  EXPECT_EQ(lever("spent", partner(0, {100, 5'000, 2'000})), (Lever{1, 1, 1}));
}

TEST_F(BaseTest, AnEntryThatMovesItOneForOneIsPreferred) {
  prove::Partner of = partner(0, {9'000, 100});
  of.ledgers[0][0][2].value = 5'000;  // 50 % discount
  EXPECT_EQ(lever("spent", of), (Lever{1, 1, 1}));
}

TEST_F(BaseTest, AnEntryOfTomorrowMovesNothing) {
  EXPECT_EQ(lever("spent", partner(0, {100}), "2024-02-29"), std::nullopt);
}

TEST_F(BaseTest, AFieldMovesItself) {
  EXPECT_EQ(lever("points", partner(5, {})), (Lever{0, 2, 0}));
  EXPECT_EQ(lever("sale.amount", partner(5, {1, 3, 2})), (Lever{1, 1, 1}));
}

TEST_F(BaseTest, WithoutScenariosAPartnerIsDrawnWhoHasACliff) {
  Request request;
  request.program = &*shop().checked;
  request.axis = axis_named(*shop().checked, "spent").value();
  const auto report = find_cliffs(request);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report.value().curves[0].base.origin, "drawn");
  EXPECT_GE(report.value().curves[0].cliffs.size(), 1U);
}

TEST_F(BaseTest, WhatIsShownShouldMove) {
  const compiler::Compiled two = compiled(std::string(kShop) + R"(
scenario "never Silver" {
  account { id "A"  region North  points 5 }
  sale { on 2024-02-01  amount 100 EUR }
  today 2024-06-01  expect tier = none
}
scenario "one more sale and Gold" {
  account { id "B"  region North  points 20 }
  sale { on 2024-02-01  amount 100 EUR }
  today 2024-06-01  expect tier = Silver
}
)");
  Request request;
  request.program = &*two.checked;
  request.axis = axis_named(*two.checked, "spent").value();
  const auto origin = [&] { return find_cliffs(request).value().curves[0].base.origin; };
  EXPECT_EQ(origin(), "scenario \"one more sale and Gold\"") << "its tier moves besides";
  request.shown.outputs = {"tier"};
  EXPECT_EQ(origin(), "scenario \"one more sale and Gold\"");
  request.shown.outputs = {"rebate"};
  EXPECT_EQ(origin(), "scenario \"never Silver\"") << "the first of two that are as good";
}

}  // namespace
}  // namespace tierline::cliffs
