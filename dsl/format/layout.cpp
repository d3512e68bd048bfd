// Three steps: columns are widened, lines are written and broken where they are too long, comments
// are put under each other. A line breaks before an operator or after a comma, never between a
// number and its unit.
#include "dsl/format/layout.hpp"

#include <algorithm>
#include <optional>

#include "dsl/grammar/reserved.hpp"

namespace tierline::dsl::layout {
namespace {

using source::Token;
using source::TokenKind;

constexpr size_t kIndent = 2;
constexpr size_t kContinuation = 4;
// A place further right than this does not pull its neighbours along.
constexpr size_t kColumnMax = 50;

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_unit(std::string_view word) {
  const bool currency = word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) {
                          return c >= 'A' && c <= 'Z';
                        });
  return currency || is_any_of(word, {"day", "days", "month", "months", "year", "years"});
}

// The lower, the better a place to break before this word.
std::optional<size_t> break_class(std::string_view word, std::string_view before) {
  if (word == "because" || word == "given") {
    return 0;
  }
  if (is_any_of(word, {"otherwise", "rounded", "or", "then", "else", "where", "never", "stays"})) {
    return 1;
  }
  if (word == "and" || before == ",") {
    return 2;
  }
  if (is_any_of(word, {"+", "-", "=", "!=", "<", "<=", ">", ">="})) {
    return 3;
  }
  return is_any_of(word, {"*", "/"}) ? std::optional<size_t>(4) : std::nullopt;
}

std::string_view without_trailing_blanks(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t\r");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Columns are code points; quoted texts and comments may hold any.
size_t columns_of(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

Layout::Layout(std::string_view text) : text_(text) {
  for (Token token = source::next_token(text, 0); token.kind != TokenKind::End;
       token = source::next_token(text, token.end)) {
    (token.kind == TokenKind::Comment ? comments_ : tokens_).push_back(token);
  }
  apart_.resize(tokens_.size());
  unary_.resize(tokens_.size());
  calls_.resize(tokens_.size());
  pads_.resize(tokens_.size());
}

size_t Layout::token_at(size_t offset) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                       [](const Token& token, size_t wanted) { return token.begin < wanted; });
  return static_cast<size_t>(found - tokens_.begin());
}

bool Layout::is_broken(size_t first, size_t last) const {
  const size_t begin = tokens_[first].end;
  return text_.substr(begin, tokens_[last].begin - begin).find('\n') != std::string_view::npos;
}

bool Layout::fits(size_t first, size_t last, size_t depth) const {
  return fits_at(first, last, depth * kIndent);
}

// Stops as soon as the line is full: a line may have a hundred thousand tokens.
bool Layout::fits_at(size_t first, size_t last, size_t indent) const {
  size_t columns = indent + width(first, first);
  for (size_t token = first + 1; token <= last && columns <= kColumns; ++token) {
    columns += blanks_before(token) + pads_[token] + columns_of(word(token));
  }
  return columns <= kColumns;
}

// ---- blanks
// --------------------------------------------------------------------------------------

size_t Layout::blanks_before(size_t token) const {
  const std::string_view before = word(token - 1);
  const std::string_view here = word(token);
  if (apart_[token]) {
    return 2;
  }
  if (before == "(" || before == "." || unary_[token - 1] ||
      is_any_of(here, {")", ",", "?", "."}) || (here == "(" && calls_[token - 1])) {
    return 0;
  }
  return 1;
}

size_t Layout::width(size_t first, size_t last) const {
  size_t columns = pads_[first] + columns_of(word(first));
  for (size_t token = first + 1; token <= last; ++token) {
    columns += blanks_before(token) + pads_[token] + columns_of(word(token));
  }
  return columns;
}

bool Layout::has_blank_line_before(size_t offset) const {
  size_t newlines = 0;
  for (; offset > 0; --offset) {
    const char c = text_[offset - 1];
    newlines += c == '\n' ? 1U : 0U;
    if (c != '\n' && c != ' ' && c != '\t' && c != '\r') {
      return newlines > 1 && c != '{';
    }
  }
  return false;
}

// `5` and, on the next line, the name `EUR`: on one line it would be money. The same for `days`,
// and for a name before `days`.
bool Layout::must_break_before(size_t token) const {
  if (tokens_[token - 1].kind != TokenKind::Number || tokens_[token].kind != TokenKind::Word ||
      !is_broken(token - 1, token)) {
    return false;
  }
  const bool before_days =
      token + 1 < tokens_.size() && is_any_of(word(token + 1), {"day", "days"});
  return is_unit(word(token)) || (before_days && !grammar::is_reserved(word(token)));
}

size_t Layout::last_token_of(size_t line) const {
  return (line + 1 < lines_.size() ? lines_[line + 1].token : tokens_.size()) - 1;
}

// ---- columns
// -------------------------------------------------------------------------------------

size_t Layout::place_of(const Line& line, size_t token) const {
  return width(line.token, token) - columns_of(word(token));
}

void Layout::align() {
  runs_.resize(lines_.size());
  for (size_t first = 0; first < lines_.size();) {
    size_t next = first + 1;
    while (next < lines_.size() && lines_[first].group != kNoGroup &&
           lines_[next].group == lines_[first].group &&
           !has_blank_line_before(tokens_[lines_[next].token].begin)) {
      ++next;
    }
    std::fill(runs_.begin() + static_cast<ptrdiff_t>(first),
              runs_.begin() + static_cast<ptrdiff_t>(next), first);
    align_run(first, next - 1);
    first = next;
  }
}

void Layout::align_run(size_t first, size_t last) {
  size_t columns = 0;
  for (size_t line = first; line <= last; ++line) {
    for (const Stop& stop : lines_[line].stops) {
      columns = std::max(columns, stop.column);
    }
  }
  for (size_t column = 1; column <= columns; ++column) {
    align_column(first, last, column);
  }
}

void Layout::align_column(size_t first, size_t last, size_t column) {
  std::vector<std::pair<size_t, size_t>> places;  // token, where it stands so far
  size_t widest = 0;
  const size_t limit = column == 1 ? kColumnMax : kColumns;
  for (size_t line = first; line <= last; ++line) {
    for (const Stop& stop : lines_[line].stops) {
      const size_t place = stop.column == column ? place_of(lines_[line], stop.token) : kNoGroup;
      if (place <= limit) {
        places.emplace_back(stop.token, place);
        widest = std::max(widest, place);
      }
    }
  }
  for (const auto& [token, place] : places) {
    pads_[token] += widest - place;
  }
}

// ---- lines
// ---------------------------------------------------------------------------------------

std::string Layout::text() {
  std::stable_sort(lines_.begin(), lines_.end(),
                   [](const Line& a, const Line& b) { return a.token < b.token; });
  align();
  for (size_t line = 0; line < lines_.size(); ++line) {
    write_line(line);
  }
  write_own_comments(text_.size(), 0);
  align_comments();
  return joined();
}

void Layout::write_line(size_t index) {
  const Line& line = lines_[index];
  const size_t begin = tokens_[line.token].begin;
  const bool closes = word(line.token) == "}";
  write_own_comments(begin, line.depth + (closes ? 1 : 0));
  if (!closes && has_blank_line_before(begin)) {
    write_blank_line();
  }
  run_ = line.group == kNoGroup ? kNoGroup : runs_[index];
  const size_t last = last_token_of(index);
  for (size_t first = line.token; first <= last;) {
    first = write_stretch(first, last, line.depth, first != line.token);
  }
}

// Writes up to the next place at which a comment forces a new line; returns the token after it.
size_t Layout::write_stretch(size_t first, size_t last, size_t depth, bool continues) {
  const size_t end = end_of_stretch(first, last);
  write_wrapped(first, end, depth, continues);
  take_trailing_comment(end);
  if (end < last) {
    write_own_comments(tokens_[end + 1].begin, depth + kContinuation / kIndent);
  }
  return end + 1;
}

size_t Layout::end_of_stretch(size_t first, size_t last) const {
  size_t end = first;
  while (end < last && !has_comment_before(tokens_[end + 1].begin) && !must_break_before(end + 1)) {
    ++end;
  }
  return end;
}

bool Layout::has_comment_before(size_t offset) const {
  return next_comment_ < comments_.size() && comments_[next_comment_].begin < offset;
}

// A `because` moves to a line of its own before anything else is broken.
size_t Layout::reason_in(size_t first, size_t last) const {
  for (size_t token = first + 1; token <= last; ++token) {
    if (word(token) == "because") {
      return token;
    }
  }
  return last + 1;
}

void Layout::write_wrapped(size_t first, size_t last, size_t depth, bool continues) {
  const size_t reason = reason_in(first, last);
  if (reason <= last && !fits_at(first, last, depth * kIndent + (continues ? kContinuation : 0))) {
    write_filled(first, reason - 1, depth, continues);
    write_wrapped(reason, last, depth, true);
  } else {
    write_filled(first, last, depth, continues);
  }
}

void Layout::write_filled(size_t first, size_t last, size_t depth, bool continues) {
  size_t indent = depth * kIndent + (continues ? kContinuation : 0);
  while (!fits_at(first, last, indent)) {
    const size_t next = best_break(first, last, indent);
    if (next > last) {
      break;
    }
    write_tokens(first, next - 1, indent);
    first = next;
    indent = depth * kIndent + kContinuation;
  }
  write_tokens(first, last, indent);
}

// The token before which to break: of those that let the line fit, outside as many brackets as
// possible, then the best class, then the last. Without one, the first possible break at all.
size_t Layout::best_break(size_t first, size_t last, size_t indent) const {
  size_t best = last + 1;
  size_t best_cost = kNoGroup;
  size_t brackets = 0;
  for (size_t token = first; token <= last; ++token) {
    const bool fitting = token == first || fits_at(first, token - 1, indent);
    if (!fitting && best <= last) {
      break;
    }
    brackets -= is_any_of(word(token), {")", "}"}) && brackets > 0 ? 1U : 0U;
    const auto kind =
        token > first && !unary_[token] ? break_class(word(token), word(token - 1)) : std::nullopt;
    const size_t cost = kind ? brackets * 10 + *kind : kNoGroup;
    if (kind && cost <= best_cost) {
      best = token;
      best_cost = cost;
    }
    brackets += is_any_of(word(token), {"(", "{"}) ? 1U : 0U;
  }
  return best;
}

void Layout::write_tokens(size_t first, size_t last, size_t indent) {
  std::string line(indent + pads_[first], ' ');
  line += word(first);
  for (size_t token = first + 1; token <= last; ++token) {
    line.append(blanks_before(token) + pads_[token], ' ').append(word(token));
  }
  written_.push_back({std::move(line), {}, run_});
}

// ---- comments
// ------------------------------------------------------------------------------------

void Layout::take_trailing_comment(size_t token) {
  const size_t next = token + 1 < tokens_.size() ? tokens_[token + 1].begin : text_.size();
  if (!has_comment_before(next)) {
    return;
  }
  const Token& comment = comments_[next_comment_];
  const size_t end = tokens_[token].end;
  if (text_.substr(end, comment.begin - end).find('\n') == std::string_view::npos) {
    written_.back().comment = without_trailing_blanks(text_of(text_, comment));
    ++next_comment_;
  }
}

void Layout::write_own_comments(size_t until, size_t depth) {
  for (; has_comment_before(until); ++next_comment_) {
    const Token& comment = comments_[next_comment_];
    if (has_blank_line_before(comment.begin)) {
      write_blank_line();
    }
    written_.push_back({std::string(depth * kIndent, ' ') +
                            std::string(without_trailing_blanks(text_of(text_, comment))),
                        {},
                        kNoGroup});
  }
}

void Layout::write_blank_line() {
  if (!written_.empty() && !written_.back().text.empty()) {
    written_.push_back({});
  }
}

void Layout::align_comments() {
  for (size_t first = 0; first < written_.size();) {
    size_t next = first + 1;
    while (next < written_.size() && written_[first].run != kNoGroup &&
           written_[next].run == written_[first].run) {
      ++next;
    }
    align_comment_run(first, next - 1);
    first = next;
  }
}

void Layout::align_comment_run(size_t first, size_t last) {
  size_t widest = 0;
  size_t longest = 0;
  for (size_t i = first; i <= last; ++i) {
    if (!written_[i].comment.empty()) {
      widest = std::max(widest, columns_of(written_[i].text));
      longest = std::max(longest, columns_of(written_[i].comment));
    }
  }
  const bool together = widest + 2 + longest <= kColumns;
  for (size_t i = first; i <= last; ++i) {
    Written& line = written_[i];
    if (!line.comment.empty()) {
      const size_t place = together ? widest : columns_of(line.text);
      line.text.append(place - columns_of(line.text) + 2, ' ').append(line.comment);
    }
  }
}

std::string Layout::joined() const {
  std::string result;
  result.reserve(text_.size() + text_.size() / 4);
  for (const Written& line : written_) {
    result.append(line.text).push_back('\n');
  }
  return result;
}

}  // namespace tierline::dsl::layout
