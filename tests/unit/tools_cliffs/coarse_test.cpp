// Which roundings and calendar steps are no slope; and that jumps which hid behind one are listed.
#include "tools/cliffs/walk/coarse.hpp"

#include <algorithm>

#include "tests/unit/tools_cliffs/shop.hpp"

namespace tierline::cliffs {
namespace {

constexpr const char* kHead =
    "program \"P\" { in force from 2024-01-01 currency EUR month end reject }\n"
    "subject account { key id : text  amount : EUR in 0 EUR .. 1_000 EUR  many : int in 0 .. 50\n"
    "                  share : percent in 0% .. 100%  joined : date }\n";

constexpr Lever kAmountField{0, 1, 0};
constexpr Lever kManyField{0, 2, 0};
constexpr Lever kJoinedField{0, 4, 0};

/// How many steps are coarse along a fact, of a program that decides `out`.
size_t coarse(const std::string& rest, const Lever& lever) {
  const auto program = compiled(kHead + rest + "decide out\n");
  const prove::Partner of{
      {word("A"), number(100), number(3), number(5'000), day_fact("2023-05-01")}, {}};
  const FieldRange range = range_of(program.bytecode->schema, lever);
  const Course course{lever, of, day("2024-06-01"), range.low, range.high};
  const Coarse found = find_coarse(*program.bytecode, course, {0});
  return static_cast<size_t>(std::count(found.begin(), found.end(), 1));
}

struct Case {
  const char* rest;
  Lever lever;
  size_t coarse;
};

TEST(Coarse, IsWhatMovesAnOutputByMoreThanAUnit) {
  const Case cases[] = {
      {"define out : EUR = amount rounded floor to 50 EUR\n", kAmountField, 1},
      {"define out : EUR = amount rounded floor to 0.10 EUR\n", kAmountField, 1},
      {"define out : EUR = amount rounded floor to 1 EUR\n", kAmountField, 1},
      {"define out : EUR = amount * 3% rounded half up\n", kAmountField, 0},
      {"define part : EUR = amount * 3% rounded half up\n"
       "define out : EUR = part * share rounded half up\n",
       kAmountField, 0},
      {"define part : EUR = amount * 3% rounded half up\ndefine out : EUR = part * 12\n",
       kAmountField, 1},
      {"define part : percent = amount / 5_000 EUR rounded down to 10%\n"
       "define out : EUR = 7_000 EUR * part rounded half even\n",
       kAmountField, 1},
      {"define full = amount / 10 EUR rounded down to 1\n"
       "define out : EUR = 1 EUR * full rounded half even\n",
       kAmountField, 1},
      {"define out : EUR = (500 EUR / many otherwise 7 EUR) rounded half even\n", kManyField, 0},
      {"define out : int = year number of joined\n", kJoinedField, 0},
      {"define out : EUR = 100 EUR * (2030 - year number of joined)\n", kJoinedField, 1},
      {"define out : int = joined - start of year of joined\n", kJoinedField, 1},
      {"define out : int = today - joined\n", kJoinedField, 0},
      {"define out : bool = start of year of joined <= today\n", kJoinedField, 0},
  };
  for (const Case& one : cases) EXPECT_EQ(coarse(one.rest, one.lever), one.coarse) << one.rest;
}

/// Edges at which something jumps, as the axis has them.
std::vector<int64_t> jumps(const std::string& rest, const std::string& axis, Steps steps,
                           const std::string& from, const std::string& to) {
  const auto program = compiled(kHead + rest + "decide out\n");
  Request request;
  request.program = &*program.checked;
  request.axis = axis_named(*program.checked, axis).value();
  request.as_of = day("2024-06-01");
  request.facts = std::vector<bulk::FactRecord>{
      {"account",
       {{"id", "A"}, {"amount", "1"}, {"many", "3"}, {"share", "50%"}, {"joined", "2023-05-01"}}}};
  request.from = from;
  request.to = to;
  request.steps = steps;
  const auto report = find_cliffs(request);
  if (!report) {
    ADD_FAILURE() << report.error().message;
    return {};
  }
  const Curve& curve = report.value().curves[0];
  EXPECT_TRUE(curve.unsure.empty()) << rest;
  std::vector<int64_t> out;
  for (const Cliff& cliff : curve.cliffs) out.push_back(cliff.at);
  return out;
}

TEST(Coarse, StepsAreListedOnRequest) {
  const std::string tenths =
      "define part : percent = amount / 1_000 EUR rounded down to 10%\n"
      "define out : EUR = 7_000 EUR * part rounded half even\n";
  EXPECT_EQ(jumps(tenths, "amount", Steps::Ignore, "0", "350").size(), 0U);
  EXPECT_EQ(jumps(tenths, "amount", Steps::Follow, "0", "350"),
            (std::vector<int64_t>{10'000, 20'000, 30'000}));
  const std::string years = "define out : EUR = 100 EUR * (2030 - year number of joined)\n";
  EXPECT_EQ(jumps(years, "joined", Steps::Follow, "2022-06-01", "2024-06-01"),
            (std::vector<int64_t>{day("2023-01-01"), day("2024-01-01")}));
}

// What the rules of the other side make of a division by nothing is no slope that a jump hides in.
TEST(Coarse, AJumpFromOtherwiseIsListed) {
  EXPECT_EQ(jumps("define out : EUR = (500 EUR / many otherwise 7 EUR) rounded half even\n", "many",
                  Steps::Ignore, "0", "50"),
            (std::vector<int64_t>{1}));
  EXPECT_EQ(jumps("define out : date = joined + 1 month otherwise end of month of joined\n",
                  "joined", Steps::Ignore, "2025-01-01", "2025-03-15"),
            (std::vector<int64_t>{day("2025-01-29"), day("2025-02-01")}));
}

}  // namespace
}  // namespace tierline::cliffs
