// large_program: a program of about n lines, for measuring the compiler. It is made of the same
// kinds of declarations as the real programs: enums, tables, definitions that build on each other,
// bands and decided outputs. The same n gives the same text.
// Read by: bench/micro, tests/limits
#pragma once

#include <cstddef>
#include <string>

namespace tierline::bench {

std::string large_program(size_t lines);

}  // namespace tierline::bench
