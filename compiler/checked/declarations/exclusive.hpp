// Exclusive: whether two conditions can hold at once, as far as that is easily seen.
// Seen are: different words of one expression, disjoint ranges of one expression, a condition and
// its `not`; each also inside `and`. "No" here only means "not seen".
// Made by: nobody, this is a function    Read by: declarations/exceptions.cpp
// Tested by: tests/golden/check
#pragma once

#include "compiler/checked/checked_program.hpp"

namespace tierline::checked {

bool are_exclusive(const CheckedProgram& program, ExprId left, ExprId right);

/// Whether two expressions are the same step for step, and so always have the same value.
bool are_same(const CheckedProgram& program, ExprId left, ExprId right);

}  // namespace tierline::checked
