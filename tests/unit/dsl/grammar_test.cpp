// The grammar itself, by PEGTL's analysis, and how errors are reported and left behind.
#include "dsl/grammar/grammar.hpp"

#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "dsl/dsl.hpp"
#include "dsl/grammar/explain.hpp"

namespace tierline::dsl {
namespace {

TEST(Grammar, HasNoLeftRecursionAndNoEndlessLoop) {
  EXPECT_EQ(tao::pegtl::analyze<grammar::program_text>(1), 0U);
}

struct Loops : tao::pegtl::star<grammar::blanks> {};

TEST(Grammar, TheAnalysisSeesALoopOverOurOwnRules) {
  EXPECT_GT(tao::pegtl::analyze<Loops>(-1), 0U);
}

Parsed read(std::string text) { return parse(source::SourceSet({{"a.tier", std::move(text)}})); }

TEST(Recovery, EveryBrokenDeclarationIsReportedAndEveryOtherIsKept) {
  const Parsed parsed = read(
      "define a = \n"
      "define b = 1\n"
      "tier T {\n  requires x : \n  requires y : z\n}\n"
      "define c = 2\n"
      "tabel t(A) : int { B : 1 }\n"
      "  define d = 3   # a declaration may be indented\n"
      "define e = (\n");
  EXPECT_EQ(parsed.diagnostics.error_count(), 4U);
  ASSERT_EQ(parsed.ast.decls.size(), 3U);
  EXPECT_EQ(std::get<ast::DefineDecl>(parsed.ast.decls[2]).name.text, "d");
}

TEST(Recovery, WhatFailedLeavesNothingBehind) {
  const Parsed parsed = read("define a = 1 + 2 * (3\ndefine b = 4\n");
  ASSERT_EQ(parsed.ast.decls.size(), 1U);
  EXPECT_EQ(parsed.ast.exprs.size(), 1U);
  const Parsed facts = read(
      "scenario \"s\" { a { x 1 y } today 2022-01-01 expect z = 1 }\n"
      "scenario \"t\" { b { v 2 } today 2022-01-01 expect z = 1 }\n");
  ASSERT_EQ(facts.ast.decls.size(), 1U);
  EXPECT_EQ(std::get<ast::ScenarioDecl>(facts.ast.decls[0]).facts.size(), 1U);
}

TEST(Recovery, ErrorsOfAllFilesInTheirOrder) {
  const source::SourceSet sources({{"a", "define = 1"}, {"b", "define x = 1"}, {"c", "decide"}});
  const Parsed parsed = parse(sources);
  ASSERT_EQ(parsed.diagnostics.items().size(), 2U);
  EXPECT_EQ(sources.position(parsed.diagnostics.items()[0].span.begin).file, 0U);
  EXPECT_EQ(sources.position(parsed.diagnostics.items()[1].span.begin).file, 2U);
  EXPECT_EQ(parsed.ast.decls.size(), 1U);
}

TEST(Recovery, ADeclarationNeedsItsShape) {
  using grammar::is_declaration_at;
  for (const std::string_view text : {"define x", "tier Gold {", "tier {", "tiers", "program \"p\"",
                                      "program P {", "table (", "scenario \"s\"", "scenario s",
                                      "status tier {", "invariant x", "enum Region {", "decide"}) {
    EXPECT_TRUE(is_declaration_at(text, 0)) << text;
  }
  for (const std::string_view text :
       {"tier = Gold", "tier >= Gold", "tier and x", "program : text", "status : text",
        "status \"x\"", "status active", "tier before today >= Gold", "tiers \"a clause\"",
        "defined = 1", "# define x"}) {
    EXPECT_FALSE(is_declaration_at(text, 0)) << text;
  }
}

TEST(Recovery, GoesOnAtTheNextDeclarationThatBeginsALine) {
  const std::string_view text = "define a = x define b\n  # define\n\n\t tier = 1\n  tier T {\n";
  EXPECT_EQ(grammar::next_declaration(text, 3), text.find("tier T"));
  EXPECT_EQ(grammar::next_declaration(text, 0), 0U);
  EXPECT_EQ(grammar::next_declaration(text, text.size()), text.size());
  EXPECT_EQ(grammar::next_declaration("", 0), 0U);
}

TEST(Spans, CoverWhatIsWritten) {
  const std::string text = "define a = f(b) + (c * 2.5%) rounded up   # no part of it\ndecide a\n";
  const source::SourceSet sources({{"a.tier", text}});
  const Parsed parsed = parse(sources);
  const auto& define = std::get<ast::DefineDecl>(parsed.ast.decls[0]);
  EXPECT_EQ(sources.text(define.span), "define a = f(b) + (c * 2.5%) rounded up");
  EXPECT_EQ(sources.text(define.name.span), "a");
  const ast::Expr& rounded = parsed.ast[define.value];
  EXPECT_EQ(sources.text(rounded.span), "f(b) + (c * 2.5%) rounded up");
  const ast::Expr& sum = parsed.ast[rounded.kids[0]];
  EXPECT_EQ(sources.text(sum.span), "f(b) + (c * 2.5%)");
  EXPECT_EQ(sources.text(parsed.ast[sum.kids[0]].span), "f(b)");
  EXPECT_EQ(sources.text(parsed.ast[sum.kids[1]].span), "(c * 2.5%)");
  EXPECT_EQ(sources.text(parsed.ast[parsed.ast[sum.kids[1]].kids[1]].span), "2.5%");
}

TEST(Spans, OfTheSecondFileAreOffsetsInTheWholeSet) {
  const source::SourceSet sources({{"a", "decide x\n"}, {"b", "define a = 5 EUR because s.c"}});
  const Parsed parsed = parse(sources);
  const auto& define = std::get<ast::DefineDecl>(parsed.ast.decls[1]);
  EXPECT_EQ(sources.text(parsed.ast[define.value].span), "5 EUR");
  EXPECT_EQ(sources.text(define.because->clause.span), "c");
}

// A missing token is reported where the text before it ends.
TEST(Places, OfMissingTokens) {
  struct Case {
    std::string text;
    uint32_t line, column;
  };
  const Case cases[] = {
      {"tier T {\n  requires a : b   # why\n\n\ndefine c = 1\n", 2, 17},
      {"define a = (b + c\n\n# why\n", 1, 18},
      {"define a =\n\ndefine b = 1\n", 1, 11},
      {"subject s { a Region }\n", 1, 15},
  };
  for (const Case& one : cases) {
    const source::SourceSet sources({{"a.tier", one.text}});
    const Parsed parsed = parse(sources);
    ASSERT_EQ(parsed.diagnostics.items().size(), 1U) << one.text;
    const source::Position at = sources.position(parsed.diagnostics.items()[0].span.begin);
    EXPECT_EQ(at.line, one.line) << one.text;
    EXPECT_EQ(at.column, one.column) << one.text;
  }
}

}  // namespace
}  // namespace tierline::dsl
