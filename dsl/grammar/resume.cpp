// Where reading goes on after an error. A keyword alone is not enough: `tier` and `status` also
// stand within expressions and among fields, and the clauses of a source may have any name.
#include "dsl/grammar/explain.hpp"
#include "dsl/grammar/reserved.hpp"
#include "dsl/source/tokens.hpp"

namespace tierline::dsl::grammar {

using source::Token;
using source::TokenKind;

bool is_declaration_at(std::string_view text, size_t offset) {
  const Token word = source::next_token(text, offset);
  const std::string_view keyword = text_of(text, word);
  if (word.kind != TokenKind::Word || !is_declaration_word(keyword)) {
    return false;
  }
  const Token next = source::next_solid_token(text, word.end);
  const bool before_text = next.kind == TokenKind::Text;
  if (keyword == "scenario" || keyword == "program") {
    return before_text || (next.kind == TokenKind::Word && !is_reserved(text_of(text, next)));
  }
  if (is_reserved(keyword)) {
    return !before_text;  // a clause of a source may have any name: `tiers "the three tiers"`
  }
  if (keyword == "status") {
    return text_of(text, next) == "tier";
  }
  if (keyword == "tier" && text_of(text, next) == "before") {
    return text_of(text, source::next_solid_token(text, next.end)) != "today";
  }
  return (next.kind == TokenKind::Word && !is_reserved(text_of(text, next))) ||
         text_of(text, next) == "{";
}

size_t next_declaration(std::string_view text, size_t offset) {
  size_t line = source::line_start(text, offset);
  line = line < offset ? text.find('\n', offset) : line;
  for (; line < text.size(); line = text.find('\n', line)) {
    line += text[line] == '\n' ? 1U : 0U;
    const size_t word = text.find_first_not_of(" \t\r", line);
    if (word < text.size() && source::is_word_begin(text[word]) && is_declaration_at(text, word)) {
      return word;
    }
  }
  return text.size();
}

}  // namespace tierline::dsl::grammar
