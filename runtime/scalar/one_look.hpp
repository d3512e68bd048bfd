// OneLook: whether who asks once hears as much of the last day of an answer as who asks again on
// that day (timeline/lasting_decider.hpp). Then entries that are not kept need not be asked again.
//
// A value is *steady* if on the last day that is told of it the same last day is told. What lasts
// as long as the shortest of its operands is steady if they are. `and` and `or` are not: on the
// last day of the one operand that settled the answer the other one may settle it for longer; with
// one operand that never changes they are. Of entries these conditions are taken, and no others:
//   V      its day has come: false until the day before, and then true for good
//   V, W   and the day lies in the period around today: the day before it comes, that period has it
//   V, B   and it lies in the period before today's. Not steady before the day has come: so the
//   same
//          ledger must have a V or V, W that every answer's last day knows of; then no answer is
//          told to last beyond the day before
// each with conditions that never change (F), the same ones for B and what it leans on. Nobody
// leans on an `any`: once one entry has it, no other one ends its answer. Read by: entry_shares.cpp
// Tested by: tests/unit/runtime_scalar/roll_up_test.cpp, tests/property/law_roll_up_test.cpp
#pragma once

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

/// For programs without a status and without splits.
bool one_look_is_enough(const bytecode::Bytecode& program);

}  // namespace tierline::scalar
