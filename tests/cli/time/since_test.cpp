// tierline run --since: only what may have changed is decided again, and the bytes are those of a
// whole run, whatever was done to the data in between.
#include <algorithm>
#include <random>
#include <sstream>

#include "tests/cli/time/status.hpp"

namespace tierline::test {
namespace {

constexpr const char* kFiles[] = {"decisions.csv", "rejects.csv", "notes.csv", "run.json",
                                  "state.bin"};

class Since : public Status {
 protected:
  void expect_same(const std::string& why) {
    for (const char* file : kFiles) {
      EXPECT_TRUE(temp_.read(std::string("whole/") + file) ==
                  temp_.read(std::string("part/") + file))
          << file << "\n"
          << why << "\n--- whole\n"
          << temp_.read("whole/decisions.csv") << temp_.read("whole/rejects.csv") << "--- part\n"
          << temp_.read("part/decisions.csv") << temp_.read("part/rejects.csv");
    }
  }

  /// The run that goes on from `before`, and a whole one; what the first one printed.
  std::string compare(const std::string& day, const std::string& why,
                      const std::vector<std::string>& more = {}) {
    std::vector<std::string> part = {"--replace", "--since", "before"};
    std::vector<std::string> whole = {"--replace"};
    part.insert(part.end(), more.begin(), more.end());
    whole.insert(whole.end(), more.begin(), more.end());
    const Outcome outcome = decide_all(day, "part", part);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(decide_all(day, "whole", whole).status, 0);
    expect_same(why);
    return outcome.out;
  }
};

TEST_F(Since, NothingNewIsNothingToDo) {
  EXPECT_EQ(decide_all("2022-07-01", "before").status, 0);
  EXPECT_HAS(compare("2022-07-01", "same"), "re-evaluated 0 of 3\n");
}

TEST_F(Since, OneNewEntryIsOneAccount) {
  EXPECT_EQ(decide_all("2022-07-01", "before").status, 0);
  append("status/data/sale.csv", "ACME,SE,2022-05-01,1.00,\n");
  EXPECT_HAS(compare("2022-07-01", "new entry"), "re-evaluated 1 of 3\n");
}

TEST_F(Since, ALaterDayAsksThoseWhoseAnswerMayHaveLapsed) {
  EXPECT_EQ(decide_all("2022-08-01", "before").status, 0);
  EXPECT_HAS(compare("2022-08-31", "before any horizon"), "re-evaluated 0 of 3\n");
  EXPECT_HAS(compare("2022-09-09", "a training has ended"), "re-evaluated 1 of 3\n");
  EXPECT_HAS(compare("2022-10-01", "and ACME in SE has sold"), "re-evaluated 2 of 3\n");
}

TEST_F(Since, RunsMayFollowOneAnotherInOneFolder) {
  EXPECT_EQ(decide_all("2022-07-01", "before").status, 0);
  for (const char* day : {"2022-09-13", "2022-10-01", "2023-01-01", "2024-01-01"}) {
    append("status/data/sale.csv", std::string("Brix,DK,") + day + ",1.00,\n");
    compare(day, day);
    EXPECT_EQ(decide_all(day, "before", {"--replace", "--since", "before"}).status, 0);
  }
}

TEST_F(Since, AnOrphanBecomesAnEntryWhenItsAccountComes) {
  append("status/data/sale.csv", "Cork,SE,2022-05-01,150.00,\n");
  EXPECT_EQ(decide_all("2022-07-01", "before").status, 0);
  append("status/data/account.csv", "Cork,SE,2022-01-01,\n");
  EXPECT_HAS(compare("2022-07-01", "orphan"), "re-evaluated 1 of 4\n");
  EXPECT_HAS(temp_.read("part/decisions.csv"), "Cork,SE,decided,,Silver,150.00,");
}

TEST_F(Since, WithoutAStatusToo) {
  std::filesystem::copy(TIERLINE_SOURCE_DIR "/tests/cli/data/bonus", temp_ / "bonus",
                        std::filesystem::copy_options::recursive);
  const auto decide = [&](const std::string& out, const std::vector<std::string>& more) {
    std::vector<std::string> command = {"run",     "bonus",      "--data", "bonus/data",
                                        "--as-of", "2022-06-30", "--out",  out};
    command.insert(command.end(), more.begin(), more.end());
    return run(command);
  };
  EXPECT_EQ(decide("before", {}).status, 0);
  append("bonus/data/sale.csv", "2022-05-01,ACME,SE,Hardware,100.00,\n");
  EXPECT_HAS(decide("part", {"--since", "before"}).out, "re-evaluated 1 of 3\n");
  EXPECT_EQ(decide("whole", {}).status, 0);
  expect_same("bonus");
}

TEST_F(Since, TheLastDayIsTheSameFromEveryDayBeforeIt) {
  // On 1 July nobody sees the second training yet, which takes over when the first one ends.
  temp_.write("status/program.tier", R"(program "Trained" { version "1" currency EUR }
subject account { key partner : text }
ledger training of account { on : date  until : date }
define trained : bool = any training where today <= until
decide trained
)");
  std::filesystem::remove(temp_ / "status/scenarios.tier");
  temp_.write("status/data/account.csv", "partner\nACME\n");
  temp_.write("status/data/training.csv",
              "partner,on,until\nACME,2022-01-01,2022-08-31\nACME,2022-07-10,2022-12-31\n");
  EXPECT_EQ(decide_all("2022-07-01", "before").status, 0);
  EXPECT_HAS(temp_.read("before/decisions.csv"), "ACME,decided,,yes,2022-12-31\n");
  EXPECT_HAS(compare("2022-07-15", "later"), "re-evaluated 0 of 1\n");
  EXPECT_HAS(compare("2022-12-31", "on the last day"), "re-evaluated 0 of 1\n");
  EXPECT_HAS(compare("2023-01-01", "after it"), "re-evaluated 1 of 1\n");
  EXPECT_HAS(temp_.read("part/decisions.csv"), "ACME,decided,,no,\n");
}

// ---- the law ------------------------------------------------------------------------------------

/// Data that is altered at random: a few accounts, good and bad lines, in two files of one ledger.
class RandomData {
 public:
  /// With a scale of 1 a file is one block, with more it has several.
  explicit RandomData(unsigned seed, int scale = 1)
      : random_(seed), rare_(static_cast<unsigned>(scale)) {
    for (int i = 0; i < 8; ++i) add_account();
    for (int i = 0; i < 20 * scale; ++i) add_sale();
    for (int i = 0; i < 6 * scale; ++i) add_training();
    is_new_ = false;
  }

  /// What a night mostly brings: lines at the end of the files.
  void append(int lines) {
    is_new_ = true;
    for (int i = 0; i < lines; ++i) add_sale();
    is_new_ = false;
  }

  void alter() {
    switch (below(10)) {
      case 0:
        return add_account();
      case 1:
        return remove(accounts_);
      case 2:
        return remove(any_file());
      case 3:
        return add_training();
      case 4:
        return swap_lines(any_file());
      case 5:
        return move_line();
      case 6:
        return give_to_another(any_file());
      case 7:
        return change_account();
      default:
        return add_sale();
    }
  }

  void write(const TempFolder& folder) const {
    folder.write("status/data/account.csv",
                 "partner,country,joined_on,closed_on\n" + joined(accounts_));
    folder.write("status/data/sale.csv",
                 "partner,country,on,amount,known_on\n" + joined(sales_[0]));
    folder.write("status/data/sale.b.csv",
                 "known_on,amount,country,partner,on\n" + joined(sales_[1]));
    folder.write("status/data/training.csv", "partner,country,on,until\n" + joined(trainings_));
  }

 private:
  using Lines = std::vector<std::string>;

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool once_in(unsigned n) { return below(n) == 0; }
  std::string partner() { return "P" + std::to_string(below(10)); }
  std::string country() { return once_in(3) ? "SE" : "DK"; }
  std::string day() {
    if (once_in(25 * rare_)) return "2022-02-30";
    char text[16];
    std::snprintf(text, sizeof text, "202%u-%02u-%02u", 1 + below(3), 1 + below(12), 1 + below(28));
    return text;
  }
  std::string amount() {
    if (once_in(25 * rare_)) return once_in(2) ? "x" : "\"1\"2";
    return std::to_string(below(1500)) + (once_in(5) ? ".00" : "");
  }
  std::string maybe_day() { return once_in(4) ? day() : ""; }
  std::string quoted(const std::string& text) { return once_in(6) ? "\"" + text + "\"" : text; }

  void add_account() {
    insert(accounts_,
           quoted(partner()) + "," + country() + "," + day() + "," + (once_in(5) ? day() : ""));
  }
  void add_sale() {
    if (once_in(2)) {
      insert(sales_[0], quoted(partner()) + "," + country() + "," + day() + "," + amount() + "," +
                            maybe_day());
    } else {
      insert(sales_[1], maybe_day() + "," + amount() + "," + country() + "," + quoted(partner()) +
                            "," + day());
    }
  }
  void add_training() {
    insert(trainings_, partner() + "," + country() + "," + day() + "," + day());
  }

  void insert(Lines& lines, std::string line) {
    if (once_in(12 * rare_)) line += once_in(2) ? ",too much" : std::string(1, '\0');
    if (once_in(12 * rare_)) line = "\"" + line;  // a quote that somebody may close further down
    if (once_in(12 * rare_)) line += "\n";
    const auto size = static_cast<unsigned>(lines.size());
    lines.insert(lines.begin() + (is_new_ ? size : below(size + 1)), line);
  }
  Lines& any_file() {
    const unsigned which = below(3);
    return which == 2 ? trainings_ : sales_[which];
  }
  void remove(Lines& lines) {
    if (!lines.empty()) lines.erase(lines.begin() + below(static_cast<unsigned>(lines.size())));
  }
  void swap_lines(Lines& lines) {
    if (lines.size() < 2) return;
    const auto size = static_cast<unsigned>(lines.size());
    std::swap(lines[below(size)], lines[below(size)]);
  }
  void move_line() {
    Lines& from = any_file();
    if (from.empty()) return;
    const unsigned at = below(static_cast<unsigned>(from.size()));
    const std::string line = from[at];
    from.erase(from.begin() + at);
    any_file().push_back(line);
  }
  void give_to_another(Lines& lines) {
    if (lines.empty()) return;
    std::string& line = lines[below(static_cast<unsigned>(lines.size()))];
    const size_t digit = line.find('P') + 1;
    if (digit != 0 && digit < line.size()) line[digit] = static_cast<char>('0' + below(10));
  }
  void change_account() {
    if (accounts_.empty()) return;
    std::string& line = accounts_[below(static_cast<unsigned>(accounts_.size()))];
    line = line.substr(0, line.find_last_of(',') + 1) + (once_in(2) ? day() : "");
  }
  static std::string joined(const Lines& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }

  std::mt19937 random_;
  bool is_new_ = true;  // all lines are new: each goes to the end
  unsigned rare_;       // bad lines are so rare: of many lines some account must be without one
  Lines accounts_;
  Lines sales_[2];
  Lines trainings_;
};

TEST_F(Since, ThePartIsTheWholeAfterAnyAlteration) {
  // Outputs that flip on days of their own.
  temp_.replace("status/program.tier", "decide tier, revenue",
                "define trained_now : bool = any training where today <= until\n"
                "define paid_early : bool = any sale where today <= sale.on + 40 days\n"
                "define calm : bool = not trained_now and revenue = 0 EUR or paid_early\n"
                "decide tier, revenue, trained_now, paid_early, calm");
  const char* const days[] = {"2022-01-01", "2022-03-15", "2022-06-30", "2022-12-31",
                              "2023-01-01", "2023-06-01", "2024-01-01"};
  unsigned undetermined = 0;
  unsigned kept = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    RandomData data(seed, seed % 3 == 0 ? 15 : 1);
    data.write(temp_);
    std::vector<std::string> more;
    if (seed % 4 == 0) more = {"--known-on", "2022-09-01"};
    std::vector<std::string> first = more;
    first.emplace_back("--replace");
    const unsigned from = seed % 5;
    EXPECT_EQ(decide_all(days[from], "before", first).status, 0);
    for (unsigned i = 0; i < seed % 7; ++i) data.alter();
    data.write(temp_);
    const std::string out = compare(days[from + seed % 3], "seed " + std::to_string(seed), more);
    std::istringstream words(out.substr(out.find("re-evaluated")));
    std::string word;
    unsigned again = 0;
    unsigned all = 0;
    words >> word >> again >> word >> all;
    if (again < all) ++kept;
    const bool some = temp_.read("part/decisions.csv").find("undetermined") != std::string::npos;
    if (some) ++undetermined;
    if (HasFailure()) return;
  }
  EXPECT_GT(undetermined, 20U) << "the law should meet bad lines";
  EXPECT_GT(kept, 20U) << "the law should meet accounts that keep their lines";
}

/// Of files so large that their beginnings are proved by their digests and not read again.
TEST_F(Since, ThePartIsTheWholeOfLargeFilesToo) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    RandomData data(seed, 1500);
    data.write(temp_);
    EXPECT_GT(temp_.read("status/data/sale.csv").size(), 350'000U);
    EXPECT_EQ(decide_all("2022-06-30", "before", {"--replace"}).status, 0);
    for (unsigned i = 0; i < seed % 3; ++i) data.alter();
    data.append(static_cast<int>(seed % 4));
    data.write(temp_);
    compare(seed % 2 == 0 ? "2022-06-30" : "2022-12-31", "seed " + std::to_string(seed));
    if (HasFailure()) return;
  }
}

// ---- what is refused ----------------------------------------------------------------------------

class SinceRefused : public Since {
 protected:
  SinceRefused() { EXPECT_EQ(decide_all("2022-07-01", "before").status, 0); }

  void expect_refused_with(const std::string& message, const std::string& day = "2022-07-01",
                           const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"--since", "before"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    expect_refused(decide_all(day, "after", arguments), message, "before status");
  }
};

TEST_F(SinceRefused, AnotherProgramOrVersion) {
  temp_.replace("status/program.tier", "version \"1\"", "version \"2\"");
  expect_refused_with(
      "cannot go on from `before`: it is of another program or version, `Small Status`");
}

TEST_F(SinceRefused, OtherKnowledge) {
  expect_refused_with("it was decided with all that is known, this run is as known on 2022-07-01",
                      "2022-07-01", {"--known-on", "2022-07-01"});
}

TEST_F(SinceRefused, ALaterDayThanTheOneAskedFor) {
  expect_refused_with("it is as of 2022-07-01, which is after 2022-06-30", "2022-06-30");
}

TEST_F(SinceRefused, ADamagedState) {
  const std::string state = temp_.read("before/state.bin");
  for (const size_t at : {size_t{30}, state.size() / 2, state.size() - 1}) {
    std::string damaged = state;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    temp_.write("before/state.bin", damaged);
    expect_refused_with("`state.bin`: it is damaged");
  }
  for (const size_t size : {size_t{30}, state.size() / 2, state.size() - 1}) {
    temp_.write("before/state.bin", state.substr(0, size));
    expect_refused_with("`state.bin`: it is damaged");
  }
  temp_.write("before/state.bin", "");
  expect_refused_with("`state.bin`: it is not the state of a run of this version");
}

TEST_F(SinceRefused, AnswersThatTheRunDidNotWrite) {
  append("before/decisions.csv", "\n");
  expect_refused_with("`decisions.csv` is not the file that the run wrote");
}

TEST_F(SinceRefused, AFolderThatHoldsNoRun) {
  expect_refused(decide_all("2022-07-01", "after", {"--since", "status"}),
                 "cannot go on from `status`: cannot read `status/state.bin`", "before status");
}

TEST_F(SinceRefused, ASummaryNeedsEveryDecision) {
  expect_refused_with("excludes", "2022-07-01", {"--summary"});
}

}  // namespace
}  // namespace tierline::test
