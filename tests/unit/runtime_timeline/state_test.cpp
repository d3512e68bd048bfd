// State: one line of text, and back; what is not a state of the program is refused.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

const Rig& rig() {
  static const Rig made(R"(
program "Test" { version "1" in force from 2022-07-01 currency EUR }
tiers Silver < Gold
subject account { key id : text }
ledger sale of account { on : date  amount : EUR }
define revenue = sum of sale.amount where on in year of today
tier Silver { requires revenue : revenue >= 100 EUR grace 60 days }
tier Gold   { requires revenue : revenue >= 200 EUR assessed yearly }
status tier { promote after 3 days assess on 1 January }
decide tier
)");
  return made;
}

timeline::State state_on(const std::string& day) {
  const Account account{{{"id", "a"}}, {{"sale", {{"on", "2022-08-01"}, {"amount", "200.00"}}}}};
  const auto batch = account_batch(rig().bytecode().schema, account);
  timeline::Decider decider(rig().bytecode());
  timeline::State state;
  decision::Decision decision;
  decider.go_on(batch.value(), 0, *calendar::parse_day(day), state, decision);
  return state;
}

TEST(State, IsOneLineOfText) {
  EXPECT_EQ(timeline::to_text(state_on("2022-08-20"), rig().bytecode()),
            "2022-08-20 Gold Gold 2022-08-04 - - 2022-08-01 2022-08-01 2022-08-04 2022-08-04 "
            "2022-08-20 2022-08-20 no no");
}

TEST(State, ComesBackAsItWas) {
  for (const char* day : {"2022-06-30", "2022-07-01", "2022-08-04", "2022-12-31", "2023-06-01"}) {
    const timeline::State state = state_on(day);
    const std::string text = timeline::to_text(state, rig().bytecode());
    EXPECT_EQ(timeline::state_from_text(text, rig().bytecode()), state) << text;
  }
}

TEST(State, OfAnotherProgramOrDamagedIsRefused) {
  const std::string text = timeline::to_text(state_on("2022-08-20"), rig().bytecode());
  const auto refused = [](const std::string& line) {
    return !timeline::state_from_text(line, rig().bytecode());
  };
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused(text + " no"));
  EXPECT_TRUE(refused(text.substr(0, text.size() - 3)));
  EXPECT_TRUE(refused("2022-08-20 Platinum" + text.substr(15)));
  EXPECT_TRUE(refused("2022-08-32" + text.substr(10)));
}

}  // namespace
}  // namespace tierline::test
