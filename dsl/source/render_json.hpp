// Diagnostics as JSON for other programs. The keys and their order are stable:
//   {"diagnostics":[{"code","severity","message","file","line","column","end_line","end_column",
//                    "labels":[{"message","file","line","column","end_line","end_column"}],
//                    "hint"}],"errors":N,"more":N}
// Lines and columns count from 1, columns in Unicode code points; an end stands after the last one.
// Read by: tools/cli    Tested by: tests/unit/dsl/render_json_test.cpp
#pragma once

#include <string>
#include <string_view>

#include "dsl/source/diagnostic.hpp"
#include "dsl/source/source.hpp"

namespace tierline::source {

/// Renders the diagnostics in their order, on one line with a line end. At most kErrorsShownMax are
/// listed; `errors` counts them all, `more` says how many diagnostics are not listed.
std::string render_json(const SourceSet& sources, const Diagnostics& diagnostics);

/// A JSON string with its quotes. What is not UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace tierline::source
