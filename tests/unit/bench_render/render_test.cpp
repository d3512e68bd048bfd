// A record becomes ratios beside their goals, a table and a picture; what README.md and the newest
// record show is what comes out of it today.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "bench/render/chart.hpp"
#include "bench/render/goals.hpp"

namespace tierline::bench {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Render : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  // Google Benchmark's lines for one way: only what is read of them.
  static std::string way(const std::string& name, const std::string& seconds) {
    return fmt::format(
        R"({{"name": "{0}/repeats:7/real_time_best", "run_name": "{0}/repeats:7/real_time",)"
        R"( "aggregate_name": "best", "real_time": 31.0, "time_unit": "ms", "row": {1}}})",
        name, seconds);
  }
  void write_ways(const std::string& file, const std::vector<std::string>& ways) {
    write(file, fmt::format(R"({{"context": {{}}, "benchmarks": [{}]}})", fmt::join(ways, ",")));
  }
  const Goal& goal(const std::string& work) {
    goals_ = goals_of(Record(folder_));
    for (const Goal& one : goals_) {
      if (one.work.find(work) != std::string::npos) return one;
    }
    ADD_FAILURE() << work;
    return goals_.front();
  }

  const fs::path folder_ = fs::path(TIERLINE_BINARY_DIR) / "bench_render_test";
  std::vector<Goal> goals_;
};

TEST_F(Render, FasterIsAShareOfTheGoal) {
  write_ways("bulk.json",
             {way("columnar machine, 1", "3.0e-09"), way("columnar machine, 2", "1.5e-09"),
              way("by hand, columns, AVX-512, 1", "1.5e-09"),
              way("by hand, columns, plain loops for AVX-512, 1", "6.0e-09")});
  EXPECT_EQ(goal("written by hand").reached, "0.50 of its speed");
  EXPECT_NEAR(*goal("written by hand").share, 0.5 / 0.75, 1e-9);
  EXPECT_FALSE(goal("written by hand").is_met());
  EXPECT_EQ(goal("as g++ makes").reached, "2.00 times as fast");
  EXPECT_TRUE(goal("as g++ makes").is_met());
  EXPECT_TRUE(goal("two threads beside one").is_met());
  EXPECT_EQ(goal("range checked").reached, "not measured");
  EXPECT_FALSE(goal("range checked").is_met());
}

TEST_F(Render, LessIsBetterWhereAGoalIsALimit) {
  write_ways("narrow.json", {way("columnar machine, 1", "4.0e-09")});
  write_ways("wide.json", {way("columnar machine, 1", "5.0e-09")});
  write("ledger.jsonl", R"({"name": "data", "lines": 10000000})"
                        "\n"
                        R"({"name": "tierline run", "seconds": 2.0, "peak_mb": 1073.741824})"
                        "\n"
                        R"({"name": "DuckDB", "seconds": 8.0, "peak_mb": 9})"
                        "\n");
  EXPECT_EQ(goal("beyond 64 bits").reached, "25.0 %");
  EXPECT_NEAR(*goal("beyond 64 bits").share, 0.4, 1e-9);
  EXPECT_EQ(goal("most memory").reached, "1.00 GiB");
  EXPECT_NEAR(*goal("most memory").share, 2, 1e-9);
  EXPECT_EQ(goal("beside DuckDB").reached, "not measured");  // the accounts
  EXPECT_EQ(goal("10 million ledger lines to decisions, beside DuckDB").reached,
            "4.00 times as fast");
}

TEST_F(Render, TheFullLedgerCountsIfItIsThere) {
  const std::string lines =
      "{{\"name\": \"data\", \"lines\": {}}}\n{{\"name\": \"tierline run\", \"seconds\": 1}}\n"
      "{{\"name\": \"DuckDB\", \"seconds\": {}}}\n";
  write("ledger.jsonl", fmt::format(fmt::runtime(lines), 1'000'000, 5));
  write("ledger_full.jsonl", fmt::format(fmt::runtime(lines), 100'000'000, 2));
  EXPECT_EQ(goal("100 million ledger lines to decisions, beside DuckDB").reached,
            "2.00 times as fast");
}

TEST_F(Render, ATableSaysWhatIsNotReached) {
  write("commands.jsonl", R"({"name": "run, Milestone", "seconds": 1.4})"
                          "\n"
                          R"({"name": "run --since, Milestone", "seconds": 0.2})"
                          "\n");
  const std::string table = table_of(goals_of(Record(folder_)));
  EXPECT_NE(table.find("| at least 20 times as fast | 7.00 times as fast | not reached |\n"),
            std::string::npos)
      << table;
}

TEST_F(Render, WhatWasNotMeasuredHasNoBar) {
  write_ways("bulk.json", {way("columnar machine, 1", "3.0e-09")});
  const std::string chart = chart_of(Record(folder_));
  EXPECT_NE(chart.find(">columnar machine<"), std::string::npos);
  EXPECT_EQ(chart.find("DuckDB<"), std::string::npos);
  EXPECT_EQ(chart, chart_of(Record(folder_)));
}

TEST_F(Render, RefusesWhatIsNoRecord) {
  EXPECT_THROW(Record("no/such/folder"), RecordError);
  EXPECT_THROW(Record{folder_}, RecordError) << "an empty folder";
  write("bulk.json", "{\"benchmarks\": [");
  EXPECT_THROW(Record{folder_}, RecordError) << "a file that is cut";
  write("bulk.json", "{}");
  EXPECT_THROW(Record{folder_}, RecordError) << "a file of something else";
}

// ---- what is kept -------------------------------------------------------------------------------

/// The records of this form, by their days.
fs::path newest_record() {
  fs::path newest;
  for (const auto& entry : fs::directory_iterator(TIERLINE_SOURCE_DIR "/bench/record")) {
    if (entry.is_directory() && entry.path() > newest) newest = entry.path();
  }
  return newest;
}

TEST(Kept, TheNewestRecordIsRenderedAsToday) {
  const fs::path folder = newest_record();
  if (folder.empty()) GTEST_SKIP() << "no record of this form is kept yet";
  const Record record(folder);
  EXPECT_EQ(read(folder / "table.md"), table_of(goals_of(record)));
  EXPECT_EQ(read(folder / "chart.svg"), chart_of(record));
}

TEST(Kept, TheReadmeShowsTheNewestRecord) {
  const fs::path folder = newest_record();
  if (folder.empty()) GTEST_SKIP() << "no record of this form is kept yet";
  const std::string readme = read(TIERLINE_SOURCE_DIR "/README.md");
  EXPECT_NE(
      readme.find("<!-- measured -->\n" + read(folder / "table.md") + "<!-- end of measured -->"),
      std::string::npos)
      << "run scripts/docs";
  const std::string picture = "bench/record/" + folder.filename().string() + "/chart.svg";
  EXPECT_NE(readme.find(picture), std::string::npos) << picture;
}

}  // namespace
}  // namespace tierline::bench
