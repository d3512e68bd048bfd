// What one file may not hold. Each check is first shown a file that breaks it, then the repository.
#include "tests/tidy/sources.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace tierline::tidy {
namespace {

using Judge = std::function<Findings(std::string_view, std::string_view)>;

// Runs a check over every file that `concerns` accepts.
Findings over_repository(const std::function<bool(std::string_view)>& concerns,
                         const Judge& judge) {
  Findings all;
  for (const std::string& path : repository_files()) {
    if (!concerns(path)) continue;
    const Findings here = judge(path, read_text(path));
    all.insert(all.end(), here.begin(), here.end());
  }
  return all;
}

std::string lines(std::size_t count) {
  std::string text;
  while (count-- > 0) text += "x\n";
  return text;
}

TEST(Repository, IsRead) {
  EXPECT_TRUE(exists_in_repository("base/limits.hpp"));
  EXPECT_TRUE(exists_in_repository("base/"));
  EXPECT_TRUE(exists_in_repository("tests/tidy/*_test.cpp"));
  EXPECT_FALSE(exists_in_repository("base/limit"));
  EXPECT_FALSE(exists_in_repository("tests/*_test.cpp")) << "a star does not cross a folder";
}

TEST(CodeOnly, BlanksCommentsAndLiterals) {
  EXPECT_EQ(code_only("int a;  // double\nb"), "int a;           \nb");
  EXPECT_EQ(code_only("a /* double\n*/ b"), "a          \n   b");
  EXPECT_EQ(code_only("f(\"double\\\"\", 'd')"), "f(          ,    )");
  EXPECT_EQ(code_only("R\"x(double)x\" y"), "              y");
  EXPECT_EQ(code_only("1'000 + double"), "1'000 + double");
}

TEST(Exactness, SeesBinaryFloatingPoint) {
  EXPECT_EQ(judge_exactness("runtime/x.cpp", "int a;\ndouble b;\n").size(), 1U);
  EXPECT_EQ(judge_exactness("compiler/x.cpp", "static_cast<float>(a)\n").size(), 1U);
  EXPECT_EQ(judge_exactness("runtime/x.cpp", "std::chrono::system_clock::now()").size(), 1U);
  EXPECT_TRUE(judge_exactness("runtime/x.cpp", "// no double here\nint doubled;\n").empty());
  EXPECT_TRUE(judge_exactness("bench/x.cpp", "double seconds;\n").empty());
}

TEST(Exactness, HoldsInCompilerAndRuntime) {
  const Findings found = over_repository(is_cpp, judge_exactness);
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(Draws, AreSeenWhereTheirOrderIsTheCompilers) {
  EXPECT_EQ(judge_draws("x.cpp", "return named(all, stream) + stream.between(-1, 1);\n").size(),
            1U);
  EXPECT_EQ(judge_draws("x.cpp", "at = stream_.below(3) * stream_.below(2);\n").size(), 1U);
  EXPECT_TRUE(
      judge_draws("x.cpp", "if (stream.one_in(2)) return all + stream.below(2);\n").empty());
  EXPECT_TRUE(judge_draws("x.cpp", "const Case both{stream.below(2), stream.below(2)};\n").empty());
  EXPECT_TRUE(
      judge_draws("x.cpp", "return stream.one_in(2) ? -1 : 2 + stream.below(9);\n").empty());
}

TEST(Draws, StandAloneInEveryExpression) {
  const Findings found = over_repository(is_cpp, judge_draws);
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(HeaderComment, MustBeThereAndLeadSomewhere) {
  const std::string good = "// This file is an example with a long enough idea. See base/id.hpp.\n";
  EXPECT_TRUE(judge_header_comment("x.cpp", good).empty());
  EXPECT_EQ(judge_header_comment("x.cpp", "#include <vector>\n").size(), 1U);
  EXPECT_EQ(judge_header_comment("x.cpp", "// Short, see it.\n").size(), 1U);
  EXPECT_TRUE(judge_header_comment("base/digest.cpp", "int a;\n").empty()) << "its header says it";
  const std::string lost =
      "// This file is an example, tested by: tests/unit/base/no_such_test.cpp\n";
  EXPECT_EQ(judge_header_comment("x.cpp", lost).size(), 1U);
}

TEST(HeaderComment, StandsOnEverySource) {
  const auto ours = [](std::string_view path) { return is_cpp(path); };
  const Findings found = over_repository(ours, judge_header_comment);
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(Length, NeedsAReasonAboveTheMark) {
  const std::map<std::string, std::string> reasons{{"a.cpp", "one table"}, {"b.cpp", ""}};
  EXPECT_TRUE(judge_length("c.cpp", lines(kLinesMax), reasons).empty());
  EXPECT_EQ(judge_length("c.cpp", lines(kLinesMax + 1), reasons).size(), 1U);
  EXPECT_TRUE(judge_length("a.cpp", lines(kLinesMax + 1), reasons).empty());
  EXPECT_EQ(judge_length("a.cpp", lines(kLinesMax), reasons).size(), 1U) << "a stale reason";
  EXPECT_EQ(judge_length("b.cpp", lines(kLinesMax + 1), reasons).size(), 1U) << "no reason";
}

TEST(Length, IsKeptOrExcused) {
  const auto reasons = parse_reasons(read_text("tests/tidy/long_files.txt"));
  for (const auto& [path, reason] : reasons) EXPECT_TRUE(exists_in_repository(path)) << path;
  const Findings found = over_repository(is_cpp, [&](std::string_view path, std::string_view text) {
    return judge_length(path, text, reasons);
  });
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(Words, SeesSomebodysMachine) {
  EXPECT_EQ(judge_words("x.md",
                        "see /ho"
                        "me/ada/notes\n")
                .size(),
            1U);
  EXPECT_EQ(judge_words("x.md",
                        "cp .."
                        "/shared/data\n")
                .size(),
            1U);
  EXPECT_EQ(judge_words("x.sh",
                        "curl deb.deb"
                        "ian.org\n")
                .size(),
            1U);
  EXPECT_TRUE(judge_words("x.md", "team/work/plan and the root/leaf\n").empty());
}

TEST(Words, AreNobodysMachine) {
  const Findings found = over_repository(is_text, judge_words);
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(Blanks, AreSeen) {
  EXPECT_EQ(judge_blanks("x.cpp", "a\tb\nc \nd\r\ne\n").size(), 3U);
  EXPECT_EQ(judge_blanks("x.cpp", "a").size(), 1U);
  EXPECT_TRUE(judge_blanks("x.cpp", "a b\n").empty());
}

TEST(Blanks, AreCleanInSources) {
  const auto concerns = [](std::string_view path) {
    return is_cpp(path) || path.ends_with(".cmake") || path.ends_with("CMakeLists.txt") ||
           path.starts_with("scripts/") || path.starts_with(".ci/");
  };
  const Findings found = over_repository(concerns, judge_blanks);
  EXPECT_TRUE(found.empty()) << show(found);
}

}  // namespace
}  // namespace tierline::tidy
