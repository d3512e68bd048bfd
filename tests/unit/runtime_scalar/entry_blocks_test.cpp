// EntryBlocks: many entries at once say what they say one by one: values as a trace has them, and
// the last day of the decision as fewer entries of the same kind have it.
#include "runtime/scalar/entry_blocks.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/scalar/lane.hpp"
#include "tests/unit/runtime_scalar/sales.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

std::vector<Entry> repeated(const std::vector<Entry>& all, size_t times) {
  std::vector<Entry> out;
  for (size_t i = 0; i < times; ++i) out.insert(out.end(), all.begin(), all.end());
  return out;
}

bool runs_by_blocks(const Rig& rig) {
  const scalar::Prepared prepared(rig.bytecode());
  const auto& sections = rig.bytecode().sections;
  return std::all_of(sections.begin(), sections.end(), [&](const bytecode::Section& section) {
    return section.level == bytecode::kAccountLevel ||
           scalar::EntryBlocks(prepared, section).can_run();
  });
}

// `Rig` compares each decision with that of a trace, which sees entry by entry.
TEST(EntryBlocks, ManyEntriesSayWhatTheySayOneByOne) {
  const Rig rig(with_head(sales_program()));
  ASSERT_TRUE(rig.ok());
  EXPECT_TRUE(runs_by_blocks(rig));
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const std::vector<Entry> few = entries(1 + seed, seed);
    const Facts facts = {{"opened", "2021-06-15"}};
    for (const char* today : {"2021-12-31", "2022-01-01", "2022-05-20", "2023-04-15"}) {
      const std::string until = rig.valid_until({facts, few}, today);
      EXPECT_EQ(rig.valid_until({facts, repeated(few, 16)}, today), until) << seed << " " << today;
      EXPECT_EQ(rig.valid_until({facts, repeated(few, 40)}, today), until) << seed << " " << today;
      rig.decide({facts, entries(300, seed)}, today);
    }
  }
}

TEST(EntryBlocks, WhatDoesNotFitGoesTheLongWay) {
  const Rig rig(with_head(R"(
subject account { id : text = "a" }
ledger sale of account { on : date  v : int  w : int
  product = v * w }
define total : int = sum of sale.v
define products : int = sum of sale.product
decide total, products
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_TRUE(runs_by_blocks(rig));
  const auto decided = [&](const std::string& v, const std::string& w) {
    std::vector<Entry> all(20, {"sale", {{"on", "2022-01-01"}, {"v", "1"}, {"w", "2"}}});
    all[17].facts = {{"on", "2022-01-01"}, {"v", v}, {"w", w}};
    return rig.decide({{}, all}, "2022-01-01");
  };
  EXPECT_EQ(decided("3", "4"), "total=22 products=50");
  EXPECT_EQ(decided("3037000500", "3037000500"), "total=3037000519 products=9223372037000250038");
  EXPECT_EQ(decided("9223372036854775807", "0"), "total=9223372036854775826 products=38");
  EXPECT_EQ(decided("9223372036854775808", "0"), "total=9223372036854775827 products=38");
  EXPECT_EQ(decided("-9223372036854775808", "1"),
            "total=-9223372036854775789 products=-9223372036854775770");
}

TEST(EntryBlocks, TextsAndValuesThatChangeEveryDayGoTheLongWay) {
  const Rig texts(with_head(R"(
subject account { id : text = "a" }
ledger sale of account { on : date  site : text }
define there = count of sale where site = "Odense"
decide there
)"));
  ASSERT_TRUE(texts.ok());
  EXPECT_FALSE(runs_by_blocks(texts));

  const Rig days(with_head(R"(
subject account { id : text = "a" }
ledger sale of account {
  on : date
  age = today - on
}
define age = sum of sale.age
decide age
)"));
  ASSERT_TRUE(days.ok());
  const Account account{{}, std::vector<Entry>(20, {"sale", {{"on", "2022-01-01"}}})};
  EXPECT_EQ(days.decide(account, "2022-01-11"), "age=200");
  EXPECT_EQ(days.valid_until(account, "2022-01-11"), "2022-01-11");
}

}  // namespace
}  // namespace tierline::test
