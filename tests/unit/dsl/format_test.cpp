// The canonical layout: what it changes, and that it changes nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/dsl.hpp"

namespace tierline::dsl {
namespace {

std::string formatted(const std::string& text) { return format({"a.tier", text}); }

TEST(Format, BlanksBetweenTokens) {
  EXPECT_EQ(formatted("define  a(p:period,q : int):EUR=- b+f ( c ,-d )*(e)/2.5%"),
            "define a(p : period, q : int) : EUR = -b + f(c, -d) * (e) / 2.5%\n");
  EXPECT_EQ(formatted("subject s{key a:text b:decimal ( 2 ) ? in 0..10=-1}"),
            "subject s { key a : text  b : decimal(2)? in 0 .. 10 = -1 }\n");
  EXPECT_EQ(formatted("define a=max (b,c)-later of(d,e)+known ( f )and not(g)"),
            "define a = max(b, c) - later of (d, e) + known(f) and not (g)\n");
}

TEST(Format, DoesNotDependOnTheLayoutBefore) {
  const std::string text =
      "tier A {\n  requires a   : b\n  requires abc : d because s.c\n}\n\ndefine x = a and b\n";
  EXPECT_EQ(formatted(text), text);
  std::string spread = text;
  for (size_t at = spread.find(' '); at != std::string::npos; at = spread.find(' ', at + 3)) {
    spread.insert(at, "\t ");
  }
  EXPECT_EQ(formatted(spread), text);
  std::string windows;
  for (const char c : text) {
    windows += c == '\n' ? "\r\n" : std::string(1, c);
  }
  EXPECT_EQ(formatted("\xEF\xBB\xBF" + windows), text);
}

TEST(Format, ABlockOnOneLineStaysThereWhileItFits) {
  const std::string head = "enum Region { ";
  EXPECT_EQ(formatted(head + "North,South }"), "enum Region { North, South }\n");
  EXPECT_EQ(formatted(head + "\nNorth,South }"), "enum Region {\n  North,\n  South\n}\n");
  const std::string fits = head + std::string(100 - head.size() - 2, 'x') + " }\n";
  EXPECT_EQ(formatted(fits), fits);
  const std::string long_word(100 - head.size() - 1, 'x');
  EXPECT_EQ(formatted(head + long_word + " }"), "enum Region {\n  " + long_word + "\n}\n");
}

TEST(Format, EmptyLines) {
  EXPECT_EQ(formatted("\n\n\ndefine a = 1\n\n\n\ndefine b = 2\ndefine c = 3\n\n\n"),
            "define a = 1\n\ndefine b = 2\ndefine c = 3\n");
  EXPECT_EQ(formatted("tier A {\n\n\n  requires a : b\n\n\n  requires c : d\n\n}\n"),
            "tier A {\n  requires a : b\n\n  requires c : d\n}\n");
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted("\n\n"), "");
}

TEST(Format, LongLinesBreakBeforeAnOperatorAndAreNotLongerThanNeeded) {
  std::string text = "define a = first_name";
  for (int i = 0; i < 20; ++i) {
    text += " + another_name_" + std::to_string(i) + " * 2";
  }
  const std::string once = formatted(text);
  EXPECT_EQ(formatted(once), once);
  size_t begin = 0;
  for (size_t end = once.find('\n'); end != std::string::npos; end = once.find('\n', begin)) {
    const std::string line = once.substr(begin, end - begin);
    EXPECT_LE(line.size(), 100U);
    EXPECT_TRUE(begin == 0 || line.starts_with("    + ")) << line;
    begin = end + 1;
  }
}

TEST(Format, ATextWithErrorsIsLeftAlone) {
  const std::string text = "define  a =\n\n\n\ndefine  b=1";
  EXPECT_EQ(formatted(text), text);
}

// A number and a name on the next line are no amount of money, and must not become one.
TEST(Format, NeverMakesAUnitOfANextLine) {
  const std::string text = "table t(A) {\n  b c\n  x : 1\n  EUR\n}\n";
  const std::string once = formatted(text);
  EXPECT_NE(once.find("1\n"), std::string::npos) << once;
  const auto read = [](const std::string& one) {
    return parse(source::SourceSet({{"a.tier", one}})).ast;
  };
  EXPECT_TRUE(same(read(text), read(once))) << once;
}

// A comment after every token, in every form: each is kept, and the tree as well.
TEST(Format, KeepsACommentAnywhere) {
  const std::string text =
      "program \"p\" { source s \"S\" { a \"b\" } currency EUR }\n"
      "calendar c { weekend Saturday , Sunday holidays from \"h.csv\" }\n"
      "ledger l of s { on : date in 2020-01-01 .. 2022-01-01 x = f ( on ) }\n"
      "table t ( A , B ) : int unique { c , d or e : 1 from 2022-01-01 }\n"
      "table m ( A ) { b c x : 1 2 }\n"
      "define d ( p : int ) : EUR = max ( - p , 2 ) rounded up\n"
      "except e when g = h because s.a\n"
      "tier T extends S { requires r : any l where x until 2022-01-01 }\n"
      "bands b on x : percent { below 1 : 1% from 1 : 2% flat 3 }\n"
      "scenario \"s\" { a { f 1 } today 2022-01-01 expect tier = T because tier T }\n";
  const auto read = [](const std::string& one) {
    return parse(source::SourceSet({{"a.tier", one}}));
  };
  const Parsed plain = read(text);
  ASSERT_FALSE(plain.diagnostics.has_errors());
  size_t tried = 0;
  for (size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    for (const std::string_view comment : {" # one\n", "\n\n  # one \n", " # one\n# two\n\n"}) {
      std::string changed = text;
      changed.replace(at, 1, comment);
      const Parsed before = read(changed);
      if (before.diagnostics.has_errors()) {
        continue;  // within a quoted text or between a number and its unit
      }
      const std::string once = formatted(changed);
      const Parsed after = read(once);
      ASSERT_TRUE(same(before.ast, after.ast)) << changed << "\n" << once;
      ASSERT_EQ(before.ast.comments.size(), after.ast.comments.size()) << once;
      ASSERT_EQ(formatted(once), once) << once;
      ASSERT_NE(once, changed) << "nothing was laid out";
      ++tried;
    }
  }
  EXPECT_GT(tried, 300U);
}

}  // namespace
}  // namespace tierline::dsl
