// Two programs onto the same facts: what is noted, what is impossible, what stands where.
#include "tests/unit/compiler_prover/comparison/pair.hpp"

namespace tierline::prover {
namespace {

constexpr const char* kShop = R"(
program "Shop" { version "1"  in force from 2024-01-01  currency EUR }
tiers Silver < Gold
enum Region { North, South }
subject account { key id : text  points : int in 0 .. 100  region : Region  bonus : EUR = 0 EUR  left : date? }
ledger sale of account { on : date  amount : EUR  share : percent in 0% .. 100% = 0% }
define spent : EUR = sum of sale.amount
tier Silver { requires r : points >= 10 }
tier Gold { requires r : points >= 50 }
define fee : EUR = spent + bonus
decide tier, fee, region
)";

struct Case {
  std::string_view why, before, after, want;
};

constexpr Case kNotes[] = {
    {"a new field", "left : date?", "left : date?  segment : text?",
     "only NEW has `account.segment`: OLD does not look at it"},
    {"a field that is gone", "  left : date?", "",
     "only OLD has `account.left`: NEW does not look at it"},
    {"a new word", "North, South }", "North, South, East }",
     "only NEW has the word `East` of `account.region`: it is not compared"},
    {"a word that is gone", "North, South }", "South }",
     "only OLD has the word `North` of `account.region`: it is not compared"},
    {"another default", "bonus : EUR = 0 EUR", "bonus : EUR = 5 EUR",
     "where `account.bonus` is left out, it is 0.00 EUR in OLD and 5.00 EUR in NEW"},
    {"no default any more", "bonus : EUR = 0 EUR", "bonus : EUR",
     "only OLD takes partners without `account.bonus`: they are not compared"},
    {"another range", "0 .. 100 ", "0 .. 90 ",
     "the range of `account.points` differs: only values that both take are compared"},
    {"a new ledger", "define spent", "ledger visit of account { on : date }\ndefine spent",
     "only NEW has the ledger `visit`: OLD does not look at it"},
    {"an output that is gone", "decide tier, fee, region", "decide tier, fee",
     "only OLD decides `region`: it is not compared"},
    {"a new output", "decide tier", "decide spent, tier",
     "only NEW decides `spent`: it is not compared"},
    {"an output of another kind", "define fee : EUR = spent + bonus", "define fee : int = points",
     "`fee` is `EUR` in OLD and `int` in NEW: it is not compared"},
    {"other days", "from 2024-01-01", "from 2025-01-01",
     "OLD is in force from 2024-01-01, NEW from 2025-01-01: only days of both are compared"},
};

constexpr Case kProblems[] = {
    {"another currency", "bonus : EUR = 0 EUR", "bonus : USD = 0 USD",
     "`account.bonus` is `EUR` with 2 digits in OLD and `USD` with 2 digits in NEW"},
    {"another kind", "left : date?", "left : text?",
     "`account.left` is `date` in OLD and `text` in NEW"},
    {"another key", "key id : text", "key id : text  key country : text",
     "only NEW has the key `account.country`: an account of the one is none of the other"},
    {"ranges apart", "0 .. 100 ", "200 .. 300 ",
     "no value of `account.points` is in the range of both programs"},
    {"no day of both", "from 2024-01-01", "from 2020-01-01 until 2020-12-31",
     "OLD is in force from 2024-01-01, NEW from 2020-01-01 until 2020-12-31: there is no day to "
     "compare"},
};

std::string without_money(std::string text) {
  // A bonus in another currency cannot be added up.
  return changed(std::move(text), "spent + bonus", "spent");
}

std::string both_ways(const Case& one) {
  std::string text = kShop;
  if (one.why == "another currency") text = without_money(text);
  return changed(text, one.before, one.after);
}

TEST(Align, NotesWhatIsNotCompared) {
  const auto first = checked_of(kShop);
  for (const Case& one : kNotes) {
    const auto second = checked_of(both_ways(one));
    const Alignment alignment = align(first, second);
    EXPECT_TRUE(alignment.problems.empty()) << one.why << ": " << alignment.problems.front();
    ASSERT_EQ(alignment.notes.size(), 1U) << one.why;
    EXPECT_EQ(alignment.notes.front(), one.want) << one.why;
  }
}

TEST(Align, SaysWhatMakesItImpossible) {
  const auto first = checked_of(kShop);
  for (const Case& one : kProblems) {
    const auto second = checked_of(both_ways(one));
    const Alignment alignment = align(first, second);
    ASSERT_FALSE(alignment.problems.empty()) << one.why;
    EXPECT_EQ(alignment.problems.front(), one.want) << one.why;
  }
}

TEST(Align, FactsStandAtTheSamePlaces) {
  const auto first = checked_of(kShop);
  const auto second = checked_of(changed(changed(kShop, "points : int in 0 .. 100  region : Region",
                                                 "region : Region  points : int in 0 .. 100"),
                                         "on : date  amount : EUR", "amount : EUR  on : date"));
  const Alignment alignment = align(first, second);
  ASSERT_TRUE(alignment.problems.empty());
  const auto& a = alignment.programs[0];
  const auto& b = alignment.programs[1];
  for (size_t i = 0; i < b.account.fields.size(); ++i) {
    EXPECT_EQ(a.account.fields[i].name, b.account.fields[i].name);
  }
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(a.ledgers[0].fields[i].name, b.ledgers[0].fields[i].name);
  }
  EXPECT_EQ(b.account.fields[1].name, "region");
  EXPECT_EQ(a.ledgers[0].on_field, 1U);
}

}  // namespace
}  // namespace tierline::prover
