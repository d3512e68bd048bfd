// What our documents show is so: programs compile and decide what they say, wrong ones are refused
// with the code that stands above them, links lead somewhere.
#include "tests/docs/examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tierline::docs {

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// README.md, CHANGELOG.md, everything in docs/, and the pages of the programs.
std::vector<std::string> pages() {
  const fs::path root = TIERLINE_SOURCE_DIR;
  std::vector<std::string> out = {"README.md", "CHANGELOG.md"};
  for (const char* folder : {"docs", "programs"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".md") out.push_back(entry.path().lexically_relative(root));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// On the pages of the diagnostics, what works stands in pieces that are no whole program.
std::vector<std::string> pages_with_programs() {
  std::vector<std::string> out = pages();
  std::erase_if(out, [](const std::string& page) { return page.starts_with("docs/diagnostics/"); });
  return out;
}

Examples examples_on(const std::string& page) {
  return examples_of(read_text(fs::path(TIERLINE_SOURCE_DIR) / page), page);
}

TEST(Documents, ShowProgramsThatWork) {
  for (const std::string& page : pages_with_programs()) {
    const Examples found = examples_on(page);
    for (const std::string& mistake : found.mistakes) ADD_FAILURE() << mistake;
    for (const Example& example : found.examples) {
      if (!example.fails_with.empty()) continue;
      SCOPED_TRACE(example.place);
      const Outcome outcome = run(example);
      EXPECT_EQ(outcome.messages, "");
      for (const std::string& failure : outcome.failures) ADD_FAILURE() << failure;
    }
  }
}

TEST(Documents, ShowMistakesThatAreRefused) {
  for (const std::string& page : pages()) {
    for (const Example& example : examples_on(page).examples) {
      if (example.fails_with.empty()) continue;
      SCOPED_TRACE(example.place);
      const Outcome outcome = run(example);
      EXPECT_EQ(outcome.error_codes, std::vector<std::string>{example.fails_with})
          << outcome.messages;
    }
  }
}

TEST(Documents, TheLanguageManualShowsEnough) {
  const Examples found = examples_on("docs/language.md");
  size_t refused = 0;
  size_t scenarios = 0;
  for (const Example& example : found.examples) {
    if (!example.fails_with.empty()) ++refused;
    if (example.text.find("scenario ") != std::string::npos) ++scenarios;
  }
  EXPECT_GE(found.examples.size(), 25U);
  EXPECT_GE(refused, 12U);
  EXPECT_GE(scenarios, 8U);
}

TEST(Documents, TheFrontPageShowsAProgramWithItsDecision) {
  const Examples found = examples_on("README.md");
  ASSERT_EQ(found.examples.size(), 1U);
  EXPECT_GE(run(found.examples[0]).scenarios, 1U);
}

TEST(Documents, LinksLeadSomewhere) {
  for (const std::string& page : pages()) {
    const fs::path path = fs::path(TIERLINE_SOURCE_DIR) / page;
    for (const std::string& link : local_links(read_text(path))) {
      EXPECT_TRUE(fs::exists(path.parent_path() / link)) << page << " links to " << link;
    }
  }
}

// The tests above must be able to fail.
TEST(Documents, AWrongExampleIsNoticed) {
  const std::string program =
      "```tier\nprogram \"P\" { currency EUR }\nsubject account { key id : text  n : int }\n"
      "define twice : int = n * 2\ndecide twice\nscenario \"S\" { account { id \"a\"  n 2 }\n"
      "  today 2024-01-01  expect twice = 5 }\n```\n";
  const Examples wrong_value = examples_of(program, "page");
  ASSERT_EQ(wrong_value.examples.size(), 1U);
  const Outcome outcome = run(wrong_value.examples[0]);
  EXPECT_EQ(outcome.messages, "");
  EXPECT_EQ(outcome.failures.size(), 1U);

  const Examples no_prelude = examples_of("```tier in nowhere\n```\n", "page");
  EXPECT_EQ(no_prelude.mistakes, std::vector<std::string>{"page:1: no program `nowhere` above"});
  EXPECT_EQ(examples_of("```tier\n", "page").mistakes.size(), 1U);

  Examples does_not_compile = examples_of("```tier\ndefine a : int = b\n```\n", "page");
  EXPECT_NE(run(does_not_compile.examples[0]).messages, "");
}

}  // namespace

}  // namespace tierline::docs
