// Tokens: a text cut into words, numbers, quoted texts, symbols and comments, good or bad.
// The parser does not need this (the grammar reads characters); it is for everybody who looks at a
// text from outside: the comments of the tree, the words of a diagnostic, where reading goes on
// after an error, and the formatter. Texts and comments never run over the end of a line, so a scan
// may begin at any line start.
// Read by: dsl/grammar/explain.cpp, dsl/ast, dsl/format    Tested by:
// tests/unit/dsl/tokens_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tierline::source {

enum class TokenKind : uint8_t {
  End,
  Word,     // region
  Number,   // 500_000, 2.5%, 2022-07-01
  Text,     // "...", also one that never closes
  Symbol,   // one operator or bracket, also of other languages: `==`
  Comment,  // from `#` to before the line end
  Stray,    // one code point that begins nothing
};

struct Token {
  TokenKind kind = TokenKind::End;
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin == end; }
};

/// Reads the first token at or after `from`, comments included.
Token next_token(std::string_view text, size_t from);

/// As next_token, but passes over comments.
Token next_solid_token(std::string_view text, size_t from);

/// The end of the last token, comments aside, that begins before `offset`; 0 if there is none.
size_t end_of_token_before(std::string_view text, size_t offset);

/// The offset of the first byte of the line on which `offset` stands.
size_t line_start(std::string_view text, size_t offset);

/// The token's own text, without a carriage return.
inline std::string_view text_of(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

bool is_word_begin(char c);
bool is_word_part(char c);
bool is_digit(char c);

}  // namespace tierline::source
