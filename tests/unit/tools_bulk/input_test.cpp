// Inputs hand over what is there, and say so when that changes while they are read.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tools/bulk/input/csv_file.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/input/mapped_files.hpp"

namespace tierline::bulk {
namespace {

namespace fs = std::filesystem;

class InputTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() /
            ("tierline-input-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
             "-" + testing::UnitTest::GetInstance()->current_test_info()->name());
    put("partner,region\nACME,EU\n");
  }
  void TearDown() override { fs::remove(path_); }
  void put(const std::string& text) { std::ofstream(path_, std::ios::binary) << text; }
  void append(const std::string& text) {
    std::ofstream(path_, std::ios::binary | std::ios::app) << text;
  }

  fs::path path_;
};

TEST_F(InputTest, ReadsAllOfAFile) {
  const auto input = csv_file(path_);
  const auto bytes = read_input(*input);
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(bytes.value().view(), "partner,region\nACME,EU\n");
  EXPECT_FALSE(input->digest());
  EXPECT_EQ(input->name(), path_.filename().string());
}

TEST_F(InputTest, AFileThatGrowsMeanwhileIsRefused) {
  const auto input = csv_file(path_);
  char room[8];
  ASSERT_TRUE(input->read(room, sizeof(room)).ok());
  append("LATE,EU\n");
  const auto rest = read_input(*input);
  ASSERT_FALSE(rest.ok());
  EXPECT_NE(rest.error().message.find("was changed while it was read"), std::string::npos);
}

TEST_F(InputTest, AFileThatIsChangedBeforeItIsOpenedIsRefused) {
  for (const bool replaced : {false, true}) {
    const auto input = csv_file(path_);
    if (replaced) {
      fs::copy_file(path_, path_.string() + ".new");
      fs::rename(path_.string() + ".new", path_);
    } else {
      append("LATE,EU\n");
    }
    const auto bytes = read_input(*input);
    ASSERT_FALSE(bytes.ok());
    EXPECT_NE(bytes.error().message.find("was changed after the run had begun"), std::string::npos)
        << bytes.error().message;
  }
}

TEST_F(InputTest, AFileThatIsCutMeanwhileIsRefused) {
  const auto input = csv_file(path_);
  char room[8];
  ASSERT_TRUE(input->read(room, sizeof(room)).ok());
  fs::resize_file(path_, 10);
  EXPECT_FALSE(read_input(*input).ok());
}

TEST_F(InputTest, AFileThatIsRemovedWhileItIsReadIsReadToItsEnd) {
  const auto input = csv_file(path_);
  char room[8];
  ASSERT_TRUE(input->read(room, sizeof(room)).ok());
  fs::remove(path_);
  const auto rest = read_input(*input);
  ASSERT_TRUE(rest.ok());
  EXPECT_EQ(rest.value().view(), "region\nACME,EU\n");
}

TEST_F(InputTest, AFileThatIsGoneIsAnError) {
  const auto input = csv_file(path_);
  fs::remove(path_);
  const auto bytes = read_input(*input);
  ASSERT_FALSE(bytes.ok());
  EXPECT_NE(bytes.error().message.find("No such file"), std::string::npos);
}

TEST_F(InputTest, APipeIsReadAsItComes) {
  fs::remove(path_);
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  const auto input = csv_file(path_);
  std::jthread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // nobody writes yet
    std::ofstream pipe(path_, std::ios::binary);
    pipe << "partner,region\n" << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // nor goes on
    pipe << "ACME,EU\n";
  });
  const auto bytes = read_input(*input);
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(bytes.value().view(), "partner,region\nACME,EU\n");
}

// Before anybody writes, and while the one who does is silent.
TEST_F(InputTest, AWaitForAPipeHearsAWishToStop) {
  fs::remove(path_);
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  for (const bool is_open : {false, true}) {
    std::atomic<bool> stop = false;
    const auto input = csv_file(path_, &stop);
    const int writer = is_open ? ::open(path_.c_str(), O_RDWR) : -1;
    std::jthread soon([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(150));
      stop = true;
    });
    const auto bytes = read_input(*input);
    ASSERT_FALSE(bytes.ok());
    EXPECT_EQ(bytes.error().message, "interrupted; nothing was written");
    if (writer >= 0) ::close(writer);
  }
}

/// Reads a mapped file that somebody cuts meanwhile.
void read_cut(const fs::path& path) {
  explain_cut_files(7);
  const auto bytes = map_file(path);
  fs::resize_file(path, 10);
  volatile char last = bytes.value().view().back();
  static_cast<void>(last);
}

TEST_F(InputTest, AMappedFileThatIsCutIsNamed) {
  append(std::string(1 << 20, 'x'));
  EXPECT_EXIT(read_cut(path_), testing::ExitedWithCode(7),
              path_.filename().string() + "` was cut while it was read");
}

}  // namespace
}  // namespace tierline::bulk
