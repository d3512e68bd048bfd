// OutFolder: whole or not at all, whatever stands in the way. And CSV as others can read it.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/csv.hpp"
#include "tests/cli/temp_folder.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {
namespace {

class Out : public testing::Test {
 protected:
  /// Writes a folder with one file; the error, or nothing.
  std::string write(const std::string& folder, const std::string& text,
                    Existing existing = Existing::Refuse) {
    auto prepared = OutFolder::prepare(temp_ / folder, existing);
    if (!prepared) return prepared.error().message;
    OutFolder out = std::move(prepared).value();
    auto created = out.create("decisions.csv");
    if (!created) return created.error().message;
    OutFile file = std::move(created).value();
    file.write(text);
    const auto finished = file.finish();
    if (!finished) return finished.error().message;
    EXPECT_EQ(finished.value().bytes, text.size());
    EXPECT_EQ(finished.value().digest, base::sha256_hex(text));
    const auto error = out.publish();
    return error ? error->message : "";
  }

  test::TempFolder temp_;
};

TEST_F(Out, AppearsWhole) {
  EXPECT_EQ(write("out", "hello\n"), "");
  EXPECT_EQ(temp_.read("out/decisions.csv"), "hello\n");
  EXPECT_EQ(temp_.names(), "out");
}

TEST_F(Out, FillsAnEmptyFolder) {
  std::filesystem::create_directory(temp_ / "out");
  EXPECT_EQ(write("out/", "hello\n"), "");
  EXPECT_EQ(temp_.read("out/decisions.csv"), "hello\n");
}

TEST_F(Out, RefusesAFolderThatHoldsSomething) {
  temp_.write("out/decisions.csv", "old\n");
  EXPECT_NE(write("out", "new\n").find("already holds something"), std::string::npos);
  EXPECT_EQ(temp_.read("out/decisions.csv"), "old\n");
  EXPECT_EQ(temp_.names(), "out");
}

TEST_F(Out, ReplacesAnEarlierRun) {
  temp_.write("out/decisions.csv", "old\n");
  temp_.write("out/run.json", "{}\n");
  EXPECT_EQ(write("out", "new\n", Existing::Replace), "");
  EXPECT_EQ(temp_.read("out/decisions.csv"), "new\n");
  EXPECT_EQ(temp_.names("out"), "decisions.csv") << "as a whole, not file by file";
  EXPECT_EQ(temp_.names(), "out");
}

TEST_F(Out, NeverReplacesWhatNoRunWrote) {
  temp_.write("out/thesis.txt", "years of work\n");
  EXPECT_NE(write("out", "new\n", Existing::Replace).find("`thesis.txt`, which no run wrote"),
            std::string::npos);
  EXPECT_EQ(temp_.read("out/thesis.txt"), "years of work\n");
  EXPECT_EQ(temp_.names(), "out");
}

TEST_F(Out, RefusesAFileAndAMissingParent) {
  temp_.write("out", "a file\n");
  EXPECT_NE(write("out", "new\n").find("is there and is no folder"), std::string::npos);
  EXPECT_NE(write("nowhere/out", "new\n").find("No such file or directory"), std::string::npos);
  EXPECT_EQ(temp_.names(), "out");
}

TEST_F(Out, RefusesALinkThatLeadsNowhere) {
  std::filesystem::create_symlink("nowhere", temp_ / "out");
  EXPECT_NE(write("out", "new\n").find("is a link that leads nowhere"), std::string::npos);
}

// Who waits for another one to end finds the folder filled, and is told before he has worked.
TEST_F(Out, LooksAgainOnceItHasTheLock) {
  for (const Leftover leftover : {Leftover::Discard, Leftover::Keep}) {
    const std::string name = leftover == Leftover::Keep ? "kept" : "out";
    auto first = OutFolder::prepare(temp_ / name, Existing::Refuse);
    ASSERT_TRUE(first.ok());
    std::optional<OutFolder> other(std::move(first).value());
    std::string told;
    std::jthread second([&] {
      const auto prepared =
          OutFolder::prepare(temp_ / name, Existing::Refuse, run_files(), leftover);
      if (!prepared) told = prepared.error().message;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    auto file = other->create("decisions.csv");
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(std::move(file).value().finish().ok());
    ASSERT_FALSE(other->publish());
    other.reset();
    second.join();
    EXPECT_NE(told.find("already holds something"), std::string::npos) << told;
    EXPECT_FALSE(std::filesystem::exists(temp_ / ("." + name + ".tierline")));
  }
}

TEST_F(Out, LeavesNothingWhenItIsGivenUp) {
  {
    auto prepared = OutFolder::prepare(temp_ / "out", Existing::Refuse);
    ASSERT_TRUE(prepared.ok());
    OutFolder out = std::move(prepared).value();
    EXPECT_TRUE(temp_.names().starts_with(".out.tierline"));
  }
  EXPECT_EQ(temp_.names(), "");
}

TEST_F(Out, IsAsOpenAsTheUserWishes) {
  const mode_t before = ::umask(027);
  EXPECT_EQ(write("out", "x\n"), "");
  ::umask(before);
  struct stat info {};
  ASSERT_EQ(::stat((temp_ / "out").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0750U);
}

TEST_F(Out, WritesOneFileWhole) {
  EXPECT_FALSE(write_whole(temp_ / "a.txt", "one\n"));
  EXPECT_EQ(temp_.read("a.txt"), "one\n");
  ::chmod((temp_ / "a.txt").c_str(), 0600);
  EXPECT_FALSE(write_whole(temp_ / "a.txt", "two\n"));
  EXPECT_EQ(temp_.read("a.txt"), "two\n");
  struct stat info {};
  ASSERT_EQ(::stat((temp_ / "a.txt").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U) << "the file keeps its rights";
  EXPECT_EQ(temp_.names(), "a.txt");
}

TEST_F(Out, WritesThroughADeviceAndSaysThatADiskIsFull) {
  EXPECT_FALSE(write_whole("/dev/null", "gone\n"));
  struct stat info {};
  ASSERT_EQ(::stat("/dev/null", &info), 0);
  EXPECT_TRUE(S_ISCHR(info.st_mode)) << "a device is not renamed over";
  const auto error = write_whole("/dev/full", "too much\n");
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("No space left on device"), std::string::npos);
  EXPECT_TRUE(write_whole(temp_.path(), "x")) << "a folder is no file";
}

RC_GTEST_PROP(CsvTextLaw, ReadsBackAsItWas, ()) {
  const auto fields = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\r\n ")))));
  std::string text = "x";
  for (const std::string& field : fields) {
    text += ',';
    append_csv(text, field);
  }
  base::CsvReader reader(text);
  base::CsvRecord record;
  RC_ASSERT(reader.next(record));
  RC_ASSERT(!record.fault.has_value());
  RC_ASSERT(record.fields.size() == fields.size() + 1);
  for (size_t i = 0; i < fields.size(); ++i) RC_ASSERT(record.fields[i + 1] == fields[i]);
}

TEST(CsvText, SpellsOutWhatIsNotText) {
  EXPECT_EQ(readable_record("a\\b,gr\xC3\xBC"), "a\\b,gr\xC3\xBC");
  EXPECT_EQ(readable_record(std::string_view("a\\b\0c\xFF", 6)), "a\\x5Cb\\x00c\\xFF");
}

}  // namespace
}  // namespace tierline::bulk
