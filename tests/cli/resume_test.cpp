// A run that is killed, wherever it was, is gone on with to the bytes that it would have written.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"

namespace tierline::test {
namespace {

namespace fs = std::filesystem;

class Resume : public testing::Test {
 protected:
  void SetUp() override { begin_with("loyalty-soft-landing", "2024-03-01"); }

  /// Makes data for a program, and the run that nobody interrupts.
  void begin_with(const std::string& program, const std::string& as_of) {
    program_ = TIERLINE_SOURCE_DIR "/programs/" + program;
    as_of_ = as_of;
    const Outcome made = tierline({"generate", program_, "--accounts", "20000", "--seed", "5",
                                   "--dirty", "3", "--out", (temp_ / "data").string()});
    ASSERT_EQ(made.status, 0) << made.err;
    const auto begin = std::chrono::steady_clock::now();
    const Outcome whole = decide("whole", {"--threads", "2", "--checkpoint", "0"});
    ASSERT_EQ(whole.status, 0) << whole.err;
    const auto took = std::chrono::steady_clock::now() - begin;
    whole_ms_ =
        static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  }

  std::vector<std::string> command(const std::string& out, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"run",     program_, "--data", (temp_ / "data"),
                                          "--as-of", as_of_,   "--out",  (temp_ / out)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  Outcome decide(const std::string& out, const std::vector<std::string>& more) {
    return tierline(command(out, more));
  }

  /// The same, killed after a while.
  void decide_and_kill(const std::string& out, int milliseconds,
                       const std::vector<std::string>& more = {"--threads", "2", "--checkpoint",
                                                               "0"}) {
    std::vector<std::string> arguments = {"-s", "KILL", std::to_string(milliseconds / 1000.0),
                                          tierline_path()};
    for (const std::string& one : command(out, more)) {
      arguments.push_back(one);
    }
    run_process("/usr/bin/timeout", arguments);
  }

  void expect_whole(const std::string& out) {
    EXPECT_EQ(temp_.names(out), temp_.names("whole"));
    for (const auto& entry : fs::directory_iterator(temp_ / "whole")) {
      const std::string file = entry.path().filename();
      EXPECT_TRUE(temp_.read("whole/" + file) == temp_.read(out + "/" + file)) << file;
    }
    EXPECT_FALSE(fs::exists(temp_ / ("." + out + ".tierline")));
  }

  /// Kills runs, each a little later, until one leaves something to go on from.
  void leave_something() {
    const std::string journal = ".out.tierline/journal.bin";
    for (int wait = 20; wait < 60'000; wait += 10 + wait / 10) {
      decide_and_kill("out", wait);
      if (temp_.read(journal).size() > 100) return;
      ASSERT_FALSE(fs::exists(temp_ / "out")) << "it was never caught between two portions";
    }
  }

  /// Kills a run at so many moments, every other one with entries that wait in a file, and goes on
  /// with each.
  ///   returns  how many had decided something
  size_t go_on_from(int moments);

  TempFolder temp_;
  std::string program_;
  std::string as_of_;
  int whole_ms_ = 0;  // what an uninterrupted run took
};

size_t Resume::go_on_from(int moments) {
  std::mt19937 random(20240301);
  size_t gone_on = 0;
  const auto longest = static_cast<unsigned>(std::max(whole_ms_, 40));
  // On a machine that is busy a kill may always come before the first portion: then some more.
  for (int i = 0; i < moments || (moments >= 20 && gone_on == 0 && i < 100); ++i) {
    const std::string out = "out" + std::to_string(i);
    const char* memory = i % 2 == 0 ? "1G" : "1M";
    decide_and_kill(out, static_cast<int>(5 + random() % longest),
                    {"--threads", "2", "--checkpoint", "0", "--memory", memory});
    if (fs::exists(temp_ / out)) continue;  // it was through already
    const Outcome outcome = decide(out, {"--resume", "--threads", i % 2 == 0 ? "1" : "2"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    if (outcome.out.find("decided by the interrupted run") != std::string::npos) ++gone_on;
    expect_whole(out);
  }
  return gone_on;
}

TEST_F(Resume, FromTwentyMoments) {
  EXPECT_GT(go_on_from(20), 0U) << "nothing was decided by an interrupted run";
}

class ResumeOf : public Resume, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    const std::string what = GetParam();
    begin_with(what.substr(0, what.find(' ')), what.substr(what.find(' ') + 1));
  }
};

// Tiers in time over several ledgers, and parts of a split; entries that are added up while they
// are read; answers by columns. The last two decide so fast that a kill mostly finds them reading.
TEST_P(ResumeOf, FromSixMoments) { go_on_from(6); }

INSTANTIATE_TEST_SUITE_P(Programs, ResumeOf,
                         testing::Values("milestone 2023-12-31", "online-retail 2011-12-09",
                                         "us-income-tax-2021 2021-12-31"));

TEST_F(Resume, WhatIsDecidedIsNotDecidedAgain) {
  leave_something();
  const Outcome outcome = decide("out", {"--resume"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("decided by the interrupted run"), std::string::npos) << outcome.out;
  expect_whole("out");
}

TEST_F(Resume, FromADiskThatWasFull) {
  const uint64_t room = fs::file_size(temp_ / "whole/decisions.csv") * 2 / 3;
  const Outcome full =
      tierline(command("out", {"--threads", "2", "--checkpoint", "0"}), {.file_bytes_max = room});
  EXPECT_EQ(full.status, 2);
  EXPECT_NE(full.err.find("the same command with --resume goes on"), std::string::npos) << full.err;
  EXPECT_FALSE(fs::exists(temp_ / "out"));
  const Outcome outcome = decide("out", {"--resume"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("decided by the interrupted run"), std::string::npos) << outcome.out;
  expect_whole("out");
}

TEST_F(Resume, AKilledResumeIsGoneOnWithToo) {
  leave_something();
  for (int i = 0; i < 3; ++i) {
    std::vector<std::string> arguments = {"-s", "KILL", "0.15", tierline_path()};
    for (const std::string& one : command("out", {"--resume", "--checkpoint", "0"})) {
      arguments.push_back(one);
    }
    if (!fs::exists(temp_ / "out")) run_process("/usr/bin/timeout", arguments);
  }
  if (!fs::exists(temp_ / "out")) {
    ASSERT_EQ(decide("out", {"--resume"}).status, 0);
  }
  expect_whole("out");
}

TEST_F(Resume, WithoutAnInterruptedRunIsARun) {
  const Outcome outcome = decide("out", {"--resume"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("interrupted"), std::string::npos);
  expect_whole("out");
}

TEST_F(Resume, WithoutTheFlagARunBeginsAnew) {
  leave_something();
  const Outcome outcome = decide("out", {});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("interrupted"), std::string::npos);
  expect_whole("out");
}

TEST_F(Resume, OtherFactsAreDecidedAnew) {
  leave_something();
  const std::string name = "data/guest.csv";
  std::string text = temp_.read(name);
  text.erase(text.find_last_of('\n', text.size() - 2) + 1);  // without its last line
  temp_.write(name, text);
  const Outcome outcome = decide("out", {"--resume"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("interrupted"), std::string::npos);
  ASSERT_EQ(decide("whole", {"--replace"}).status, 0);
  expect_whole("out");
}

TEST_F(Resume, NothingDamagedIsBelieved) {
  leave_something();
  const std::string kept = temp_.read(".out.tierline/journal.bin");
  const std::string decisions = temp_.read(".out.tierline/decisions.csv");
  std::mt19937 random(7);
  for (int i = 0; i < 6; ++i) {
    if (i > 0) {
      fs::create_directory(temp_ / ".out.tierline");
      std::string journal = kept;
      std::string lines = decisions;
      std::string& damaged = i % 2 == 0 ? journal : lines;
      const size_t at = random() % damaged.size();
      if (i < 3) damaged.resize(at);
      if (i >= 3) damaged[at] = static_cast<char>(damaged[at] ^ 1);
      temp_.write(".out.tierline/journal.bin", journal);
      temp_.write(".out.tierline/decisions.csv", lines);
    }
    const Outcome outcome = decide("out", {"--resume", "--replace"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    expect_whole("out");
  }
}

TEST_F(Resume, OnlyOneWritesAtATime) {
  fs::create_directory(temp_ / ".out.tierline");
  const int other = ::open((temp_ / ".out.tierline").c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  for (const char* flag : {"--resume", "--replace"}) {
    const Outcome outcome = decide("out", {flag});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("another command is writing"), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists(temp_ / "out"));
  }
  ::close(other);
  EXPECT_EQ(decide("out", {}).status, 0);
  expect_whole("out");
}

TEST_F(Resume, AnyNumberOfThreadsWritesTheSame) {
  for (const char* threads : {"2", "3", "1000"}) {
    const Outcome outcome = decide("out", {"--threads", threads, "--replace"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    expect_whole("out");
  }
}

TEST_F(Resume, ThreadsThatAreNone) {
  for (const char* threads : {"0", "-1", "1025", "two", ""}) {
    const Outcome outcome = decide("out", {"--threads", threads});
    EXPECT_EQ(outcome.status, 2) << threads;
    EXPECT_NE(outcome.err.find("is not a whole number from 1 to 1024"), std::string::npos)
        << outcome.err;
  }
  EXPECT_FALSE(fs::exists(temp_ / "out"));
}

TEST_F(Resume, ADryRunCountsAndWritesNothing) {
  const Outcome dry = decide("out", {"--dry-run", "--summary"});
  const Outcome real = decide("out", {"--summary"});
  EXPECT_EQ(dry.status, 0) << dry.err;
  EXPECT_NE(dry.out.find("dry run"), std::string::npos);
  EXPECT_EQ(dry.out.substr(0, 500), real.out.substr(0, 500));
  expect_whole("out");
}

TEST_F(Resume, ADryRunLeavesNoTrace) {
  const std::string before = temp_.names();
  EXPECT_EQ(decide("out", {"--dry-run"}).status, 0);
  EXPECT_EQ(temp_.names(), before);
  EXPECT_EQ(decide("out", {"--dry-run", "--resume"}).status, 2);
  EXPECT_EQ(decide("whole", {"--dry-run"}).status, 2) << "it would be refused for real too";
}

TEST_F(Resume, WithoutAStateNobodyGoesOn) {
  ASSERT_EQ(decide("out", {"--no-state"}).status, 0);
  EXPECT_FALSE(fs::exists(temp_ / "out/state.bin"));
  EXPECT_EQ(temp_.read("out/decisions.csv"), temp_.read("whole/decisions.csv"));
  const Outcome outcome = decide("next", {"--since", temp_ / "out"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("state.bin"), std::string::npos) << outcome.err;
}

TEST_F(Resume, ShowsHowFarItIs) {
  const Outcome quiet = decide("out", {"--progress", "never"});
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(decide("out", {"--progress", "auto", "--replace"}).err, "") << "too short to speak of";
  EXPECT_EQ(decide("out", {"--progress", "sometimes"}).status, 2);
}

}  // namespace
}  // namespace tierline::test
