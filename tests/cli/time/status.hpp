// The program and the data of tests/cli/data/status, in a folder of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

namespace tierline::test {

class Status : public testing::Test {
 protected:
  Status() {
    std::filesystem::copy(TIERLINE_SOURCE_DIR "/tests/cli/data/status", temp_ / "status",
                          std::filesystem::copy_options::recursive);
  }

  Outcome run(const std::vector<std::string>& arguments, Process process = {}) {
    process.folder = temp_.path();
    return tierline(arguments, process);
  }

  /// `tierline run` on the data as of a day, into a folder.
  Outcome decide_all(const std::string& day, const std::string& out,
                     const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"run",     "status", "--data", "status/data",
                                          "--as-of", day,      "--out",  out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }

  /// `tierline replay` of one account of the data.
  Outcome replay(const std::string& subject, const std::string& from, const std::string& to,
                 const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"replay", "status", "--data", "status/data", "--subject",
                                          subject,  "--from", from,     "--to",        to};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }

  void append(std::string_view file, std::string_view lines) {
    temp_.write(file, temp_.read(file) + std::string(lines));
  }

  /// The command is refused: the message, status 2, and nothing written.
  void expect_refused(const Outcome& outcome, const std::string& message,
                      const std::string& names = "status") {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_HAS(outcome.err, message);
    EXPECT_EQ(temp_.names(), names);
  }

  TempFolder temp_;
};

}  // namespace tierline::test
