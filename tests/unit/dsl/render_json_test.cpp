// Diagnostics as other programs read them: the text is a promise, byte for byte.
#include "dsl/source/render_json.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace tierline::source {
namespace {

TEST(RenderJson, IsStable) {
  const SourceSet sources({SourceFile{"a \"b\".tier", "define a = b\nend"}});
  Diagnostics list;
  list.add(Diagnostic{
      Code::ExpectedToken, {11, 12}, "found `\\` and \"\n\"", {{{13, 16}, "here"}}, "a hint"});
  list.add(Code::UnclosedBracket, {0, 16}, "m");
  EXPECT_EQ(render_json(sources, list),
            R"({"diagnostics":[{"code":"TL0101","severity":"error",)"
            R"("message":"found `\\` and \"\n\"","file":"a \"b\".tier","line":1,"column":12,)"
            R"("end_line":1,"end_column":13,"labels":[{"message":"here","file":"a \"b\".tier",)"
            R"("line":2,"column":1,"end_line":2,"end_column":4}],"hint":"a hint"},)"
            R"({"code":"TL0102","severity":"error","message":"m","file":"a \"b\".tier","line":1,)"
            R"("column":1,"end_line":2,"end_column":4,"labels":[],"hint":""}],)"
            R"("errors":2,"more":0})"
            "\n");
}

TEST(RenderJson, OfNothing) {
  EXPECT_EQ(render_json(SourceSet(), Diagnostics()),
            "{\"diagnostics\":[],\"errors\":0,\"more\":0}\n");
}

TEST(RenderJson, CountsWhatIsNotListed) {
  Diagnostics list;
  for (size_t i = 0; i < base::kErrorsShownMax + 3; ++i) {
    list.add(Code::ExpectedToken, {0, 1}, "m");
  }
  const std::string text = render_json(SourceSet({SourceFile{"a", "x"}}), list);
  EXPECT_TRUE(text.ends_with("\"errors\":103,\"more\":3}\n")) << text.substr(text.size() - 50);
}

TEST(JsonString, EscapesAndRepairs) {
  EXPECT_EQ(json_string("a\"\\/\b\t\r\n\x01\x7F"), "\"a\\\"\\\\/\\u0008\\t\\r\\n\\u0001\\u007f\"");
  EXPECT_EQ(json_string("\xE2\x82\xAC \xF0\x9F\x98\x80"), "\"\xE2\x82\xAC \xF0\x9F\x98\x80\"");
  EXPECT_EQ(json_string("a\xFF"
                        "b\xC3"),
            "\"a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\"");
  EXPECT_EQ(json_string(std::string_view("\0", 1)), "\"\\u0000\"");
}

}  // namespace
}  // namespace tierline::source
