// What is bad in the middle of a file that several threads read in pieces is found there, by its
// line, as it is in a small file; and an account with very many entries is an account like others.
#include <fmt/format.h>

#include <cstdlib>

#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

struct Bad {
  std::string line;
  std::string reason;
  size_t lines = 1;  // that it takes in the file
};

std::vector<Bad> bad_lines() {
  const std::string nul = std::string("Soft\0ware", 9);
  return {{"2022-02-30,Brix,DK,Software,1.00,", "there is no day `2022-02-30`"},
          {"2022-05-01,Brix,DK,Softwar,1.00,", "did you mean `Software`?"},
          {"2022-05-01,Brix,DK,Software,1e5,", "exponents are not accepted"},
          {"2022-05-01,Brix,DK,Software,\"1,000.00\",", "`1,000.00`: separators"},
          {"2022-05-01,Brix,DK,Software,1.005,", "has 3 digits after the point"},
          {"2022-05-01,Brix,DK,Software,1.00,101%", "is outside 0% .. 100%"},
          {"2022-05-01,Brix,DK,,1.00,", "required, but missing"},
          {"2022-05-01,Brix,DK," + nul + ",1.00,", "a NUL byte"},
          {"2022-05-01,Brix,DK,Soft\xE4ware,1.00,", "bytes that are not UTF-8"},
          {"2022-05-01,Brix,DK", "the line has 3 fields"},
          {"2022-05-01,Brix,DK,\"Soft\nware\",1.00,", "is not a word of Product", 2},
          {"2022-05-01,Brix,DK,Soft\"ware,1.00,", "a quote inside a field"},
          {"2022-05-01,Brix,DK,\"Software\"x,1.00,", "text after the closing quote"},
          {"2022-05-01,Brix,DK,Software," + std::string(5'000'000, '0') + ",", "a line longer"},
          {"2022-05-01,Nobody,DK,Software,1.00,", "account.csv has no `Nobody`"}};
}

class LargeFile : public Bonus {
 protected:
  // Either side of the bad lines. Some of a few megabytes, the size of the pieces: the bad ones
  // fall into other pieces than the first and the last.
  const size_t lines_ = lines_wanted();
  static constexpr std::string_view kHeader = "on,partner,country,product,amount,discount\n";

  static size_t lines_wanted() {
    const char* wanted = std::getenv("TIERLINE_LARGE_LINES");
    return wanted == nullptr ? 150'000 : std::stoull(wanted);
  }
  std::string good_lines() const {
    std::string lines;
    for (size_t i = 0; i < lines_; ++i) lines += "2022-03-01,ACME,SE,Hardware,0.01,20%\n";
    return lines;
  }
  std::string rejects(const std::string& threads) {
    const Outcome outcome = decide_all({"--replace", "--threads", threads, "--memory", "1M"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return temp_.read("out/rejects.csv");
  }
};

TEST_F(LargeFile, BadLinesInTheMiddleAreFoundAndNoOther) {
  const std::string good = good_lines();
  std::string text = std::string(kHeader) + good;
  std::vector<std::string> expected;
  size_t line = lines_ + 2;
  for (const Bad& bad : bad_lines()) {
    text += bad.line + "\n2022-03-01,ACME,SE,Hardware,0.01,20%\n";
    expected.push_back(fmt::format("\nsale.csv,{},", line));
    line += bad.lines + 1;
  }
  temp_.write("bonus/data/sale.csv", text + good);

  const std::string found = rejects("1");
  size_t at = 0;
  for (size_t i = 0; i < expected.size(); ++i) {
    at = found.find(expected[i], at);
    ASSERT_NE(at, std::string::npos) << expected[i];
    const std::string rest = found.substr(at + 1, found.find('\n', at + 1) - at - 1);
    EXPECT_NE(rest.find(bad_lines()[i].reason), std::string::npos) << rest.substr(0, 200);
  }
  EXPECT_EQ(found.find("\nsale.csv,", at + 1), std::string::npos) << "one reject too many";
  const std::string decisions = temp_.read("out/decisions.csv");
  EXPECT_NE(decisions.find("ACME,SE,decided,"), std::string::npos) << decisions;
  EXPECT_NE(decisions.find("Brix,DK,undetermined,"), std::string::npos) << decisions;
  const std::string manifest = temp_.read("out/run.json");
  for (const char* threads : {"2", "5"}) {
    EXPECT_TRUE(rejects(threads) == found) << threads;
    EXPECT_EQ(temp_.read("out/run.json"), manifest) << threads;
  }
}

// With so little memory what entries come to is not kept while they are read, so they are kept.
TEST_F(LargeFile, EntriesThatAreKeptComeToTheSame) {
  std::string text = std::string(kHeader) + good_lines();
  for (size_t i = 0; i < 2000; ++i) {
    text += "2022-01-05,Brix,DK,Software,92233720368547758.07,0%\n";
    text +=
        "2022-12-31,\"Brix\",DK,Hardware,-0.05,\"50%\"\n2022-05-01,ACME,\"SE\",Software,1.01,\n";
  }
  text += "2022-05-01,Brix,DK,\"Soft\nware\",1.00,\n" + good_lines();
  temp_.write("bonus/data/sale.csv", text);
  ASSERT_EQ(decide_all({"--replace", "--memory", "1"}).status, 0);
  const std::string decisions = temp_.read("out/decisions.csv");
  EXPECT_NE(decisions.find("ACME,SE,decided,"), std::string::npos) << decisions;
  const std::string manifest = temp_.read("out/run.json");
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(decide_all({"--replace", "--threads", threads}).status, 0);
    EXPECT_EQ(temp_.read("out/decisions.csv"), decisions) << threads;
    EXPECT_EQ(temp_.read("out/run.json"), manifest) << threads;
  }
}

TEST_F(LargeFile, AMillionEntriesOfOneAccount) {
  std::string text(kHeader);
  for (size_t i = 0; i < 1'000'000; ++i) text += "2022-03-01,ACME,SE,Hardware,0.01,0%\n";
  temp_.write("bonus/data/sale.csv", text);
  for (const char* threads : {"1", "1000"}) {
    EXPECT_EQ(rejects(threads), "file,line,field,reason,record\n");
    const std::string decisions = temp_.read("out/decisions.csv");
    EXPECT_NE(decisions.find("ACME,SE,decided,,Gold,10000.00,"), std::string::npos) << decisions;
  }
}

}  // namespace
}  // namespace tierline::test
