// Nearest: the word that somebody probably meant.
// Read by: dsl/grammar/explain.cpp, compiler/checked    Tested by: tests/unit/dsl/nearest_test.cpp
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tierline::source {

/// How many letters must be put in, left out, replaced or swapped with their neighbour to make one
/// word of the other; stops counting at `limit`.
size_t distance(std::string_view from, std::string_view to, size_t limit);

/// The candidate at the smallest distance, the first of equals; empty if none is near enough: one
/// change in up to four letters, two in up to eight, three in longer words.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace tierline::source
