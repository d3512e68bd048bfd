// Splits: the shares on integers, and whole programs: who takes part, ties, signs, what is wrong.
#include "runtime/ops/split.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using decimal::BigInt;
using decimal::Int128;

// ---- on integers --------------------------------------------------------------------------------

/// The parts, first come first served; nothing when they do not fit.
template <decimal::Integer T>
std::optional<std::vector<T>> parts_of(T amount, const std::vector<T>& weights) {
  const T sum = std::accumulate(weights.begin(), weights.end(), T(0));
  std::vector<T> parts;
  ops::SplitRoom<T> room;
  const bool fits = ops::split<T>(amount, weights, sum, parts, room,
                                  [](uint32_t a, uint32_t b) { return a < b; });
  if (!fits) return {};
  return parts;
}

using Numbers = std::vector<int64_t>;

struct Case {
  const char* why;
  int64_t amount;
  Numbers weights;
  Numbers want;
};

const Case kCases[] = {
    {"nothing to split", 0, {1, 2}, {0, 0}},
    {"one takes all", 1000, {7}, {1000}},
    {"thirds: the first gets the cent", 1000, {1, 1, 1}, {334, 333, 333}},
    {"two cents left", 200, {1, 1, 1}, {67, 67, 66}},
    {"the largest remainder first, wherever it stands", 100, {1, 3, 2}, {17, 50, 33}},
    {"a weight of zero gets nothing", 1000, {1, 0, 1}, {500, 0, 500}},
    {"an amount below zero mirrors", -1000, {1, 1, 1}, {-334, -333, -333}},
    {"all weights below zero are as if above", 1000, {-1, -1, -1}, {334, 333, 333}},
    {"a return gives back", 100, {-1, 3}, {-50, 150}},
    {"a return is cut off downwards", 100, {-1, 4}, {-33, 133}},
    {"and the same, mirrored", -100, {-1, 4}, {33, -133}},
    {"weights that sum below zero", 100, {1, -4}, {-33, 133}},
    {"more takers than units", 2, {1, 1, 1, 1}, {1, 1, 0, 0}},
    {"no sum: all parts are 0", 100, {1, -1}, {0, 0}},
    {"nobody", 100, {}, {}},
};

TEST(SplitOps, ByLargestRemainder) {
  for (const Case& c : kCases) EXPECT_EQ(parts_of(c.amount, c.weights), c.want) << c.why;
}

TEST(SplitOps, AllWidthsAgree) {
  for (const Case& c : kCases) {
    const auto wide = parts_of<BigInt>(c.amount, {c.weights.begin(), c.weights.end()});
    const auto middle = parts_of<Int128>(c.amount, {c.weights.begin(), c.weights.end()});
    ASSERT_TRUE(wide && middle);
    for (size_t i = 0; i < c.want.size(); ++i) {
      EXPECT_EQ((*wide)[i], c.want[i]) << c.why;
      EXPECT_TRUE((*middle)[i] == c.want[i]) << c.why;
    }
  }
}

TEST(SplitOps, WhatDoesNotFitIsSaid) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  EXPECT_EQ(parts_of<int64_t>(kMost, {1}), Numbers{kMost});
  EXPECT_EQ(parts_of<int64_t>(kMost, {2, 1}), std::nullopt) << "a product";
  EXPECT_EQ(parts_of<int64_t>(kLeast, {1}), std::nullopt) << "no opposite";
  EXPECT_EQ(parts_of<int64_t>(1, {kLeast}), std::nullopt) << "no opposite of the sum";
  EXPECT_EQ(parts_of<int64_t>(1, {kLeast + 1, 1}), (Numbers{1, 0}));
  EXPECT_EQ(parts_of<int64_t>(-kMost, {-1, 2}), std::nullopt);
  const int64_t seventh = 1317624576693539401;
  EXPECT_EQ(parts_of<int64_t>(1, {kLeast + 9, kMost - 1}), (Numbers{1 - seventh, seventh}))
      << "seven times the lower share cut off would lie below the least number";
}

TEST(SplitOps, RemaindersNearTheLimitDoNotRunOver) {
  const int64_t third = std::numeric_limits<int64_t>::max() / 3;
  EXPECT_EQ(parts_of<int64_t>(2, {third, third, third}), (Numbers{1, 1, 0}));
}

// ---- in programs --------------------------------------------------------------------------------

Rig program(const std::string& rest) { return Rig(with_head(rest)); }

/// "3.34 3.33 -", one for each entry; or the fault.
std::string parts(const Rig& rig, const Account& account, size_t split = 0) {
  if (!rig.ok()) return "error";
  const Rig::Result result = rig.run(account, "2022-06-30");
  if (result.decision.fault)
    return "fault: " + decision::describe(*result.decision.fault, rig.bytecode());
  const bytecode::Schema& schema = rig.bytecode().schema;
  std::string text;
  for (const auto& part : result.decision.parts[split]) {
    text += text.empty() ? "" : " ";
    text += part ? decision::to_text({*part, ""}, schema.splits[split].type, schema) : "-";
  }
  return text;
}

const char* kShop = R"(
program "Shop" { version "1" in force from 2000-01-01 currency EUR source s "S" { c "c" } }
enum Kind { Book, Map }
tiers Silver
subject account { id : text = "a"  earned : EUR }
ledger sale of account {
  on : date  kind : Kind = Book  credit : EUR  note : text?  gift : bool = no
}
tier Silver { requires much : earned >= 100 EUR }
define shared = split earned over sale by credit where on in year of today because s.c
define by_tier : EUR = split (if tier = Silver then earned else 0 EUR) over sale
  by (if kind = Book then 2 else 1)
decide shared, by_tier
)";

Account shop(const std::string& earned, const std::vector<Facts>& sales) {
  Account account{{{"earned", earned}}, {}};
  for (const Facts& sale : sales) account.entries.push_back({"sale", sale});
  return account;
}

Facts sale(const std::string& on, const std::string& credit) {
  return {{"on", on}, {"credit", credit}};
}

constexpr const char* kNothing =
    "fault: there is an amount to split, but no entry takes part or their weights sum to 0";

TEST(Split, GoesToTheEntriesThatTakePart) {
  const Rig rig(kShop);
  EXPECT_EQ(parts(rig, shop("10", {sale("2022-01-03", "5"), sale("2021-12-31", "5"),
                                   sale("2022-01-02", "5"), sale("2022-06-30", "5"),
                                   sale("2022-07-01", "5")})),
            "3.33 - 3.34 3.33 -")
      << "visible, this year, the first in key order gets the cent";
}

TEST(Split, AnAmountWithNothingToSplitItOver) {
  const Rig rig(kShop);
  EXPECT_EQ(parts(rig, shop("10", {})), kNothing);
  EXPECT_EQ(parts(rig, shop("10", {sale("2021-01-01", "5")})), kNothing);
  EXPECT_EQ(parts(rig, shop("10", {sale("2022-01-01", "5"), sale("2022-01-02", "-5")})), kNothing);
  EXPECT_EQ(parts(rig, shop("0", {sale("2022-01-01", "5"), sale("2022-01-02", "-5")})),
            "0.00 0.00");
  EXPECT_EQ(parts(rig, shop("0", {})), "");
}

TEST(Split, MayLookAtTheTier) {
  const Rig rig(kShop);
  const std::vector<Facts> sales = {sale("2022-01-01", "1"),
                                    {{"on", "2022-01-01"}, {"credit", "1"}, {"kind", "Map"}}};
  EXPECT_EQ(parts(rig, shop("99", sales), 1), "0.00 0.00");
  EXPECT_EQ(parts(rig, shop("100", sales), 1), "66.67 33.33");
}

TEST(Split, NamesTheRulesThatDecidedIt) {
  const Rig rig(kShop);
  const Account account = shop("100", {sale("2022-01-01", "1")});
  EXPECT_EQ(rig.because(account, "2022-06-30", 0), "shared/ (s.c)");
  EXPECT_EQ(rig.because(account, "2022-06-30", 1), "tier/Silver, Silver/much");
}

/// Two sales with equal credit and one cent: which gets it?
std::string winner(const Facts& first, const Facts& second) {
  const Rig rig(kShop);
  Facts a = first;
  Facts b = second;
  for (Facts* sale : {&a, &b}) sale->push_back({"credit", "5"});
  const std::string found = parts(rig, shop("0.01", {a, b}));
  const std::string turned = parts(rig, shop("0.01", {b, a}));
  if (found == "0.01 0.00" && turned == "0.00 0.01") return "first";
  if (found == "0.00 0.01" && turned == "0.01 0.00") return "second";
  return found + " / " + turned;
}

TEST(Split, TiesGoByWhatTheEntriesSay) {
  EXPECT_EQ(winner({{"on", "2022-01-01"}}, {{"on", "2022-01-02"}}), "first");
  EXPECT_EQ(
      winner({{"on", "2022-01-02"}, {"kind", "Book"}}, {{"on", "2022-01-01"}, {"kind", "Map"}}),
      "second")
      << "fields in the order of the ledger";
  const std::string on = "2022-01-01";
  EXPECT_EQ(winner({{"on", on}, {"kind", "Map"}}, {{"on", on}}), "second") << "by position";
  EXPECT_EQ(winner({{"on", on}}, {{"on", on}, {"note", "!"}}), "first") << "absent first";
  EXPECT_EQ(winner({{"on", on}, {"note", "b"}}, {{"on", on}, {"note", "a"}}), "second");
  EXPECT_EQ(winner({{"on", on}, {"note", "\xC3\xA9"}}, {{"on", on}, {"note", "z"}}), "second")
      << "texts by their bytes, which are not negative";
  EXPECT_EQ(winner({{"on", on}, {"gift", "yes"}}, {{"on", on}}), "second");
  EXPECT_EQ(winner({{"on", on}}, {{"on", on}}), "0.01 0.00 / 0.01 0.00") << "alike in all";
}

TEST(Split, GoesOnInWiderIntegers) {
  const Rig rig = program(R"(
subject account { id : text = "a"  amount : decimal(2) }
ledger book of account { on : date  weight : decimal(6) }
define shared = split amount over book by weight
decide shared
)");
  const auto account = [](const std::string& amount, const std::string& weight) {
    return Account{{{"amount", amount}},
                   {{"book", {{"on", "2022-01-01"}, {"weight", weight}}},
                    {"book", {{"on", "2022-01-02"}, {"weight", weight}}},
                    {"book", {{"on", "2022-01-03"}, {"weight", weight}}}}};
  };
  EXPECT_EQ(parts(rig, account("10", "1000000000")), "3.34 3.33 3.33");
  EXPECT_EQ(rig.run(account("10", "1000000000"), "2022-06-30").widths.bits64, 1U);
  EXPECT_EQ(parts(rig, account("1000000", "1000000000000")), "333333.34 333333.33 333333.33");
  EXPECT_EQ(rig.run(account("1000000", "1000000000000"), "2022-06-30").widths.bits128, 1U);
  const std::string huge = "1" + std::string(36, '0');
  EXPECT_EQ(
      parts(rig, account("1" + std::string(30, '0'), huge)),
      std::string(30, '3') + ".34 " + std::string(30, '3') + ".33 " + std::string(30, '3') + ".33");
  EXPECT_EQ(rig.run(account("1" + std::string(30, '0'), huge), "2022-06-30").widths.unbounded, 1U);
}

TEST(Split, TheQuantumIsThatOfTheType) {
  const Rig rig = program(R"(
subject account { id : text = "a" }
ledger book of account { on : date }
define whole_ones = split 10 over book by 1
define cents : decimal(2) = split 10 over book by 1
define money = split 10 EUR over book by 1
define yen = split 10 JPY over book by 1
define shares = split 100% over book by 1
define percents : percent(0) = split 100% over book by 1
decide whole_ones, cents, money, yen, shares, percents
)");
  const Account account{{},
                        {{"book", {{"on", "2022-01-01"}}},
                         {"book", {{"on", "2022-01-02"}}},
                         {"book", {{"on", "2022-01-03"}}}}};
  EXPECT_EQ(parts(rig, account, 0), "4 3 3");
  EXPECT_EQ(parts(rig, account, 1), "3.34 3.33 3.33");
  EXPECT_EQ(parts(rig, account, 2), "3.34 3.33 3.33");
  EXPECT_EQ(parts(rig, account, 3), "4 3 3");
  EXPECT_EQ(parts(rig, account, 4), "33.34% 33.33% 33.33%");
  EXPECT_EQ(parts(rig, account, 5), "34% 33% 33%");
}

TEST(Split, AFaultInAWeightIsTheAccounts) {
  const Rig rig = program(R"(
subject account { id : text = "a" }
ledger book of account { on : date  due : date }
define shared = split 10 EUR over book by (if due + 1 day > today then 1 else 2) where on > 2022-01-01
decide shared
)");
  const auto account = [](const char* on) {
    return Account{{},
                   {{"book", {{"on", on}, {"due", "9999-12-31"}}},
                    {"book", {{"on", "2022-01-02"}, {"due", "2022-01-01"}}}}};
  };
  EXPECT_EQ(parts(rig, account("2022-01-01")), "- 10.00") << "an entry that takes no part";
  EXPECT_EQ(parts(rig, account("2022-01-02")),
            "fault: a day is computed that does not exist in the calendar");
}

}  // namespace
}  // namespace tierline::test
