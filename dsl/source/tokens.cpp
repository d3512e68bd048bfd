// One small function for each kind of token; each gets the text and where its token begins, and
// returns where it ends.
#include "dsl/source/tokens.hpp"

#include <algorithm>

namespace tierline::source {
namespace {

char at(std::string_view text, size_t index) { return index < text.size() ? text[index] : '\0'; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

size_t skip_blanks(std::string_view text, size_t from) {
  while (from < text.size() && is_blank(text[from])) {
    ++from;
  }
  return from;
}

size_t end_of_word(std::string_view text, size_t from) {
  while (is_word_part(at(text, from))) {
    ++from;
  }
  return from;
}

size_t end_of_digits(std::string_view text, size_t from) {
  while (is_digit(at(text, from)) || at(text, from) == '_') {
    ++from;
  }
  return from;
}

// 2022-07-01, but also 2022-7-1, so that a diagnostic can name all of it.
size_t end_of_date(std::string_view text, size_t from) {
  const size_t year = end_of_digits(text, from);
  if (year - from != 4 || at(text, year) != '-' || !is_digit(at(text, year + 1))) {
    return from;
  }
  const size_t month = end_of_digits(text, year + 1);
  if (at(text, month) != '-' || !is_digit(at(text, month + 1))) {
    return from;
  }
  return end_of_digits(text, month + 1);
}

size_t end_of_number(std::string_view text, size_t from) {
  if (const size_t date = end_of_date(text, from); date != from) {
    return date;
  }
  size_t end = end_of_digits(text, from);
  if (at(text, end) == '.' && is_digit(at(text, end + 1))) {
    end = end_of_digits(text, end + 1);
  }
  return at(text, end) == '%' ? end + 1 : end;
}

size_t end_of_line(std::string_view text, size_t from) {
  const size_t end = std::min(text.find('\n', from), text.size());
  return end > from && text[end - 1] == '\r' ? end - 1 : end;
}

size_t end_of_text(std::string_view text, size_t from) {
  const size_t limit = end_of_line(text, from);
  for (size_t i = from + 1; i < limit; ++i) {
    if (text[i] == '"') {
      return i + 1;
    }
    i += text[i] == '\\' ? 1U : 0U;
  }
  return limit;
}

// Ours, and those of other languages that people type by habit.
size_t end_of_symbol(std::string_view text, size_t from) {
  constexpr std::string_view kPairs[] = {"!=", "<=", ">=", "..", "==", "&&", "||",
                                         "<>", "=>", "->", ":=", "**", "//"};
  const std::string_view pair = text.substr(from, 2);
  return std::find(std::begin(kPairs), std::end(kPairs), pair) == std::end(kPairs) ? from + 1
                                                                                   : from + 2;
}

bool is_symbol(char c) {
  return std::string_view("{}()[],:;=!<>+-*/.?%&|^").find(c) != std::string_view::npos;
}

size_t end_of_code_point(std::string_view text, size_t from) {
  ++from;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) {
    ++from;
  }
  return from;
}

}  // namespace

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word_begin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_word_part(char c) { return is_word_begin(c) || is_digit(c); }

Token next_token(std::string_view text, size_t from) {
  const size_t begin = skip_blanks(text, from);
  if (begin >= text.size()) {
    return {TokenKind::End, text.size(), text.size()};
  }
  const char c = text[begin];
  if (is_word_begin(c)) {
    return {TokenKind::Word, begin, end_of_word(text, begin)};
  }
  if (is_digit(c)) {
    return {TokenKind::Number, begin, end_of_number(text, begin)};
  }
  if (c == '"') {
    return {TokenKind::Text, begin, end_of_text(text, begin)};
  }
  if (c == '#') {
    return {TokenKind::Comment, begin, end_of_line(text, begin)};
  }
  if (is_symbol(c)) {
    return {TokenKind::Symbol, begin, end_of_symbol(text, begin)};
  }
  return {TokenKind::Stray, begin, end_of_code_point(text, begin)};
}

Token next_solid_token(std::string_view text, size_t from) {
  Token token = next_token(text, from);
  while (token.kind == TokenKind::Comment) {
    token = next_token(text, token.end);
  }
  return token;
}

size_t line_start(std::string_view text, size_t offset) {
  if (offset == 0) {
    return 0;
  }
  const size_t newline = text.rfind('\n', offset - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

// Line by line backwards, each read forwards, since only so is it known what is within a text.
size_t end_of_token_before(std::string_view text, size_t offset) {
  for (size_t limit = offset;;) {
    const size_t line = line_start(text, limit);
    size_t end = 0;
    for (Token token = next_token(text.substr(0, limit), line); token.kind != TokenKind::End;
         token = next_token(text.substr(0, limit), token.end)) {
      end = token.kind == TokenKind::Comment ? end : token.end;
    }
    if (end > 0 || line == 0) {
      return end;
    }
    limit = line - 1;
  }
}

}  // namespace tierline::source
