// tierline compare: what is said of two programs, the exit status, what is refused; the scenario of
// a difference holds in the old program and fails in the new one; shipped programs are equal to
// themselves, and a changed threshold, rate or edge of one of them is found.
#include <nlohmann/json.hpp>

#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kShop =
    "program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR }\n"
    "enum Region { Americas, EMEA, APAC }\n"
    "subject account { key id : text  points : int in 0 .. 100  region : Region }\n"
    "ledger sale of account { on : date  amount : EUR in 0 EUR .. 100 EUR }\n"
    "define spent : EUR = sum of sale.amount\n"
    "define wanted : EUR = if region = EMEA then 100 EUR else 90 EUR\n"
    "define reached : bool = spent >= wanted\n"
    "define bonus : EUR = if reached then 10 EUR else 0 EUR\n"
    "decide reached, bonus, spent\n";

class Compare : public testing::Test {
 protected:
  Outcome compare(std::string_view before, std::string_view after,
                  std::vector<std::string> more = {}) {
    temp_.write("old.tier", kShop);
    temp_.write("new.tier", kShop);
    temp_.replace("new.tier", before, after);
    more.insert(more.begin(), {"compare", "old.tier", "new.tier", "--cases", "3000"});
    return tierline(more, {.folder = temp_.path()});
  }

  static bool has_solver() {
    const TempFolder temp;
    temp.write("shop.tier", std::string(kShop) + "invariant same : spent = spent\n");
    const Outcome outcome =
        tierline({"prove", "shop.tier", "--by", "proof"}, {.folder = temp.path()});
    return outcome.out.find("there is no solver") == std::string::npos;
  }

  TempFolder temp_;
};

TEST_F(Compare, TheSameIsEqual) {
  const Outcome outcome = compare("decide", "decide");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "OLD `Shop` 1, NEW `Shop` 1: by proof and search\n"
            "equal    reached  by the same term on both sides\n"
            "equal    bonus    by the same term on both sides\n"
            "equal    spent    by the same term on both sides\n"
            "\n"
            "3 equal, 0 differ, 0 unknown\n");
}

TEST_F(Compare, ShowsTheSmallestPartner) {
  const Outcome outcome = compare("100 EUR else", "99 EUR else");
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("differs  reached  OLD no, NEW yes\n"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("differs  bonus    OLD 0.00, NEW 10.00\n"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("equal    spent"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("amount 99.00 EUR"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("expect bonus = 0.00 EUR"), std::string::npos) << outcome.out;
}

TEST_F(Compare, TheScenarioHoldsInOldAndFailsInNew) {
  const Outcome outcome = compare("100 EUR else", "99 EUR else");
  const size_t begin = outcome.out.find("\n# OLD") + 1;
  const size_t end = outcome.out.rfind("\n\n");
  const std::string scenarios = outcome.out.substr(begin, end - begin);
  for (const char* program : {"old.tier", "new.tier"}) {
    temp_.write(program, temp_.read(program) + scenarios + "\n");
  }
  const Outcome held = tierline({"test", "old.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(held.status, 0) << held.out << held.err;
  EXPECT_NE(held.out.find("2 passed, 0 failed"), std::string::npos) << held.out;
  const Outcome failed = tierline({"test", "new.tier"}, {.folder = temp_.path()});
  EXPECT_EQ(failed.status, 1) << failed.err;
  EXPECT_NE(failed.out.find("0 passed, 2 failed"), std::string::npos) << failed.out;
}

TEST_F(Compare, ExceptLeavesPartnersOut) {
  if (!has_solver()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  const Outcome outcome = compare("100 EUR else", "99 EUR else", {"--except", "region = EMEA"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  const Outcome other = compare("100 EUR else", "99 EUR else", {"--except", "region = APAC"});
  EXPECT_EQ(other.status, 1) << other.out;
  const Outcome both = compare("100 EUR else 90 EUR", "99 EUR else 89 EUR",
                               {"--except", "region = EMEA", "--except", "spent < 90 EUR"});
  EXPECT_EQ(both.status, 0) << both.out;
}

TEST_F(Compare, ABadConditionIsToldWithItsPlace) {
  struct Case {
    const char* condition;
    const char* want;
  };
  for (const Case& one :
       {Case{"regoin = EMEA", "--except:1:1: error"}, Case{"region = EMA", "--except:1:10: error"},
        Case{"region = EMA", "    1 | region = EMA\n      |          ^^^"},
        Case{"points > 1\nand region = EMA", "--except:2:14: error"},
        Case{"points", "--except:1:1: error"}, Case{"region =", "--except:1:9: error"},
        Case{"", "--except takes a condition, and this one is empty"}}) {
    const Outcome outcome = compare("decide", "decide", {"--except", one.condition});
    EXPECT_EQ(outcome.status, 2) << one.condition << outcome.out;
    EXPECT_NE(outcome.err.find(one.want), std::string::npos) << one.condition << outcome.err;
    EXPECT_EQ(outcome.out, "") << one.condition;
  }
}

TEST_F(Compare, AConditionIsOneConditionAndNothingElse) {
  for (const char* text : {"yes  define more : int = 1", "yes given points > 1",
                           "points never falls as points rises"}) {
    const Outcome outcome = compare("decide", "decide", {"--except", text});
    EXPECT_EQ(outcome.status, 2) << text << outcome.out;
  }
}

TEST_F(Compare, NobodyLeftIsNoComparison) {
  if (!has_solver()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  const Outcome outcome = compare("100 EUR else", "99 EUR else", {"--except", "points >= 0"});
  EXPECT_EQ(outcome.status, 2) << outcome.out;
  EXPECT_NE(outcome.err.find("nobody is left to compare"), std::string::npos) << outcome.err;
}

TEST_F(Compare, SaysWhatCannotBeCompared) {
  const Outcome noted = compare("decide reached, bonus, spent", "decide wanted, bonus, spent");
  EXPECT_EQ(noted.status, 0) << noted.err;
  EXPECT_NE(noted.out.find("note     only OLD decides `reached`: it is not compared\n"
                           "note     only NEW decides `wanted`: it is not compared\n"),
            std::string::npos)
      << noted.out;
  const Outcome refused = compare("points : int in 0 .. 100", "points : date");
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("`account.points` is `int` with no digit in OLD and `date` in NEW"),
            std::string::npos)
      << refused.err;
}

TEST_F(Compare, ASearchAloneIsUnknown) {
  const Outcome outcome = compare("decide", "decide", {"--by", "search"});
  EXPECT_EQ(outcome.status, 3) << outcome.out;
  EXPECT_NE(outcome.out.find("unknown  bonus    the same in 3"), std::string::npos) << outcome.out;
}

TEST_F(Compare, JsonSaysAll) {
  const Outcome outcome = compare("100 EUR else", "99 EUR else", {"--format", "json"});
  EXPECT_EQ(outcome.status, 1);
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["differ"], 2);
  EXPECT_EQ(json["outputs"].size(), 3U);
  EXPECT_EQ(json["outputs"][1]["name"], "bonus");
  EXPECT_EQ(json["outputs"][1]["old"], "0.00");
  EXPECT_EQ(json["outputs"][1]["new"], "10.00");
  EXPECT_EQ(json["outputs"][2]["outcome"], "equal");
}

TEST_F(Compare, TheSameSeedPrintsTheSameBytes) {
  const Outcome first = compare("100 EUR else", "99 EUR else", {"--by", "search", "--seed", "7"});
  const Outcome second = compare("100 EUR else", "99 EUR else", {"--by", "search", "--seed", "7"});
  EXPECT_EQ(first.out, second.out);
}

TEST_F(Compare, WhatIsNoProgramIsUnusable) {
  temp_.write("old.tier", kShop);
  temp_.write("bad.tier", "program \"Bad\" { }\ndecide nothing\n");
  EXPECT_EQ(tierline({"compare", "old.tier", "bad.tier"}, {.folder = temp_.path()}).status, 2);
  EXPECT_EQ(tierline({"compare", "bad.tier", "old.tier"}, {.folder = temp_.path()}).status, 2);
  EXPECT_EQ(tierline({"compare", "old.tier", "none.tier"}, {.folder = temp_.path()}).status, 2);
  EXPECT_EQ(tierline({"compare", "old.tier"}, {.folder = temp_.path()}).status, 2);
}

// ---- the shipped programs ----

fs::path programs() { return fs::path(TIERLINE_SOURCE_DIR) / "programs"; }

TEST_F(Compare, EveryShippedProgramIsEqualToItself) {
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator(programs())) {
    if (!entry.is_directory()) continue;
    const std::string path = entry.path().string();
    const Outcome outcome = tierline({"compare", path, path}, {});
    EXPECT_EQ(outcome.status, 0) << path << outcome.out << outcome.err;
    EXPECT_NE(outcome.out.find(" equal, 0 differ, 0 unknown"), std::string::npos) << outcome.out;
    ++count;
  }
  EXPECT_GE(count, 5U);
}

struct Change {
  const char* file;
  const char* before;
  const char* after;
  const char* item;  // that differs
  const char* said;  // in its line
  const char* cases;
};

constexpr Change kChanges[] = {
    {"thresholds.csv", "EMEA,Authorized,20000.00", "EMEA,Authorized,20001.00", "tier",
     "OLD Authorized, NEW none", "40000"},
    // Only who grows as a Premier partner sees it, and they are few.
    {"program.tier", "from  100% : 2.5%", "from  100% : 2.6%", "earned", "OLD ", "150000"},
    {"program.tier", "half even because faq.price", "half up because faq.price",
     "revenue_this_year", "OLD ", "40000"},
};

class Milestone : public testing::Test {
 protected:
  Milestone() {
    for (const char* name : {"program.tier", "thresholds.csv", "certificates.csv",
                             "holidays-dk.csv", "holidays-us.csv", "territories.csv"}) {
      std::ifstream file(programs() / "milestone" / name, std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      temp_.write(std::string("old/") + name, text.str());
      temp_.write(std::string("new/") + name, text.str());
    }
  }
  void change(const Change& one) {
    temp_.write(std::string("new/") + one.file, temp_.read(std::string("old/") + one.file));
    temp_.replace(std::string("new/") + one.file, one.before, one.after);
  }
  Outcome compare(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"compare", "old", "new"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return tierline(arguments, {.folder = temp_.path()});
  }
  TempFolder temp_;
};

TEST_F(Milestone, AChangeIsFoundAndTheScenarioFails) {
  for (const Change& one : kChanges) {
    for (const char* name : {"program.tier", "thresholds.csv"}) {
      temp_.write(std::string("new/") + name, temp_.read(std::string("old/") + name));
    }
    change(one);
    const Outcome outcome = compare({"--by", "search", "--cases", one.cases});
    EXPECT_EQ(outcome.status, 1) << one.after << outcome.out << outcome.err;
    const size_t line = outcome.out.find(std::string("differs  ") + one.item + " ");
    ASSERT_NE(line, std::string::npos) << one.after << outcome.out;
    const std::string said = outcome.out.substr(line, outcome.out.find('\n', line) - line);
    EXPECT_NE(said.find(one.said), std::string::npos) << said;
    const size_t begin = outcome.out.find("\n# OLD") + 1;
    const std::string scenarios = outcome.out.substr(begin, outcome.out.rfind("\n\n") - begin);
    for (const char* program : {"old", "new"}) {
      temp_.write(std::string(program) + "/found.tier", scenarios + "\n");
      const Outcome tested = tierline({"test", program}, {.folder = temp_.path()});
      EXPECT_EQ(tested.status, std::string(program) == "old" ? 0 : 1)
          << one.after << tested.out << tested.err;
      EXPECT_NE(tested.out.find(std::string(program) == "old" ? " 0 failed" : "0 passed, "),
                std::string::npos)
          << tested.out;
      std::filesystem::remove(temp_ / (std::string(program) + "/found.tier"));
    }
  }
}

/// The threshold of one region moves: whoever is elsewhere is decided as before, on every day.
TEST_F(Milestone, AChangeConcernsOneRegionOnly) {
  change(kChanges[0]);
  const Outcome outcome = compare({"--except", "region = EMEA"});
  if (outcome.out.find("there is no solver") != std::string::npos) {
    GTEST_SKIP() << "built without Z3, and there is no cvc5";
  }
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  const Outcome other =
      compare({"--except", "region = APAC", "--by", "search", "--cases", "20000"});
  EXPECT_EQ(other.status, 1) << other.out << other.err;
}

}  // namespace
}  // namespace tierline::test
