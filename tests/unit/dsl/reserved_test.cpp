// Which words can be names: the reserved ones nowhere, all others everywhere.
#include "dsl/grammar/reserved.hpp"

#include <gtest/gtest.h>

#include "dsl/dsl.hpp"

namespace tierline::dsl {
namespace {

size_t errors_in(std::string text) {
  return parse(source::SourceSet({{"a.tier", std::move(text)}})).diagnostics.error_count();
}

TEST(Reserved, WordsCannotNameAnything) {
  for (const std::string_view word : grammar::kReservedWords) {
    const std::string name(word);
    EXPECT_EQ(errors_in("define " + name + " = 1"), 1U) << name;
    EXPECT_EQ(errors_in("ledger l of a { " + name + " : text }"), 1U) << name;
    EXPECT_EQ(errors_in("enum E { " + name + " }"), 1U) << name;
  }
  EXPECT_EQ(errors_in("define tier = 1"), 1U) << "the account's tier";
}

// Words that the grammar looks for in some places are names in all others.
TEST(Reserved, OtherWordsOfTheLanguageAreFree) {
  constexpr std::string_view kFree[] = {
      "on",       "until",   "from",     "by",     "to",      "at",         "of",       "known_on",
      "kind",     "site",    "year",     "month",  "quarter", "day",        "days",     "sum",
      "count",    "any",     "max",      "min",    "known",   "later",      "earlier",  "start",
      "end",      "whole",   "marginal", "each",   "fiscal",  "number",     "half",     "up",
      "down",     "ceiling", "floor",    "flat",   "below",   "above",      "agreeing", "when",
      "complete", "unique",  "first",    "key",    "version", "source",     "currency", "program",
      "status",   "grace",   "assessed", "expect", "missing", "weekend",    "holidays", "working",
      "extends",  "account", "launch",   "limit",  "its",     "everything", "starts",   "ends",
      "promote",  "assess",  "demote",   "holds",  "once",    "all",        "full",     "a",
      "before",   "yearly",  "passed",   "over"};
  for (const std::string_view word : kFree) {
    const std::string name(word);
    EXPECT_EQ(errors_in("define " + name + " = 1"), 0U) << name;
    EXPECT_EQ(errors_in("define x = a + " + name + " * 2"), 0U) << name;
    EXPECT_EQ(errors_in("define x = (" + name + ")"), 0U) << name;
    EXPECT_EQ(errors_in("define x = l." + name), 0U) << name;
    EXPECT_EQ(errors_in("ledger l of a { x = b  " + name + " : text  " + name + " = 1 }"), 0U)
        << name;
    EXPECT_EQ(errors_in("subject a { x : int = 1\n " + name + " : text = \"\"  y : text }"), 0U)
        << name;
    EXPECT_EQ(errors_in("enum E { " + name + ", b }"), 0U) << name;
    EXPECT_EQ(errors_in("table t(E) : int { " + name + " : 1  b, " + name + " : 2 }"), 0U) << name;
    EXPECT_EQ(errors_in("scenario \"s\" { a { b 1\n " + name + " 2 } today 2022-01-01 expect " +
                        name + " = 1 }"),
              0U)
        << name;
  }
}

}  // namespace
}  // namespace tierline::dsl
