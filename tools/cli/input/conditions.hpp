// Conditions: expressions of a command line over a program's facts and definitions. Each is read
// and checked as an invariant behind the program's own text, so what is wrong with one is told like
// anything else in a program, with its place.
// Made by: conditions.cpp    Read by: tools/cli/compare.cpp    Tested by:
// tests/cli/compare_test.cpp
#pragma once

#include "base/result.hpp"
#include "tools/cli/arguments/arguments.hpp"
#include "tools/cli/input/program.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

/// A program with conditions of its own facts.
struct Conditioned {
  TextProgram program;
  std::vector<checked::ExprId> conditions;  // of program.compiled.checked
};

/// Opens a program and checks the conditions of an option. Diagnostics go to standard error.
base::Result<Conditioned, Exit> open_with_conditions(const std::filesystem::path& path,
                                                     const std::string& option,
                                                     const std::vector<std::string>& conditions,
                                                     Format format);

}  // namespace tierline::cli
