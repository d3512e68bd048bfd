// Records: an account's own, whoever else there is; entries whose sums are aimed at thresholds.
#include <map>

#include "runtime/decimal/text.hpp"
#include "tests/unit/tools_generate/sample.hpp"
#include "tools/generate/draw/account_draw.hpp"
#include "tools/generate/draw/ledger_draw.hpp"

namespace tierline::generate {
namespace {

class DrawTest : public testing::Test {
 protected:
  std::string account(uint64_t number, const Habit& habit = {}) {
    Stream stream(1, number, 0);
    Row row;
    accounts_.draw(stream, habit, number, row);
    return joined(row);
  }
  std::vector<Row> entries(LedgerDraw& ledger, uint64_t account) {
    const Habit habit = draw_habit(Stream(1, account, 99));
    ledger.begin(Stream(1, account, 2), habit);
    std::vector<Row> rows;
    for (Row row; ledger.next(row); row.clear()) rows.push_back(row);
    return rows;
  }
  static std::string joined(const Row& row) {
    std::string out;
    for (size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : "|") + std::string(row[i]);
    return out;
  }
  static size_t column(const LedgerDraw& ledger, std::string_view name) {
    for (size_t i = 0; i < ledger.fields().size(); ++i) {
      if (ledger.fields()[i].info().name == name) return i;
    }
    ADD_FAILURE() << "no column " << name;
    return 0;
  }
  static int64_t cents(std::string_view text) {
    int64_t value = 0;
    EXPECT_TRUE(decimal::parse_scaled(text, 2, value)) << text;
    return value;
  }

  Interests interests_ = find_interests(sample());
  Window window_ = make_window(sample().header, interests_, day("2022-12-31"));
  AccountDraw accounts_{sample().schema, interests_, window_};
};

TEST_F(DrawTest, AnAccountDependsOnNobodyElse) {
  std::vector<std::string> forwards;
  for (uint64_t i = 0; i < 50; ++i) forwards.push_back(account(i));
  for (uint64_t i = 50; i-- > 0;) EXPECT_EQ(account(i), forwards[i]);
  EXPECT_TRUE(forwards[0].starts_with("A00000001|")) << forwards[0];
  EXPECT_NE(forwards[0].substr(9), forwards[1].substr(9));
}

TEST_F(DrawTest, HabitsStateFactsOrNot) {
  const auto states_left_on = [&](uint64_t number, Stating stating) {
    const std::string text = account(number, {stating, Stating::Mixed, false, {}});
    const size_t third = text.find('|', text.find('|', text.find('|') + 1) + 1);
    return text[third + 1] != '|';
  };
  for (uint64_t i = 0; i < 50; ++i) {
    EXPECT_TRUE(states_left_on(i, Stating::Always));
    EXPECT_FALSE(states_left_on(i, Stating::Never));
  }
}

TEST_F(DrawTest, TooManyAccountsAreSaid) {
  EXPECT_FALSE(accounts_.check(kNamesMax));
  const auto error = accounts_.check(kNamesMax + 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message,
            "100000000 accounts are too many: key `id` of `account` tells 99999999 apart");
}

TEST_F(DrawTest, TheMeanIsTheOneAskedFor) {
  LedgerDraw ledger(sample().schema, 0, interests_, window_, 10);
  uint64_t all = 0;
  uint64_t none = 0;
  size_t most = 0;
  constexpr uint64_t kAccounts = 10'000;
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const size_t count = entries(ledger, i).size();
    all += count;
    none += count == 0 ? 1 : 0;
    most = std::max(most, count);
  }
  EXPECT_NEAR(static_cast<double>(all) / kAccounts, 10, 0.5);
  EXPECT_GT(none, kAccounts / 8);
  EXPECT_GT(most, 190U) << "some have very many";
  EXPECT_LE(most, 200U);
}

TEST_F(DrawTest, WhenItWasRecordedIsLeftOut) {
  const LedgerDraw ledger(sample().schema, 0, interests_, window_, 4);
  for (const FieldDraw& field : ledger.fields()) EXPECT_NE(field.info().name, "known_on");
}

TEST_F(DrawTest, NoEntryEndsBeforeItBegins) {
  LedgerDraw ledger(sample().schema, 0, interests_, window_, 4);
  const size_t on = column(ledger, "on");
  const size_t until = column(ledger, "until");
  for (uint64_t i = 0; i < 500; ++i) {
    for (const Row& row : entries(ledger, i)) EXPECT_LE(row[on], row[until]);
  }
}

/// Sums of a calendar year, as the program makes them: on the threshold, a cent above, one below.
TEST_F(DrawTest, SumsMeetTheThreshold) {
  LedgerDraw ledger(sample().schema, 0, interests_, window_, 4);
  const size_t on = column(ledger, "on");
  const size_t amount = column(ledger, "amount");
  const size_t discount = column(ledger, "discount");
  std::map<int64_t, int> sums_of_several;
  for (uint64_t i = 0; i < 4000; ++i) {
    int64_t sum = 0;
    int count = 0;
    for (const Row& row : entries(ledger, i)) {
      if (!row[on].starts_with("2022") || row[discount] != "0%") continue;
      sum += cents(row[amount]);
      ++count;
    }
    if (count > 1) ++sums_of_several[sum];
  }
  for (const int64_t want : {149'999, 150'000, 150'001})
    EXPECT_GT(sums_of_several[want], 5) << want;
  EXPECT_GT(sums_of_several[180'000], 1) << "120 % of it";
}

}  // namespace
}  // namespace tierline::generate
