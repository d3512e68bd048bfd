// Printing a tree and reading it again gives the tree; the hard cases by name. The law over random
// trees stands in law_round_trip_test.cpp.
#include <gtest/gtest.h>

#include "dsl/dsl.hpp"
#include "dsl/source/escape.hpp"

namespace tierline::dsl {
namespace {

ast::Ast read(const std::string& text) {
  Parsed parsed = parse(source::SourceSet({{"a.tier", text}}));
  EXPECT_FALSE(parsed.diagnostics.has_errors()) << text;
  return std::move(parsed.ast);
}

TEST(Print, KeepsTheBracketsThatMatter) {
  constexpr std::string_view kTexts[] = {
      "define a = b - (c - d)\n",
      "define a = (b + c) * d\n",
      "define a = b / (c / d)\n",
      "define a = -(b + c)\n",
      "define a = (-b) at today\n",
      "define a = not (b and c)\n",
      "define a = (not b) = c\n",
      "define a = (b = c) = d\n",
      "define a = (b or c) and d\n",
      "define a = (if b then c else d) + e\n",
      "define a = if (b otherwise c) then d else e\n",
      "define a = b otherwise (c otherwise d)\n",
      "define a = (b rounded up) * c\n",
      "define a = (any l where b) and c\n",
      "define a = year of (b + 1 day)\n",
      "define a = end of (quarter)\n",
      "define a = (b + 1) business days\n",
      "define a = whole b of (c - d)\n",
      "define a = (b at c) at (d at e)\n",
  };
  for (const std::string_view text : kTexts) {
    const ast::Ast once = read(std::string(text));
    const std::string printed = print(once);
    EXPECT_EQ(dump(read(printed)), dump(once)) << printed;
  }
}

TEST(Print, DropsTheBracketsThatDoNot) {
  EXPECT_EQ(print(read("define a = ((b * c)) + ((d))")), "define a = b * c + d\n");
  EXPECT_EQ(print(read("define a = (b - c) - d")), "define a = b - c - d\n");
}

TEST(Print, AnExceptionSaysWhereItsValueBegins) {
  constexpr std::string_view kTexts[] = {
      "define a = 1 except b when c = d\n",
      "define a = 1 except b when c = d = e\n",
      "define a = 1 except b when (c = d) = (e = f)\n",
      "define a = 1 except b when c = (d = e)\n",
      "define a = 1 except b when (if c then d else e) = f\n",
      "define a = 1 except b when (any l where c) = d\n",
      "define a = 1 except b when c = count of l where d = e\n",
      "define a = 1 except b when c or d = e and f\n",
      "define a = 1 except b when c < d = e rounded up\n",
  };
  for (const std::string_view text : kTexts) {
    const ast::Ast once = read(std::string(text));
    const std::string printed = print(once);
    EXPECT_EQ(dump(read(printed)), dump(once)) << printed;
  }
}

TEST(Same, LooksAtEverythingButPlacesAndComments) {
  EXPECT_TRUE(same(read("define a = b + 1 # x"), read("\n\ndefine a\n= b+1")));
  constexpr std::string_view kOthers[] = {"define a = b + 2",
                                          "define a = b - 1",
                                          "define a = c + 1",
                                          "define a : int = b + 1",
                                          "define a = b + 1 because s.c",
                                          "define a = b + 1%",
                                          "define a = b + 1 EUR",
                                          "define a = b + 1 day",
                                          "define a = b + 1\ndecide a",
                                          "define a(p : int) = b + 1",
                                          "define a = b + 1 except c = 2",
                                          "define a = 1 + b"};
  for (const std::string_view other : kOthers) {
    EXPECT_FALSE(same(read("define a = b + 1"), read(std::string(other)))) << other;
  }
}

TEST(Quoted, IsWhatTheParserReads) {
  const std::string text = "a \"b\" \\ \n c \xE2\x82\xAC";
  const ast::Ast ast = read("define a = " + source::quoted(text));
  EXPECT_EQ(ast.exprs[0].text, text);
}

}  // namespace
}  // namespace tierline::dsl
