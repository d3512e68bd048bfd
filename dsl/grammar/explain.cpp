// Each kind of mistake has one small function that either makes the diagnostic or passes.
#include "dsl/grammar/explain.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "dsl/grammar/reserved.hpp"
#include "dsl/source/nearest.hpp"
#include "dsl/source/tokens.hpp"

namespace tierline::dsl::grammar {
namespace {

using base::Span;
using source::Code;
using source::Diagnostic;
using source::Token;
using source::TokenKind;

// What is known about the place at which reading stopped.
struct Scene {
  std::string_view text;
  size_t declaration;       // where the declaration that failed begins
  size_t previous;          // the end of the token before
  Token seen;               // the token on which reading stopped
  Expectation expected;

  std::string_view seen_text() const { return text_of(text, seen); }
  bool seen_on_a_new_line() const {
    return text.substr(previous, seen.begin - previous).find('\n') != std::string_view::npos;
  }
};

std::string quote(std::string_view text) { return "`" + std::string(text) + "`"; }

Span span_of(const Token& token) {
  return {static_cast<uint32_t>(token.begin), static_cast<uint32_t>(token.end)};
}

Diagnostic make(Code code, Span span, std::string message, std::string_view hint = {}) {
  return Diagnostic{code, span, std::move(message), {}, std::string(hint)};
}

// A part that is missing is missing right after what was read, not where the next line begins.
Span place_of(const Scene& scene) {
  if (scene.seen.kind == TokenKind::End || scene.seen_on_a_new_line()) {
    const auto end = static_cast<uint32_t>(scene.previous);
    return {end, end};
  }
  return span_of(scene.seen);
}

bool seen_begins_a_declaration(const Scene& scene) {
  return scene.seen_on_a_new_line() && is_declaration_at(scene.text, scene.seen.begin);
}

std::string found(const Scene& scene) {
  if (seen_begins_a_declaration(scene)) {
    return "found the next declaration, " + quote(scene.seen_text());
  }
  switch (scene.seen.kind) {
    case TokenKind::End:
      return "found the end of the file";
    case TokenKind::Text:
      return "found a text";
    default:
      return "found " + quote(scene.seen_text());
  }
}

// ---- characters ----------------------------------------------------------------------------------

uint32_t code_point(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  uint32_t point = bytes.size() == 1 ? lead : lead & (0x7FU >> bytes.size());
  for (const char byte : bytes.substr(1)) {
    point = (point << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return point;
}

std::string code_point_name(uint32_t point) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (; point > 0 || digits.size() < 4; point /= 16) {
    digits.insert(digits.begin(), kDigits[point % 16]);
  }
  return "U+" + digits;
}

std::string_view hint_for_character(std::string_view bytes) {
  struct Advice {
    std::string_view bytes, hint;
  };
  constexpr Advice kAdvice[] = {
      {"'", "texts stand in double quotes: `\"...\"`"},
      {"\xE2\x80\x9C", "write plain double quotes: `\"...\"`"},
      {"\xE2\x80\x9D", "write plain double quotes: `\"...\"`"},
      {"\xE2\x80\x9E", "write plain double quotes: `\"...\"`"},
      {"\xE2\x80\x93", "write a plain minus: `-`"},
      {"\xE2\x80\x94", "write a plain minus: `-`"},
      {"\xE2\x88\x92", "write a plain minus: `-`"},
      {"\xE2\x89\xA4", "write `<=`"},
      {"\xE2\x89\xA5", "write `>=`"},
      {"\xE2\x89\xA0", "write `!=`"},
      {"\xC3\x97", "write `*`"},
      {"\xC2\xA0", "this is a no-break space; type an ordinary one"},
      {"\xE2\x82\xAC", "write the code of the currency after the amount: `100 EUR`"},
      {"$", "write the code of the currency after the amount: `100 USD`"},
  };
  for (const Advice& advice : kAdvice) {
    if (advice.bytes == bytes) {
      return advice.hint;
    }
  }
  return static_cast<unsigned char>(bytes.front()) >= 0x80U
             ? "other than in comments and quoted texts, a program is written in ASCII"
             : "leave it out";
}

std::optional<Diagnostic> stray_character(const Scene& scene) {
  const bool is_separator = scene.seen_text() == ";";
  if (scene.seen.kind != TokenKind::Stray && !is_separator) {
    return std::nullopt;
  }
  const std::string_view bytes = scene.seen_text();
  const bool printable = static_cast<unsigned char>(bytes.front()) > 0x20U && bytes != "\x7F";
  std::string message = "the character " + (printable ? quote(bytes) + " " : std::string()) + "(" +
                        code_point_name(code_point(bytes)) + ") has no meaning here";
  return make(Code::ForeignCharacter, span_of(scene.seen), std::move(message),
              is_separator ? "nothing ends a line or a declaration: leave it out"
                           : hint_for_character(bytes));
}

// ---- texts ---------------------------------------------------------------------------------------

std::optional<Diagnostic> open_text(const Scene& scene) {
  if (scene.expected.missing == Missing::EscapeLetter) {
    return make(Code::UnknownEscape, span_of(scene.seen), "no such escape in a text",
                "write `\\\"` for a quote, `\\\\` for a backslash, `\\n` for a new line");
  }
  if (scene.expected.missing != Missing::TextClose) {
    return std::nullopt;
  }
  return make(Code::UnclosedText, span_of(scene.seen), "this text has no closing quote on its line",
              "end it with `\"`; a new line within a text is written `\\n`");
}

// ---- numbers and dates ---------------------------------------------------------------------------

std::string with_underscores(std::string_view number) {
  std::string changed(number);
  std::replace(changed.begin(), changed.end(), ',', '_');
  return changed;
}

// Everything from the number's first digit to where a reader would see its end.
std::string_view whole_number(std::string_view text, size_t begin) {
  const auto is_digit_at = [text](size_t at) { return at < text.size() && source::is_digit(text[at]); };
  size_t end = begin;
  while (end < text.size() &&
         (source::is_word_part(text[end]) || text[end] == '.' || text[end] == '%' ||
          ((text[end] == ',' || text[end] == '-' || text[end] == '/') && is_digit_at(end + 1)))) {
    ++end;
  }
  return text.substr(begin, end - begin);
}

bool is_power_of_ten(std::string_view number, size_t letter) {
  const bool is_e = number[letter] == 'e' || number[letter] == 'E';
  return is_e && (letter + 1 == number.size() || number[letter + 1] == '-' ||
                  source::is_digit(number[letter + 1]));
}

std::string hint_for_number(std::string_view number) {
  const size_t letter = number.find_first_not_of("0123456789_.,");
  if (letter == std::string_view::npos) {
    if (number.find(',') != std::string_view::npos) {
      return "thousands are set apart by `_`: " + quote(with_underscores(number)) +
             "; between two arguments stands a comma and a blank";
    }
    if (number.ends_with('.')) {
      return "write " + quote(std::string(number) + "0") + " or leave the point out";
    }
  } else if (is_power_of_ten(number, letter)) {
    return "there are no powers of ten; write the digits: `100_000`";
  } else if (!number.starts_with("0x") && number.back() != '%') {
    const size_t word = number.find_first_not_of("0123456789_.,%");
    return "write a blank between a number and a word: " +
           quote(std::string(number.substr(0, word)) + " " + std::string(number.substr(word)));
  }
  return "write the digits, with `_` between thousands if you like: `500_000`";
}

std::optional<Diagnostic> number_form(const Scene& scene) {
  if (scene.expected.missing != Missing::NumberEnd) {
    return std::nullopt;
  }
  const std::string_view number = whole_number(scene.text, scene.seen.begin);
  const auto begin = static_cast<uint32_t>(scene.seen.begin);
  return make(Code::NumberForm, {begin, begin + static_cast<uint32_t>(number.size())},
              quote(number) + " is not a number of the language", hint_for_number(number));
}

std::optional<Diagnostic> number_without_zero(const Scene& scene) {
  const size_t end = scene.seen.end;
  if (scene.seen_text() != "." || end >= scene.text.size() || !source::is_digit(scene.text[end])) {
    return std::nullopt;
  }
  const Token fraction = source::next_token(scene.text, end);
  const std::string number = "." + std::string(text_of(scene.text, fraction));
  return make(Code::NumberForm, {static_cast<uint32_t>(scene.seen.begin), static_cast<uint32_t>(fraction.end)},
              quote(number) + " is not a number of the language", "write " + quote("0" + number));
}

std::optional<Diagnostic> percent_alone(const Scene& scene) {
  if (scene.seen_text() != "%") {
    return std::nullopt;
  }
  return make(Code::NumberForm, span_of(scene.seen), "`%` stands apart from its number",
              "write the sign right after the digits: `2.5%`; a computed value times `1%` is so "
              "many per cent");
}

std::optional<Diagnostic> date_form(const Scene& scene) {
  if (scene.expected.missing != Missing::Date || scene.seen.kind != TokenKind::Number) {
    return std::nullopt;
  }
  const std::string_view written = whole_number(scene.text, scene.seen.begin);
  const auto begin = static_cast<uint32_t>(scene.seen.begin);
  return make(Code::DateForm, {begin, begin + static_cast<uint32_t>(written.size())},
              quote(written) + " is not a date", "a date is written `2022-07-01`: year, month, day");
}

// ---- operators -----------------------------------------------------------------------------------

struct Habit {
  std::string_view seen, hint;
};

constexpr Habit kHabits[] = {
    {"==", "write `=` to compare"},
    {"&&", "write `and`"},
    {"&", "write `and`"},
    {"||", "write `or`"},
    {"|", "write `or`"},
    {"!", "write `not`, or `!=` for `is not equal to`"},
    {"<>", "write `!=`"},
    {"=>", "write `>=` for `at least`"},
    {"->", "write `=` for a value, `then` after a condition"},
    {":=", "write `=`"},
    {"**", "there are no powers; multiply"},
    {"^", "there are no powers; multiply"},
    {"//", "a comment begins with `#`; a quotient is written `/`"},
};

std::optional<Diagnostic> foreign_operator(const Scene& scene) {
  const auto* habit =
      std::find_if(std::begin(kHabits), std::end(kHabits),
                   [&](const Habit& one) { return one.seen == scene.seen_text(); });
  if (habit == std::end(kHabits)) {
    return std::nullopt;
  }
  return make(Code::ForeignOperator, span_of(scene.seen),
              quote(scene.seen_text()) + " is no operator of the language", habit->hint);
}

bool is_comparison(std::string_view text) {
  constexpr std::string_view kComparisons[] = {"=", "!=", "<", "<=", ">", ">="};
  return std::find(std::begin(kComparisons), std::end(kComparisons), text) !=
         std::end(kComparisons);
}

std::optional<Diagnostic> chained_comparison(const Scene& scene) {
  const bool compares = is_comparison(scene.seen_text()) || scene.seen_text() == "in";
  if (!compares || !scene.expected.after_value || scene.previous == 0) {
    return std::nullopt;
  }
  return make(Code::ChainedComparison, span_of(scene.seen),
              "a comparison cannot be compared again",
              "say both: `0 < x and x < 10`, or put one comparison in brackets");
}

// ---- names ---------------------------------------------------------------------------------------

// `where : text` among fields: the word was meant as the name of one.
bool stands_as_a_name(const Scene& scene) {
  const std::string_view next = text_of(scene.text, source::next_solid_token(scene.text, scene.seen.end));
  return scene.expected.missing == Missing::Close && (next == ":" || next == "=");
}

std::optional<Diagnostic> reserved_word(const Scene& scene) {
  const std::string_view word = scene.seen_text();
  const bool is_name = scene.expected.missing == Missing::Name;
  if (scene.seen.kind != TokenKind::Word || !(is_reserved(word) || word == "tier") ||
      !(is_name || stands_as_a_name(scene)) || seen_begins_a_declaration(scene)) {
    return std::nullopt;
  }
  return make(Code::ReservedWord, span_of(scene.seen),
              quote(word) + " is a word of the language and cannot be " +
                  (is_name ? std::string(scene.expected.what) : "a name"),
              "choose another name, for example " + quote("the_" + std::string(word)));
}

std::optional<Diagnostic> true_or_false(const Scene& scene) {
  const std::string_view word = scene.seen_text();
  if (word != "true" && word != "false") {
    return std::nullopt;
  }
  return make(Code::ExpectedToken, span_of(scene.seen),
              "expected " + std::string(scene.expected.what) + ", found " + quote(word),
              word == "true" ? "write `yes`" : "write `no`");
}

// ---- brackets ------------------------------------------------------------------------------------

// The bracket that is still open at the end of what was read.
std::optional<Token> open_bracket_before(const Scene& scene) {
  std::vector<Token> open;
  for (Token token = source::next_solid_token(scene.text, scene.declaration);
       token.begin < scene.seen.begin && token.kind != TokenKind::End;
       token = source::next_solid_token(scene.text, token.end)) {
    const std::string_view symbol = text_of(scene.text, token);
    if (symbol == "(" || symbol == "{") {
      open.push_back(token);
    } else if ((symbol == ")" || symbol == "}") && !open.empty()) {
      open.pop_back();
    }
  }
  return open.empty() ? std::nullopt : std::optional(open.back());
}

std::optional<Diagnostic> unclosed_bracket(const Scene& scene) {
  if (scene.expected.missing != Missing::Close) {
    return std::nullopt;
  }
  const std::optional<Token> open = open_bracket_before(scene);
  const bool is_round = open && text_of(scene.text, *open) == "(";
  const bool ends = scene.seen.kind == TokenKind::End || seen_begins_a_declaration(scene) ||
                    (is_round && (scene.seen_text() == "}" || scene.seen_text() == "{"));
  if (!open || !ends) {
    return std::nullopt;
  }
  const std::string_view closing = is_round ? "`)`" : "`}`";
  Diagnostic unclosed = make(Code::UnclosedBracket, place_of(scene),
                             std::string(closing) + " is missing here, " + found(scene),
                             "write " + std::string(closing) + " where the bracket ends");
  unclosed.labels.push_back({span_of(*open), "opened here"});
  return unclosed;
}

// ---- everything else -----------------------------------------------------------------------------

std::optional<Diagnostic> too_deep(const Scene& scene) {
  if (scene.expected.missing != Missing::LessDepth) {
    return std::nullopt;
  }
  return make(Code::NestingTooDeep, span_of(scene.seen),
              "this expression is more than " + std::to_string(base::kNestingMax) + " levels deep",
              "give parts of it a name of their own with `define`");
}

std::optional<Diagnostic> of_a_later_version(const Scene& scene) {
  if (scene.expected.missing != Missing::Later) {
    return std::nullopt;
  }
  return later(span_of(scene.seen), scene.seen_text());
}

std::optional<Diagnostic> no_declaration(const Scene& scene) {
  if (scene.expected.missing != Missing::Declaration) {
    return std::nullopt;
  }
  const std::string_view seen = scene.seen_text();
  const bool on_a_new_line = scene.previous == 0 || scene.seen_on_a_new_line();
  if (scene.seen.kind == TokenKind::Word && on_a_new_line) {
    const std::string_view near = source::nearest(seen, kDeclarationWords);
    return make(Code::UnknownDeclaration, span_of(scene.seen),
                quote(seen) + " does not begin a declaration",
                near.empty() ? "a declaration begins with `program`, `tiers`, `enum`, `calendar`, "
                               "`subject`, `ledger`, `table`, `define`, `tier`, `bands`, `decide` "
                               "or `scenario`"
                             : "did you mean " + quote(near) + "?");
  }
  if (seen == "}" || seen == ")") {
    return make(Code::ExpectedToken, span_of(scene.seen), quote(seen) + " closes nothing",
                "leave it out, or look for the bracket that should open before it");
  }
  return make(Code::ExpectedToken, span_of(scene.seen),
              "expected the next declaration, " + found(scene),
              scene.previous == 0 ? "" : "the declaration before was complete without this");
}

std::string_view hint_for(const Scene& scene) {
  const std::string_view seen = scene.seen_text();
  if (scene.expected.missing == Missing::Close && (seen == "+" || seen == "-" || seen == "*" || seen == "/")) {
    return "in a list, a computed value stands in brackets: `(2 * 5%)`";
  }
  if (!scene.expected.hint.empty()) {
    return scene.expected.hint;
  }
  switch (scene.expected.missing) {
    case Missing::Value:
      return "a value is a literal (`2.5%`, `500 EUR`, `2022-07-01`), a name, or an expression";
    case Missing::Name:
      return "a name is made of letters, digits and `_`, and begins with no digit";
    default:
      return {};
  }
}

Diagnostic anything_else(const Scene& scene) {
  return make(Code::ExpectedToken, place_of(scene),
              "expected " + std::string(scene.expected.what) + ", " + found(scene),
              hint_for(scene));
}

// The token on which reading stopped. A rule for characters may stop within a token; then it is
// that token which is wrong.
Token token_at(std::string_view text, size_t offset) {
  Token token = source::next_solid_token(text, source::line_start(text, offset));
  while (token.end <= offset && token.kind != TokenKind::End) {
    token = source::next_solid_token(text, token.end);
  }
  return token;
}

// `1` of `1e5` ends exactly where reading stopped, and the whole of `1e5` is what is wrong.
bool stops_within_a_token(std::string_view text, const Failure& failure) {
  switch (failure.expected.missing) {
    case Missing::NumberEnd:
    case Missing::TextClose:
    case Missing::EscapeLetter:
      return true;
    case Missing::Date:
      return failure.offset > 0 && (source::is_digit(text[failure.offset - 1]) ||
                                    text[failure.offset - 1] == '-');
    default:
      return false;
  }
}

}  // namespace

Diagnostic explain(std::string_view text, size_t declaration, const Failure& failure) {
  const size_t place = failure.offset - (stops_within_a_token(text, failure) ? 1 : 0);
  const Token seen = token_at(text, place);
  const Scene scene{text, declaration, source::end_of_token_before(text, seen.begin), seen,
                    failure.expected};
  using Explanation = std::optional<Diagnostic> (*)(const Scene&);
  constexpr Explanation kExplanations[] = {
      too_deep,           of_a_later_version, open_text,     number_form,
      date_form,          stray_character,    number_without_zero, percent_alone,
      foreign_operator,   chained_comparison, true_or_false, reserved_word,
      unclosed_bracket,   no_declaration};
  for (const Explanation explanation : kExplanations) {
    if (std::optional<Diagnostic> diagnostic = explanation(scene)) {
      return *std::move(diagnostic);
    }
  }
  return anything_else(scene);
}

Diagnostic later(Span span, std::string_view what) {
  return make(Code::NotInThisVersion, span, quote(what) + " is not part of this version yet",
              what == "invariant"
                  ? "leave it out for now; a scenario can expect a value on a day"
                  : "leave it out for now; the tier of a day is the highest one whose requirements "
                    "are all met on that day");
}

Diagnostic two_readings(Span condition, Span value) {
  Diagnostic twice = make(Code::AmbiguousCondition, condition,
                          "it is not clear where this condition ends and the value begins",
                          "put the condition in brackets: `when (region = North and new) = 5%`");
  twice.labels.push_back({value, "read as the value, but it holds another `=`"});
  return twice;
}

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
