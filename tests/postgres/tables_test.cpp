// A table on its way in: one moment for all tables, piece by piece, and what happens if the server
// goes away or somebody wants to stop.
#include "tools/bulk/postgres/tables.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/postgres/server.hpp"
#include "tests/unit/tools_bulk/schema.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::bulk {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE account (partner text, number int, tier_before text);"
    "CREATE TABLE sale (partner text, number int, \"on\" date, product text, amount numeric);"
    "INSERT INTO account VALUES ('ACME', 1, 'Gold');"
    "INSERT INTO sale VALUES ('ACME', 1, '2022-01-01', 'Software', 10.00);";

class Tables : public test::WithDatabase {
 protected:
  void SetUp() override {
    test::WithDatabase::SetUp();
    if (server_ != nullptr) sql(std::string(kTables));
  }
  Inputs find() {
    auto inputs = find_inputs(address(), small_schema(), &stop_);
    EXPECT_TRUE(inputs.ok()) << (inputs.ok() ? "" : inputs.error().message);
    return inputs.ok() ? std::move(inputs).value() : Inputs{};
  }
  static std::string text(Input& input) {
    const auto bytes = read_input(input);
    return bytes.ok() ? std::string(bytes.value().view()) : "error: " + bytes.error().message;
  }
  /// So many sales that no socket holds them all.
  void add_many_sales() {
    sql("INSERT INTO sale SELECT 'ACME', 1, '2022-01-01', repeat('x', 100), i "
        "FROM generate_series(1, 200000) i");
  }

  std::atomic<bool> stop_{false};
};

TEST_F(Tables, AreCsvTextsWithARowForEachRecord) {
  const Inputs inputs = find();
  ASSERT_NE(inputs.account, nullptr);
  EXPECT_EQ(inputs.account->name(), "account");
  EXPECT_EQ(inputs.account->counted(), Counted::Rows);
  EXPECT_FALSE(inputs.account->digest());
  EXPECT_EQ(text(*inputs.account), "partner,number,tier_before\nACME,1,Gold\n");
  EXPECT_EQ(text(*inputs.ledgers[0][0]),
            "partner,number,on,product,amount\nACME,1,2022-01-01,Software,10.00\n");
}

TEST_F(Tables, AreReadInPiecesOfAnySize) {
  const Inputs inputs = find();
  std::string whole;
  char room[3];
  while (true) {
    const auto got = inputs.account->read(room, sizeof(room));
    ASSERT_TRUE(got.ok());
    if (got.value() == 0) break;
    whole.append(room, got.value());
  }
  EXPECT_EQ(whole, "partner,number,tier_before\nACME,1,Gold\n");
}

TEST_F(Tables, AreOfOneMoment) {
  const Inputs inputs = find();
  sql("INSERT INTO account VALUES ('Late', 2, 'none')");
  EXPECT_EQ(text(*inputs.account), "partner,number,tier_before\nACME,1,Gold\n");
  sql("INSERT INTO sale VALUES ('Late', 2, '2022-01-01', 'Software', 1); DELETE FROM account;"
      "UPDATE sale SET amount = 0");
  EXPECT_EQ(text(*inputs.ledgers[0][0]),
            "partner,number,on,product,amount\nACME,1,2022-01-01,Software,10.00\n");
}

TEST_F(Tables, AreNotEmptiedWhileTheyWaitToBeRead) {
  const Inputs inputs = find();
  const auto outcome = server_->psql(name_, "SET lock_timeout = '200ms'; TRUNCATE sale;");
  EXPECT_NE(outcome.err.find("lock timeout"), std::string::npos) << outcome.err;
  EXPECT_EQ(text(*inputs.ledgers[0][0]),
            "partner,number,on,product,amount\nACME,1,2022-01-01,Software,10.00\n");
}

TEST_F(Tables, LeaveNothingLockedBehind) {
  { const Inputs inputs = find(); }
  sql("SET lock_timeout = '5s'; TRUNCATE sale;");
}

TEST_F(Tables, AServerThatCrashesInTheMiddleIsAnError) {
  add_many_sales();
  const Inputs inputs = find();
  Input& sale = *inputs.ledgers[0][0];
  std::string room(1000, ' ');
  ASSERT_TRUE(sale.read(room.data(), room.size()).ok());
  server_->crash();
  const std::string rest = text(sale);
  server_->start();
  EXPECT_TRUE(rest.starts_with("error: cannot read table `sale`: ")) << rest.substr(0, 200);
  EXPECT_NE(rest.find("server"), std::string::npos) << rest.substr(0, 200);
}

TEST_F(Tables, AConnectionThatIsEndedInTheMiddleIsAnError) {
  add_many_sales();
  const Inputs inputs = find();
  Input& sale = *inputs.ledgers[0][0];
  std::string room(1000, ' ');
  ASSERT_TRUE(sale.read(room.data(), room.size()).ok());
  sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
      "WHERE application_name = 'tierline' AND datname = current_database()");
  const std::string rest = text(sale);
  EXPECT_TRUE(rest.starts_with("error: cannot read table `sale`: ")) << rest.substr(0, 200);
}

TEST_F(Tables, WhoWantsToStopDoesNotWaitForTheServer) {
  sql("ALTER TABLE sale RENAME TO all_sales;"
      "CREATE VIEW sale AS SELECT s.* FROM all_sales s, pg_sleep(100)");
  const Inputs inputs = find();
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop_ = true;
  });
  EXPECT_EQ(text(*inputs.ledgers[0][0]), "error: interrupted; nothing was written");
  later.join();
  for (int i = 0; i < 100; ++i) {
    if (sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' "
            "AND query LIKE 'COPY%' AND datname = current_database()") == "0\n") {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  FAIL() << "the server still works on it";
}

TEST_F(Tables, OneColumnThatIsNotStatedIsStillARow) {
  sql("CREATE TABLE list (id text); INSERT INTO list VALUES ('a'), (NULL), ('b')");
  bytecode::Schema schema;
  schema.account = {"list", {key("id", kind(bytecode::ValueKind::Text))}, 0};
  const auto inputs = find_inputs(address(), schema);
  ASSERT_TRUE(inputs.ok()) << inputs.error().message;
  EXPECT_EQ(text(*inputs.value().account), "id\n\"\"\na\nb\n");
}

TEST_F(Tables, ARowBeyondAllMeasureIsAnError) {
  sql("UPDATE sale SET product = repeat(E'x\\n', 1000000)");
  const Inputs inputs = find();
  EXPECT_EQ(text(*inputs.ledgers[0][0]),
            "error: cannot read table `sale`: row 1 is longer than a record may be");
}

TEST_F(Tables, TextsOfAnUnknownEncodingAreLookedAt) {
  server_->sql("postgres", "CREATE DATABASE raw ENCODING 'SQL_ASCII' TEMPLATE template0");
  server_->sql("raw", std::string(kTables));
  server_->sql("raw", "UPDATE sale SET product = E'\\xE9t\\xE9'");
  const auto inputs = find_inputs(server_->address("raw"), small_schema());
  ASSERT_TRUE(inputs.ok()) << inputs.error().message;
  EXPECT_EQ(text(*inputs.value().account), "partner,number,tier_before\nACME,1,Gold\n");
  EXPECT_EQ(
      text(*inputs.value().ledgers[0][0]),
      "error: cannot read table `sale`: invalid byte sequence for encoding \"UTF8\": 0xe9 0x74 "
      "0xe9");
}

}  // namespace
}  // namespace tierline::bulk
