// Steps: the values next to a literal, as texts to be written in its place.
// Made by: steps.cpp    Read by: the other files of this folder
// Tested by: tests/unit/tools_mutate/steps_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tierline::mutate {

/// The numbers one unit below and above, written alike: `500_000` with two digits gives
/// `499_999.99` and `500_000.01`. The unit is that of the last digit, or of digit `digits` after
/// the point if the number has fewer. Nothing for what is no number.
std::vector<std::string> next_numbers(std::string_view text, int digits);

/// The day before and the day after; nothing for what is no day.
std::vector<std::string> next_days(std::string_view text);

/// The words before and after this one in a list.
std::vector<std::string> next_words(std::string_view word, const std::vector<std::string>& words);

}  // namespace tierline::mutate
