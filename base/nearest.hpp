// Nearest: the word that somebody probably meant, in a program, in data or on a command line.
// Read by: dsl/grammar/explain.cpp, compiler/checked/work.cpp, tools
// Tested by: tests/unit/base/nearest_test.cpp
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tierline::base {

/// How many letters must be put in, left out, replaced or swapped with their neighbour to make one
/// word of the other; case does not count. Stops counting at `limit`.
std::size_t distance(std::string_view from, std::string_view to, std::size_t limit);

/// The candidate at the smallest distance, the first of equals; empty if none is near enough: one
/// change in up to four letters, two in up to eight, three in longer words.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace tierline::base
