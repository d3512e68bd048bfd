// Judges #include lines by the layers: what the build system links is one thing, what a file can
// see is another, because every include starts at the repository root. Tested by:
// tests/tidy/includes_test.cpp
#pragma once

#include <string_view>

#include "tests/tidy/layers.hpp"
#include "tests/tidy/repository.hpp"

namespace tierline::tidy {

/// Finds every include of `text` that the layer of `path` does not allow.
Findings judge_includes(const Layers& layers, std::string_view path, std::string_view text);

}  // namespace tierline::tidy
