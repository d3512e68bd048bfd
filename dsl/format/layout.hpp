// Layout: a text as tokens, and where its lines begin. What is a line, and what stands under what,
// is decided by dsl/format/from_ast.cpp, which knows the tree; here it is carried out.
// Nothing but blanks and line ends is ever changed, so the tree and every comment are kept.
// Read by: dsl/format/from_ast.cpp    Tested by: tests/unit/dsl/format_test.cpp
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/tokens.hpp"

namespace tierline::dsl::layout {

inline constexpr size_t kColumns = 100;
inline constexpr size_t kNoGroup = std::numeric_limits<size_t>::max();

/// A place in a line that stands under the same place of its neighbours.
struct Stop {
  size_t column;  // 1, 2, ... from left to right; the same number is the same column
  size_t token;
};

struct Line {
  size_t token;             // its first token
  size_t depth;             // two blanks each
  size_t group = kNoGroup;  // lines of one group that follow each other share their columns
  std::vector<Stop> stops{};
};

class Layout {
 public:
  explicit Layout(std::string_view text);

  // ---- tokens, comments aside, by index ----
  size_t size() const { return tokens_.size(); }
  /// The index of the first token that begins at or after `offset`.
  size_t token_at(size_t offset) const;
  /// The index of the last token that begins before `offset`; there must be one.
  size_t token_before(size_t offset) const { return token_at(offset) - 1; }
  std::string_view word(size_t token) const { return text_of(text_, tokens_.at(token)); }
  /// True if between these two tokens the text goes on to another line, or has a comment.
  bool is_broken(size_t first, size_t last) const;

  // ---- what the tree knows ----
  void begin_line(Line line) { lines_.push_back(std::move(line)); }
  /// Two blanks before this token, if it does not begin a line.
  void set_apart(size_t token) { apart_.at(token) = true; }
  void unary_minus(size_t token) { unary_.at(token) = true; }
  /// The bracket after this word belongs to it: `f(x)`.
  void calls(size_t token) { calls_.at(token) = true; }
  /// True if the tokens from `first` to `last` fit on one line at this depth.
  bool fits(size_t first, size_t last, size_t depth) const;

  std::string text();

 private:
  // One line of the result. Comments of one run stand under each other.
  struct Written {
    std::string text;
    std::string comment;
    size_t run = kNoGroup;
  };

  size_t blanks_before(size_t token) const;
  size_t width(size_t first, size_t last) const;
  bool fits_at(size_t first, size_t last, size_t indent) const;
  size_t last_token_of(size_t line) const;
  bool has_blank_line_before(size_t offset) const;
  bool must_break_before(size_t token) const;
  bool has_comment_before(size_t offset) const;

  void align();
  void align_run(size_t first, size_t last);
  void align_column(size_t first, size_t last, size_t column);
  size_t place_of(const Line& line, size_t token) const;

  void write_line(size_t line);
  size_t write_stretch(size_t first, size_t last, size_t depth, bool continues);
  size_t end_of_stretch(size_t first, size_t last) const;
  size_t reason_in(size_t first, size_t last) const;
  void write_wrapped(size_t first, size_t last, size_t depth, bool continues);
  void write_filled(size_t first, size_t last, size_t depth, bool continues);
  size_t best_break(size_t first, size_t last, size_t indent) const;
  void write_tokens(size_t first, size_t last, size_t indent);
  void take_trailing_comment(size_t token);
  void write_own_comments(size_t until, size_t depth);
  void write_blank_line();
  void align_comments();
  void align_comment_run(size_t first, size_t last);
  std::string joined() const;

  std::string_view text_;
  std::vector<source::Token> tokens_;
  std::vector<source::Token> comments_;
  std::vector<bool> apart_, unary_, calls_;
  std::vector<size_t> pads_;  // blanks before a token that its column asks for
  std::vector<Line> lines_;
  std::vector<size_t> runs_;  // for each line, the first line of those that share its columns

  size_t next_comment_ = 0;
  size_t run_ = kNoGroup;
  std::vector<Written> written_;
};

}  // namespace tierline::dsl::layout
