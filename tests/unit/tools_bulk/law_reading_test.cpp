// The law of reading: what is found in a data folder does not depend on how many threads look at it,
// how the files are cut, or how much memory there is, and it is what the slow way finds: every
// fact, every reject with its line and text, every count, every hash.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <random>

#include "tests/cli/temp_folder.hpp"
#include "tests/unit/tools_bulk/schema.hpp"
#include "tests/unit/tools_bulk/slow_reader.hpp"

namespace tierline::bulk {
namespace {

using bytecode::ValueKind;

/// A ledger with every kind of field, and days that may contradict each other.
bytecode::Schema schema_of(bool with_one_key) {
  bytecode::Schema schema = small_schema();
  if (with_one_key) {
    schema.account.fields[1].key = false;
    schema.account.fields[1].optional = true;
  }
  schema.account.fields.push_back(optional(field("note", kind(ValueKind::Text))));
  schema.account.fields.push_back(ranged(field("score", number(0)), 0, 200));
  std::vector<bytecode::FieldInfo>& sale = schema.ledgers[0].fields;
  sale.push_back(optional(field("until", kind(ValueKind::Day))));
  sale.push_back(optional(field("known_on", kind(ValueKind::Day))));
  sale.push_back(optional(field("remark", kind(ValueKind::Text))));
  sale.push_back(optional(field("ok", kind(ValueKind::Bool))));
  schema.ledgers.push_back({"visit", {field("on", kind(ValueKind::Day))}, 0});
  return schema;
}

/// Makes files of which most lines are good and some are anything.
class Maker {
 public:
  Maker(unsigned seed, const bytecode::Schema& schema) : random_(seed), schema_(schema) {
    is_dirty_ = once_in(2);
    is_sorted_ = once_in(2);
    accounts_ = 1 + below(once_in(4) ? 6000 : 60);
  }

  void write(const test::TempFolder& folder) {
    folder.write("account.csv", accounts());
    folder.write("sale.csv", entries("sale", 0));
    if (once_in(2)) folder.write("sale.b.csv", entries("sale", 0));
    folder.write("visit.csv", entries("visit", 1));
  }

 private:
  unsigned below(unsigned end) { return std::uniform_int_distribution<unsigned>(0, end - 1)(random_); }
  bool once_in(unsigned times) { return below(times) == 0; }

  std::string key(unsigned account) {
    std::string number = std::to_string(account);
    return "P" + std::string(5 - number.size(), '0') + number;
  }

  std::string day() {
    static const char* const kDays[] = {"1999-12-31", "2022-02-28", "2024-02-29", "2101-01-01",
                                        "1969-12-31", "2023-11-05", "2022-13-01", "2022-02-30"};
    if (once_in(8)) return kDays[below(is_dirty_ ? 8 : 6)];
    return "20" + std::to_string(10 + below(30)) + "-0" + std::to_string(1 + below(9)) + "-" +
           std::to_string(10 + below(19));
  }

  std::string number() {
    static const char* const kNumbers[] = {
        "0",      "-1",     "12.5", "100.00", "-0.07", "123456789012345.67", "99999999999999999999.99",
        "1.2300", "007",    "+5",   "1.",     ".5",    "1e5",                "12.345",
        "-",      "92233720368547758.08"};
    if (once_in(6)) return kNumbers[below(is_dirty_ ? 16 : 10)];
    return std::to_string(below(100000)) + "." + std::to_string(10 + below(90));
  }

  /// The text of one field, as it may stand in a file.
  std::string value(const bytecode::FieldInfo& field) {
    if ((field.optional || field.default_value) && once_in(4)) return "";
    if (is_dirty_ && once_in(60)) return "\xC3\xA4?";
    switch (field.type.kind) {
      case ValueKind::Bool:
        return once_in(2) ? "yes" : once_in(2) ? "false" : is_dirty_ && once_in(20) ? "Y" : "no";
      case ValueKind::Day:
        return day();
      case ValueKind::Enum:
        return field.type.enum_index == 0 ? (once_in(2) ? "none" : "Silver")
               : is_dirty_ && once_in(30) ? "Softwar"
                                          : "Hardware";
      case ValueKind::Text:
        return once_in(3) ? "M\xC3\xBCller" : once_in(2) ? "a,b" : "plain";
      case ValueKind::Number:
        break;
    }
    if (field.type.measure == bytecode::Measure::Percent) {
      return once_in(2) ? "12.5%" : once_in(is_dirty_ ? 5 : 1000) ? "101%" : "0.2";
    }
    return field.type.scale == 0 ? std::to_string(below(is_dirty_ ? 210 : 200)) : number();
  }

  std::string written(const std::string& text) {
    const bool must = text.find(',') != std::string::npos;
    if (!must && !once_in(40)) return text;
    return "\"" + (once_in(20) ? text + "\nand \"\"more\"\"" : text) + "\"";
  }

  std::string end_of_line() {
    if (once_in(50)) return "\n\n";
    return once_in(is_dirty_ ? 10 : 1000) ? "\r\n" : "\n";
  }

  /// Something that no record should be.
  void damage(std::string& line) {
    static const std::string kDamage[] = {std::string(1, '\0'), "\xFF", "\"", ",", "\n", "\"\"", "x",
                                          "\",\"", "\r"};
    line.insert(below(static_cast<unsigned>(line.size()) + 1), kDamage[below(9)]);
  }

  std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + written(fields[i]);
    if (is_dirty_ && once_in(12)) damage(line);
    return line + end_of_line();
  }

  std::string accounts() {
    std::string text = once_in(3) ? "\xEF\xBB\xBF" : "";
    if (once_in(10)) text += "\n\r\n";
    for (size_t i = 0; i < schema_.account.fields.size(); ++i) {
      text += (i == 0 ? "" : ",") + schema_.account.fields[i].name;
    }
    text += once_in(4) ? "\r\n" : "\n";
    for (unsigned i = 0; i < accounts_; ++i) {
      std::vector<std::string> fields;
      const unsigned account = is_sorted_ && !once_in(is_dirty_ ? 20 : 100000) ? i : below(accounts_);
      for (const bytecode::FieldInfo& field : schema_.account.fields) fields.push_back(value(field));
      fields[0] = key(account);
      fields[1] = schema_.account.fields[1].key && once_in(20) ? "07" : "7";
      text += line_of(fields);
    }
    if (once_in(3)) text.pop_back();
    return text;
  }

  std::string entries(const std::string& name, size_t ledger) {
    const bytecode::RecordInfo& info = schema_.ledgers[ledger];
    const bool with_all = once_in(2);  // or without the last column
    const size_t count = info.fields.size() - (with_all || info.fields.size() == 1 ? 0 : 1);
    std::string text = schema_.account.fields[1].key ? "number,partner" : "partner";
    for (size_t i = 0; i < count; ++i) text += "," + info.fields[i].name;
    text += "\n";
    const unsigned lines = below(once_in(5) ? 4000 : 100);
    for (unsigned i = 0; i < lines; ++i) {
      std::vector<std::string> fields;
      const unsigned account = is_sorted_ ? i * accounts_ / lines : below(accounts_);
      if (schema_.account.fields[1].key) fields.push_back(once_in(20) ? "007" : "7");
      fields.push_back(is_dirty_ && once_in(30) ? "Nobody" : key(account));
      for (size_t k = 0; k < count; ++k) fields.push_back(value(info.fields[k]));
      text += line_of(fields);
    }
    TIERLINE_ASSERT(!name.empty());
    return text;
  }

  std::mt19937 random_;
  const bytecode::Schema& schema_;
  bool is_dirty_ = false;
  bool is_sorted_ = false;
  unsigned accounts_ = 0;
};

Findings read_fast(const test::TempFolder& folder, const bytecode::Schema& schema,
                   std::optional<calendar::Day> known_on, const Reading& reading) {
  const auto data = read_data(folder.path(), schema, known_on, {}, Places::Keep, reading);
  EXPECT_TRUE(data.ok()) << (data.ok() ? "" : data.error().message);
  return data.ok() ? findings_of(data.value(), schema) : Findings{};
}

/// The first thing that is not the same, or nothing.
std::string difference(const Findings& slow, const Findings& fast) {
  const auto lists = {std::pair(&slow.files, &fast.files), std::pair(&slow.rejects, &fast.rejects),
                      std::pair(&slow.accounts, &fast.accounts),
                      std::pair(&slow.undetermined, &fast.undetermined),
                      std::pair(&slow.hidden, &fast.hidden)};
  for (const auto& [a, b] : lists) {
    for (size_t i = 0; i < std::max(a->size(), b->size()); ++i) {
      const std::string left = i < a->size() ? (*a)[i] : "(nothing)";
      const std::string right = i < b->size() ? (*b)[i] : "(nothing)";
      if (left != right) return "slow: " + left + "\nfast: " + right;
    }
  }
  if (slow.sums != fast.sums) return "the sums of hashes";
  for (size_t i = 0; i < slow.records.size(); ++i) {
    const FileRecords& a = slow.records[i];
    const FileRecords& b = fast.records[i];
    if (a.hashes != b.hashes) return "the hashes of records";
    if (a.accounts != b.accounts) return "the accounts of records";
    if (a.jumps != b.jumps) return "the lines of records";
    if (a.blocks != b.blocks) return "the blocks";
    if (a.first_line != b.first_line) return "the first line";
  }
  return slow == fast ? "" : "something";
}

Reading reading_of(size_t threads, size_t chunk, size_t memory) {
  Reading reading;
  reading.threads = threads;
  reading.chunk = chunk;
  reading.memory = memory;
  return reading;
}

TEST(LawReading, ThreadsChunksAndMemoryChangeNothing) {
  const Reading kReadings[] = {reading_of(1, 64, 0), reading_of(2, 200, 0), reading_of(4, 64, 1),
                               reading_of(3, 5000, 20000), reading_of(2, size_t{4} << 20, 0)};
  size_t rejects = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const bytecode::Schema schema = schema_of(seed % 2 == 0);
    const test::TempFolder folder;
    Maker(seed, schema).write(folder);
    std::optional<calendar::Day> known_on;
    if (seed % 5 == 0) known_on = calendar::to_day({2022, 6, 1});
    const Findings slow = read_slowly(folder.path(), schema, known_on);
    rejects += slow.rejects.size();
    for (const Reading& reading : kReadings) {
      const Findings fast = read_fast(folder, schema, known_on, reading);
      ASSERT_EQ(difference(slow, fast), "")
          << "seed " << seed << ", " << reading.threads << " threads, chunks of " << reading.chunk
          << ", memory " << reading.memory;
    }
  }
  EXPECT_GT(rejects, 1000U) << "the law should meet bad lines";
}

RC_GTEST_PROP(LawReadingAnything, AnyBytesAreReadAsTheSlowWayReadsThem, ()) {
  const bytecode::Schema schema = small_schema();
  const auto letters = rc::gen::weightedOneOf<char>(
      {{10, rc::gen::elementOf(std::string("ABC12,,,,\n\n.-0"))},
       {2, rc::gen::elementOf(std::string("\"\"\"\r\xC3\xA4\xFF") + '\0')}});
  const auto part = rc::gen::oneOf(
      rc::gen::map(letters, [](char c) { return std::string(1, c); }),
      rc::gen::elementOf(std::vector<std::string>{
          "ACME,1,none,,\n", "B,2,Gold,2020-01-31,yes\n", "ACME,1,2022-01-01,Software,10.00\n",
          "B,2,2022-01-01,\"Hardware\",5\r\n", "\"B\",2,", "none,\"2020-01-31\",\n"}));
  const auto text = [&] {
    std::string out;
    for (const std::string& one : *rc::gen::container<std::vector<std::string>>(part)) out += one;
    return out;
  };
  const test::TempFolder folder;
  folder.write("account.csv", "partner,number,tier_before,joined_on,active\n" + text());
  folder.write("sale.csv", "partner,number,on,product,amount\n" + text());
  const Findings slow = read_slowly(folder.path(), schema, {});
  for (const size_t chunk : {size_t{1}, size_t{17}, size_t{1} << 20}) {
    const Findings fast = read_fast(folder, schema, {}, reading_of(2, chunk, chunk));
    RC_ASSERT(difference(slow, fast) == "");
  }
}

/// A quote that nobody closes, before more than a record may have and before less.
TEST(LawReading, AQuoteThatIsNeverClosedTakesItsLineOnly) {
  const bytecode::Schema schema = small_schema();
  for (const size_t behind : {size_t{10}, size_t{3'000'000}}) {
    const test::TempFolder folder;
    folder.write("account.csv", "partner,number,tier_before\nACME,1,none\nB,2,Gold\n");
    std::string sales = "partner,number,on,product,amount\nACME,1,\"2022-01-01,Software,1\n";
    while (sales.size() < behind) sales += "B,2,2022-01-01,Software,1\n";
    sales += "B,2,2022-01-01,\"Software\",1\n";
    folder.write("sale.csv", sales);
    const Findings slow = read_slowly(folder.path(), schema, {});
    for (const size_t chunk : {size_t{100'000}, size_t{1} << 21}) {
      EXPECT_EQ(difference(slow, read_fast(folder, schema, {}, reading_of(2, chunk, 0))), "");
    }
  }
}

/// One account with a hundred thousand entries, and thousands of others with some, out of memory.
TEST(LawReading, OneAccountMayHaveMostEntries) {
  const bytecode::Schema schema = small_schema();
  const test::TempFolder folder;
  std::string accounts = "partner,number,tier_before\n";
  std::string sales = "partner,number,on,product,amount\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string key = std::to_string(100'000 + i) + ",1,";
    accounts += key + "none\n";
    sales += key + "2022-01-01,Software," + std::to_string(i) + "\n";
    for (int k = 0; k < 5; ++k) sales += "107000,1,2022-01-02,Hardware,0." + std::to_string(k) + "\n";
  }
  folder.write("account.csv", accounts);
  folder.write("sale.csv", sales);
  const Findings slow = read_slowly(folder.path(), schema, {});
  EXPECT_EQ(difference(slow, read_fast(folder, schema, {}, reading_of(2, 100'000, 1'000'000))), "");
}

TEST(LawReading, AScratchFolderThatIsNotThereIsAnError) {
  const bytecode::Schema schema = small_schema();
  const test::TempFolder folder;
  folder.write("account.csv", "partner,number,tier_before\nACME,1,none\n");
  folder.write("sale.csv", "partner,number,on,product,amount\nACME,1,2022-01-01,Software,1\n");
  Reading reading = reading_of(1, 64, 1);
  reading.scratch = folder / "gone";
  const auto data = read_data(folder.path(), schema, {}, {}, Places::Forget, reading);
  ASSERT_FALSE(data.ok());
  EXPECT_EQ(data.error().message, "cannot keep the entries that memory does not hold in `" +
                                      (folder / "gone").string() + "`: No such file or directory");
}

TEST(LawReading, WithoutALogThereAreNoHashes) {
  const bytecode::Schema schema = small_schema();
  const test::TempFolder folder;
  folder.write("account.csv", "partner,number,tier_before\nACME,1,none\n");
  folder.write("sale.csv", "partner,number,on,product,amount\nACME,1,2022-01-01,Software,1\n");
  std::atomic<uint64_t> bytes = 0;
  Reading reading;
  reading.with_log = false;
  reading.bytes_read = &bytes;
  const auto data = read_data(folder.path(), schema, {}, {}, Places::Forget, reading);
  ASSERT_TRUE(data.ok());
  EXPECT_TRUE(data.value().log.files().empty());
  EXPECT_EQ(bytes.load(), data.value().files[0].bytes + data.value().files[1].bytes);
  std::atomic<bool> stop = true;
  reading.stop = &stop;
  EXPECT_FALSE(read_data(folder.path(), schema, {}, {}, Places::Forget, reading).ok());
}

}  // namespace
}  // namespace tierline::bulk
