// Encoding: a program is UTF-8 without NUL bytes, and without the invisible characters that turn
// the direction of text, by which a line can look other than it is.
// Read by: dsl/ast/from_source.cpp    Tested by: tests/unit/dsl/encoding_test.cpp
#pragma once

#include <optional>
#include <string_view>

#include "dsl/source/diagnostic.hpp"

namespace tierline::source {

/// Reports the first byte that no program may hold. Places are offsets in `text`.
std::optional<Diagnostic> check_encoding(std::string_view text);

/// The length of the well-formed UTF-8 sequence at `at`, 1 to 4; 0 if there is none (RFC 3629:
/// no overlong forms, no surrogates, nothing beyond U+10FFFF).
size_t utf8_length(std::string_view text, size_t at);

}  // namespace tierline::source
