// One type, one name. The judge is judged on examples first, then it reads the libraries.
#include "tests/tidy/types.hpp"

#include <gtest/gtest.h>

namespace tierline::tidy {
namespace {

const char kNamed[] =
    "namespace tierline::a {\n"
    "struct Box {\n};\n"
    "class Open final : public Box {\n};\n"
    "struct Later;\n"
    "namespace {\n"
    "struct Own {\n};\n"
    "}  // namespace\n"
    "enum class Word : int { One };\n"
    "}  // namespace tierline::a\n";

TEST(Types, AreReadWithTheirNamespaces) {
  const std::vector<TypeDefinition> want = {
      {"tierline::a::Box", 2}, {"tierline::a::Open", 4}, {"tierline::a::Word", 11}};
  EXPECT_EQ(types_of(kNamed), want);
}

TEST(Types, TwiceIsSeen) {
  const Findings found =
      judge_types({{"a.hpp", kNamed}, {"b.hpp", "namespace tierline::a {\nclass Box {\n"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "b.hpp");
  EXPECT_EQ(found[0].line, 2U);
}

TEST(Types, HaveOneNameEachInTheLibraries) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& path : repository_files()) {
    if (!is_cpp(path) || path.ends_with("_test.cpp")) continue;
    if (path.starts_with("tests/") && !path.starts_with("tests/generators/")) continue;
    files.emplace_back(path, read_text(path));
  }
  EXPECT_GE(files.size(), 100U) << "the libraries were not read";
  const Findings found = judge_types(files);
  EXPECT_TRUE(found.empty()) << show(found);
}

}  // namespace
}  // namespace tierline::tidy
