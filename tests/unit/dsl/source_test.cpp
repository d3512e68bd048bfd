// Offsets, lines and columns of several files laid end to end.
#include "dsl/source/source.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tierline::source {
namespace {

struct Case {
  uint32_t offset;
  size_t file;
  uint32_t line, column;
  std::string_view line_text;
};

TEST(SourceSet, KnowsFileLineAndColumn) {
  const SourceSet sources({SourceFile{"a", "one\ntwo\n"},
                           {"b", ""},
                           {"c",
                            "\nGr\xC3\xBC\xC3\x9F"
                            "e\r\nend"}});
  EXPECT_EQ(sources.start_of(0), 0U);
  EXPECT_EQ(sources.start_of(1), 9U);
  EXPECT_EQ(sources.start_of(2), 10U);
  const Case cases[] = {
      {0, 0, 1, 1, "one"},
      {3, 0, 1, 4, "one"},
      {4, 0, 2, 1, "two"},
      {7, 0, 2, 4, "two"},
      {8, 0, 3, 1, ""},
      {9, 1, 1, 1, ""},
      {10, 2, 1, 1, ""},
      {11, 2, 2, 1,
       "Gr\xC3\xBC\xC3\x9F"
       "e"},
      {17, 2, 2, 5,
       "Gr\xC3\xBC\xC3\x9F"
       "e"},
      {22, 2, 3, 3, "end"},
      {99, 2, 3, 4, "end"},
  };
  for (const Case& one : cases) {
    const Position at = sources.position(one.offset);
    EXPECT_EQ(at.file, one.file) << one.offset;
    EXPECT_EQ(at.line, one.line) << one.offset;
    EXPECT_EQ(at.column, one.column) << one.offset;
    EXPECT_EQ(sources.line_text(at), one.line_text) << one.offset;
  }
}

TEST(SourceSet, AByteOrderMarkIsNoColumn) {
  const SourceSet sources({SourceFile{"a",
                                      "\xEF\xBB\xBF"
                                      "ab"}});
  EXPECT_EQ(sources.position(0).column, 1U);
  EXPECT_EQ(sources.position(3).column, 1U);
  EXPECT_EQ(sources.position(4).column, 2U);
  EXPECT_EQ(sources.line_text({0, 1, 1}), "ab");
}

TEST(SourceSet, ALeadIsNoColumnAndNoLine) {
  const SourceSet sources({SourceFile{"a", "one\ntwo: ab\ncd\n", 9}});
  EXPECT_EQ(sources.position(2).column, 1U);
  EXPECT_EQ(sources.position(9).column, 1U);
  EXPECT_EQ(sources.position(10).line, 1U);
  EXPECT_EQ(sources.position(10).column, 2U);
  EXPECT_EQ(sources.line_text({0, 1, 1}), "ab");
  EXPECT_EQ(sources.position(12).line, 2U);
  EXPECT_EQ(sources.line_text({0, 2, 1}), "cd");
}

TEST(SourceSet, TextOfASpanStaysInItsFile) {
  const SourceSet sources({SourceFile{"a", "one"}, {"b", "two"}});
  EXPECT_EQ(sources.text({0, 3}), "one");
  EXPECT_EQ(sources.text({4, 6}), "tw");
  EXPECT_EQ(sources.text({2, 9}), "e");
  EXPECT_EQ(sources.text({3, 3}), "");
}

TEST(SourceSet, MayBeEmpty) {
  const SourceSet sources;
  EXPECT_EQ(sources.position(5).line, 1U);
  EXPECT_EQ(sources.text({0, 5}), "");
  EXPECT_EQ(sources.line_text({0, 1, 1}), "");
  EXPECT_EQ(sources.size_bytes(), 0U);
}

}  // namespace
}  // namespace tierline::source
