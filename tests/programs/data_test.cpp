// What our programs decide on the data that we ship, as recorded in their README files.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "runtime/decimal/text.hpp"
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

/// Fields of a line of decisions.csv that has no quotes.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == ',') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Calls `use` with the value of a column for each decided line that begins with `key`.
template <class Use>
void for_each_value(const std::string& decisions, const std::string& key, const std::string& column,
                    Use use) {
  std::istringstream in(decisions);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> header = fields_of(line);
  const auto at =
      static_cast<size_t>(std::find(header.begin(), header.end(), column) - header.begin());
  ASSERT_LT(at, header.size()) << column;
  while (std::getline(in, line)) {
    if (line.starts_with(key) && line.find(",decided,") != std::string::npos) {
      use(fields_of(line).at(at));
    }
  }
}

std::string cell(const std::string& decisions, const std::string& key, const std::string& column) {
  std::string out;
  for_each_value(decisions, key, column, [&](const std::string& value) { out = value; });
  return out;
}

std::string sum_of(const std::string& decisions, const std::string& column) {
  decimal::Decimal sum;
  for_each_value(decisions, "", column, [&](const std::string& value) {
    sum = decimal::add(sum, std::get<decimal::Decimal>(decimal::parse_decimal(value)));
  });
  return decimal::to_text(sum);
}

TEST(SampleData, EveryLineIsUsedOrRejected) {
  const std::pair<const char*, const char*> runs[] = {{"milestone", "2022-12-31"},
                                                      {"loyalty-soft-landing", "2024-03-01"},
                                                      {"rebate-settlement", "2023-01-31"},
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

TEST(SampleData, MilestoneAsRecorded) {
  const ShippedRun run = run_shipped("milestone", "2022-12-31");
  ASSERT_EQ(run.error, "");
  expect_counts({{"lines", run.report.counts.lines, 643},
                 {"rejected", run.report.counts.rejected, 14},
                 {"accounts", run.report.counts.accounts, 43},
                 {"undetermined", run.report.counts.undetermined, 12},
                 {"none", accounts_in(run, "none"), 2},
                 {"Authorized", accounts_in(run, "Authorized"), 6},
                 {"Advanced", accounts_in(run, "Advanced"), 11},
                 {"Premier", accounts_in(run, "Premier"), 12}});
  EXPECT_EQ(cell(run.decisions, "Ridgeline Security,US,", "earned"), "33282.71");
  EXPECT_EQ(cell(run.decisions, "Ridgeline Security,US,", "payout"), "8268.13");
  EXPECT_EQ(cell(run.decisions, "Pennine Vision,GB,", "tier"), "Authorized");
  EXPECT_EQ(cell(run.decisions, "Spreewerk,DE,", "tier"), "Advanced");
}

std::string tier_of(const std::string& program, const std::string& key, const std::string& day,
                    const std::optional<std::string>& known_on = std::nullopt) {
  const ShippedRun run = run_shipped(program, day, known_on);
  EXPECT_EQ(run.error, "");
  return cell(run.decisions, key, "tier");
}

// The histories were also counted apart from Tierline, day by day, and agreed for every account.
TEST(SampleData, MilestoneMovesOnTheDaysRecorded) {
  const struct {
    const char* key;
    const char* before;
    const char* from;
    const char* day;
    const char* to;
  } moves[] = {{"Havblik Teknik,DK,", "2022-12-27", "Authorized", "2022-12-28", "Advanced"},
               {"Mesa Verde Video,US,", "2022-11-28", "Authorized", "2022-11-29", "Advanced"},
               {"Isarblick,DE,", "2022-12-29", "Advanced", "2022-12-30", "Premier"},
               {"Harzer Leitstand,DE,", "2022-09-25", "none", "2022-09-26", "Authorized"},
               {"Sondervig Sikring,DK,", "2023-01-03", "none", "2023-01-04", "Authorized"},
               {"Pennine Vision,GB,", "2022-12-30", "Advanced", "2022-12-31", "Authorized"},
               {"Alster Sicherheit,DE,", "2023-12-31", "Advanced", "2024-01-01", "none"}};
  for (const auto& move : moves) {
    EXPECT_EQ(tier_of("milestone", move.key, move.before), move.from) << move.key;
    EXPECT_EQ(tier_of("milestone", move.key, move.day), move.to) << move.key;
  }
}

TEST(SampleData, LoyaltyAsRecorded) {
  const ShippedRun run = run_shipped("loyalty-soft-landing", "2024-03-01");
  ASSERT_EQ(run.error, "");
  expect_counts({{"lines", run.report.counts.lines, 390},
                 {"rejected", run.report.counts.rejected, 3},
                 {"accounts", run.report.counts.accounts, 24},
                 {"undetermined", run.report.counts.undetermined, 2},
                 {"none", accounts_in(run, "none"), 2},
                 {"Blue", accounts_in(run, "Blue"), 7},
                 {"Silver", accounts_in(run, "Silver"), 10},
                 {"Gold", accounts_in(run, "Gold"), 3},
                 {"Platinum", accounts_in(run, "Platinum"), 0}});
  EXPECT_EQ(cell(run.decisions, "G-1024,", "tier"), "Silver");
}

TEST(SampleData, LoyaltyTheDayBeforeTheReview) {
  const ShippedRun run = run_shipped("loyalty-soft-landing", "2024-02-29");
  ASSERT_EQ(run.error, "");
  expect_counts({{"none", accounts_in(run, "none"), 2},
                 {"Blue", accounts_in(run, "Blue"), 5},
                 {"Silver", accounts_in(run, "Silver"), 9},
                 {"Gold", accounts_in(run, "Gold"), 5},
                 {"Platinum", accounts_in(run, "Platinum"), 1}});
}

TEST(SampleData, AStayReportedLateMakesALevelThatNobodyKnewOf) {
  EXPECT_EQ(tier_of("loyalty-soft-landing", "G-1009,", "2023-12-31", "2023-12-31"), "Blue");
  EXPECT_EQ(tier_of("loyalty-soft-landing", "G-1009,", "2023-12-31"), "Silver");
}

/// What is due on a day to contract 4711, 4712 and 4713.
std::vector<std::string> due(const std::string& day, const std::optional<std::string>& known_on) {
  const ShippedRun run = run_shipped("rebate-settlement", day, known_on);
  EXPECT_EQ(run.error, "");
  std::vector<std::string> out;
  for (const char* key : {"4711,", "4712,", "4713,"}) {
    out.push_back(cell(run.decisions, key, "due_today"));
  }
  return out;
}

TEST(SampleData, SettlementAsRecorded) {
  using Due = std::vector<std::string>;
  EXPECT_EQ(due("2022-10-31", "2022-10-31"), (Due{"0.00", "0.00", "0.00"}));
  EXPECT_EQ(due("2022-11-30", "2022-11-30"), (Due{"140.00", "140.00", "140.00"}));
  EXPECT_EQ(due("2022-11-30", std::nullopt), (Due{"140.00", "160.00", "140.00"}));
  EXPECT_EQ(due("2022-12-31", "2022-12-31"), (Due{"940.00", "980.00", "940.00"}));
  EXPECT_EQ(due("2023-01-31", std::nullopt), (Due{"0.00", "0.00", "-700.00"}));
}

/// The last column of a parts file, added up by account; no field before the site holds a comma.
std::map<std::string, decimal::Decimal> sums_of(const std::string& parts) {
  std::map<std::string, decimal::Decimal> sums;
  std::istringstream in(parts);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = fields_of(line);
    decimal::Decimal& sum = sums[fields.at(0) + "," + fields.at(1)];
    sum = decimal::add(sum, std::get<decimal::Decimal>(decimal::parse_decimal(fields.back())));
  }
  return sums;
}

TEST(SampleData, PartsOfTheRebateSumToIt) {
  const ShippedRun run = run_shipped("milestone", "2022-12-31");
  ASSERT_EQ(run.error, "");
  const auto sums = sums_of(run.parts.at("earned_by_sale"));
  EXPECT_EQ(lines_of(run.parts.at("earned_by_sale")), 178U);
  size_t rebates = 0;
  for (const auto& [account, sum] : sums) {
    const std::string earned = cell(run.decisions, account + ",", "earned");
    EXPECT_EQ(decimal::to_text(sum), earned) << account;
    if (earned != "0.00") ++rebates;
  }
  EXPECT_EQ(rebates, 9U);
  EXPECT_NE(run.parts.at("earned_by_sale")
                .find("Ridgeline Security,US,2022-11-14,Denver,Hardware,-1746.31,34%,0%,-17.29\n"),
            std::string::npos);
}

// The sums were also computed apart from Tierline, on rationals, and agreed for every account.
TEST(SampleData, OnlineRetailAsRecorded) {
  const ShippedRun run = run_shipped("online-retail", "2011-12-09");
  ASSERT_EQ(run.error, "");
  expect_counts({{"lines", run.report.counts.lines, 33573},
                 {"rejected", run.report.counts.rejected, 2002},
                 {"without customer", rejects_for(run, "sale customer: missing"), 2000},
                 {"price of nothing", rejects_for(run, "sale unit_price: out of range"), 2},
                 {"undetermined", run.report.counts.undetermined, 2},
                 {"none", accounts_in(run, "none"), 2398},
                 {"Bronze", accounts_in(run, "Bronze"), 711},
                 {"Silver", accounts_in(run, "Silver"), 354},
                 {"Gold", accounts_in(run, "Gold"), 98},
                 {"Platinum", accounts_in(run, "Platinum"), 10}});
  EXPECT_EQ(sum_of(run.decisions, "growth_rebate"), "3535.05");
  EXPECT_EQ(sum_of(run.decisions, "volume_bonus"), "1746.13");
  EXPECT_EQ(cell(run.decisions, "17450,United Kingdom,", "rebate"), "563.34");
}

TEST(SampleData, RunsGiveTheSameBytes) {
  const ShippedRun first = run_shipped("milestone", "2022-12-31");
  const ShippedRun second = run_shipped("milestone", "2022-12-31");
  ASSERT_EQ(first.error, "");
  EXPECT_EQ(first.decisions, second.decisions);
  EXPECT_EQ(first.rejects, second.rejects);
  EXPECT_EQ(first.parts, second.parts);
}

}  // namespace

}  // namespace tierline::programs
