// program: writes a whole program that the compiler must accept: every kind of declaration, in any
// order, with the files that it names. A program that is refused is a failed test, of this
// generator or of the checker; both print it. Made by: program.cpp, declarations.cpp, tables.cpp
// Read by: cases.hpp, tests/property Tested by: tests/property/law_generators_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "compiler/compile.hpp"
#include "tests/generators/choices.hpp"

namespace tierline::generators {

struct ProgramSource {
  std::string text;
  std::map<std::string, std::string> files;  // CSV files that the text names
};

/// Whether tiers move in time: in two programs of five, or in every one.
enum class Status : uint8_t { AtTimes, Always };

/// Writes a program.
///   size  0 .. 100: how many declarations, how deep its expressions
ProgramSource make_program(Choices& choices, int size, Status status = Status::AtTimes);

/// As the compiler wants it.
compiler::ProgramText to_program_text(const ProgramSource& source);

/// Compiles; on an error prints the program and its diagnostics into `why`.
compiler::Compiled compile(const ProgramSource& source, std::string& why);

}  // namespace tierline::generators
