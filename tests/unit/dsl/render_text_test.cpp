// Diagnostics as people see them: headline, excerpt, marks, hint, and what never reaches a
// terminal.
#include "dsl/source/render_text.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace tierline::source {
namespace {

Diagnostics one(Diagnostic diagnostic) {
  Diagnostics list;
  list.add(std::move(diagnostic));
  return list;
}

TEST(RenderText, OneDiagnosticWithLabelsAndHint) {
  const SourceSet sources(
      {SourceFile{"a.tier", "define a = b\ndefine c = d\n"}, {"b.tier", "decide a"}});
  const Diagnostics list = one({Code::ExpectedToken,
                                {11, 12},
                                "unknown name `b`",
                                {{{7, 8}, "in here"}, {{20, 21}, "like this"}, {{34, 35}, "used"}},
                                "did you mean `c`?"});
  EXPECT_EQ(render_text(sources, list),
            "a.tier:1:12: error TL0101: unknown name `b`\n"
            "    1 | define a = b\n"
            "      |            ^\n"
            "      |        - in here\n"
            "    2 | define c = d\n"
            "      |        - like this\n"
            "      > b.tier\n"
            "    1 | decide a\n"
            "      |        - used\n"
            "hint: did you mean `c`?\n");
}

TEST(RenderText, ColourOnlyWhenAsked) {
  const SourceSet sources({SourceFile{"a.tier", "x"}});
  const Diagnostics list = one({Code::ExpectedToken, {0, 1}, "message", {}, "hint"});
  EXPECT_EQ(render_text(sources, list).find('\x1b'), std::string::npos);
  EXPECT_NE(render_text(sources, list, Color::Always).find("\x1b[1;31merror TL0101:\x1b[0m"),
            std::string::npos);
}

TEST(RenderText, CaretsStandUnderCodePointsAndTabs) {
  const SourceSet sources({SourceFile{"a.tier", "\t\xC3\xBC\xC3\xBC xy\n"}});
  EXPECT_EQ(render_text(sources, one({Code::ExpectedToken, {6, 8}, "m", {}, {}})),
            "a.tier:1:5: error TL0101: m\n"
            "    1 |  \xC3\xBC\xC3\xBC xy\n"
            "      |     ^^\n");
}

TEST(RenderText, ControlCharactersOfAProgramNeverReachTheTerminal) {
  const SourceSet sources({SourceFile{"a\x1b.tier", "a \x1b[31m b"}});
  const std::string text =
      render_text(sources, one({Code::ExpectedToken, {0, 1}, "found `\x1b[31m`", {}, {}}));
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
}

TEST(RenderText, ALongLineIsShownInPart) {
  const std::string line = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  const SourceSet sources({SourceFile{"a.tier", line}});
  const std::string text =
      render_text(sources, one({Code::ExpectedToken, {5000, 5001}, "m", {}, {}}));
  EXPECT_LT(text.size(), 400U);
  EXPECT_NE(text.find("..."), std::string::npos);
  const size_t shown = text.find('X');
  const size_t line_begin = text.rfind('\n', shown);
  const size_t caret = text.find('^');
  EXPECT_EQ(shown - line_begin, caret - text.rfind('\n', caret)) << text;
}

TEST(RenderText, ASpanOverLinesIsMarkedOnItsFirst) {
  const SourceSet sources({SourceFile{"a.tier", "ab\ncd\n"}});
  const std::string text = render_text(sources, one({Code::ExpectedToken, {1, 5}, "m", {}, {}}));
  EXPECT_NE(text.find("    1 | ab\n      |  ^\n"), std::string::npos) << text;
}

TEST(RenderText, OnlySoManyAreShown) {
  const SourceSet sources({SourceFile{"a.tier", "x"}});
  Diagnostics list;
  for (size_t i = 0; i < base::kErrorsShownMax + 7; ++i) {
    list.add(Code::ExpectedToken, {0, 1}, "m");
  }
  const std::string text = render_text(sources, list);
  EXPECT_TRUE(text.ends_with("\nand 7 more\n")) << text.substr(text.size() - 100);
}

TEST(RenderText, WithoutAnyFile) {
  EXPECT_EQ(render_text(SourceSet(), one({Code::ExpectedToken, {}, "m", {}, {}})).substr(0, 12),
            "program:1:1:");
}

}  // namespace
}  // namespace tierline::source
