// end_program: the part of a program that says when an account ends, as a program of its own. It
// decides one day and asks for nothing else, so that it costs next to nothing beside the whole.
// Made by: end_program.cpp    Read by: tools/bulk/decide/after_end.cpp
// Tested by: tests/cli/time/after_end_test.cpp
#pragma once

#include <optional>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bulk {

/// A program with the output `ends`, a day, and if an account need not have one, `ends_known`, a
/// bool. Nothing: accounts of this program do not end.
std::optional<bytecode::Bytecode> end_program(const bytecode::Bytecode& program);

}  // namespace tierline::bulk
