// Mutants: which were killed and by what, how many by kind, and of those that survive what was
// altered, as a diff; or all of it as JSON.
// Read by: tools/cli/mutate.cpp    Tested by: tests/cli/mutate_test.cpp
#pragma once

#include <string>

#include "tools/cli/arguments/arguments.hpp"
#include "tools/cli/output/terminal.hpp"
#include "tools/mutate/survey.hpp"

namespace tierline::cli {

std::string mutants_text(const mutate::Survey& survey, const MutateArguments& arguments,
                         Color color);
std::string mutants_json(const mutate::Survey& survey, const MutateArguments& arguments);

}  // namespace tierline::cli
