// The comments of a tree: every one, with its place.
#include "dsl/ast/comments.hpp"

#include <gtest/gtest.h>

#include "dsl/dsl.hpp"

namespace tierline {
namespace {

TEST(Comments, OnTheirOwnLineAndAfterSomething) {
  const std::string text = "# one\n  # two\r\ndefine a = \"# no\" # three\n#";
  std::vector<ast::Comment> comments;
  ast::collect_comments(text, 100, comments);
  ASSERT_EQ(comments.size(), 4U);
  EXPECT_EQ(comments[0].text, " one");
  EXPECT_TRUE(comments[0].own_line);
  EXPECT_EQ(comments[0].span, (base::Span{100, 105}));
  EXPECT_EQ(comments[1].text, " two");
  EXPECT_TRUE(comments[1].own_line);
  EXPECT_EQ(comments[2].text, " three");
  EXPECT_FALSE(comments[2].own_line);
  EXPECT_EQ(comments[3].text, "");
  EXPECT_TRUE(comments[3].own_line);
}

TEST(Comments, OfAllFilesAndAlsoNextToErrors) {
  const dsl::Parsed parsed = dsl::parse(
      source::SourceSet({{"a", "# a\ndefine = # b\n"}, {"b", "\xEF\xBB\xBF# c\ndecide x # d"}}));
  ASSERT_EQ(parsed.ast.comments.size(), 4U);
  EXPECT_TRUE(parsed.ast.comments[2].own_line) << "after a byte order mark";
  EXPECT_EQ(parsed.ast.comments[3].text, " d");
}

}  // namespace
}  // namespace tierline
