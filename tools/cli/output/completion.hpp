// Completion: the scripts that let a shell finish a half-typed line, made from the same
// declarations that the line is parsed by. Read by: tools/cli/completion.cpp    Tested by:
// tests/cli
#pragma once

#include <string>
#include <vector>

#include "tools/cli/arguments/arguments.hpp"

namespace tierline::cli {

std::string completion_script(Shell shell, const std::vector<CommandHelp>& commands);

}  // namespace tierline::cli
