// Codes with their text and severity, and the list in which diagnostics are collected.
#include "dsl/source/diagnostic.hpp"

#include <gtest/gtest.h>

namespace tierline::source {
namespace {

TEST(Codes, HaveATextATitleAndASeverity) {
  EXPECT_EQ(code_text(Code::ExpectedToken), "TL0101");
  EXPECT_EQ(title_of(Code::ExpectedToken), "unexpected text");
  EXPECT_EQ(severity_of(Code::ExpectedToken), Severity::Error);
}

TEST(Diagnostics, CountErrorsSortAndAppend) {
  Diagnostics list;
  list.add(Code::ExpectedToken, {9, 10}, "second");
  list.add(Code::ExpectedToken, {1, 2}, "first").hint = "a hint";
  Diagnostics more;
  more.add(Diagnostic{Code::UnclosedBracket, {1, 2}, "first as well", {}, {}});
  list.append(std::move(more));
  EXPECT_EQ(list.error_count(), 3U);
  EXPECT_TRUE(list.has_errors());
  list.sort();
  EXPECT_EQ(list.items()[0].hint, "a hint");
  EXPECT_EQ(list.items()[1].message, "first as well") << "equals keep their order";
  EXPECT_EQ(list.items()[2].message, "second");
  EXPECT_FALSE(Diagnostics().has_errors());
}

TEST(Diagnostic, IsBuiltInOneSentence) {
  const Diagnostic built = Diagnostic{Code::UnclosedBracket, {1, 2}, "message", {}, {}}
                               .label({3, 4}, "here")
                               .advise("so");
  ASSERT_EQ(built.labels.size(), 1U);
  EXPECT_EQ(built.labels[0].text, "here");
  EXPECT_EQ(built.hint, "so");
}

}  // namespace
}  // namespace tierline::source
