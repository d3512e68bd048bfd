// Trees that no parser would make: chains and nests of a hundred thousand steps, and long chains of
// definitions. Each has its answer at once, and none costs the stack.
#include <gtest/gtest.h>

#include <string>

#include "base/limits.hpp"
#include "compiler/checked/from_ast.hpp"
#include "dsl/dsl.hpp"

namespace tierline::checked {
namespace {

std::variant<std::string, std::string> no_files(std::string_view) {
  return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
}

ast::Ast parse(const std::string& text) {
  dsl::Parsed parsed = dsl::parse(source::SourceSet({{"program.tier", text}}));
  EXPECT_FALSE(parsed.diagnostics.has_errors());
  return std::move(parsed.ast);
}

const std::string kHead =
    "program \"Limits\" { currency EUR }\nsubject account { key id : text  flag : bool }\n";

ast::ExprId add(ast::Ast& tree, ast::ExprKind kind, std::string text,
                std::vector<ast::ExprId> kids) {
  ast::Expr& expr = tree.exprs.emplace_back();
  expr.kind = kind;
  expr.text = text;
  expr.op = text;
  expr.kids = std::move(kids);
  return ast::ExprId{static_cast<uint32_t>(tree.exprs.size() - 1)};
}

/// A program whose one definition has the value that `grow` makes of `count` steps.
template <class Grow>
Checked check_grown(std::string start, ast::ExprKind kind, int count, Grow grow) {
  ast::Ast tree = parse(kHead + "define answer = 1\ndecide answer\n");
  ast::ExprId value = add(tree, kind, start, {});
  for (int i = 0; i < count; ++i) value = grow(tree, value);
  for (ast::Decl& decl : tree.decls) {
    if (auto* define = std::get_if<ast::DefineDecl>(&decl)) define->value = value;
  }
  return check(tree, no_files);
}

bool says_too_deep(const Checked& checked) {
  for (const source::Diagnostic& one : checked.diagnostics.items()) {
    if (one.code == source::Code::NestingTooDeep) return true;
  }
  return false;
}

ast::ExprId plus_one(ast::Ast& tree, ast::ExprId left) {
  const ast::ExprId one = add(tree, ast::ExprKind::Number, "1", {});
  return add(tree, ast::ExprKind::Binary, "+", {left, one});
}

ast::ExprId one_plus(ast::Ast& tree, ast::ExprId right) {
  const ast::ExprId one = add(tree, ast::ExprKind::Number, "1", {});
  return add(tree, ast::ExprKind::Binary, "+", {one, right});
}

ast::ExprId not_of(ast::Ast& tree, ast::ExprId value) {
  return add(tree, ast::ExprKind::Not, "", {value});
}

TEST(CheckedLimits, AnswersLongChainsAndDeepNests) {
  EXPECT_TRUE(says_too_deep(check_grown("1", ast::ExprKind::Number, 100'000, plus_one)));
  EXPECT_TRUE(says_too_deep(check_grown("1", ast::ExprKind::Number, 100'000, one_plus)));
  EXPECT_TRUE(says_too_deep(check_grown("yes", ast::ExprKind::Bool, 100'000, not_of)));
}

TEST(CheckedLimits, TakesWhatStaysWithin) {
  EXPECT_TRUE(check_grown("1", ast::ExprKind::Number, 1'900, plus_one).program.has_value());
  EXPECT_TRUE(check_grown("1", ast::ExprKind::Number, 1'900, one_plus).program.has_value());
  EXPECT_TRUE(check_grown("yes", ast::ExprKind::Bool, 1'900, not_of).program.has_value());
}

TEST(CheckedLimits, FollowsTenThousandDefinitionsInAChain) {
  std::string text = kHead;
  for (int i = 0; i < 10'000; ++i) {
    text += "define d" + std::to_string(i) + " = d" + std::to_string(i + 1) + " + 1\n";
  }
  const Checked checked = check(parse(text + "define d10000 = 1\ndecide d0\n"), no_files);
  ASSERT_TRUE(checked.program.has_value());
  EXPECT_EQ(checked.program->defines.size(), 10'001U);
  EXPECT_EQ(checked.program->defines.front().name, "d10000") << "what is used stands before";
}

TEST(CheckedLimits, FindsACycleOfTenThousandDefinitions) {
  std::string text = kHead;
  for (int i = 0; i < 10'000; ++i) {
    text += "define d" + std::to_string(i) + " = d" + std::to_string((i + 1) % 10'000) + " + 1\n";
  }
  const Checked checked = check(parse(text + "decide d0\n"), no_files);
  ASSERT_EQ(checked.diagnostics.items().size(), 1U);
  EXPECT_EQ(checked.diagnostics.items()[0].code, source::Code::DefinitionCycle);
}

// ---- the status ----

bool says(const Checked& checked, source::Code code) {
  for (const source::Diagnostic& one : checked.diagnostics.items()) {
    if (one.code == code) return true;
  }
  return false;
}

Checked check_status(const std::string& requirement, const std::string& line) {
  return check(parse("program \"Limits\" { in force from 2022-07-01 }\n"
                     "subject account { key id : text  flag : bool }\ntiers Silver\n"
                     "tier Silver { requires some : " +
                     requirement + " }\nstatus tier { " + line + " }\ndecide tier\n"),
               no_files);
}

TEST(CheckedLimits, GraceUpToItsLimit) {
  const std::string most = std::to_string(base::kGraceDaysMax);
  const std::string beyond = std::to_string(base::kGraceDaysMax + 1);
  const Checked good = check_status("flag grace " + most + " days", "");
  ASSERT_TRUE(good.program.has_value());
  EXPECT_EQ(good.program->tiers.at(0).requirements.at(0).grace_days, base::kGraceDaysMax);
  for (const std::string& days : {std::string("0"), beyond, std::string(100, '9')}) {
    EXPECT_TRUE(says(check_status("flag grace " + days + " days", ""), source::Code::GraceDays))
        << days;
  }
}

TEST(CheckedLimits, DemotionUpToItsLimit) {
  const std::string most = std::to_string(base::kDemoteTiersMax);
  const Checked good = check_status("flag", "demote at most " + most + " tiers");
  ASSERT_TRUE(good.program.has_value());
  EXPECT_EQ(good.program->status->demote_limit, base::kDemoteTiersMax);
  for (const std::string& tiers :
       {std::string("0"), std::to_string(base::kDemoteTiersMax + 1), std::string(100, '9')}) {
    EXPECT_TRUE(
        says(check_status("flag", "demote at most " + tiers + " tiers"), source::Code::DemoteLimit))
        << tiers;
  }
}

/// A long list of conditions becomes a chain; beyond the limit of levels it is refused.
TEST(CheckedLimits, AnyOfManyConditions) {
  const auto listed = [](size_t count) {
    std::string list = "any of (flag";
    for (size_t i = 1; i < count; ++i) list += ", flag";
    return list + ")";
  };
  EXPECT_TRUE(check_status(listed(1'000), "").program.has_value());
  EXPECT_TRUE(says_too_deep(check_status(listed(100'000), "")));
}

/// Children stand before their parents, and calls find their definitions earlier in the list.
TEST(CheckedLimits, KeepsTheOrderOnWhichReadersRely) {
  const Checked checked = check(parse(kHead + "define a = if flag then b(1) else c\n"
                                              "define b(x : int) = c + x\n"
                                              "define c = 2 otherwise 3\ndecide a\n"),
                                no_files);
  ASSERT_TRUE(checked.program.has_value());
  const CheckedProgram& program = *checked.program;
  for (uint32_t i = 0; i < program.exprs.size(); ++i) {
    for (const ExprId kid : program.exprs[i].kids) EXPECT_LT(kid.value, i);
  }
  for (uint32_t define = 0; define < program.defines.size(); ++define) {
    const Expr& value = program[program.defines[define].value];
    if (value.kind == ExprKind::Call) {
      EXPECT_LT(value.ref, define);
    }
  }
  EXPECT_EQ(program.defines.back().name, "a");
}

}  // namespace
}  // namespace tierline::checked
