// What the checker makes of a text. `fail_*.tier` has diagnostics, and they stand beside it as
// people see them; `ok_*.tier` has none, and beside it stands the checked program. CSV files that
// the texts name stand in this folder. The examples of the pages in docs/diagnostics are held to
// their word.
#include <map>

#include "compiler/checked/from_ast.hpp"
#include "compiler/checked/print.hpp"
#include "dsl/dsl.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

namespace fs = std::filesystem;

bool is_fail(const fs::path& file) { return file.filename().string().starts_with("fail_"); }
fs::path expectation(fs::path file) { return file.replace_extension(".txt"); }

/// Files are looked for in this folder.
std::variant<std::string, std::string> load_beside(std::string_view name) {
  const fs::path file = golden::folder("check") / name;
  using Answer = std::variant<std::string, std::string>;
  if (!fs::is_regular_file(file)) return Answer(std::in_place_index<1>, "there is no such file");
  return Answer(std::in_place_index<0>, golden::read(file));
}

checked::Checked check_text(const source::SourceSet& sources, source::Diagnostics& all) {
  dsl::Parsed parsed = dsl::parse(sources);
  all = std::move(parsed.diagnostics);
  EXPECT_FALSE(all.has_errors()) << source::render_text(sources, all);
  checked::Checked checked = checked::check(parsed.ast, load_beside);
  all.append(checked.diagnostics);
  return checked;
}

class GoldenCheck : public testing::TestWithParam<fs::path> {};

TEST_P(GoldenCheck, SaysWhatStandsBeside) {
  const source::SourceSet sources({{GetParam().filename().string(), golden::read(GetParam())}});
  source::Diagnostics all;
  const checked::Checked checked = check_text(sources, all);
  EXPECT_EQ(is_fail(GetParam()), !all.items().empty()) << source::render_text(sources, all);
  EXPECT_EQ(checked.program.has_value(), !all.has_errors());
  golden::expect_same(expectation(GetParam()), is_fail(GetParam())
                                                   ? source::render_text(sources, all)
                                                   : checked::print(*checked.program));
}

TEST_P(GoldenCheck, SaysTheSameAgain) {
  const source::SourceSet sources({{GetParam().filename().string(), golden::read(GetParam())}});
  source::Diagnostics first;
  source::Diagnostics second;
  const checked::Checked once = check_text(sources, first);
  const checked::Checked twice = check_text(sources, second);
  EXPECT_EQ(source::render_text(sources, first), source::render_text(sources, second));
  if (once.program) {
    EXPECT_EQ(checked::print(*once.program), checked::print(*twice.program));
  }
}

/// A text that lost a line may be wrong in any way, but never unreadable to the checker.
TEST_P(GoldenCheck, SurvivesTheLossOfEachLine) {
  const std::string text = golden::read(GetParam());
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const source::SourceSet sources({{"cut", text.substr(0, begin) + text.substr(end)}});
    const checked::Checked checked = checked::check(dsl::parse(sources).ast, load_beside);
    EXPECT_EQ(checked.program.has_value(), !checked.diagnostics.has_errors());
    begin = end;
  }
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  return info.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenCheck, testing::ValuesIn(golden::programs("check")),
                         test_name);

// ---- every code of ours, in this folder and in the pages ----

struct KnownCode {
  std::string_view name;
  source::Code code;
  int number;
};

std::vector<KnownCode> codes_of_the_checker() {
  std::vector<KnownCode> codes;
  constexpr KnownCode kCodes[] = {
#define TIERLINE_DIAGNOSTIC(name, number, severity, title) {#name, source::Code::name, number},
#include "dsl/source/diagnostics.def"
#undef TIERLINE_DIAGNOSTIC
  };
  for (const KnownCode& code : kCodes) {
    if (code.number >= 200 && code.number < 700) codes.push_back(code);
  }
  return codes;
}

TEST(GoldenCheckFolder, ShowsEveryCode) {
  std::string all;
  for (const fs::path& file : golden::programs("check")) all += golden::read(expectation(file));
  for (const KnownCode& code : codes_of_the_checker()) {
    EXPECT_NE(all.find(source::code_text(code.code)), std::string::npos) << code.name;
  }
  EXPECT_GT(codes_of_the_checker().size(), 60U);
}

/// The fenced blocks of a page that hold programs.
std::vector<std::string> examples(const std::string& page) {
  constexpr std::string_view kOpen = "```tier\n";
  std::vector<std::string> found;
  for (size_t at = page.find(kOpen); at != std::string::npos; at = page.find(kOpen, at)) {
    at += kOpen.size();
    const size_t end = page.find("```\n", at);
    found.push_back(page.substr(at, end - at));
    at = end;
  }
  return found;
}

/// Pages leave out what every program has.
std::string completed(std::string text, source::Code code) {
  const auto has = [&](std::string_view word) {
    return ("\n" + text).find(word) != std::string::npos;
  };
  if (!has("\nprogram ")) text = "program \"Example\" { currency EUR }\n" + text;
  const bool about_subject = code == source::Code::DeclarationMissing;
  if (!has("\nsubject ") && !about_subject) text = "subject account { key id : text }\n" + text;
  return text;
}

bool shows(const std::string& text, source::Code code, std::string& said) {
  const source::SourceSet sources({{"example.tier", completed(text, code)}});
  source::Diagnostics all;
  check_text(sources, all);
  said = source::render_text(sources, all);
  return std::any_of(all.items().begin(), all.items().end(),
                     [&](const source::Diagnostic& one) { return one.code == code; });
}

class DiagnosticPage : public testing::TestWithParam<KnownCode> {};

/// A page whose example is too long to print has only the repaired program.
TEST_P(DiagnosticPage, ShowsAFailureAndItsRepair) {
  const std::string code = source::code_text(GetParam().code);
  const fs::path file = fs::path(TIERLINE_SOURCE_DIR) / "docs/diagnostics" / (code + ".md");
  const std::string page = golden::read(file);
  const std::string title = std::string(source::title_of(GetParam().code));
  ASSERT_TRUE(page.starts_with("# " + code + ": " + title + "\n")) << file;
  const std::vector<std::string> found = examples(page);
  ASSERT_TRUE(found.size() == 1 || found.size() == 2) << file;
  std::string said;
  if (found.size() == 2) {
    EXPECT_TRUE(shows(found[0], GetParam().code, said)) << file << "\n" << said;
  } else {
    EXPECT_NE(page.find("...\n"), std::string::npos) << "the example is not shortened: " << file;
  }
  shows(found.back(), GetParam().code, said);
  EXPECT_EQ(said, "") << file;
}

std::string code_name(const testing::TestParamInfo<KnownCode>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(Codes, DiagnosticPage, testing::ValuesIn(codes_of_the_checker()),
                         code_name);

}  // namespace
}  // namespace tierline
