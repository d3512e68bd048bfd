// What is wrong with a character, a text, a number or a date.
#include <algorithm>

#include "dsl/grammar/scene.hpp"

namespace tierline::dsl::grammar {

using base::Span;
using source::Code;
using source::Diagnostic;
using source::Token;
using source::TokenKind;

// ---- characters
// ----------------------------------------------------------------------------------

namespace {

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

}  // namespace

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

// ---- texts
// ---------------------------------------------------------------------------------------

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

// ---- numbers and dates
// ---------------------------------------------------------------------------

namespace {

std::string with_underscores(std::string_view number) {
  std::string changed(number);
  std::replace(changed.begin(), changed.end(), ',', '_');
  return changed;
}

// Everything from the number's first digit to where a reader would see its end.
std::string_view whole_number(std::string_view text, size_t begin) {
  const auto is_digit_at = [text](size_t at) {
    return at < text.size() && source::is_digit(text[at]);
  };
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
  }
  const size_t word = number.find_first_not_of("0123456789_.,%");
  if (word != std::string_view::npos && source::is_word_begin(number[word]) &&
      !number.starts_with("0x")) {
    return "write a blank between a number and a word: " +
           quote(std::string(number.substr(0, word)) + " " + std::string(number.substr(word)));
  }
  return "write the digits, with `_` between thousands if you like: `500_000`";
}

}  // namespace

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
  return make(Code::NumberForm,
              {static_cast<uint32_t>(scene.seen.begin), static_cast<uint32_t>(fraction.end)},
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
              quote(written) + " is not a date",
              "a date is written `2022-07-01`: year, month, day");
}

}  // namespace tierline::dsl::grammar
