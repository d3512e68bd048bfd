// Words: how a reason shows what somebody wrote, and which known word may have been meant.
// Made by: nobody, these are functions    Read by: tools/bulk, tools/cli
// Tested by: tests/unit/tools_bulk/words_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tierline::bulk {

/// Shows text in backticks, shortened to a readable length, control characters escaped, so that a
/// value from a file can never paint over a terminal.
std::string shown(std::string_view text);

/// Escapes control characters and bytes that are not UTF-8 as \xNN, the line end as \n. Nothing is
/// shortened.
std::string escaped(std::string_view text);

/// "; did you mean `Software`?", or the known words if there are few, or nothing.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& known);

/// Joins words as "`a`, `b`, `c`".
std::string listed(const std::vector<std::string_view>& words);

}  // namespace tierline::bulk
