// Scanner: the records, lines and owners that the long way gives, whatever the file looks like.
#include "tools/bulk/read/scan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/tools_bulk/schema.hpp"

namespace tierline::bulk {
namespace {

using Records = std::vector<std::tuple<std::string, size_t, uint32_t>>;

/// Two accounts, keyed by a text and a number.
AccountIndex accounts() {
  AccountIndex index;
  index.add(std::string("ACME\0001", 6));
  index.add(std::string("B\0002", 3));
  index.sort();
  return index;
}

CsvSource open(const bytecode::Schema& schema, std::string_view text) {
  auto source = CsvSource::open("sale.csv", text, ledger_columns(schema, schema.ledgers[0]));
  RC_ASSERT(source.ok());
  return std::move(source).value();
}

Records the_long_way(const bytecode::Schema& schema, std::string_view text,
                     const AccountIndex& index) {
  CsvSource source = open(schema, text);
  KeyReader keys(schema);
  Records records;
  while (source.next()) {
    const bool refused = keys.read(source.texts().first(keys.size())).has_value();
    records.emplace_back(source.record(), source.line(),
                         refused ? AccountIndex::kNone : index.find(keys.key()));
  }
  return records;
}

Records scanned(const bytecode::Schema& schema, std::string_view text, const AccountIndex& index) {
  CsvSource source = open(schema, text);
  KeyReader keys(schema);
  OwnerCache cache(index);
  Scanner scanner(source, keys, cache);
  Records records;
  Scanner::Record record;
  while (scanner.next(record)) {
    records.emplace_back(text.substr(record.begin, record.end - record.begin), record.line,
                         record.owner);
  }
  return records;
}

std::string any_field() {
  return *rc::gen::weightedOneOf<std::string>(
      {{6, rc::gen::elementOf(std::vector<std::string>{"ACME", "B", "1", "2", "01", "7", ""})},
       {2,
        rc::gen::elementOf(std::vector<std::string>{"\"ACME\"", "\"B\"", "\"1\"", "\"", "a\"b"})},
       {1, rc::gen::elementOf(std::vector<std::string>{"\"x\ny\"", "\"x,y\"", "\xC3\xA4", "\xE4",
                                                       std::string(1, '\0'), "\xEF\xBB\xBF"})}});
}

std::string any_text() {
  std::string text = *rc::gen::elementOf(std::vector<std::string>{
      "partner,number,on,product,amount\n", "on,number,product,amount,partner\r\n",
      "\xEF\xBB\xBFproduct,amount,partner,on,number\n"});
  const auto lines = *rc::gen::inRange(0, 12);
  for (int i = 0; i < lines; ++i) {
    const auto fields = *rc::gen::weightedElement<int>({{8, 5}, {1, 0}, {1, 3}, {1, 6}});
    for (int k = 0; k < fields; ++k) text += (k == 0 ? "" : ",") + any_field();
    text += *rc::gen::weightedElement<std::string>({{8, "\n"}, {2, "\r\n"}, {1, "\n\n"}, {1, ""}});
  }
  return text;
}

RC_GTEST_PROP(Scan, GivesWhatTheLongWayGives, ()) {
  const bytecode::Schema schema = small_schema();
  const AccountIndex index = accounts();
  const std::string text = any_text();
  RC_ASSERT(scanned(schema, text, index) == the_long_way(schema, text, index));
}

TEST(Scan, KeysMayBeWrittenInMoreWaysThanThereAreAccounts) {
  const bytecode::Schema schema = small_schema();
  const AccountIndex index = accounts();
  std::string text = "partner,number,on,product,amount\n";
  for (int zeros = 0; zeros < 50; ++zeros) {
    text += "ACME," + std::string(static_cast<size_t>(zeros), '0') + "1,,,\nNobody" +
            std::to_string(zeros) + ",1,,,\n";
  }
  EXPECT_EQ(scanned(schema, text, index), the_long_way(schema, text, index));
}

}  // namespace
}  // namespace tierline::bulk
