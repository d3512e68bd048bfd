// Suggestions: the name that somebody probably meant, for "did you mean".
// Made by: nobody, this is a function    Read by: everything that looks a name up
// Tested by: tests/unit/compiler_checked/suggestions_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tierline::checked {

/// How many letters must be put in, taken out, changed or swapped with their neighbour to make one
/// word of the other; case counts for less than a letter. Stops counting above `limit`.
size_t edit_distance(std::string_view left, std::string_view right, size_t limit);

/// The nearest candidate, at most a third of the letters away; equally near ones by the alphabet.
std::optional<std::string> nearest(std::string_view name, std::vector<std::string_view> candidates);

/// "did you mean `NAME`?" or nothing.
std::string did_you_mean(std::string_view name, std::vector<std::string_view> candidates);

}  // namespace tierline::checked
