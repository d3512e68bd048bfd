// Each way in which data can be bad: a clear answer, the right status, and nothing lost.
#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

class BadData : public Bonus {
 protected:
  /// The added line is the only reject, Brix in DK is undetermined because of it, all else decided.
  void expect_rejected(const std::string& line, const std::string& field,
                       const std::string& reason) {
    const Outcome outcome = decide_with_sale(line + "\n");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const std::string rejects = temp_.read("out/rejects.csv");
    EXPECT_TRUE(rejects.starts_with("file,line,field,reason,record\nsale.csv,7," + field + ","))
        << rejects;
    EXPECT_NE(rejects.find(reason), std::string::npos) << rejects;
    const std::string decisions = temp_.read("out/decisions.csv");
    EXPECT_NE(decisions.find("ACME,DK,decided,,Gold,12000.00,300.00,0,2022-12-31\n"),
              std::string::npos)
        << decisions;
    EXPECT_NE(decisions.find("Brix,DK,undetermined,"), std::string::npos) << decisions;
    EXPECT_NE(decisions.find("sale.csv line 7"), std::string::npos) << decisions;
    const std::string manifest = temp_.read("out/run.json");
    EXPECT_NE(manifest.find("\"lines\": 6,\n      \"used\": 5,\n      \"rejected\": 1"),
              std::string::npos)
        << manifest;
  }
};

// ---- files and headers: the run is refused ------------------------------------------------------

TEST_F(BadData, AWrongHeader) {
  temp_.write("bonus/data/sale.csv", "on,partner,country,produkt,amount\n");
  expect_refused("sale.csv line 1: unknown column `produkt`; did you mean `product`?");
}

TEST_F(BadData, AMissingColumn) {
  temp_.write("bonus/data/sale.csv", "on,partner,country,product\n");
  expect_refused("sale.csv line 1: no column `amount`, which is required");
}

TEST_F(BadData, ADuplicateHeader) {
  temp_.write("bonus/data/sale.csv", "on,partner,country,product,amount,amount\n");
  expect_refused("sale.csv line 1: column `amount` stands there twice");
}

TEST_F(BadData, AMissingFile) {
  std::filesystem::remove(temp_ / "bonus/data/account.csv");
  expect_refused("has no file `account.csv`");
}

TEST_F(BadData, AMissingLedger) {
  std::filesystem::remove(temp_ / "bonus/data/sale.csv");
  expect_refused("has no file `sale.csv`; a ledger without entries is a file with only its header");
}

TEST_F(BadData, AMissingFolder) {
  std::filesystem::remove_all(temp_ / "bonus/data");
  expect_refused("cannot read the data folder `bonus/data`: No such file or directory");
}

TEST_F(BadData, AnEmptyFile) {
  temp_.write("bonus/data/sale.csv", "");
  expect_refused("sale.csv is empty; its first line must name the columns: partner,country,on,");
}

TEST_F(BadData, AFolderInPlaceOfAFile) {
  std::filesystem::remove(temp_ / "bonus/data/sale.csv");
  std::filesystem::create_directory(temp_ / "bonus/data/sale.csv");
  expect_refused("cannot read `bonus/data/sale.csv`: Is a directory");
}

TEST_F(BadData, AFileInPlaceOfTheFolder) {
  std::filesystem::remove_all(temp_ / "bonus/data");
  temp_.write("bonus/data", "x\n");
  expect_refused("cannot read the data folder `bonus/data`: Not a directory");
}

// ---- records: rejected, and the account is undetermined -----------------------------------------

TEST_F(BadData, AnUnknownWord) {
  expect_rejected("2022-05-01,Brix,DK,Softwar,1.00,", "product", "did you mean `Software`?");
}
TEST_F(BadData, AnExponent) {
  expect_rejected("2022-05-01,Brix,DK,Software,1e5,", "amount", "`1e5`: exponents");
}
TEST_F(BadData, AThousandsSeparator) {
  expect_rejected("2022-05-01,Brix,DK,Software,\"1,000.00\",", "amount", "`1,000.00`: separators");
}
TEST_F(BadData, AThousandsSeparatorWithoutQuotes) {
  expect_rejected("2022-05-01,Brix,DK,Software,1,000.00,", "",
                  "\"the line has 7 fields, the header has 6\"");
}
TEST_F(BadData, MoreDigitsThanTheCurrency) {
  expect_rejected("2022-05-01,Brix,DK,Software,12.345,", "amount",
                  "`12.345` has 3 digits after the point, EUR has 2");
}
TEST_F(BadData, MoreDigitsThanAnybodyWrites) {
  expect_rejected("2022-05-01,Brix,DK,Software," + std::string(61, '9') + ",", "amount",
                  "more than 60 digits");
}
TEST_F(BadData, AnImpossibleDay) {
  expect_rejected("2022-02-29,Brix,DK,Software,1.00,", "on", "there is no day `2022-02-29`");
}
TEST_F(BadData, ADayOutsideTheCalendar) {
  expect_rejected("1492-10-12,Brix,DK,Software,1.00,", "on", "outside the years 1583 to 9999");
}
TEST_F(BadData, ADayOfFiveDigits) {
  expect_rejected("10000-01-01,Brix,DK,Software,1.00,", "on", "`10000-01-01` is not a day");
}
TEST_F(BadData, AValueOutsideItsRange) {
  expect_rejected("2022-05-01,Brix,DK,Software,1.00,101%", "discount",
                  "101% is outside 0% .. 100%");
}
TEST_F(BadData, AnEmptyFieldThatIsRequired) {
  expect_rejected("2022-05-01,Brix,DK,,1.00,", "product", "\"required, but missing\"");
}
TEST_F(BadData, ANulByte) {
  expect_rejected(std::string("2022-05-01,Brix,DK,Soft\0ware,1.00,", 34), "", "Soft\\x00ware");
}
TEST_F(BadData, BytesThatAreNotUtf8) {
  expect_rejected("2022-05-01,Brix,DK,Soft\xE4ware,1.00,", "", "Soft\\xE4ware");
}
TEST_F(BadData, ALineOf10MB) {
  expect_rejected("2022-05-01,Brix,DK,Software,1.00," + std::string(10'000'000, '0'), "",
                  "a line longer than a record may be");
  EXPECT_GT(std::filesystem::file_size(temp_ / "out/rejects.csv"), 10'000'000U);
}
TEST_F(BadData, TooFewFields) {
  expect_rejected("2022-05-01,Brix,DK", "", "\"the line has 3 fields, the header has 6\"");
}
TEST_F(BadData, AnOpenQuote) {
  expect_rejected("2022-05-01,Brix,DK,\"Software,1.00,", "", "a quote that is never closed");
}

TEST_F(BadData, AnAmountOf40DigitsIsExact) {
  const std::string amount = "1234567890123456789012345678901234567890.12";
  EXPECT_EQ(decide_with_sale("2022-05-01,Brix,DK,Software," + amount + ",\n").status, 0);
  // 1350.00 - 100.00 before it, and 2.5% of the sum, half even
  EXPECT_NE(temp_.read("out/decisions.csv")
                .find("Brix,DK,decided,,Gold,1234567890123456789012345678901234569140.12,"
                      "30864197253086419725308641972530864228.50,1,2022-12-30\n"),
            std::string::npos)
      << temp_.read("out/decisions.csv");
}

TEST_F(BadData, AnUnknownAccount) {
  const Outcome outcome = decide_with_sale("2022-05-01,Nobody,DK,Software,1.00,\n");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(temp_.read("out/rejects.csv")
                .find("sale.csv,7,\"partner, country\",\"account.csv has no `Nobody`, `DK`\","
                      "\"2022-05-01,Nobody,DK,Software,1.00,\"\n"),
            std::string::npos)
      << temp_.read("out/rejects.csv");
  EXPECT_EQ(temp_.read("out/decisions.csv").find("undetermined"), std::string::npos);
  EXPECT_NE(outcome.out.find("1 rejected line is of no account that is known"), std::string::npos);
}

TEST_F(BadData, DuplicateKeys) {
  temp_.write(
      "bonus/data/account.csv",
      "partner,country,tier_before\nBrix,DK,Gold\nACME,DK,Silver\nACME,SE,\nBrix,DK,none\n");
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_NE(temp_.read("out/rejects.csv").find("account.csv,5,\"partner, country\","),
            std::string::npos);
  EXPECT_NE(temp_.read("out/decisions.csv").find("Brix,DK,undetermined,\"account.csv line 5"),
            std::string::npos);
}

TEST_F(BadData, AnEntryAfterTodayIsUsedAndNotYetSeen) {
  EXPECT_EQ(decide_with_sale("2022-07-01,Brix,DK,Hardware,9999999.00,\n").status, 0);
  EXPECT_NE(
      temp_.read("out/decisions.csv").find("Brix,DK,decided,,Silver,1250.00,12.50,1,2022-06-30\n"),
      std::string::npos)
      << temp_.read("out/decisions.csv");
  EXPECT_EQ(temp_.read("out/rejects.csv"), "file,line,field,reason,record\n");
}

TEST_F(BadData, AnEntryOfTheLastDayThereIsIsUsedAndNeverSeen) {
  EXPECT_EQ(decide_with_sale("9999-12-31,Brix,DK,Hardware,9999999.00,\n").status, 0);
  EXPECT_NE(temp_.read("out/decisions.csv").find("Brix,DK,decided,,Silver,1250.00,12.50,1,"),
            std::string::npos);
  EXPECT_EQ(temp_.read("out/rejects.csv"), "file,line,field,reason,record\n");
}

TEST_F(BadData, AnEntryThatEndsBeforeItBegins) {
  temp_.replace("bonus/program.tier", "  on       : date\n",
                "  on       : date\n  until : date?\n");
  temp_.write("bonus/data/sale.csv",
              "on,partner,country,product,amount,discount,until\n"
              "2022-03-01,Brix,DK,Software,1.00,,2022-02-28\n"
              "2022-03-01,ACME,DK,Software,1.00,,2022-03-01\n"
              "2022-03-01,ACME,SE,Software,1.00,,\n");
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_NE(temp_.read("out/rejects.csv")
                .find("sale.csv,2,until,\"`2022-02-28` is before `on`, which is `2022-03-01`\","),
            std::string::npos)
      << temp_.read("out/rejects.csv");
  const std::string decisions = temp_.read("out/decisions.csv");
  EXPECT_NE(decisions.find("Brix,DK,undetermined,"), std::string::npos) << decisions;
  EXPECT_NE(decisions.find("ACME,DK,decided,"), std::string::npos) << decisions;
  EXPECT_NE(decisions.find("ACME,SE,decided,"), std::string::npos) << decisions;
}

}  // namespace
}  // namespace tierline::test
