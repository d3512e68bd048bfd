// Texts that are too large, too deep or too wrong: one clear diagnostic each, within a second when
// optimised, and no crash, also under the address sanitizer.
#include <ctime>
#include <functional>
#include <string>

#include "base/limits.hpp"
#include "dsl/dsl.hpp"
#include "dsl/source/render_json.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

using source::Code;

constexpr size_t kMany = 100'000;

// Seconds of our own work, whatever else the machine does. Unoptimised and sanitized builds are
// some ten times slower; they are there to find crashes.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
constexpr double kPatience = 1.0;
#else
constexpr double kPatience = 20.0;
#endif

std::string repeated(std::string_view text, size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

class Patience {
 public:
  ~Patience() { EXPECT_LT(static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC, kPatience); }

 private:
  std::clock_t begin_ = std::clock();
};

struct Outcome {
  source::SourceSet sources;
  dsl::Parsed parsed;
};

Outcome parse(std::string text) {
  const Patience patience;
  Outcome outcome{source::SourceSet({{"program.tier", std::move(text)}}), {}};
  outcome.parsed = dsl::parse(outcome.sources);
  return outcome;
}

std::string rendered(const Outcome& outcome) {
  return source::render_text(outcome.sources, outcome.parsed.diagnostics);
}

void expect_one(const Outcome& outcome, Code code) {
  ASSERT_EQ(outcome.parsed.diagnostics.items().size(), 1U) << rendered(outcome).substr(0, 2000);
  EXPECT_EQ(outcome.parsed.diagnostics.items()[0].code, code) << rendered(outcome).substr(0, 2000);
}

void expect_fine(const Outcome& outcome) {
  EXPECT_FALSE(outcome.parsed.diagnostics.has_errors()) << rendered(outcome).substr(0, 2000);
}

// ---- size
// ----------------------------------------------------------------------------------------

TEST(SizeLimit, TenMegabytesAreRefusedAtOnce) {
  const Outcome outcome = parse(repeated("define a = 1 + 1\n", 10'000'000 / 17));
  expect_one(outcome, Code::SourceTooLarge);
  EXPECT_TRUE(outcome.parsed.ast.decls.empty());
  golden::expect_same(golden::folder("parse") / "limit_too_large.txt", rendered(outcome));
}

TEST(SizeLimit, CountsAllFilesTogether) {
  const std::string half(base::kSourceBytesMax / 2, '\n');
  const auto errors = [](std::string second) {
    return dsl::parse(source::SourceSet({{"a.tier", std::string(base::kSourceBytesMax / 2, '\n')},
                                         {"b.tier", std::move(second)}}))
        .diagnostics.error_count();
  };
  EXPECT_EQ(errors(half), 0U);
  EXPECT_EQ(errors(half + "\n"), 1U);
}

TEST(SizeLimit, AFullProgramIsRead) {
  const std::string one = "define a = b + c * (1 - 5%) rounded half even  # why\n";
  const Outcome outcome = parse(repeated(one, base::kSourceBytesMax / one.size()));
  expect_fine(outcome);
  EXPECT_EQ(outcome.parsed.ast.decls.size(), base::kSourceBytesMax / one.size());
}

TEST(SizeLimit, LongTokens) {
  const size_t size = base::kSourceBytesMax - 100;
  expect_fine(parse("define " + std::string(size, 'a') + " = 1\n"));
  expect_fine(parse("define a = " + std::string(size, '1') + "\n"));
  expect_fine(parse("define a = \"" + std::string(size, 'x') + "\"\n"));
  expect_fine(parse("# " + std::string(size, 'x')));
  expect_fine(parse(std::string(size, ' ')));
  expect_one(parse("define a = \"" + std::string(size, 'x')), Code::UnclosedText);
  expect_one(parse(std::string(size, 'x')), Code::UnknownDeclaration);
}

TEST(SizeLimit, LongLinesAreShownInPart) {
  const Outcome outcome = parse("define a = " + repeated("b ", kMany));
  EXPECT_LT(rendered(outcome).size(), 1000U);
}

// ---- depth
// ---------------------------------------------------------------------------------------

struct Deep {
  const char* why;
  std::string before, again, core, after, end;

  std::string at(size_t depth) const {
    return before + repeated(again, depth) + core + repeated(after, depth) + end;
  }
};

const Deep kDeep[] = {
    {"brackets", "define a = ", "(", "b", ")", "\n"},
    {"not", "define a = ", "not ", "b", "", "\n"},
    {"minus", "define a = ", "- ", "b", "", "\n"},
    {"if in then", "define a = ", "if b then ", "c", " else d", "\n"},
    {"if in else", "define a = ", "if b then c else ", "d", "", "\n"},
    {"if in if", "define a = ", "if ", "b", " then c else d", "\n"},
    {"calls", "define a = ", "f(", "b", ")", "\n"},
    {"calls, second argument", "define a = ", "f(1, ", "b", ")", "\n"},
    {"max", "define a = ", "max(1, ", "b", ")", "\n"},
    {"known", "define a = ", "known(", "b", ")", "\n"},
    {"any of", "define a = ", "any of (b, ", "c", ")", "\n"},
    {"year passed", "define a = ", "a full fiscal year has passed since ", "d", "", "\n"},
    {"status", "status tier { holds until ", "(", "d", ")", " }\n"},
    {"where", "define a = ", "any sale where ", "b", "", "\n"},
    {"start of", "define a = ", "start of ", "p", "", "\n"},
    {"month of", "define a = ", "month of ", "d", "", "\n"},
    {"end of quarter", "define a = ", "end of quarter ", "today", "", "\n"},
    {"year number of", "define a = ", "year number of ", "d", "", "\n"},
    {"bands", "define a = ", "whole b of ", "c", "", "\n"},
    {"at", "define a = ", "(b at ", "c", ")", "\n"},
    {"and in brackets", "define a = ", "(b and ", "c", ")", "\n"},
    {"otherwise in brackets", "define a = ", "(b otherwise ", "c", ")", "\n"},
    {"plus in brackets", "define a = ", "(b + ", "c", ")", "\n"},
    {"in a table", "table t(A) { B : ", "(", "c", ")", " }\n"},
    {"in a field's default", "subject s { a : int = ", "-(", "1", ")", " }\n"},
    {"in a condition with =", "define a = 1 except b when ", "(", "c", ")", " = 2 = 3\n"},
    {"in a condition alone", "define a = 1 except b when ", "(", "c", ")", " = 3\n"},
    {"a chain of +", "define a = b", " + b", "", "", "\n"},
    {"a chain of *", "define a = b", " * b", "", "", "\n"},
    {"a chain of and", "define a = b", " and b", "", "", "\n"},
    {"a chain of or", "define a = b", " or b", "", "", "\n"},
    {"a chain of at", "define a = b", " at c", "", "", "\n"},
    {"a chain of otherwise", "define a = b", " otherwise c", "", "", "\n"},
    {"a chain of rounded", "define a = b", " rounded up", "", "", "\n"},
};

TEST(DepthLimit, ManyLevelsGiveOneDiagnostic) {
  for (const Deep& deep : kDeep) {
    SCOPED_TRACE(deep.why);
    expect_one(parse(deep.at(kMany) + "define z = 1\n"), Code::NestingTooDeep);
  }
}

TEST(DepthLimit, UnclosedBracketsGiveOneDiagnostic) {
  const Outcome outcome = parse("define a = " + std::string(kMany, '('));
  expect_one(outcome, Code::NestingTooDeep);
  golden::expect_same(golden::folder("parse") / "limit_too_deep.txt", rendered(outcome));
  EXPECT_EQ(parse(std::string(kMany, '{')).parsed.diagnostics.error_count(), 1U);
  EXPECT_EQ(parse(std::string(kMany, '(')).parsed.diagnostics.error_count(), 1U);
  EXPECT_EQ(parse("program \"p\" " + std::string(kMany, '{')).parsed.diagnostics.error_count(), 1U);
}

TEST(DepthLimit, ReadingGoesOnAfterIt) {
  const Outcome outcome = parse("define a = " + std::string(kMany, '(') + "\ndefine b = 1\n");
  expect_one(outcome, Code::NestingTooDeep);
  EXPECT_EQ(outcome.parsed.ast.decls.size(), 1U);
}

// Whatever is accepted can be printed, read again, laid out and compared.
TEST(DepthLimit, WhatIsAcceptedCanBeWalked) {
  for (const Deep& deep : kDeep) {
    SCOPED_TRACE(deep.why);
    size_t deepest = 0;
    for (size_t depth = 1; depth <= base::kNestingMax + 1; depth += depth < 190 ? 9 : 1) {
      const std::string text = deep.at(depth);
      const Outcome outcome = parse(text);
      if (outcome.parsed.diagnostics.has_errors()) {
        break;
      }
      deepest = depth;
    }
    EXPECT_GE(deepest, base::kNestingMax / 2 - 9);
    const std::string text = deep.at(deepest);
    const Outcome outcome = parse(text);
    EXPECT_EQ(dsl::format({"a.tier", dsl::format({"a.tier", text})}),
              dsl::format({"a.tier", text}));
    const Outcome again = parse(dsl::print(outcome.parsed.ast));
    EXPECT_TRUE(dsl::same(outcome.parsed.ast, again.parsed.ast));
  }
}

// ---- number
// --------------------------------------------------------------------------------------

std::string numbered(size_t count, const std::function<std::string(size_t)>& one) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += one(i);
  }
  return text;
}

TEST(ManyLimit, Declarations) {
  const Outcome outcome = parse(numbered(kMany, [](size_t i) {
    return "define a" + std::to_string(i) + " = " + std::to_string(i) + "\n";
  }));
  expect_fine(outcome);
  EXPECT_EQ(outcome.parsed.ast.decls.size(), kMany);
}

TEST(ManyLimit, PartsOfADeclaration) {
  expect_fine(parse("decide a" + repeated(", a", kMany)));
  expect_fine(parse("tiers a" + repeated(" < a", kMany)));
  expect_fine(parse("enum E { a" + repeated(", a", kMany) + " }"));
  expect_fine(parse("table t(A) : int { " + repeated("a : 1 ", kMany) + " }"));
  expect_fine(parse("table t(A) : int { a" + repeated(", a", kMany) + " : 1 }"));
  expect_fine(parse("table t(A) { a b c : " + repeated("1 ", kMany) + " }"));
  expect_fine(parse("define a = f(1" + repeated(", 1", kMany) + ")"));
  expect_fine(parse("ledger l of a { " + repeated("f : int ", kMany) + " }"));
  expect_fine(parse("tier A { " + repeated("requires b : c ", kMany) + " }"));
  expect_fine(parse("define a = 1 " + repeated("except b when c = 2 ", kMany)));
}

TEST(ManyLimit, ErrorsAreCountedAndTheFirstAreShown) {
  const Outcome outcome = parse(repeated("define = 1\n", kMany));
  EXPECT_GE(outcome.parsed.diagnostics.error_count(), base::kErrorsShownMax);
  EXPECT_LE(outcome.parsed.diagnostics.error_count(), kMany);
  const Patience patience;
  const std::string text = rendered(outcome);
  EXPECT_NE(text.find("\nand "), std::string::npos);
  EXPECT_LT(text.size(), 20'000U);
  EXPECT_LT(source::render_json(outcome.sources, outcome.parsed.diagnostics).size(), 50'000U);
}

TEST(ManyLimit, ErrorsOnOneLine) {
  const Patience patience;
  EXPECT_EQ(parse(repeated("define = 1 ", kMany)).parsed.diagnostics.error_count(), 1U);
  EXPECT_GE(parse("table t(A) " + repeated("first ", kMany)).parsed.diagnostics.error_count(), 1U);
}

TEST(ManyLimit, BlankAndCommentLinesBeforeErrors) {
  const Patience patience;
  EXPECT_GE(parse(repeated("define = 1\n\n\n\n\n# why\n", kMany)).parsed.diagnostics.error_count(),
            base::kErrorsShownMax);
  EXPECT_EQ(parse("define a = (1" + repeated("\n", kMany)).parsed.diagnostics.error_count(), 1U);
}

TEST(ManyLimit, FormattingIsLinear) {
  const Patience patience;
  const std::string text =
      "decide a" + repeated(", a", kMany / 4) + "\n" + repeated("define a=b  # why\n", kMany / 10);
  const std::string once = dsl::format({"a.tier", text});
  EXPECT_NE(once, text);
  EXPECT_EQ(dsl::format({"a.tier", once}), once);
}

}  // namespace
}  // namespace tierline
