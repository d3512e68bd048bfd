// Each kind of mistake has one small function that either makes the diagnostic or passes.
#include "dsl/grammar/explain.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/nearest.hpp"
#include "dsl/grammar/reserved.hpp"
#include "dsl/grammar/scene.hpp"

namespace tierline::dsl::grammar {

using base::Span;
using source::Code;
using source::Diagnostic;
using source::Token;
using source::TokenKind;

// ---- words that all explanations share
// -----------------------------------------------------------

std::string quote(std::string_view text) { return "`" + std::string(text) + "`"; }

Span span_of(const Token& token) {
  return {static_cast<uint32_t>(token.begin), static_cast<uint32_t>(token.end)};
}

Diagnostic make(Code code, Span span, std::string message, std::string_view hint) {
  return Diagnostic{code, span, std::move(message), {}, std::string(hint)};
}

namespace {

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

// ---- operators
// -----------------------------------------------------------------------------------

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
  const auto* habit = std::find_if(std::begin(kHabits), std::end(kHabits),
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
  return make(Code::ChainedComparison, span_of(scene.seen), "a comparison cannot be compared again",
              "say both: `0 < x and x < 10`, or put one comparison in brackets");
}

// ---- names
// ---------------------------------------------------------------------------------------

// `where : text` among fields: the word was meant as the name of one.
bool stands_as_a_name(const Scene& scene) {
  const std::string_view next =
      text_of(scene.text, source::next_solid_token(scene.text, scene.seen.end));
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

// ---- brackets
// ------------------------------------------------------------------------------------

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

// ---- everything else
// -----------------------------------------------------------------------------

std::optional<Diagnostic> too_deep(const Scene& scene) {
  if (scene.expected.missing != Missing::LessDepth) {
    return std::nullopt;
  }
  return make(Code::NestingTooDeep, span_of(scene.seen),
              "this expression is more than " + std::to_string(base::kNestingMax) + " levels deep",
              "give parts of it a name of their own with `define`");
}

std::optional<Diagnostic> no_declaration(const Scene& scene) {
  if (scene.expected.missing != Missing::Declaration) {
    return std::nullopt;
  }
  const std::string_view seen = scene.seen_text();
  const bool on_a_new_line = scene.previous == 0 || scene.seen_on_a_new_line();
  if (scene.seen.kind == TokenKind::Word && on_a_new_line) {
    const std::string_view near = base::nearest(seen, kDeclarationWords);
    return make(Code::UnknownDeclaration, span_of(scene.seen),
                quote(seen) + " does not begin a declaration",
                near.empty() ? "a declaration begins with `program`, `tiers`, `enum`, `calendar`, "
                               "`subject`, `ledger`, `table`, `define`, `tier`, `status`, "
                               "`bands`, `decide`, `scenario` or `invariant`"
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
  if (scene.expected.missing == Missing::Close &&
      (seen == "+" || seen == "-" || seen == "*" || seen == "/")) {
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

// The word among those expected here, as `...`, that the one seen is nearly.
std::string_view nearly_expected(const Scene& scene) {
  if (scene.expected.missing != Missing::Close || scene.seen.kind != TokenKind::Word) {
    return {};
  }
  std::vector<std::string_view> words;
  std::string_view rest = scene.expected.what;
  for (size_t open = rest.find('`'); open != std::string_view::npos; open = rest.find('`')) {
    const size_t end = rest.find('`', open + 1);
    words.push_back(rest.substr(open + 1, end - open - 1));
    rest.remove_prefix(end + 1);
  }
  const std::string_view near = base::nearest(scene.seen_text(), words);
  return near == scene.seen_text() ? std::string_view() : near;  // the right word in a wrong place
}

Diagnostic anything_else(const Scene& scene) {
  const std::string_view near = nearly_expected(scene);
  return make(Code::ExpectedToken, place_of(scene),
              "expected " + std::string(scene.expected.what) + ", " + found(scene),
              near.empty() ? std::string(hint_for(scene)) : "did you mean " + quote(near) + "?");
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
      return failure.offset > 0 &&
             (source::is_digit(text[failure.offset - 1]) || text[failure.offset - 1] == '-');
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
  constexpr Explanation kExplanations[] = {too_deep,      open_text,        number_form,
                                           date_form,     stray_character,  number_without_zero,
                                           percent_alone, foreign_operator, chained_comparison,
                                           true_or_false, reserved_word,    unclosed_bracket,
                                           no_declaration};
  for (const Explanation explanation : kExplanations) {
    if (std::optional<Diagnostic> diagnostic = explanation(scene)) {
      return *std::move(diagnostic);
    }
  }
  return anything_else(scene);
}

Diagnostic two_readings(Span condition, Span value) {
  Diagnostic twice = make(Code::AmbiguousCondition, condition,
                          "it is not clear where this condition ends and the value begins",
                          "put the condition in brackets: `when (region = North and new) = 5%`");
  twice.labels.push_back({value, "read as the value, but it holds another `=`"});
  return twice;
}

}  // namespace tierline::dsl::grammar
