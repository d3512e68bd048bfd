// A program in which every kind of interest occurs once, for the tests of this folder.
#pragma once

#include <string>

#include "tests/unit/support/rig.hpp"
#include "tools/generate/interests.hpp"

namespace tierline::generate {

inline const char* const kSample = R"(
program "Sample" {
  version "1"
  in force from 2022-07-01
  currency EUR
  month end clamp
}
tiers Silver < Gold
enum Product { Software, Hardware }
subject account {
  key id      : text
  key country : text
  joined_on   : date
  left_on     : date?
  points      : decimal(3) in 0 .. 1_000_000 = 0
}
ledger sale of account {
  on       : date
  until    : date
  known_on : date?
  product  : Product
  amount   : EUR
  discount : percent in 0% .. 100% = 0%
  net = amount * (1 - discount) rounded half even
}
ledger visit of account {
  on   : date
  year : int in 2000 .. 2100
}
define revenue(p : period) : EUR = sum of sale.net where sale.on in p
define recent : EUR = sum of sale.net where sale.on > today - 6 months
define goal : EUR = 120% * revenue(year before today) rounded up
define visits = count of visit where year = year number of today
tier Silver { requires revenue : revenue(year of today) >= 1_500 EUR grace 60 days }
tier Gold extends Silver {
  requires visits : visits >= 4
  requires points : points >= 12.5
  requires joined : joined_on by 2022-08-15
}
status tier { launch placed at once promote after 3 days demote to the best tier kept }
define home : bool = country = "DK"
define reached : bool = revenue(year of today) >= goal
decide tier, home, reached, recent
)";

/// Compiled once.
inline const bytecode::Bytecode& sample() {
  static const test::Rig rig(kSample);
  return rig.bytecode();
}

inline Day day(const char* text) { return *calendar::parse_day(text); }

}  // namespace tierline::generate
