// Every code of diagnostics.def has its page in docs/diagnostics and is shown by a golden test;
// every page has its code. Three places, counted, so that none is forgotten.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/repository.hpp"

namespace tierline::tidy {
namespace {

struct Entry {
  std::string_view name;
  int number;
  std::string_view title;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = {
#define TIERLINE_DIAGNOSTIC(name, number, severity, title) {#name, number, title},
#include "dsl/source/diagnostics.def"
#undef TIERLINE_DIAGNOSTIC
  };
  return all;
}

std::string code_of(const Entry& entry) { return fmt::format("TL{:04}", entry.number); }

std::string page_of(const Entry& entry) { return "docs/diagnostics/" + code_of(entry) + ".md"; }

// The text of everything below tests/golden, once.
const std::string& golden_text() {
  static const std::string text = [] {
    std::string all;
    for (const std::string& path : repository_files()) {
      if (path.starts_with("tests/golden/")) all += read_text(path);
    }
    return all;
  }();
  return text;
}

TEST(Diagnostics, EachCodeIsUsedOnce) {
  EXPECT_GE(entries().size(), 10U);
  std::set<int> numbers;
  std::set<std::string_view> names;
  for (const Entry& entry : entries()) {
    EXPECT_TRUE(numbers.insert(entry.number).second) << code_of(entry);
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_GT(entry.number, 0) << entry.name;
    EXPECT_LE(entry.number, 9999) << entry.name;
  }
}

TEST(Diagnostics, EachHasAPageWithItsTitleAndAnExample) {
  constexpr std::size_t kShortestPage = 200;
  for (const Entry& entry : entries()) {
    const std::string page = page_of(entry);
    if (!exists_in_repository(page)) {
      ADD_FAILURE() << page << " is missing (" << entry.title << ")";
      continue;
    }
    const std::string text = read_text(page);
    EXPECT_NE(text.find(code_of(entry)), std::string::npos) << page;
    EXPECT_NE(text.find(entry.title), std::string::npos) << page << " wants: " << entry.title;
    EXPECT_GE(text.size(), kShortestPage) << page << " says too little";
  }
}

TEST(Diagnostics, EachPageHasACode) {
  std::set<std::string> wanted;
  for (const Entry& entry : entries()) wanted.insert(page_of(entry));
  for (const std::string& path : repository_files()) {
    if (!path.starts_with("docs/diagnostics/TL")) continue;
    EXPECT_EQ(wanted.count(path), 1U) << path << " explains a code that is not in diagnostics.def";
  }
}

TEST(Diagnostics, EachIsShownByAGoldenTest) {
  for (const Entry& entry : entries()) {
    EXPECT_NE(golden_text().find(code_of(entry)), std::string::npos)
        << code_of(entry) << " " << entry.name << ": no file below tests/golden shows it";
  }
}

}  // namespace
}  // namespace tierline::tidy
