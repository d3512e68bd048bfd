// Words: what a person is shown of a value, and what they may have meant.
#include "tools/bulk/facts/words.hpp"

#include <gtest/gtest.h>

namespace tierline::bulk {
namespace {

const std::vector<std::string_view> kProducts = {"Software", "Care", "Husky", "Hardware"};

TEST(Words, SuggestsOneOrListsFew) {
  EXPECT_EQ(suggestion("Huski", kProducts), "; did you mean `Husky`?");
  EXPECT_EQ(suggestion("hardwrae", kProducts), "; did you mean `Hardware`?");
  EXPECT_EQ(suggestion("Banana", kProducts), "; known: `Software`, `Care`, `Husky`, `Hardware`");
  EXPECT_EQ(suggestion("Banana", std::vector<std::string_view>(9, "aaaaaaaaaaaa")), "");
}

TEST(Words, ShowsNothingThatCouldHarmATerminal) {
  EXPECT_EQ(shown("ACME"), "`ACME`");
  EXPECT_EQ(shown("a\x1b[2Jb"), "`a\\x1B[2Jb`");
  EXPECT_EQ(shown("a\nb"), "`a\\nb`");
  EXPECT_EQ(shown("gr\xC3\xBC\xC3\x9F"), "`gr\xC3\xBC\xC3\x9F`") << "UTF-8 stays";
  EXPECT_EQ(shown("\xFF\xC3"), "`\\xFF\\xC3`") << "what is not UTF-8 is spelt out";
}

TEST(Words, ShortensAtACharacter) {
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "\xC3\xBC";
  const std::string text = shown("x" + umlauts);
  EXPECT_LT(text.size(), 70U);
  EXPECT_TRUE(text.ends_with("\xC3\xBC...`"));
}

}  // namespace
}  // namespace tierline::bulk
