// Diagnostics on their way to the user: as text or as JSON, in the order of the program's text.
// Read by: tools/cli
#pragma once

#include <string>

#include "dsl/source/diagnostic.hpp"
#include "dsl/source/source.hpp"
#include "tools/cli/arguments/arguments.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

std::string rendered(source::Diagnostics diagnostics, const source::SourceSet& sources,
                     Format format, Color color);

}  // namespace tierline::cli
