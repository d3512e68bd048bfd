// What is said of two programs: equal where they are, whatever their words; never equal where they
// are not. Every solver that is here is asked.
#include <algorithm>

#include "tests/unit/compiler_prover/comparison/pair.hpp"

namespace tierline::prover {
namespace {

constexpr const char* kShop = R"(
program "Shop" { version "1"  in force from 2024-01-01  currency EUR  month end clamp }
tiers Silver < Gold
enum Region { North, South }
subject account { key id : text  points : int in 0 .. 100_000  region : Region  base : EUR in 0 EUR .. 1_000_000 EUR
  rate : percent in 0% .. 100% = 5%  joined : date  left : date? }
ledger sale of account { on : date  amount : EUR  share : percent in 0% .. 100%
  net = amount * (1 - share) rounded half even }
table minimum(Region) : int unique complete { North : 100  South : 200 }
define spent : EUR = sum of sale.net where sale.on in year of today
define many : int = count of sale where amount > 5 EUR
tier Silver { requires r : points >= 10 }
tier Gold { requires r : points >= minimum(region) }
bands rate_of on base : percent { below 100 EUR : 0%  from 100 EUR : 2%  from 500 EUR : 2.5% }
define rebate : EUR = whole rate_of of base rounded half even
define fee : EUR = base * rate rounded half even
define since : int = today - joined
decide tier, spent, many, rebate, fee, since
)";

constexpr const char* kMoving = R"(
program "Club" { version "1"  in force from 2024-01-01  currency EUR  month end clamp }
tiers Silver < Gold
calendar office { weekend Saturday, Sunday }
subject account { key id : text  joined : date  points : int in 0 .. 1000 }
ledger sale of account { on : date  amount : EUR in 0 EUR .. 10_000 EUR }
define spent : EUR = sum of sale.amount where on in year of today
tier Silver { requires some : spent >= 100 EUR  grace 30 days }
tier Gold extends Silver { requires more : spent >= 1_000 EUR  assessed yearly }
status tier { launch placed at once  starts joined  promote after 3 office days  assess on 1 January  demote to the best tier kept }
define bonus : EUR = if tier = Gold then 10 EUR else 0 EUR
define member : bool = tier >= Silver
decide tier, bonus, member
)";

// Who is Gold need not be Silver in all respects; each version says which.
constexpr const char* kLadder = R"(
program "Ladder" { version "1"  in force from 2024-01-01  currency EUR }
tiers Silver < Gold
subject account { key id : text  joined : date }
ledger sale of account { on : date  amount : EUR }
ledger point of account { on : date  until : date  many : int in 0 .. 10 }
define spent : EUR = sum of sale.amount where on in year of today
define points : int = sum of point.many where today <= until
tier Silver { requires spent : spent >= 100 EUR  KEEP }
tier Gold { requires spent : spent >= GOLD EUR  KEPT  requires points : points >= 20 }
status tier { launch placed at once  starts joined  assess on 1 January  demote to the best tier kept }
define member : bool = tier >= Silver
define best : bool = tier = Gold
decide member, best
)";

struct Case {
  std::string_view why, before, after;
  std::string_view
      differs;  // the items that are not equal, each with a blank behind; all others are
};

constexpr Case kShopCases[] = {
    {"the same", "decide", "decide", ""},
    {"another threshold", "points >= 10 }", "points >= 11 }", "tier "},
    {"above, not from", "points >= 10 }", "points > 10 }", "tier "},
    {"the same in other words", "points >= 10 }", "points > 9 }", ""},
    {"a cell", "South : 200", "South : 201", "tier "},
    {"rows in another order", "North : 100  South : 200", "South : 200  North : 100", ""},
    {"a rate", "from 500 EUR : 2.5%", "from 500 EUR : 2.6%", "rebate "},
    {"a band that changes nothing", "from 100 EUR : 2%", "from 100 EUR : 2%  from 300 EUR : 2%",
     ""},
    {"an edge", "from 500 EUR", "above 500 EUR", "rebate "},
    {"another way to round", "base * rate rounded half even", "base * rate rounded half up",
     "fee "},
    {"the factors exchanged", "base * rate", "rate * base", ""},
    {"another default", "= 5%", "= 6%", "fee "},
    {"a sum in other words", "sum of sale.net where sale.on in year of today",
     "sum of sale.net where sale.on >= start of year of today and sale.on <= end of year of today",
     ""},
    {"a filter", "amount > 5 EUR", "amount >= 5.01 EUR", ""},
    {"another filter", "amount > 5 EUR", "amount >= 5 EUR", "many "},
    {"words in another order", "North, South }", "South, North }", ""},
    {"a new word", "North, South }", "North, South, East }", ""},
    {"a tier more", "tiers Silver < Gold", "tiers Bronze < Silver < Gold", "tier "},
    {"days counted on", "today - joined", "today - joined + 1", "since "},
};

constexpr Case kMovingCases[] = {
    {"the same", "decide", "decide", ""},
    {"a requirement in other words", "spent >= 100 EUR", "spent > 99.99 EUR", ""},
    {"a sum in other words", "where on in year of today",
     "where on <= end of year of today and on >= start of year of today", ""},
    {"another threshold", "spent >= 100 EUR", "spent >= 101 EUR", "tier bonus member "},
    {"another grace", "grace 30 days", "grace 31 days", "tier bonus member "},
    {"another delay", "after 3 office days", "after 4 office days", "tier bonus member "},
    {"another day", "1 January", "1 February", "tier bonus member "},
    {"the highest threshold", "spent >= 1_000 EUR", "spent >= 1_001 EUR", "tier bonus "},
    {"another amount", "then 10 EUR", "then 11 EUR", "bonus "},
};

std::string name_of(const Item& item) { return item.name + " "; }

void check(const char* text, const Case& one) {
  std::string other = changed(text, one.before, one.after);
  if (one.why == "a new word") other = changed(other, "South : 200", "South : 200  East : 1");
  if (one.why == "a tier more") {
    other =
        changed(other, "tier Silver {", "tier Bronze { requires r : points >= 5 }\ntier Silver {");
  }
  const auto first = checked_of(text);
  const auto second = checked_of(other);
  const Alignment alignment = align(first, second);
  ASSERT_TRUE(alignment.problems.empty()) << one.why << ": " << alignment.problems.front();
  const Equality equality(alignment);
  const auto solvers = smt::available_solvers();
  for (const Item& item : alignment.items) {
    if (item.what == Compared::Answer && !equality.can_be_without_answer()) continue;
    ProveOptions options;
    options.limits.milliseconds = 3'000;
    auto proof = equality.same_text(item);
    if (!proof) proof = equality.prove(item, solvers, options);
    const bool differs =
        (" " + std::string(one.differs)).find(" " + name_of(item)) != std::string::npos;
    const bool answer = item.what == Compared::Answer;
    if (differs) {
      EXPECT_NE(proof->outcome, Outcome::Proved) << one.why << ": " << item.name;
    } else if (!answer || one.differs.empty()) {
      EXPECT_EQ(proof->outcome, Outcome::Proved)
          << one.why << ": " << item.name << ": " << proof->why;
    }
  }
}

TEST(Equality, IsProvedWhereItIs) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  for (const Case& one : kShopCases) check(kShop, one);
}

TEST(Equality, OfTiersThatMoveInTime) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  for (const Case& one : kMovingCases) check(kMoving, one);
}

/// The ladder with how each tier keeps what was spent, and what Gold asks of it.
std::string ladder(std::string_view keep, std::string_view gold, std::string_view kept) {
  return changed(changed(changed(kLadder, "KEEP", keep), "GOLD", gold), "KEPT", kept);
}

/// Of OLD and NEW, which asks for fewer points for Gold: what is proved equal among `member`, who
/// holds a tier, and `best`, who holds Gold.
std::string equal_with_fewer_points(const std::string& text) {
  const auto first = checked_of(text);
  const auto second = checked_of(changed(text, "points >= 20", "points >= 10"));
  const Alignment alignment = align(first, second);
  const Equality equality(alignment);
  ProveOptions options;
  options.limits.milliseconds = 3'000;
  std::string equal;
  for (const Item& item : alignment.items) {
    if (item.name != "member" && item.name != "best") continue;
    const Proof proof = equality.prove(item, smt::available_solvers(), options);
    if (proof.outcome == Outcome::Proved) equal += item.name + " ";
  }
  return equal;
}

/// Whoever has Gold keeps Silver too, so it does not matter who has it.
TEST(Equality, OfTiersBelowOneThatChanged) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  for (const char* keep : {"", "assessed yearly", "grace 60 days"}) {
    EXPECT_EQ(equal_with_fewer_points(ladder(keep, "100", keep)), "member ") << keep;
    EXPECT_EQ(equal_with_fewer_points(ladder(keep, "300", keep)), "member ") << keep;
  }
  EXPECT_EQ(equal_with_fewer_points(ladder("grace 60 days", "100", "grace 30 days")), "member ");
}

/// Gold without all that Silver asks for holds up who would have nothing.
TEST(Equality, NotOfTiersThatTheHigherOneDoesNotKeep) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  EXPECT_EQ(equal_with_fewer_points(ladder("", "99", "")), "");
  EXPECT_EQ(equal_with_fewer_points(ladder("assessed yearly", "99", "assessed yearly")), "");
  EXPECT_EQ(equal_with_fewer_points(ladder("grace 30 days", "100", "grace 60 days")), "");
  EXPECT_EQ(equal_with_fewer_points(ladder("", "100", "assessed yearly")), "");
  EXPECT_EQ(equal_with_fewer_points(ladder("assessed yearly", "100", "")), "");
}

TEST(Equality, OneTextNeedsNoSolver) {
  for (const char* text : {kShop, kMoving}) {
    const auto program = checked_of(text);
    const Alignment alignment = align(program, program);
    const Equality equality(alignment);
    for (const Item& item : alignment.items) {
      if (item.what == Compared::Answer && !equality.can_be_without_answer()) continue;
      EXPECT_TRUE(equality.same_text(item)) << item.name;
    }
  }
}

/// What `--except` leaves out may differ; what it leaves in may not.
TEST(Equality, HoldsForThoseWhoAreCompared) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  const auto first = checked_of(kShop);
  for (const char* word : {"North", "South"}) {
    const auto second = checked_of(changed(kShop, "South : 200", "South : 201") +
                                   "invariant who : region = " + word + "\n");
    const Alignment alignment = align(first, second, {second.claims[0].subject});
    const Equality equality(alignment);
    ProveOptions options;
    options.limits.milliseconds = 3'000;
    const Proof proof = equality.prove(alignment.items[0], smt::available_solvers(), options);
    EXPECT_EQ(alignment.items[0].name, "tier");
    const bool left_out = std::string_view(word) == "South";
    EXPECT_EQ(proof.outcome == Outcome::Proved, left_out) << word << ": " << proof.why;
  }
}

}  // namespace
}  // namespace tierline::prover
