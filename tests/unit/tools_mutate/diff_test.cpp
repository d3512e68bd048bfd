// Diffs: their form, and that those of real mutants give the texts that are compiled.
#include "tools/mutate/diff.hpp"

#include "tests/unit/tools_mutate/program.hpp"

namespace tierline::mutate {
namespace {

std::string diff_of(const std::string& text, const std::vector<Edit>& edits) {
  return unified_diff(texts(text), edits);
}

constexpr const char* kTen = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

TEST(Diff, OneLineWithThreeOnEachSide) {
  EXPECT_EQ(diff_of(kTen, {{0, 8, 9, "five"}}),
            "--- p.tier\n+++ p.tier\n@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Diff, LinesLeftOut) {
  EXPECT_EQ(diff_of(kTen, {{0, 0, 4, ""}}),
            "--- p.tier\n+++ p.tier\n@@ -1,5 +1,3 @@\n-1\n-2\n 3\n 4\n 5\n");
}

TEST(Diff, TwoEditsOfALineAreOneChangeAndFarOnesAreTwoHunks) {
  EXPECT_EQ(
      diff_of("a b\n2\n3\n4\n5\n6\n7\n8\n9\n", {{0, 0, 1, "x"}, {0, 2, 3, "y"}, {0, 18, 19, "z"}}),
      "--- p.tier\n+++ p.tier\n"
      "@@ -1,4 +1,4 @@\n-a b\n+x y\n 2\n 3\n 4\n"
      "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+z\n");
}

TEST(Diff, LaterHunksCountWhatEarlierOnesTookAway) {
  EXPECT_EQ(diff_of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{0, 0, 2, ""}, {0, 16, 17, "z"}}),
            "--- p.tier\n+++ p.tier\n"
            "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n"
            "@@ -6,4 +5,4 @@\n 6\n 7\n 8\n-9\n+z\n");
}

TEST(Diff, ALastLineWithoutEnd) {
  EXPECT_EQ(diff_of("1\n2", {{0, 2, 3, "two"}}),
            "--- p.tier\n+++ p.tier\n@@ -1,2 +1,2 @@\n 1\n"
            "-2\n\\ No newline at end of file\n+two\n\\ No newline at end of file\n");
}

TEST(Diff, EachFileByItsName) {
  EXPECT_EQ(unified_diff(texts("a\n", {{"t.csv", "b\n"}}), {{0, 0, 1, "x"}, {1, 0, 1, "y"}}),
            "--- p.tier\n+++ p.tier\n@@ -1,1 +1,1 @@\n-a\n+x\n"
            "--- t.csv\n+++ t.csv\n@@ -1,1 +1,1 @@\n-b\n+y\n");
}

// ---- what a diff says is what is compiled -------------------------------------------------------

/// Takes a unified diff literally: every line before must be there.
std::string patched(std::string_view text, std::string_view diff) {
  std::vector<std::string> old;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    old.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  std::string out;
  size_t at = 0;
  while (!diff.empty()) {
    const std::string line(diff.substr(0, diff.find('\n') + 1));
    diff.remove_prefix(line.size());
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line.starts_with("@@")) {
      for (const size_t first = std::stoul(line.substr(4)) - 1; at < first; ++at) out += old[at];
    } else if (line.starts_with('+')) {
      out += line.substr(1);
    } else {
      EXPECT_EQ(old.at(at), line.substr(1));
      if (line.starts_with(' ')) out += old[at];
      ++at;
    }
  }
  for (; at < old.size(); ++at) out += old[at];
  return out;
}

TEST(Diff, OfEveryMutantGivesItsText) {
  const Texts program = club();
  const std::vector<Mutant> mutants = mutants_of(program);
  ASSERT_GT(mutants.size(), 80U);
  for (const Mutant& mutant : mutants) {
    const Texts other = altered(program, mutant.edits);
    const std::string diff = unified_diff(program, mutant.edits);
    EXPECT_EQ(patched(program.files[mutant.file].text, diff), other.files[mutant.file].text)
        << mutant.what << "\n"
        << diff;
    EXPECT_NE(program.files[mutant.file].text, other.files[mutant.file].text) << mutant.what;
  }
}

}  // namespace
}  // namespace tierline::mutate
