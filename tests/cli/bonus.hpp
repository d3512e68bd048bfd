// The program and the data of tests/cli/data/bonus, in a folder of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"

namespace tierline::test {

class Bonus : public testing::Test {
 protected:
  Bonus() {
    std::filesystem::copy(TIERLINE_SOURCE_DIR "/tests/cli/data/bonus", temp_ / "bonus",
                          std::filesystem::copy_options::recursive);
  }

  /// `tierline ARGUMENTS` in the test's folder.
  Outcome run(const std::vector<std::string>& arguments, Process process = {}) {
    process.folder = temp_.path();
    return tierline(arguments, process);
  }

  /// `tierline run` on the data, into `out`.
  Outcome decide_all(const std::vector<std::string>& more = {}, Process process = {}) {
    std::vector<std::string> arguments = {"run",     "bonus",      "--data", "bonus/data",
                                          "--as-of", "2022-06-30", "--out",  "out"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, process);
  }

  /// The run is refused as a whole: the message, status 2, and nothing written.
  void expect_refused(const std::string& message, const std::vector<std::string>& more = {}) {
    const std::string before = temp_.names();
    const Outcome outcome = decide_all(more);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("tierline: ")) << outcome.err;
    EXPECT_EQ(temp_.names(), before);
  }

  /// Adds a line to sale.csv (which has six lines) and decides.
  Outcome decide_with_sale(const std::string& line) {
    temp_.write("bonus/data/sale.csv", temp_.read("bonus/data/sale.csv") + line);
    return decide_all();
  }

  TempFolder temp_;
};

}  // namespace tierline::test
