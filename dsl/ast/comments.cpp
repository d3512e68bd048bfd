// A `#` begins a comment unless it stands in a quoted text, so a scan from line to line suffices:
// texts end with their line.
#include "dsl/ast/comments.hpp"

#include <string>

#include "dsl/source/tokens.hpp"

namespace tierline::ast {
namespace {

bool only_blanks_before(std::string_view text, size_t at) {
  const size_t line = source::line_start(text, at);
  return text.substr(line, at - line).find_first_not_of(" \t\r\xEF\xBB\xBF") ==
         std::string_view::npos;
}

Comment comment_at(std::string_view text, size_t at, uint32_t start) {
  const source::Token token = source::next_token(text, at);
  return {{start + static_cast<uint32_t>(token.begin), start + static_cast<uint32_t>(token.end)},
          std::string(text_of(text, token).substr(1)),
          only_blanks_before(text, at)};
}

}  // namespace

void collect_comments(std::string_view text, uint32_t start, std::vector<Comment>& comments) {
  for (size_t at = text.find_first_of("#\""); at < text.size();
       at = text.find_first_of("#\"", at)) {
    const source::Token token = source::next_token(text, at);
    if (token.kind == source::TokenKind::Comment) {
      comments.push_back(comment_at(text, at, start));
    }
    at = token.end;
  }
}

}  // namespace tierline::ast
