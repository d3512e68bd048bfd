// print/parse: a tree printed and read again is the same tree; the formatter changes neither the
// tree nor a single comment, and has nothing to change the second time.
//
// To see it red: let dsl/format drop one bracket that is needed, or a comment after a `}`.
#include <algorithm>

#include "dsl/dsl.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using generators::Case;

dsl::Parsed parsed(const std::string& text) {
  return dsl::parse(source::SourceSet({{"program.tier", text}}));
}

std::string text_of(const Case& one) {
  generators::Choices choices = generators::Choices::replay(one.program);
  return generators::make_program(choices, one.size).text;
}

/// Puts comments behind lines and on lines of their own; no text of the generator spans lines.
std::string with_comments(const std::string& text, const generators::Draws& draws) {
  generators::Choices choices = generators::Choices::replay(draws);
  std::string out;
  int number = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const bool own_line = choices.chance(1, 8);
    if (own_line) out += "  # own line " + std::to_string(++number) + "\n";
    out += text.substr(at, end - at);
    if (choices.chance(1, 8)) out += "   # behind " + std::to_string(++number) + " { } \" =";
    out += "\n";
    if (choices.chance(1, 8)) out += "\n";
    at = end + 1;
  }
  return out;
}

std::vector<std::string> comments_of(const ast::Ast& ast) {
  std::vector<std::string> out;
  for (const ast::Comment& comment : ast.comments) out.push_back(comment.text);
  std::sort(out.begin(), out.end());
  return out;
}

TEST(LawPrintParse, PrintedTreesAreReadBack) {
  const auto cases = generators::cases(0);
  law::holds("parse(print(a)) is a", law::pairs() / 20, [&] {
    const std::string text = text_of(*cases);
    const dsl::Parsed first = parsed(text);
    RC_ASSERT(!first.diagnostics.has_errors());
    const std::string printed = dsl::print(first.ast);
    const dsl::Parsed second = parsed(printed);
    if (second.diagnostics.has_errors()) RC_FAIL("the printed program is refused:\n" + printed);
    if (!dsl::same(first.ast, second.ast)) RC_FAIL("printed, it is another tree:\n" + printed);
  });
}

TEST(LawPrintParse, FormattingKeepsTreeAndComments) {
  const auto cases = generators::cases(1);
  law::holds("format keeps the tree and every comment, and is idempotent", law::pairs() / 20, [&] {
    const Case one = *cases;
    const generators::Draws none;
    const std::string text =
        with_comments(text_of(one), one.questions.empty() ? none : one.questions[0]);
    const dsl::Parsed first = parsed(text);
    RC_ASSERT(!first.diagnostics.has_errors());
    const std::string formatted = dsl::format({"program.tier", text});
    const dsl::Parsed second = parsed(formatted);
    if (second.diagnostics.has_errors()) RC_FAIL("formatted, it is refused:\n" + formatted);
    if (!dsl::same(first.ast, second.ast)) RC_FAIL("formatted, it is another tree:\n" + formatted);
    if (comments_of(first.ast) != comments_of(second.ast)) {
      RC_FAIL("a comment is lost:\n" + text + "\n---- formatted ----\n" + formatted);
    }
    const std::string again = dsl::format({"program.tier", formatted});
    if (again != formatted) {
      RC_FAIL("formatted twice is another text:\n" + formatted + "\n---- again ----\n" + again);
    }
  });
}

}  // namespace
}  // namespace tierline
