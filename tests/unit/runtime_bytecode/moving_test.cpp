// Whether a program looks at the day: each place where today can come in, alone.
#include "runtime/bytecode/moving.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

struct Case {
  const char* why;
  const char* rest;  // of the program
  bool looks;
};

const Case kCases[] = {
    {"nothing but facts",
     "subject account { key id : text  sales : EUR }\n"
     "define rebate : EUR = sales * 2.5% rounded half even\ndecide rebate",
     false},
    {"an output",
     "subject account { key id : text  on : date }\ndefine due = on <= today\ndecide due", true},
    {"a definition that nobody asks for",
     "subject account { key id : text  on : date  sales : EUR }\n"
     "define due = on <= today\ndecide sales",
     false},
    {"a requirement",
     "tiers Gold\nsubject account { key id : text  on : date  sales : EUR }\n"
     "tier Gold { requires joined : on <= today }\ndecide sales",
     true},
    {"a dated exception",
     "subject account { key id : text  sales : EUR }\n"
     "define rate = 1% except more from 2022-01-01 = 2%\n"
     "define rebate : EUR = sales * rate rounded half even\ndecide rebate",
     true},
    {"an entry that is not there yet",
     "subject account { key id : text }\nledger sale of account { on : date  amount : EUR }\n"
     "define total = sum of sale.amount\ndecide total",
     true},
};

TEST(Moving, AProgramLooksAtTheDayOrDoesNot) {
  for (const Case& one : kCases) {
    const Rig rig(with_head(one.rest));
    ASSERT_TRUE(rig.ok()) << one.why;
    EXPECT_EQ(bytecode::looks_at_the_day(rig.bytecode()), one.looks) << one.why;
  }
}

TEST(Moving, AFaultLooksAtTheDayWhateverIsAnswered) {
  const Rig rig(
      with_head("calendar office { weekend Saturday, Sunday in force from 2020-01-01 until "
                "2029-12-31 }\nsubject account { key id : text  sales : EUR }\n"
                "define later : date = today + 3 office days\ndecide later, sales"));
  ASSERT_TRUE(rig.ok());
  bytecode::Bytecode program = rig.bytecode();
  program.outputs.erase(program.outputs.begin());
  EXPECT_TRUE(bytecode::looks_at_the_day(program));
  std::erase_if(program.code, [](const auto& at) { return at.op == bytecode::Op::demand_; });
  program.sections = {{bytecode::Phase::Decide, 0, 0, 0, 0}};
  EXPECT_FALSE(bytecode::looks_at_the_day(program));
}

}  // namespace
}  // namespace tierline::test
