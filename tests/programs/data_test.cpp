// What our programs decide on the data that we ship, as recorded in their README files.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/programs/shipped_program.hpp"

namespace tierline::programs {

namespace {

struct Counted {
  const char* why;
  size_t got;
  size_t want;
};

void expect_counts(const std::vector<Counted>& counts) {
  for (const Counted& count : counts) EXPECT_EQ(count.got, count.want) << count.why;
}

size_t accounts_in(const ShippedRun& run, const std::string& tier) {
  for (const auto& [word, count] : run.report.summary.tiers.at(0).counts) {
    if (word == tier) return count;
  }
  return 0;
}

size_t rejects_for(const ShippedRun& run, const std::string& reason) {
  for (const bulk::ReasonCount& count : run.report.summary.rejects) {
    if (count.reason == reason) return count.count;
  }
  return 0;
}

size_t lines_of(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(SampleData, EveryLineIsUsedOrRejected) {
  const std::pair<const char*, const char*> runs[] = {{"milestone", "2022-12-31"},
                                                      {"online-retail", "2011-12-09"}};
  for (const auto& [name, day] : runs) {
    const ShippedRun run = run_shipped(name, day);
    ASSERT_EQ(run.error, "") << name;
    const bulk::RunCounts& counts = run.report.counts;
    EXPECT_EQ(counts.lines, counts.used + counts.rejected) << name;
    EXPECT_EQ(counts.accounts, counts.decided + counts.undetermined) << name;
    EXPECT_EQ(lines_of(run.decisions), counts.accounts + 1) << name;
    EXPECT_GT(counts.rejected, 0U) << name;
    EXPECT_GT(counts.decided, 0U) << name;
  }
}

TEST(SampleData, RunsGiveTheSameBytes) {
  const ShippedRun first = run_shipped("milestone", "2022-12-31");
  const ShippedRun second = run_shipped("milestone", "2022-12-31");
  ASSERT_EQ(first.error, "");
  EXPECT_EQ(first.decisions, second.decisions);
  EXPECT_EQ(first.rejects, second.rejects);
}

}  // namespace

}  // namespace tierline::programs
