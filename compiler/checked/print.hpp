// print: the checked program as text, one item a line, for people and golden files.
// Expressions are shown as trees with all that the checker found: type, digits, bounds. The same
// program always prints the same text.
// Made by: print.cpp, print_expressions.cpp    Read by: tools/cli, tests/golden/check
#pragma once

#include <string>

#include "compiler/checked/checked_program.hpp"

namespace tierline::checked {

std::string print(const CheckedProgram& program);

/// One expression on one line: `(sale.credit * 2.5%)`.
///   ledger  whose entry is at hand, for the value of a derived field
std::string print_expression(const CheckedProgram& program, ExprId id, uint32_t ledger = kNone);

/// `EUR/2 [0.00 EUR ..]`: type, digits after the point, bounds.
std::string print_type(const CheckedProgram& program, const Type& type, const Bounds& bounds);

}  // namespace tierline::checked
