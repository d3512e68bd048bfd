// The commands that our pages show do what the pages say of them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"
#include "tests/docs/fenced_blocks.hpp"

namespace tierline::docs {

namespace {

namespace fs = std::filesystem;

std::string read_page(const std::string& name) {
  std::ifstream in(fs::path(TIERLINE_SOURCE_DIR) / name, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The first block of that kind that holds `word`.
std::string block_with(const std::string& page, const std::string& kind, const std::string& word) {
  for (const FencedBlock& block : fenced_blocks(read_page(page))) {
    if (!block.info.empty() && block.info[0] == kind &&
        block.text.find(word) != std::string::npos) {
      return block.text;
    }
  }
  ADD_FAILURE() << page << " has no " << kind << " block with " << word;
  return "";
}

/// All shell blocks of a page, one after the other, as somebody types them who follows it.
std::string all_blocks(const std::string& page) {
  std::string commands;
  for (const FencedBlock& block : fenced_blocks(read_page(page))) {
    if (!block.info.empty() && block.info[0] == "sh") commands += block.text + "\n";
  }
  return commands;
}

/// The printed lines that a page shows in its text block with `word` are there.
void expect_shown(const std::string& page, const std::string& word, const std::string& printed) {
  std::istringstream lines(block_with(page, "text", word));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_NE(printed.find(line + "\n"), std::string::npos) << line << "\nin\n" << printed;
  }
}

/// Runs a shell block in a folder, with the built `tierline` on the path.
test::Outcome run_shell(const std::string& commands, const test::TempFolder& folder) {
  test::Process process;
  process.folder = folder.path();
  const std::string path =
      "PATH='" + fs::path(test::tierline_path()).parent_path().string() + "':$PATH\n";
  return test::run_process("/bin/bash", {"-euc", path + commands}, process);
}

TEST(Commands, TheFrontPageDecidesAsItSays) {
  const test::TempFolder folder;
  folder.write("growing.tier", block_with("README.md", "tier", "program"));
  const auto tested = test::tierline({"test", "growing.tier"}, {.folder = folder.path()});
  EXPECT_EQ(tested.status, 0) << tested.out << tested.err;

  const auto decided = run_shell(block_with("README.md", "sh", "tierline decide"), folder);
  EXPECT_EQ(decided.status, 0) << decided.err;
  for (const char* shown : {"Premier", "150000.00", "4500.00", "from 125%"}) {
    EXPECT_NE(decided.out.find(shown), std::string::npos) << shown << " in " << decided.out;
  }
}

TEST(Commands, TheAuditorsQuestionIsAnswered) {
  const test::TempFolder folder;
  const std::string page = "docs/auditing/README.md";
  folder.write("account.json", block_with(page, "json", "account"));
  fs::create_symlink(fs::path(TIERLINE_SOURCE_DIR) / "programs", folder / "programs");
  const auto decided = run_shell(block_with(page, "sh", "tierline decide"), folder);
  EXPECT_EQ(decided.status, 0) << decided.err;
  for (const char* shown : {"Authorized", "120000.00", "faq."}) {
    EXPECT_NE(decided.out.find(shown), std::string::npos) << shown << " in " << decided.out;
  }
}

TEST(Commands, TheOperatorsRunIsARun) {
  const test::TempFolder folder;
  fs::create_symlink(fs::path(TIERLINE_SOURCE_DIR) / "programs", folder / "programs");
  const auto run = run_shell(block_with("docs/operating/README.md", "sh", "tierline run"), folder);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(folder.names("results"),
            "decisions.csv parts-earned_by_sale.csv rejects.csv run.json state.bin");
}

TEST(Commands, TheOperatorsPageIsTrueFromTopToBottom) {
  const test::TempFolder folder;
  fs::create_symlink(fs::path(TIERLINE_SOURCE_DIR) / "programs", folder / "programs");
  const std::string page = "docs/operating/README.md";
  const auto run = run_shell(all_blocks(page), folder);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(folder.names(),
            "compared histories made made-results nightly programs results settled settled-night");
  EXPECT_NE(folder.names("compared").find("changes.csv"), std::string::npos);
  EXPECT_EQ(folder.names("histories"), "history.csv rejects.csv run.json");
  EXPECT_NE(run.out.find("not yet known\n"), std::string::npos) << run.out;
  expect_shown(page, "re-evaluated", run.out);
  expect_shown(page, "placed at launch", run.out);
}

TEST(Commands, TheAuditorsPageShowsWhatIsAnswered) {
  const test::TempFolder folder;
  const std::string page = "docs/auditing/README.md";
  folder.write("account.json", block_with(page, "json", "account"));
  fs::create_symlink(fs::path(TIERLINE_SOURCE_DIR) / "programs", folder / "programs");
  const auto answered =
      run_shell("TIERLINE_FORMAT=text\nexport TIERLINE_FORMAT\n" + all_blocks(page), folder);
  EXPECT_EQ(answered.status, 0) << answered.err;
  expect_shown(page, "promotion", answered.out);
  expect_shown(page, "valid until", answered.out);
}

TEST(Commands, TheCaseFilesRunAsTheySay) {
  for (const std::string program :
       {"milestone", "loyalty-soft-landing", "rebate-settlement", "online-retail"}) {
    const test::TempFolder folder;
    fs::create_symlink(fs::path(TIERLINE_SOURCE_DIR) / "programs", folder / "programs");
    fs::create_directory(folder / "build");
    const std::string page = "programs/" + program + "/README.md";
    const auto run = run_shell(block_with(page, "sh", "tierline run"), folder);
    EXPECT_EQ(run.status, 0) << page << ": " << run.out << run.err;
  }
}

}  // namespace

}  // namespace tierline::docs
