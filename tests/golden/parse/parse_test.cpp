// What the parser makes of a text. `fail_*.tier` has diagnostics, and `ok_*.tier` has none; beside
// each stands what is printed: the diagnostics, or the tree. `format_*.tier` has its layout beside
// it.
#include <map>

#include "dsl/dsl.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

namespace fs = std::filesystem;

bool is_a(const fs::path& file, std::string_view kind) {
  return file.filename().string().starts_with(std::string(kind) + "_");
}

source::SourceSet load(const fs::path& file) {
  return source::SourceSet({{file.filename().string(), golden::read(file)}});
}

fs::path expectation(fs::path file) { return file.replace_extension(".txt"); }

class GoldenParse : public testing::TestWithParam<fs::path> {};

TEST_P(GoldenParse, SaysWhatStandsBeside) {
  const source::SourceSet sources = load(GetParam());
  const dsl::Parsed parsed = dsl::parse(sources);
  const std::string diagnostics = source::render_text(sources, parsed.diagnostics);
  EXPECT_EQ(is_a(GetParam(), "fail"), parsed.diagnostics.has_errors()) << diagnostics;
  const std::string shown = is_a(GetParam(), "fail")     ? diagnostics
                            : is_a(GetParam(), "format") ? dsl::format(sources.files()[0])
                                                         : dsl::dump(parsed.ast);
  golden::expect_same(expectation(GetParam()), shown);
}

TEST_P(GoldenParse, PrintsAndFormatsWithoutLoss) {
  const source::SourceSet sources = load(GetParam());
  const dsl::Parsed parsed = dsl::parse(sources);
  if (parsed.diagnostics.has_errors()) {
    EXPECT_EQ(dsl::format(sources.files()[0]), sources.files()[0].text) << "left alone";
    return;
  }
  const dsl::Parsed printed = dsl::parse(source::SourceSet({{"printed", dsl::print(parsed.ast)}}));
  EXPECT_FALSE(printed.diagnostics.has_errors()) << dsl::print(parsed.ast);
  EXPECT_EQ(dsl::dump(printed.ast), dsl::dump(parsed.ast));
  const std::string once = dsl::format(sources.files()[0]);
  const dsl::Parsed formatted = dsl::parse(source::SourceSet({{"formatted", once}}));
  EXPECT_TRUE(dsl::same(parsed.ast, formatted.ast)) << once;
  EXPECT_EQ(dsl::format({"formatted", once}), once);
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  return info.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenParse, testing::ValuesIn(golden::programs("parse")),
                         test_name);

// Codes 101 to 199 are ours: each must be seen somewhere in this folder.
TEST(GoldenParseFolder, ShowsEverySyntaxCode) {
  std::string all;
  for (const auto& entry : fs::directory_iterator(golden::folder("parse"))) {
    all += entry.path().extension() == ".txt" ? golden::read(entry.path()) : "";
  }
  constexpr std::pair<std::string_view, int> kCodes[] = {
#define TIERLINE_DIAGNOSTIC(name, number, severity, title) {#name, number},
#include "dsl/source/diagnostics.def"
#undef TIERLINE_DIAGNOSTIC
  };
  size_t seen = 0;
  for (const auto& [name, number] : kCodes) {
    if (number < 200) {
      ++seen;
      EXPECT_NE(all.find("TL0" + std::to_string(number)), std::string::npos) << name;
    }
  }
  EXPECT_GT(seen, 10U);
}

TEST(GoldenParseFolder, HoldsEachKindOfFile) {
  std::map<std::string, int> kinds;
  for (const fs::path& file : golden::programs("parse")) {
    const std::string name = file.filename().string();
    ++kinds[name.substr(0, name.find('_'))];
  }
  EXPECT_GT(kinds["fail"], 10);
  EXPECT_GT(kinds["ok"], 3);
  EXPECT_GT(kinds["format"], 1);
  EXPECT_EQ(kinds.size(), 3U) << "a file is fail_, ok_ or format_";
}

}  // namespace
}  // namespace tierline
