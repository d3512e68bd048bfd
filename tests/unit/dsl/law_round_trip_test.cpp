// Laws of the language's front, over random trees:
//   parse(print(a)) is a;   format(format(t)) is format(t);   format keeps the tree;
//   and no text at all, however broken, makes the front fail.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <string>

#include "dsl/dsl.hpp"
#include "dsl/source/render_json.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/unit/dsl/random_ast.hpp"

namespace tierline::dsl {
namespace {

source::SourceSet set_of(const std::string& text) {
  return source::SourceSet({{"random.tier", text}});
}

std::string why_not(const std::string& text) {
  const source::SourceSet sources = set_of(text);
  return text + "\n" + source::render_text(sources, parse(sources).diagnostics);
}

RC_GTEST_PROP(LawRoundTrip, PrintedTreesAreReadAgain, (uint64_t seed)) {
  const ast::Ast tree = random_ast(seed);
  const std::string text = print(tree);
  const Parsed parsed = parse(set_of(text));
  if (parsed.diagnostics.has_errors()) {
    RC_FAIL(why_not(text));
  }
  if (!same(tree, parsed.ast)) {
    RC_FAIL(text + "\n--- wanted\n" + dump(tree) + "\n--- read\n" + dump(parsed.ast));
  }
}

RC_GTEST_PROP(LawRoundTrip, LayoutKeepsTheTreeAndIsItsOwnLayout, (uint64_t seed)) {
  const ast::Ast tree = random_ast(seed);
  std::string text = print(tree);
  text.insert(0, " \n");  // so that a formatter which gives up is seen
  const std::string once = format({"random.tier", text});
  RC_ASSERT(once != text);
  const Parsed parsed = parse(set_of(once));
  if (parsed.diagnostics.has_errors() || !same(tree, parsed.ast)) {
    RC_FAIL(why_not(once));
  }
  RC_ASSERT(format({"random.tier", once}) == once);
}

// A program, with some of its characters taken out, doubled or replaced.
std::string damaged(std::string text, uint64_t seed) {
  std::mt19937_64 engine(seed);
  constexpr std::string_view kPool = "(){}=<>\"\\#.,:;%-+ \n0a_E\xC3\xBC";
  for (size_t i = 0, n = 1 + engine() % 6; i < n && !text.empty(); ++i) {
    const size_t at = engine() % text.size();
    switch (engine() % 3) {
      case 0:
        text.erase(at, 1 + engine() % 5);
        break;
      case 1:
        text.insert(at, text.substr(at, engine() % 9));
        break;
      default:
        text[at] = kPool[engine() % kPool.size()];
        break;
    }
  }
  return text;
}

RC_GTEST_PROP(LawRoundTrip, NoTextMakesTheFrontFail, (uint64_t seed)) {
  const std::string text = damaged(print(random_ast(seed)), seed);
  const source::SourceSet sources = set_of(text);
  const Parsed parsed = parse(sources);
  RC_ASSERT(!source::render_text(sources, parsed.diagnostics).empty() ==
            !parsed.diagnostics.items().empty());
  RC_ASSERT(!source::render_json(sources, parsed.diagnostics).empty());
  for (const source::Diagnostic& diagnostic : parsed.diagnostics.items()) {
    RC_ASSERT(diagnostic.span.begin <= diagnostic.span.end);
    RC_ASSERT(diagnostic.span.end <= text.size());
    RC_ASSERT(!diagnostic.message.empty());
  }
  const std::string laid_out = format({"random.tier", text});
  RC_ASSERT((parsed.diagnostics.has_errors() ? laid_out == text
                                             : same(parse(set_of(laid_out)).ast, parsed.ast)));
  if (!parsed.diagnostics.has_errors()) {
    RC_ASSERT(same(parse(set_of(print(parsed.ast))).ast, parsed.ast));
  }
}

}  // namespace
}  // namespace tierline::dsl
