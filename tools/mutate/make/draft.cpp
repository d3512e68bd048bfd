#include "tools/mutate/make/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

constexpr size_t kShownMax = 60;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The whole lines of [begin, end) if only blanks stand beside it.
std::pair<size_t, size_t> with_lines(std::string_view text, size_t begin, size_t end) {
  size_t first = begin;
  while (first > 0 && is_blank(text[first - 1])) --first;
  size_t last = end;
  while (last < text.size() && is_blank(text[last])) ++last;
  const bool begins = first == 0 || text[first - 1] == '\n';
  const bool ends = last == text.size() || text[last] == '\n';
  if (begins && ends) return {first, std::min(last + 1, text.size())};
  return {first == begin || begins ? begin : first, end};
}

std::vector<size_t> line_ends(std::string_view text) {
  std::vector<size_t> out;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    out.push_back(at);
  }
  return out;
}

}  // namespace

std::string in_backticks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = is_blank(c) || c == '\n';
    if (!blank) out += c;
    if (blank && !out.ends_with(' ')) out += ' ';
  }
  if (out.size() > kShownMax) {
    size_t size = kShownMax;
    while (size > 0 && (static_cast<unsigned char>(out[size]) & 0xC0U) == 0x80U) --size;
    out = out.substr(0, size) + "...";
  }
  return "`" + out + "`";
}

Draft::Draft(const ast::Ast& ast, const source::SourceSet& sources, const Texts& texts)
    : ast_(ast), sources_(sources), texts_(texts) {
  for (const ast::Decl& decl : ast.decls) {
    std::vector<std::string> words;
    if (const auto* tiers = std::get_if<ast::TiersDecl>(&decl)) {
      words.emplace_back("none");
      for (const ast::Word& word : tiers->names) words.push_back(word.text);
    } else if (const auto* one = std::get_if<ast::EnumDecl>(&decl)) {
      for (const ast::Word& word : one->words) words.push_back(word.text);
    }
    if (!words.empty()) enums_.push_back(std::move(words));
  }
  for (const source::SourceFile& file : texts.files) line_ends_.push_back(line_ends(file.text));
}

Edit Draft::edit(Span span, std::string text) const {
  const size_t file = sources_.position(span.begin).file;
  const size_t start = sources_.start_of(file);
  return {file, span.begin - start, span.end - start, std::move(text)};
}

size_t Draft::line_of(const Edit& edit) const {
  const std::vector<size_t>& ends = line_ends_[edit.file];
  const auto at = std::lower_bound(ends.begin(), ends.end(), edit.begin);
  return 1 + static_cast<size_t>(at - ends.begin());
}

void Draft::add(Operator op, std::string what, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.file, a.begin) < std::pair(b.file, b.begin);
  });
  const size_t line = line_of(edits.front());
  mutants_.push_back({op, edits.front().file, line, std::move(what), std::move(edits), group_});
}

void Draft::replace(Operator op, Span span, const std::string& text) {
  if (span.empty()) return;
  add(op, fmt::format("{} becomes {}", in_backticks(this->text(span)), in_backticks(text)),
      {edit(span, text)});
}

void Draft::replace_by_each(Operator op, Span span, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) replace(op, span, text);
}

void Draft::leave_out(Operator op, Span span, const std::string& what) {
  if (span.empty()) return;
  Edit made = edit(span, "");
  std::tie(made.begin, made.end) = with_lines(texts_.files[made.file].text, made.begin, made.end);
  add(op, what + " is left out", {std::move(made)});
}

template <class Matches>
Span Draft::find_token(Span within, const Matches& matches) const {
  const std::string_view text = sources_.text(within);
  for (source::Token token = source::next_solid_token(text, 0);
       token.kind != source::TokenKind::End; token = source::next_solid_token(text, token.end)) {
    if (!matches(token, source::text_of(text, token))) continue;
    return {within.begin + static_cast<uint32_t>(token.begin),
            within.begin + static_cast<uint32_t>(token.end)};
  }
  return {};
}

Span Draft::find(Span within, std::string_view token) const {
  return find_token(within,
                    [&](const source::Token&, std::string_view text) { return text == token; });
}

Span Draft::find_number(Span within) const {
  return find_token(within, [](const source::Token& token, std::string_view) {
    return token.kind == source::TokenKind::Number;
  });
}

std::vector<std::string> Draft::neighbours(std::string_view word) const {
  std::vector<std::string> out;
  for (const auto& words : enums_) {
    for (std::string& next : next_words(word, words)) {
      if (std::find(out.begin(), out.end(), next) == out.end()) out.push_back(std::move(next));
    }
  }
  return out;
}

}  // namespace tierline::mutate
