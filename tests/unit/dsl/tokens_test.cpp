// A text cut into tokens, good or bad.
#include "dsl/source/tokens.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tierline::source {
namespace {

std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> result;
  for (Token token = next_token(text, 0); token.kind != TokenKind::End;
       token = next_token(text, token.end)) {
    constexpr std::string_view kLetters = "ewntsc?";
    result.push_back(std::string(1, kLetters[static_cast<size_t>(token.kind)]) + ":" +
                     std::string(text_of(text, token)));
  }
  return result;
}

using List = std::vector<std::string>;

TEST(Tokens, OfEachKind) {
  EXPECT_EQ(tokens("a_1 Bb"), (List{"w:a_1", "w:Bb"}));
  EXPECT_EQ(tokens("1_000.5% 2022-07-01 3..4 5."),
            (List{"n:1_000.5%", "n:2022-07-01", "n:3", "s:..", "n:4", "n:5", "s:."}));
  EXPECT_EQ(tokens("\"a \\\" b\"c"), (List{"t:\"a \\\" b\"", "w:c"}));
  EXPECT_EQ(tokens("a<=b!=c==d&&e"),
            (List{"w:a", "s:<=", "w:b", "s:!=", "w:c", "s:==", "w:d", "s:&&", "w:e"}));
  EXPECT_EQ(tokens("a # \"b\"\r\nc"), (List{"w:a", "c:# \"b\"", "w:c"}));
  EXPECT_EQ(tokens("\xE2\x82\xAC@"), (List{"?:\xE2\x82\xAC", "?:@"}));
}

TEST(Tokens, AnOpenTextEndsWithItsLine) {
  EXPECT_EQ(tokens("\"a # b\nc"), (List{"t:\"a # b", "w:c"}));
  EXPECT_EQ(tokens("\"a\\"), (List{"t:\"a\\"}));
  EXPECT_EQ(tokens("\"a\\\r\nc"), (List{"t:\"a\\", "w:c"}));
}

TEST(Tokens, NumbersWithAMinusAreDatesOnlyWithFourDigits) {
  EXPECT_EQ(tokens("2022-7-1"), (List{"n:2022-7-1"}));
  EXPECT_EQ(tokens("20-7-1"), (List{"n:20", "s:-", "n:7", "s:-", "n:1"}));
  EXPECT_EQ(tokens("2022-7"), (List{"n:2022", "s:-", "n:7"}));
}

TEST(EndOfTokenBefore, PassesOverBlanksCommentsAndLines) {
  const std::string_view text = "a  \n  # c \"\n\n \"#\" # x\n  b";
  EXPECT_EQ(end_of_token_before(text, 0), 0U);
  EXPECT_EQ(end_of_token_before(text, 3), 1U);
  EXPECT_EQ(end_of_token_before(text, text.find('c')), 1U);
  EXPECT_EQ(end_of_token_before(text, text.find("\"#\"")), 1U);
  EXPECT_EQ(end_of_token_before(text, text.find('b')), text.find("\"#\"") + 3);
}

TEST(LineStart, OfAnyOffset) {
  const std::string_view text = "ab\n\ncd";
  EXPECT_EQ(line_start(text, 0), 0U);
  EXPECT_EQ(line_start(text, 2), 0U);
  EXPECT_EQ(line_start(text, 3), 3U);
  EXPECT_EQ(line_start(text, 4), 4U);
  EXPECT_EQ(line_start(text, 6), 4U);
}

}  // namespace
}  // namespace tierline::source
