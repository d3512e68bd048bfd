// read_data: files to a batch in key order; what is refused, whose it is, and that nothing is lost.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/csv.hpp"
#include "tests/cli/temp_folder.hpp"
#include "tests/unit/tools_bulk/schema.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/leading_fields.hpp"

namespace tierline::bulk {
namespace {

constexpr std::string_view kAccounts =
    "number,partner,tier_before,joined_on\n"
    "2,ACME,Silver,2020-01-31\n"
    "1,Brix,none,\n"
    "1,ACME,Gold,\n";
constexpr std::string_view kSales =
    "partner,number,on,product,amount,discount\n"
    "Brix,1,2022-01-01,Software,10.00,20%\n"
    "ACME,2,2022-01-02,Hardware,20.00,\n"
    "Brix,1,2022-01-03,Hardware,30.00,0.5\n";

class ReadData : public testing::Test {
 protected:
  ReadData() {
    folder_.write("account.csv", kAccounts);
    folder_.write("sale.csv", kSales);
  }

  Data read() {
    auto data = read_data(folder_.path(), schema_);
    EXPECT_TRUE(data.ok()) << (data.ok() ? "" : data.error().message);
    return data.ok() ? std::move(data).value() : Data{};
  }
  std::string error() {
    const auto data = read_data(folder_.path(), schema_);
    return data.ok() ? "no error" : data.error().message;
  }
  /// Every reject as `file line N: field: reason`, and whether its account is known.
  static std::string rejects(const Data& data) {
    std::string out;
    for (const Reject& reject : data.rejects) {
      out += place_and_reason(data, reject) + (reject.account_known ? " (known)\n" : "\n");
    }
    return out;
  }
  static std::string keys(const Data& data) {
    std::string out;
    for (size_t i = 0; i < data.accounts.size(); ++i) out += shown_key(data.accounts.key(i)) + "; ";
    return out;
  }

  static batch::Batch batch_of(const Data& data) {
    const auto whole = data.whole();
    EXPECT_TRUE(whole.ok());
    return whole.ok() ? *whole.value().batch : batch::Batch{};
  }

  test::TempFolder folder_;
  bytecode::Schema schema_ = small_schema();
};

TEST_F(ReadData, PutsAccountsInKeyOrderAndEntriesUnderThem) {
  const Data data = read();
  const batch::Batch batch = batch_of(data);
  EXPECT_EQ(keys(data), "`ACME`, `1`; `ACME`, `2`; `Brix`, `1`; ");
  EXPECT_EQ(batch.accounts, 3U);
  EXPECT_EQ(batch.columns[2].values, (std::vector<int64_t>{2, 1, 0})) << "tier_before";
  EXPECT_EQ(batch.columns[3].known, (std::vector<uint8_t>{0, 1, 0})) << "joined_on";
  EXPECT_EQ(batch.columns[4].values, (std::vector<int64_t>{1, 1, 1})) << "default";
  const batch::LedgerBatch& sale = batch.ledgers[0];
  EXPECT_EQ(sale.offsets, (std::vector<uint64_t>{0, 0, 1, 3}));
  EXPECT_EQ(sale.columns[2].values, (std::vector<int64_t>{2000, 1000, 3000}));
  EXPECT_EQ(sale.columns[3].values, (std::vector<int64_t>{0, 2000, 5000}));
  EXPECT_EQ(rejects(data), "");
}

TEST_F(ReadData, ReadsALedgerSplitOverFilesInTheOrderOfTheirNames) {
  folder_.write("sale.csv", "partner,number,on,product,amount\nBrix,1,2022-01-01,Software,10\n");
  folder_.write("sale.b.csv", "amount,partner,number,on,product\n30,Brix,1,2022-01-03,Hardware\n");
  folder_.write("sale.a.csv", "partner,number,on,product,amount\nACME,2,2022-01-02,Hardware,20\n");
  const Data data = read();
  const batch::Batch batch = batch_of(data);
  EXPECT_EQ(batch.ledgers[0].offsets, (std::vector<uint64_t>{0, 0, 1, 3}));
  EXPECT_EQ(batch.ledgers[0].columns[2].values, (std::vector<int64_t>{2000, 3000, 1000}));
  ASSERT_EQ(data.files.size(), 4U);
  EXPECT_EQ(data.files[1].name, "sale.a.csv");
  EXPECT_EQ(data.files[3].name, "sale.csv");
}

TEST_F(ReadData, TakesByteOrderMarksAndCrlf) {
  std::string sales("\xEF\xBB\xBF");
  for (const char c : kSales) sales += c == '\n' ? std::string("\r\n") : std::string(1, c);
  folder_.write("sale.csv", sales);
  const Data data = read();
  EXPECT_EQ(data.files[1].used, 3U);
  EXPECT_EQ(rejects(data), "");
}

TEST_F(ReadData, RefusesRecordsAndBlamesTheirAccounts) {
  folder_.write("sale.csv",
                "partner,number,on,product,amount\n"
                "Brix,1,2022-02-30,Software,10\n"
                "Brix,1,2022-01-01,Software,1e5\n"
                "ACME,2,2022-01-01,Softwar,10\n"
                "Nobody,1,2022-01-01,Software,10\n"
                "ACME,one,2022-01-01,Software,10\n"
                "ACME,1,2022-01-01,Software\n"
                "ACME,001,2022-01-01,Software,10\n");
  const Data data = read();
  EXPECT_EQ(rejects(data),
            "sale.csv line 2: on: there is no day `2022-02-30` (known)\n"
            "sale.csv line 3: amount: `1e5`: exponents are not accepted; write the number out "
            "(known)\n"
            "sale.csv line 4: product: `Softwar` is not a word of Product; did you mean "
            "`Software`? (known)\n"
            "sale.csv line 5: partner, number: account.csv has no `Nobody`, `1`\n"
            "sale.csv line 6: number: `one`: this is not a number; write digits, like 1234.50\n"
            "sale.csv line 7: the line has 4 fields, the header has 5 (known)\n");
  EXPECT_EQ(data.files[1].lines, 7U);
  EXPECT_EQ(data.files[1].used, 1U) << "001 is the account 1";
  EXPECT_EQ(data.files[1].rejected, 6U);
  ASSERT_TRUE(data.undetermined[2]);
  EXPECT_EQ(data.undetermined[2]->first_reject, 0U);
  EXPECT_EQ(data.undetermined[2]->more, 1U);
  EXPECT_TRUE(data.undetermined[0]);
  EXPECT_EQ(data.rejects[0].record, "Brix,1,2022-02-30,Software,10");
}

TEST_F(ReadData, DuplicateAccountsAreConflictingFacts) {
  folder_.write("account.csv",
                "number,partner,tier_before\n1,Brix,none\n2,ACME,Gold\n01,Brix,Silver\n");
  const Data data = read();
  EXPECT_EQ(rejects(data),
            "account.csv line 4: partner, number: `Brix`, `1` stands in the file before (known)\n");
  EXPECT_EQ(data.accounts.size(), 2U);
  EXPECT_FALSE(data.undetermined[0]);
  EXPECT_TRUE(data.undetermined[1]);
}

TEST_F(ReadData, AnAccountThatCannotBeReadIsUndeterminedAndKeepsItsEntries) {
  folder_.write("account.csv",
                "number,partner,tier_before\n1,Brix,Bronze\n2,ACME,Gold\n,NoNumber,Gold\n");
  const Data data = read();
  EXPECT_EQ(keys(data), "`ACME`, `2`; `Brix`, `1`; ");
  EXPECT_TRUE(data.undetermined[1]);
  EXPECT_EQ(data.files[1].used, 3U);
  EXPECT_EQ(data.rejects.size(), 2U);
  EXPECT_FALSE(data.rejects[1].account_known);
}

TEST_F(ReadData, FindsOutWhoseADamagedRecordIs) {
  using namespace std::string_literals;
  folder_.write("sale.csv",
                "partner,number,product,amount,on\n"
                "Brix,1,Soft\0ware,10,2022-01-01\n"
                "ACME,1,Soft\xFFware,10,2022-01-01\n"
                "\"ACME\",2,\"Software,10,2022-01-01\n"
                "Br\0ix,1,Software,10,2022-01-01\n"s);
  const Data data = read();
  EXPECT_EQ(data.files[1].lines, data.files[1].rejected);
  ASSERT_EQ(data.rejects.size(), 4U);
  EXPECT_TRUE(data.undetermined[0] && data.undetermined[1] && data.undetermined[2]);
  EXPECT_FALSE(data.rejects[3].account_known);
}

TEST_F(ReadData, RefusesALineOf10MB) {
  folder_.write("sale.csv", std::string(kSales) + "Brix,1,2022-01-01,Software,\"" +
                                std::string(10'000'000, 'x') + "\"\n");
  const Data data = read();
  ASSERT_EQ(data.rejects.size(), 1U);
  EXPECT_EQ(data.rejects[0].line, 5U);
  EXPECT_GT(data.rejects[0].record.size(), 10'000'000U) << "nothing is lost";
  EXPECT_TRUE(data.undetermined[2]);
}

TEST_F(ReadData, WantsEachFile) {
  std::filesystem::remove(folder_ / "sale.csv");
  EXPECT_EQ(error(), "`" + folder_.path().string() +
                         "` has no file `sale.csv`; a ledger without entries is a file with only "
                         "its header, `partner,number,on,product,amount,discount`");
  folder_.write("sale.csv", "partner,number,on,product,amount\n");
  EXPECT_EQ(error(), "no error");
  folder_.write("accounts.csv", kAccounts);
  std::filesystem::remove(folder_ / "account.csv");
  EXPECT_TRUE(error().ends_with("has no file `account.csv`; did you mean `accounts.csv`?"));
}

TEST_F(ReadData, NamesFilesThatBelongToNothing) {
  folder_.write("payment.csv", "x\n");
  folder_.write("notes.txt", "x\n");
  EXPECT_EQ(read().ignored_files, (std::vector<std::string>{"payment.csv"}));
}

TEST_F(ReadData, WantsAHeaderThatFits) {
  folder_.write("sale.csv", "partner,number,on,produkt,amount,amount\n");
  EXPECT_EQ(error(),
            "sale.csv line 1: unknown column `produkt`; did you mean `product`?; the columns are "
            "`partner`, `number`, `on`, `product`, `amount`, `discount`\n"
            "sale.csv line 1: column `amount` stands there twice\n"
            "sale.csv line 1: no column `product`, which is required");
  folder_.write("sale.csv", "");
  EXPECT_EQ(error(),
            "sale.csv is empty; its first line must name the columns: "
            "partner,number,on,product,amount,discount");
  folder_.write("sale.csv", "partner,\"number\n");
  EXPECT_TRUE(error().starts_with("sale.csv line 1: the header has a quote"));
}

TEST_F(ReadData, RefusesAFolderInPlaceOfAFile) {
  std::filesystem::remove(folder_ / "sale.csv");
  std::filesystem::create_directory(folder_ / "sale.csv");
  EXPECT_TRUE(error().ends_with("sale.csv`: Is a directory")) << error();
}

TEST_F(ReadData, RefusesAProgramWhoseLedgerHasAFieldLikeAKey) {
  schema_.ledgers[0].fields.push_back(field("partner", kind(bytecode::ValueKind::Text)));
  EXPECT_TRUE(error().starts_with("ledger `sale` has a field `partner`, which is also a key"));
}

TEST(LeadingFields, StopsWhereTheRecordBreaks) {
  using Fields = std::vector<std::string_view>;
  EXPECT_EQ(leading_fields("a,b,c", 5), (Fields{"a", "b", "c"}));
  EXPECT_EQ(leading_fields("a,b,c", 2), (Fields{"a", "b"}));
  EXPECT_EQ(leading_fields("a,\"b,c\",d", 5), (Fields{"a", "b,c", "d"}));
  EXPECT_EQ(leading_fields("a,b\"x,c", 5), (Fields{"a"}));
  EXPECT_EQ(leading_fields("a,\"b\"x,c", 5), (Fields{"a"}));
  EXPECT_EQ(leading_fields("a,\"b", 5), (Fields{"a"}));
  EXPECT_EQ(leading_fields("a,\xFF,c", 5), (Fields{"a", "", "c"}));
  EXPECT_EQ(leading_fields("a,", 5), (Fields{"a", ""}));
}

// ---- laws ---------------------------------------------------------------------------------------

/// Each account's amounts, in no order: what any sum or count of a program can see.
std::vector<std::multiset<int64_t>> amounts(const Data& data) {
  const auto whole = data.whole();
  RC_ASSERT(whole.ok());
  const batch::LedgerBatch& sale = whole.value().batch->ledgers[0];
  std::vector<std::multiset<int64_t>> out(data.accounts.size());
  for (size_t account = 0; account < out.size(); ++account) {
    for (uint64_t i = sale.offsets[account]; i < sale.offsets[account + 1]; ++i) {
      out[account].insert(sale.columns[2].values[i]);
    }
  }
  return out;
}

RC_GTEST_PROP(ReadDataLaw, OrderAndSplitOfEntriesDoNotMatter, ()) {
  const std::string header = "partner,number,on,product,amount\n";
  const std::vector<std::string> accounts = {"ACME,1", "ACME,2", "Brix,1", "Nobody,1"};
  const auto entries = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(-1000, 1000)));
  const test::TempFolder folder;
  folder.write("account.csv", kAccounts);
  const auto read = [&](const std::vector<std::string>& files) {
    for (size_t i = 0; i < files.size(); ++i) {
      folder.write("sale." + std::to_string(i) + ".csv", header + files[i]);
    }
    auto data = read_data(folder.path(), small_schema());
    RC_ASSERT(data.ok());
    RC_ASSERT(amounts(data.value()).size() == 3U);
    return std::pair(amounts(data.value()), data.value().rejects.size());
  };
  std::vector<std::string> whole(3);
  std::vector<std::string> split(3);
  for (const auto& [account, amount] : entries) {
    const std::string line = accounts[static_cast<size_t>(account)] + ",2022-01-01,Software," +
                             std::to_string(amount) + "\n";
    whole[0] += line;
    std::string& part = split[*rc::gen::inRange<size_t>(0, 3)];
    part = *rc::gen::arbitrary<bool>() ? line + part : part + line;
  }
  RC_ASSERT(read(whole) == read(split));
}

RC_GTEST_PROP(ReadDataLaw, EveryRecordIsUsedOrRejected, ()) {
  const auto letters =
      rc::gen::elementOf(std::string("ACME,,,,12\"\"\n\n\n.-0Software\xC3\xA4") + '\0');
  const auto noise = *rc::gen::container<std::string>(letters);
  const std::string text = "partner,number,on,product,amount\n" + noise;
  const test::TempFolder folder;
  folder.write("account.csv", kAccounts);
  folder.write("sale.csv", text);
  const auto data = read_data(folder.path(), small_schema());
  RC_ASSERT(data.ok());
  const FileCount& count = data.value().files[1];
  base::CsvReader reader(text);
  base::CsvRecord record;
  size_t records = 0;
  while (reader.next(record)) ++records;
  RC_ASSERT(count.lines + 1 == records);
  RC_ASSERT(count.used + count.rejected == count.lines);
  RC_ASSERT(data.value().rejects.size() == count.rejected);
  const auto whole = data.value().whole();
  RC_ASSERT(whole.ok());
  RC_ASSERT(whole.value().batch->ledgers[0].offsets.back() == count.used);
}

}  // namespace
}  // namespace tierline::bulk
