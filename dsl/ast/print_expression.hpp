// Expressions as text, with the brackets that the grammar needs and no others.
// Read by: dsl/ast/print.cpp    Tested by: tests/unit/dsl/round_trip_test.cpp
#pragma once

#include <cstdint>
#include <string>

#include "dsl/ast/ast.hpp"

namespace tierline::ast {

/// How tightly the place binds in which an expression stands; docs/language.md has the list.
enum class Level : uint8_t {
  Suffix = 1,  // rounded, otherwise
  Open,        // `if`, and aggregates with `where`: their last operand reaches as far as it can
  Or,
  And,
  Not,
  Comparison,
  Plus,
  Times,
  Unary,
  Postfix,  // at
  Primary,
};

/// Prints the expression, in brackets if it binds less tightly than its place.
std::string print_expression(const Ast& ast, ExprId id, Level level);

/// For lists without separators: a literal, a word, or anything else in brackets.
std::string print_value(const Ast& ast, ExprId id);

/// As print_value, but safe after a number on the same line, where `EUR` would be its currency.
std::string print_cell(const Ast& ast, ExprId id);

/// True if the text of the expression, brackets or not, may hold a `=` of its own.
bool may_hold_equal(const Ast& ast, ExprId id);

}  // namespace tierline::ast
