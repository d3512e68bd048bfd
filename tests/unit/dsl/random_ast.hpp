// Random trees: any tree that the grammar can produce, whether or not it means anything. They are
// for the laws of printing and reading; programs that mean something come from tests/generators.
// Read by: tests/unit/dsl/law_round_trip_test.cpp
#pragma once

#include <cstdint>

#include "dsl/ast/ast.hpp"

namespace tierline::dsl {

/// A tree of some ten declarations. The same seed gives the same tree.
ast::Ast random_ast(uint64_t seed);

}  // namespace tierline::dsl
