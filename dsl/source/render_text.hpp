// Diagnostics as text for people: one line that says it, then the place, then what to write.
//
//   program.tier:12:9: error TL0201: unknown name `x`
//      12 | define a = x + 1
//         |            ^
//   hint: did you mean `y`?
//
// Read by: tools/cli    Tested by: tests/unit/dsl/render_text_test.cpp, tests/golden
#pragma once

#include <cstdint>
#include <string>

#include "dsl/source/diagnostic.hpp"
#include "dsl/source/source.hpp"

namespace tierline::source {

enum class Color : uint8_t { Never, Always };

/// Renders the diagnostics in their order; at most kErrorsShownMax, then says how many more.
std::string render_text(const SourceSet& sources, const Diagnostics& diagnostics,
                        Color color = Color::Never);

}  // namespace tierline::source
