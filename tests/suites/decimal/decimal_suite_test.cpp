// The published decimal suites, file by file: any wrong answer fails, and so does a file in which
// fewer cases pass than are recorded here, so that the judge cannot skip its way to green.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "tests/suites/decimal/dectest_judge.hpp"

namespace tierline::suites {
namespace {

const std::string kFolder = std::string(TIERLINE_SOURCE_DIR) + "/tests/suites/decimal/data/";

struct Recorded {
  const char* file;
  int passed;
};

// What passes today; a rise is welcome and gets recorded.
constexpr Recorded kRecorded[] = {
    {"abs", 59},         {"add", 1594},       {"compare", 514},    {"ddAdd", 908},
    {"ddCompare", 556},  {"ddDivide", 476},   {"ddMultiply", 227}, {"ddQuantize", 482},
    {"ddSubtract", 430}, {"divide", 399},     {"dqAdd", 905},      {"dqCompare", 566},
    {"dqDivide", 451},   {"dqMultiply", 264}, {"dqSubtract", 434}, {"max", 193},
    {"min", 183},        {"minus", 80},       {"multiply", 225},   {"plus", 81},
    {"quantize", 528},   {"rescale", 399},    {"rounding", 707},   {"subtract", 534},
    {"tointegral", 157},
};

struct Tally {
  int passed = 0;
  int wrong = 0;
  std::map<std::string, int> skipped;
};

Tally run(const std::string& file) {
  Tally tally;
  for (const DecTestCase& test : read_dectest(kFolder + file + ".decTest")) {
    const DecTestVerdict verdict = judge(test);
    if (verdict.kind == DecTestVerdict::Passed) ++tally.passed;
    if (verdict.kind == DecTestVerdict::Skipped) ++tally.skipped[verdict.why];
    if (verdict.kind == DecTestVerdict::Wrong) {
      ++tally.wrong;
      ADD_FAILURE() << file << " " << test.id << " " << test.operation << ": " << verdict.why;
    }
  }
  return tally;
}

void print(const std::string& file, const Tally& tally) {
  int skipped = 0;
  std::string reasons;
  for (const auto& [why, count] : tally.skipped) {
    skipped += count;
    reasons += (reasons.empty() ? "" : ", ") + why + " " + std::to_string(count);
  }
  std::printf("%-12s passed %5d  wrong %3d  skipped %5d%s%s\n", file.c_str(), tally.passed,
              tally.wrong, skipped, skipped > 0 ? ": " : "", reasons.c_str());
}

void add_to(Tally& all, const Tally& one) {
  all.passed += one.passed;
  all.wrong += one.wrong;
  for (const auto& [why, count] : one.skipped) all.skipped[why] += count;
}

TEST(DecimalSuite, EveryFilePassesWhatIsRecorded) {
  Tally all;
  for (const Recorded& recorded : kRecorded) {
    const Tally tally = run(recorded.file);
    print(recorded.file, tally);
    EXPECT_GE(tally.passed, recorded.passed) << recorded.file << ": fewer cases pass than recorded";
    add_to(all, tally);
  }
  print("all", all);
}

TEST(DecimalSuite, EveryFileIsRecorded) {
  std::set<std::string> recorded;
  for (const Recorded& r : kRecorded) recorded.insert(std::string(r.file) + ".decTest");
  std::set<std::string> present;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    present.insert(entry.path().filename().string());
  }
  EXPECT_EQ(present, recorded);
}

/// The judge itself must be able to say no.
TEST(DecimalSuite, AFalseCaseIsWrong) {
  DecTestCase test{"x1", "add", {"1.25", "1.25"}, "2.50", {}, 9, decimal::Rounding::HalfEven};
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Passed);
  test.result = "2.51";
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Wrong);
  test.result = "2.5";
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Wrong) << "same value, other digits";
  test.result = "2.50";
  test.conditions = {"inexact"};
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Wrong) << "claims to be inexact";
  test.conditions = {};
  test.precision = 2;
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Wrong) << "has more digits than the precision";
}

TEST(DecimalSuite, MinusZeroIsMetByZero) {
  const DecTestCase test{
      "x2", "multiply", {"-1.5", "0"}, "-0.0", {}, 9, decimal::Rounding::HalfEven};
  EXPECT_EQ(judge(test).kind, DecTestVerdict::Passed);
}

}  // namespace
}  // namespace tierline::suites
