// UTF-8 as RFC 3629 has it, and what no program may hold.
#include "dsl/source/encoding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tierline::source {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  size_t length;
  const char* why;
};

TEST(Utf8Length, FollowsRfc3629) {
  const Case cases[] = {
      {"a"sv, 1, "ASCII"},
      {"\0"sv, 1, "NUL is a character of UTF-8"},
      {"\xC3\xBC"sv, 2, "two bytes"},
      {"\xE2\x82\xAC"sv, 3, "three bytes"},
      {"\xF0\x9F\x98\x80"sv, 4, "four bytes"},
      {"\xF4\x8F\xBF\xBF"sv, 4, "the last code point"},
      {"\xEE\x80\x80"sv, 3, "the first after the surrogates"},
      {""sv, 0, "nothing"},
      {"\x80"sv, 0, "a continuation alone"},
      {"\xC3"sv, 0, "cut off"},
      {"\xE2\x82"sv, 0, "cut off"},
      {"\xF0\x9F\x98"sv, 0, "cut off"},
      {"\xC0\x80"sv, 0, "overlong NUL"},
      {"\xC1\xBF"sv, 0, "overlong"},
      {"\xE0\x9F\xBF"sv, 0, "overlong"},
      {"\xF0\x8F\xBF\xBF"sv, 0, "overlong"},
      {"\xED\xA0\x80"sv, 0, "a surrogate"},
      {"\xF4\x90\x80\x80"sv, 0, "beyond U+10FFFF"},
      {"\xF5\x80\x80\x80"sv, 0, "no such lead"},
      {"\xFF"sv, 0, "never"},
      {"\xC3\x41"sv, 0, "no continuation"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(utf8_length(one.bytes, 0), one.length) << one.why;
  }
}

TEST(CheckEncoding, AcceptsAnyText) {
  EXPECT_FALSE(check_encoding(""));
  EXPECT_FALSE(check_encoding("\xEF\xBB\xBF plain \t\r\n \xE2\x82\xAC \xF0\x9F\x98\x80 \x7F \x01"));
}

// The scan goes eight bytes at a time, so every place within a word matters.
TEST(CheckEncoding, FindsTheFirstBadByteAnywhere) {
  for (size_t at = 0; at < 20; ++at) {
    std::string text(20, 'x');
    text[at] = '\xFC';
    auto found = check_encoding(text);
    ASSERT_TRUE(found) << at;
    EXPECT_EQ(found->code, Code::InvalidUtf8);
    EXPECT_EQ(found->span, (base::Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)}));
    text[at] = '\0';
    found = check_encoding(text);
    ASSERT_TRUE(found) << at;
    EXPECT_EQ(found->code, Code::NulByte);
    EXPECT_EQ(found->span.begin, at);
  }
}

TEST(CheckEncoding, RefusesTurnsOfDirection) {
  for (const std::string_view turn :
       {"\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"}) {
    const auto found = check_encoding("# abc " + std::string(turn));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->code, Code::ForeignCharacter);
    EXPECT_EQ(found->span, (base::Span{6, 9}));
  }
  EXPECT_FALSE(check_encoding("\xE2\x80\xA9 \xE2\x80\xAF \xE2\x81\xA5 \xE2\x81\xAA"));
}

}  // namespace
}  // namespace tierline::source
