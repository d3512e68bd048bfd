// The header for embedders: a program in, answers out, every wrong fact named.
#include "runtime/tierline.hpp"

#include <gtest/gtest.h>

namespace tierline {
namespace {

constexpr const char* kProgram = R"(
program "T" { version "1" in force from 2020-01-01 currency EUR source faq "Q" { fee "the fee" } }
enum Kind { Small, Large }
subject account {
  key id : text  kind : Kind  rate : percent in 0% .. 100% = 10%  since : date?  vip : bool = no
}
ledger sale of account { on : date  amount : EUR }
define total : EUR = sum of sale.amount
define fee : EUR = if vip then 0 EUR else total * rate rounded half even
  except small when kind = Small = 1 EUR because faq.fee
define days : int = if known(since) then 1 else 0
decide fee, total, days
)";

Program program() { return Program::from_text(kProgram); }

Account account(std::vector<Fact> more = {}) {
  Account made{{{"id", "ACME"}, {"kind", "Large"}},
               {{"sale", {{"on", "2022-01-01"}, {"amount", "100.00"}}},
                {"sale", {{"on", "2022-02-01"}, {"amount", "0.5"}}}}};
  made.facts.insert(made.facts.end(), more.begin(), more.end());
  return made;
}

TEST(Tierline, DecidesAsOfADay) {
  Program made = program();
  ASSERT_TRUE(made.ok()) << made.problems();
  EXPECT_EQ(made.outputs(), (std::vector<std::string>{"fee", "total", "days"}));
  EXPECT_EQ(made.decide(account(), "2022-01-31").value("total"), "100.00");
  const Answer answer =
      made.decide(account({{"rate", "2.5%"}, {"since", "2020-01-01"}}), "2022-12-31");
  ASSERT_TRUE(answer.ok()) << answer.problem;
  EXPECT_EQ(answer.value("fee"), "2.51");
  EXPECT_EQ(answer.value("days"), "1");
  EXPECT_EQ(answer.value("unknown"), "");
  EXPECT_EQ(answer.outputs.size(), 3U);
}

TEST(Tierline, SaysUntilWhenItStands) {
  Program made = program();
  ASSERT_TRUE(made.ok()) << made.problems();
  EXPECT_EQ(made.decide(account(), "2022-01-15").valid_until, "2022-01-31");
  EXPECT_EQ(made.decide(account(), "2022-02-01").valid_until, "") << "for ever";
}

constexpr const char* kStatusProgram = R"(
program "S" { version "1" in force from 2022-01-01 currency EUR }
tiers Silver
calendar office { weekend Saturday, Sunday in force until 2022-05-31 }
subject account { key id : text }
ledger sale of account { on : date  until : date?  amount : EUR }
tier Silver { requires revenue : sum of sale.amount >= 100 EUR }
status tier { promote after 2 office days }
decide tier
)";

Account buyer(const std::string& day, const std::string& until = "") {
  return {{{"id", "ACME"}}, {{"sale", {{"on", day}, {"amount", "100"}, {"until", until}}}}};
}

TEST(Tierline, ReplaysAStatusFromDatedFacts) {
  Program made = Program::from_text(kStatusProgram);
  ASSERT_TRUE(made.ok()) << made.problems();
  EXPECT_EQ(made.decide(buyer("2022-03-01"), "2022-03-02").value("tier"), "none");
  EXPECT_EQ(made.decide(buyer("2022-03-01"), "2022-03-02").valid_until, "2022-03-02");
  EXPECT_EQ(made.decide(buyer("2022-03-01"), "2022-03-03").value("tier"), "Silver");
}

TEST(Tierline, NamesTheDayOfAFaultThatIsNotToday) {
  Program made = Program::from_text(kStatusProgram);
  ASSERT_TRUE(made.ok()) << made.problems();
  const std::string then = made.decide(buyer("2022-06-10"), "2022-12-31").problem;
  EXPECT_TRUE(then.starts_with("2022-06-10: calendar `office`")) << then;
  const std::string today = made.decide(buyer("2022-06-10"), "2022-06-10").problem;
  EXPECT_TRUE(today.starts_with("calendar `office`")) << today;
}

TEST(Tierline, RefusesAnEntryThatEndsBeforeItBegins) {
  Program made = Program::from_text(kStatusProgram);
  ASSERT_TRUE(made.ok()) << made.problems();
  EXPECT_EQ(made.decide(buyer("2022-03-01", "2022-02-28"), "2022-12-31").problem,
            "sale: until: `2022-02-28` is before `on`, which is `2022-03-01`");
  EXPECT_TRUE(made.decide(buyer("2022-03-01", "2022-03-01"), "2022-05-31").ok());
}

TEST(Tierline, NamesTheRules) {
  Program made = program();
  ASSERT_TRUE(made.ok()) << made.problems();
  Account small = account();
  small.facts[1].text = "Small";
  const Answer answer = made.decide(small, "2022-12-31");
  EXPECT_EQ(answer.value("fee"), "1.00");
  ASSERT_EQ(answer.outputs[0].because.size(), 1U);
  EXPECT_EQ(answer.outputs[0].because[0].group, "fee");
  EXPECT_EQ(answer.outputs[0].because[0].entry, "small");
  EXPECT_EQ(answer.outputs[0].because[0].clause, "faq.fee");
}

struct Wrong {
  Fact fact;
  const char* want;
};

TEST(Tierline, RefusesWrongFacts) {
  Program made = program();
  ASSERT_TRUE(made.ok()) << made.problems();
  const Wrong wrongs[] = {
      {{"colour", "red"}, "`account` has no field `colour`"},
      {{"kind", "Small"}, "account: `kind` is stated twice"},
      {{"rate", "abc"}, "account: rate: `abc`: "},
      {{"rate", "12.345%"}, "account: rate: `12.345` has more than 2 digits after the point"},
      {{"rate", "101%"}, "account: rate: `101%` is outside its range"},
      {{"since", "2022-02-30"}, "account: since: `2022-02-30` is not a day such as 2022-07-01"},
      {{"vip", "maybe"}, "account: vip: `maybe` is neither `yes` nor `no`"},
  };
  for (const Wrong& wrong : wrongs) {
    const std::string problem = made.decide(account({wrong.fact}), "2022-12-31").problem;
    EXPECT_EQ(problem.substr(0, std::string(wrong.want).size()), wrong.want);
  }
  Account missing = account();
  missing.facts.pop_back();
  EXPECT_EQ(made.decide(missing, "2022-12-31").problem, "account: kind: required, but missing");
  missing.facts.push_back({"kind", "small"});
  EXPECT_EQ(made.decide(missing, "2022-12-31").problem,
            "account: kind: `small` is not one of its words");
  Account stray = account();
  stray.entries.push_back({"payment", {}});
  EXPECT_EQ(made.decide(stray, "2022-12-31").problem, "there is no ledger `payment`");
  EXPECT_EQ(made.decide(account(), "31.12.2022").problem,
            "`31.12.2022` is not a day such as 2022-12-31");
}

TEST(Tierline, GivesThePartsOfASplit) {
  Program made = Program::from_text(R"(
program "T" { version "1"  in force from 2020-01-01  currency EUR  source s "S" { c "c" } }
subject account { id : text = "a"  earned : EUR }
ledger sale of account { on : date  site : text?  credit : EUR }
define of_sale = split earned over sale by credit where credit != 0 EUR because s.c
decide of_sale, earned
)");
  ASSERT_TRUE(made.ok()) << made.problems();
  EXPECT_EQ(made.outputs(), std::vector<std::string>{"earned"});
  const Account account{{{"earned", "0.05"}},
                        {{"sale", {{"on", "2022-01-02"}, {"credit", "1"}, {"site", "B"}}},
                         {"sale", {{"on", "2022-01-01"}, {"credit", "0"}}},
                         {"sale", {{"on", "2022-01-01"}, {"credit", "1"}}}}};
  const Answer answer = made.decide(account, "2022-12-31");
  ASSERT_TRUE(answer.ok()) << answer.problem;
  ASSERT_EQ(answer.splits.size(), 1U);
  const Split& split = answer.splits[0];
  EXPECT_EQ(split.name, "of_sale");
  ASSERT_EQ(split.because.size(), 1U);
  EXPECT_EQ(split.because[0].clause, "s.c");
  ASSERT_EQ(split.parts.size(), 2U) << "the sale of nothing takes no part";
  EXPECT_EQ(split.parts[0].value, "0.03");
  EXPECT_EQ(split.parts[0].entry.size(), 2U) << "what is absent is not there";
  EXPECT_EQ(split.parts[1].value, "0.02");
  ASSERT_EQ(split.parts[1].entry.size(), 3U);
  EXPECT_EQ(split.parts[1].entry[1].text, "B");
  EXPECT_EQ(made.decide({{{"earned", "1"}}, {}}, "2022-12-31").problem,
            "there is an amount to split, but no entry takes part or their weights sum to 0");
}

TEST(Tierline, SaysWhyAProgramDoesNotCompile) {
  EXPECT_FALSE(Program::from_text("program").ok());
  const Program unknown = Program::from_text(
      "program \"T\" { version \"1\" in force from 2020-01-01 }\n"
      "subject account { id : text }\ndecide missing\n");
  EXPECT_FALSE(unknown.ok());
  EXPECT_NE(unknown.problems().find("missing"), std::string::npos);
  EXPECT_TRUE(unknown.outputs().empty());
  const Program nowhere = Program::from_path("no/such/folder");
  EXPECT_EQ(nowhere.problems(), "`no/such/folder` does not exist");
}

TEST(Tierline, CompilesAShippedProgram) {
  Program made = Program::from_path(std::string(TIERLINE_SOURCE_DIR) + "/programs/milestone");
  EXPECT_TRUE(made.ok()) << made.problems();
  EXPECT_FALSE(made.outputs().empty());
}

}  // namespace
}  // namespace tierline
