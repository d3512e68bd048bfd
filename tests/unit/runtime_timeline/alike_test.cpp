// Whether all accounts' answers last alike: what changes on a date does so for everybody, what
// changes on a day of an account's own does not.
#include "runtime/scalar/alike.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

struct Case {
  const char* why;
  const char* rest;  // of the program
  bool alike;
};

const Case kCases[] = {
    {"no day at all", "subject account { key id : text  sales : EUR }\ndecide sales", true},
    {"a rate that changes on a date",
     "subject account { key id : text  sales : EUR }\n"
     "define rate = 1% except more from 2022-01-01 = 2%\n"
     "define rebate : EUR = sales * rate rounded half even\ndecide rebate",
     true},
    {"a rate of each year, compared with an amount",
     "subject account { key id : text  sales : EUR }\n"
     "define large = sales > 10 EUR * (year number of today)\ndecide large",
     true},
    {"a day of the account's own",
     "subject account { key id : text  on : date }\ndefine due = on <= today\ndecide due", false},
    {"a rate for some",
     "subject account { key id : text  sales : EUR  new : bool }\n"
     "define rate = 1% except more from 2022-01-01 = 2%\n"
     "define rebate : EUR = if new then sales * rate else 1 EUR rounded half even\ndecide rebate",
     false},
    {"a flag that may settle it alone",
     "tiers Gold\nsubject account { key id : text  ok : bool }\n"
     "tier Gold { requires ok : ok or today >= 2022-01-01 }\ndecide tier",
     false},
    {"entries, which arrive",
     "subject account { key id : text }\nledger sale of account { on : date  amount : EUR }\n"
     "define total = sum of sale.amount\ndecide total",
     false},
};

TEST(Alike, AllAccountsLastToOneDayOrNot) {
  for (const Case& one : kCases) {
    const Rig rig(with_head(one.rest));
    ASSERT_TRUE(rig.ok()) << one.why;
    EXPECT_EQ(scalar::lasts_alike(rig.bytecode()), one.alike) << one.why;
  }
}

}  // namespace
}  // namespace tierline::test
