// Words: the smallest rules of the grammar, blanks, names, numbers, dates and quoted texts.
// Every token takes the blanks and comments that follow it; where a token ended is therefore known
// at each `blanks`. The rules that read characters one by one are written by hand for speed; they
// match what the comment above each says.
// Read by: dsl/grammar/grammar.hpp    Tested by: tests/golden/parse,
// tests/unit/dsl/grammar_test.cpp
#pragma once

#include <cstring>
#include <string_view>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "dsl/grammar/reserved.hpp"

namespace tierline::dsl::grammar {

namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::if_must;
using pegtl::must;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::plus;
using pegtl::rep;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// A rule written by hand, and what it is called in messages and to PEGTL's analysis.
template <class Self>
struct by_hand {
  using rule_t = Self;
  using subs_t = pegtl::empty_list;
};

// star<sor<one<' ', '\t', '\r', '\n'>, comment>>, comment being '#' up to the line end.
struct blanks : by_hand<blanks> {
  template <class Input>
  static bool match(Input& in) {
    const char* p = in.current();
    const char* const end = in.end();
    for (; p != end; ++p) {
      if (*p == '#') {
        const void* newline = std::memchr(p, '\n', static_cast<size_t>(end - p));
        p = newline ? static_cast<const char*>(newline) : end - 1;
      } else if (*p != ' ' && *p != '\n' && *p != '\t' && *p != '\r') {
        break;
      }
    }
    in.bump(static_cast<size_t>(p - in.current()));
    return true;
  }
};

using in_line_blanks = plus<pegtl::blank>;

constexpr bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// [A-Za-z_][A-Za-z0-9_]*
struct any_word : by_hand<any_word> {
  template <class Input>
  static size_t length(const Input& in) {
    const char* p = in.current();
    if (p == in.end() || !is_name_part(*p) || (*p >= '0' && *p <= '9')) {
      return 0;
    }
    while (p != in.end() && is_name_part(*p)) {
      ++p;
    }
    return static_cast<size_t>(p - in.current());
  }

  template <class Input>
  static bool match(Input& in) {
    const size_t size = length(in);
    in.bump(size);
    return size > 0;
  }
};

// Any word that is not reserved; `tier`, the account's tier, is one. For use, not for naming.
struct reference : by_hand<reference> {
  template <class Input>
  static bool match(Input& in) {
    const size_t size = any_word::length(in);
    if (size == 0 || is_reserved({in.current(), size})) {
      return false;
    }
    in.bump(size);
    return true;
  }
};

// A word that may name something: a reference that is not `tier`.
struct name : by_hand<name> {
  template <class Input>
  static bool match(Input& in) {
    const size_t size = any_word::length(in);
    const std::string_view word{in.current(), size};
    if (size == 0 || word == "tier" || is_reserved(word)) {
      return false;
    }
    in.bump(size);
    return true;
  }
};

struct word_end : not_at<pegtl::identifier_other> {};

template <size_t N>
struct spelling {
  consteval spelling(const char (&text)[N]) { std::copy_n(text, N, letters); }
  constexpr std::string_view view() const { return {letters, N - 1}; }
  char letters[N]{};
};

// The letters, then no further letter or digit.
template <spelling Word>
struct keyword : by_hand<keyword<Word>> {
  template <class Input>
  static bool match(Input& in) {
    constexpr std::string_view kLetters = Word.view();
    const char* const p = in.current();
    const auto left = static_cast<size_t>(in.end() - p);
    if (left < kLetters.size() || *p != kLetters.front() ||
        std::memcmp(p, kLetters.data(), kLetters.size()) != 0 ||
        (left > kLetters.size() && is_name_part(p[kLetters.size()]))) {
      return false;
    }
    in.bump(kLetters.size());
    return true;
  }
};

template <spelling Word>
struct word : seq<keyword<Word>, blanks> {};

template <char C>
struct symbol : seq<one<C>, blanks> {};

// ---- quoted texts
// --------------------------------------------------------------------------------

struct text_character : pegtl::not_one<'"', '\\', '\n', '\r'> {};
struct escape_letter : one<'"', '\\', 'n'> {};
struct escape : if_must<one<'\\'>, escape_letter> {};
struct text_close : one<'"'> {};
struct text : seq<if_must<one<'"'>, star<sor<text_character, escape>>, text_close>> {};

// ---- dates
// ---------------------------------------------------------------------------------------

struct date_digits : seq<rep<4, pegtl::digit>, one<'-'>, rep<2, pegtl::digit>, one<'-'>,
                         rep<2, pegtl::digit>, word_end> {};
// 2022-7-1 is no subtraction: three numbers like these can only be meant as a day.
struct looks_like_date
    : at<rep<4, pegtl::digit>, one<'-'>, plus<pegtl::digit>, one<'-'>, pegtl::digit> {};
struct date : seq<looks_like_date, must<date_digits>> {};

// ---- numbers
// -------------------------------------------------------------------------------------

struct digits : seq<plus<pegtl::digit>, star<one<'_'>, plus<pegtl::digit>>> {};
struct digits_with_point : seq<digits, opt<one<'.'>, digits>> {};
// 1e5, 5., 1.2.3, 1__0 and 1,000
struct other_number_form : sor<pegtl::identifier_other, seq<one<'.'>, not_at<one<'.'>>>,
                               seq<one<','>, rep<3, pegtl::digit>, word_end>> {};
struct number_end : not_at<other_number_form> {};
struct percent_sign : seq<one<'%'>, must<word_end>> {};
struct currency : seq<rep<3, pegtl::upper>, word_end> {};

}  // namespace tierline::dsl::grammar

// PEGTL's analysis asks of a rule by hand whether it can match without consuming.
template <class Name>
struct tao::pegtl::analyze_traits<Name, tierline::dsl::grammar::blanks> : analyze_opt_traits<> {};
template <class Name, tierline::dsl::grammar::spelling Word>
struct tao::pegtl::analyze_traits<Name, tierline::dsl::grammar::keyword<Word>>
    : analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tierline::dsl::grammar::any_word> : analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tierline::dsl::grammar::reference> : analyze_any_traits<> {
};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tierline::dsl::grammar::name> : analyze_any_traits<> {};
