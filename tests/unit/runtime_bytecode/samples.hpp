// Two bytecodes to write, read and damage: a small one that has every part of a file, and the
// smallest that runs.
#pragma once

#include "tests/unit/support/rig.hpp"

namespace tierline::test {

inline const char* kSample = R"(
program "Sample" {
  version "1.2"  in force from 2000-01-01 until 2099-12-31  currency EUR  month end clamp
  source faq "Questions" { price "how prices are formed" }
}
tiers Silver < Gold
enum Product { Software, Hardware }
calendar office { weekend Saturday, Sunday  holidays 2022-12-26  working days 2022-12-24 }
subject account { key id : text  joined : date?  start : EUR in -5 EUR .. 1_000 EUR = 2.50 EUR }
ledger sale of account {
  on : date  product : Product  price : EUR  country : text = "DK"
  credit = price * share(product) rounded half even because faq.price
}
table share(Product) : percent unique complete { Software : 100%  Hardware : 50% because faq.price }
table tax(text) : percent unique { "DK" : 25%  "SE" : 20% until 2022-06-30  "SE" : 21% from 2022-07-01 }
table huge(Product) : int unique complete { Software : 1  Hardware : 99_999_999_999_999_999_999 }
define total : EUR = start + sum of sale.credit where on in year of today and known(tax(country))
tier Silver { requires terms : joined by today because faq.price }
tier Gold extends Silver { requires more : total >= 100 EUR }
bands steps on total : percent { below 50 EUR : 1%  from 50 EUR : 2% flat 1 EUR }
define bonus : EUR = if tier >= Silver then whole steps of total else 0 EUR rounded half even
  except launch until 2022-06-30 = 1 EUR because faq.price
define due : date = today + 3 office days
define size : int = huge(Hardware)
define of_sale = split (if any sale then bonus else 0 EUR) over sale by 1 because faq.price
decide bonus, total, due, tier, size, of_sale
)";

inline const Rig& sample() {
  static const Rig rig(kSample);
  return rig;
}

/// Two constants and their sum.
inline bytecode::Bytecode smallest() {
  using bytecode::Op;
  using bytecode::ValueKind;
  bytecode::Bytecode program;
  program.schema.enums = {{"Tier", {"none"}}};
  bytecode::ValueType number;
  number.kind = ValueKind::Number;
  program.schema.outputs = {{"sum", number}};
  bytecode::Register reg;
  reg.kind = ValueKind::Number;
  program.registers = {reg, reg, reg};
  program.constants = {{1}, {2}};
  program.code = {{Op::add_, 0, 2, 0, 1, 0}};
  program.sections = {{bytecode::Phase::Decide, bytecode::kAccountLevel, 0, 1, 1}};
  program.outputs = {{2, bytecode::kNone, {}}};
  return program;
}

}  // namespace tierline::test
