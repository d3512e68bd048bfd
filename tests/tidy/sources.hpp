// Judges one file by itself: what docs/STYLE.md asks and a machine can see.
// Tested by: tests/tidy/sources_test.cpp
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "tests/tidy/repository.hpp"

namespace tierline::tidy {

inline constexpr std::size_t kLinesMax = 400;  // docs/STYLE.md: at 400 ask why

/// Finds binary floating point, clocks, locales and chance in what decides (compiler/, runtime/).
Findings judge_exactness(std::string_view path, std::string_view text);

/// Finds expressions that draw twice from a stream: which operand is worked out first is the
/// compiler's choice, and with it what is drawn.
Findings judge_draws(std::string_view path, std::string_view text);

/// Finds a missing header comment, and paths in it that lead nowhere. The .cpp beside a .hpp of the
/// same name may leave the idea to that.
Findings judge_header_comment(std::string_view path, std::string_view text);

/// Finds files longer than kLinesMax without a reason in `reasons` (path to reason).
Findings judge_length(std::string_view path, std::string_view text,
                      const std::map<std::string, std::string>& reasons);

/// Finds words that belong to somebody's machine: home folders and package hosts.
Findings judge_words(std::string_view path, std::string_view text);

/// Finds tabs, trailing blanks, carriage returns and a missing line end at the end.
Findings judge_blanks(std::string_view path, std::string_view text);

/// Reads tests/tidy/long_files.txt: a path, a blank, the reason; `#` begins a comment.
std::map<std::string, std::string> parse_reasons(std::string_view text);

}  // namespace tierline::tidy
