// The pages of our codes show what they say: the mistake is answered with the code of the page and
// no other, the repaired text is read without any.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "dsl/dsl.hpp"

namespace tierline::dsl {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The text between "```opening\n" and the next "```"; empty if there is none.
std::string block(const std::string& page, const std::string& opening) {
  const std::string fence = "\n```" + opening + "\n";
  const size_t begin = page.find(fence);
  if (begin == std::string::npos) {
    return {};
  }
  const size_t from = begin + fence.size();
  return page.substr(from, page.find("```", from) - from);
}

std::set<std::string> codes_of(const std::string& text) {
  std::set<std::string> codes;
  const source::SourceFile file{"page.md", text};
  const Parsed parsed = parse(source::SourceSet({file}));
  for (const source::Diagnostic& one : parsed.diagnostics.items()) {
    codes.insert(source::code_text(one.code));
  }
  return codes;
}

TEST(Pages, ShowTheirMistakeAndItsRepair) {
  size_t shown = 0;
  for (int number = 101; number < 200; ++number) {
    const std::string code = source::code_text(static_cast<source::Code>(number));
    const fs::path file = fs::path(TIERLINE_SOURCE_DIR) / "docs/diagnostics" / (code + ".md");
    const std::string page = read_file(file);
    const std::string mistake = block(page, "tier-fails " + code);
    if (mistake.empty()) {
      continue;
    }
    ++shown;
    EXPECT_EQ(codes_of(mistake), (std::set<std::string>{code})) << file;
    const std::string repair = block(page, "text");
    EXPECT_FALSE(repair.empty()) << file;
    EXPECT_EQ(codes_of(repair), std::set<std::string>{}) << file;
  }
  EXPECT_GE(shown, 13U);
}

}  // namespace
}  // namespace tierline::dsl
