// What a run says if the tables are not what the program needs, or the server refuses.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "tests/postgres/load.hpp"
#include "tests/postgres/server.hpp"

namespace tierline::test {
namespace {

const std::string kBonus = TIERLINE_SOURCE_DIR "/tests/cli/data/bonus";

class Fault : public WithDatabase {
 protected:
  void SetUp() override {
    WithDatabase::SetUp();
    if (server_ != nullptr) sql(tables_of(kBonus + "/data", "x"));
  }
  Outcome run(const std::string& data) {
    return tierline({"run", kBonus, "--data", data, "--as-of", "2022-06-30", "--out",
                     (temp_ / "out").string()});
  }
  /// The run is refused as a whole, and nothing is written.
  std::string refused(const std::string& data) {
    const Outcome outcome = run(data);
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(temp_.names(), "");
    return outcome.err;
  }
  std::string refused() { return refused(address()); }
  void expect_refused(const std::string& want) {
    const std::string err = refused();
    EXPECT_NE(err.find(want), std::string::npos) << err;
  }
  /// A role that may connect and see nothing.
  std::string stranger() {
    sql("CREATE ROLE stranger LOGIN");
    return server_->address(name_, "stranger");
  }

  TempFolder temp_;
};

TEST_F(Fault, ATableThatIsNotThere) {
  sql("ALTER TABLE sale RENAME TO sales");
  expect_refused(
      "`postgresql:///" + name_ +
      "` has no table or view `sale` in its search path (public); did you mean `sales`?");
}

TEST_F(Fault, AnIndexIsNoTable) {
  sql("ALTER TABLE sale RENAME TO entries; CREATE INDEX sale ON entries (partner)");
  expect_refused("has no table or view `sale`");
}

TEST_F(Fault, EverythingThatIsWrongIsSaidAtOnce) {
  sql("ALTER TABLE account RENAME partner TO partnr; ALTER TABLE sale DROP amount;"
      "ALTER TABLE sale ALTER product TYPE json USING NULL");
  const std::string err = refused();
  for (const std::string want :
       {"table `account`: no column `partner`, which is required; did you mean `partnr`?",
        "table `sale`: no column `amount`, which is required",
        "table `sale`: column `product` is `json`, a type that no field is written in"}) {
    EXPECT_NE(err.find(want), std::string::npos) << err;
  }
}

TEST_F(Fault, BinaryFractionsAndMomentsAreRefused) {
  sql("CREATE DOMAIN price AS double precision; CREATE DOMAIN list_price AS price;"
      "ALTER TABLE sale ALTER amount TYPE list_price, ALTER \"on\" TYPE timestamp");
  const std::string err = refused();
  EXPECT_NE(err.find("column `amount` is `double precision`, a binary fraction"), std::string::npos)
      << err;
  EXPECT_NE(err.find("column `on` is `timestamp without time zone`, a moment and not a day"),
            std::string::npos)
      << err;
}

TEST_F(Fault, ADomainOfAnExactTypeIsFine) {
  sql("CREATE DOMAIN price AS numeric(12,2); ALTER TABLE sale ALTER amount TYPE price;"
      "CREATE TYPE kind AS ENUM ('Software', 'Hardware');"
      "ALTER TABLE sale ALTER product TYPE kind USING product::kind");
  EXPECT_EQ(run(address()).status, 0);
}

TEST_F(Fault, AServerThatIsNotThere) {
  const std::string err = refused("postgresql://somebody:secret@%2Fnowhere/partners");
  EXPECT_NE(err.find("cannot ask the PostgreSQL server: "), std::string::npos) << err;
  EXPECT_NE(err.find("/nowhere"), std::string::npos) << err;
  EXPECT_EQ(err.find("secret"), std::string::npos) << err;
}

TEST_F(Fault, APasswordIsNeverShown) {
  sql("CREATE ROLE guarded LOGIN PASSWORD 'right%7'; GRANT SELECT ON sale, account TO guarded");
  const std::string wrong = refused(server_->address(name_, "guarded:wr0ng"));
  EXPECT_NE(wrong.find("password authentication failed for user"), std::string::npos) << wrong;
  EXPECT_EQ(wrong.find("wr0ng"), std::string::npos) << wrong;
  for (const std::string user : {"guarded:wr0ng%", "guarded:wr0ng@wr0ng", "guarded:wr0ng%zz"}) {
    const std::string err = refused(server_->address(name_, user));
    EXPECT_NE(err.find("the address after --data cannot be read"), std::string::npos) << err;
    EXPECT_EQ(err.find("wr0ng"), std::string::npos) << err;
  }
  const std::string key = refused("postgres:dbname=x password=wr0ng wr0ng2");
  EXPECT_EQ(key.find("wr0ng"), std::string::npos) << key;
  const Outcome right = run(server_->address(name_, "guarded:right%257"));
  EXPECT_EQ(right.status, 0) << right.err;
  EXPECT_EQ((right.out + temp_.read("out/run.json")).find("right"), std::string::npos);
  sql("DROP OWNED BY guarded; DROP ROLE guarded");
}

TEST_F(Fault, WithoutPermission) {
  const std::string data = stranger();
  const std::string err = refused(data);
  EXPECT_NE(err.find("cannot read table `account`: permission denied for table account"),
            std::string::npos)
      << err;
  sql("GRANT SELECT ON account, sale TO stranger");
  EXPECT_EQ(run(data).status, 0);
  sql("DROP OWNED BY stranger; DROP ROLE stranger");
}

TEST_F(Fault, APolicyHidesNoRows) {
  const std::string data = stranger();
  sql("GRANT SELECT ON account, sale TO stranger; ALTER TABLE sale ENABLE ROW LEVEL SECURITY;"
      "CREATE POLICY few ON sale USING (amount > 100)");
  const std::string err = refused(data);
  EXPECT_NE(err.find("cannot read table `sale`: query would be affected by row-level security"),
            std::string::npos)
      << err;
  sql("DROP OWNED BY stranger; DROP ROLE stranger");
}

TEST_F(Fault, AStatementThatTakesTooLong) {
  sql("ALTER TABLE sale RENAME TO all_sales;"
      "CREATE VIEW sale AS SELECT s.* FROM all_sales s, pg_sleep(100);"
      "ALTER DATABASE " +
      name_ + " SET statement_timeout = '200ms'");
  expect_refused("cannot read table `sale`: canceling statement due to statement timeout");
}

TEST_F(Fault, AViewThatFailsInTheMiddle) {
  sql("INSERT INTO sale SELECT s.* FROM sale s, generate_series(1, 1000);"
      "ALTER TABLE sale RENAME TO all_sales;"
      "CREATE VIEW sale AS SELECT partner, country, \"on\", product, "
      "amount / (CASE WHEN discount IS NULL THEN 1 ELSE 0 END) AS amount FROM all_sales");
  expect_refused("cannot read table `sale`: division by zero");
}

TEST_F(Fault, AnInterruptEndsTheStatement) {
  sql("ALTER TABLE sale RENAME TO all_sales;"
      "CREATE VIEW sale AS SELECT s.* FROM all_sales s, pg_sleep(100)");
  const std::string script = "echo $$ >pid; exec \"$0\" \"$@\"";
  Process process;
  process.folder = temp_.path();
  auto running = std::async(std::launch::async, [&] {
    return run_process("sh",
                       {"-c", script, tierline_path(), "run", kBonus, "--data", address(),
                        "--as-of", "2022-06-30", "--out", "out"},
                       process);
  });
  const auto active = [&] {
    return sql(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' "
        "AND query LIKE 'COPY%' AND datname = current_database()");
  };
  for (int i = 0; i < 200 && active() != "1\n"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const std::string pid = temp_.read("pid");
  run_process("sh", {"-c", "kill -INT " + pid});
  const Outcome outcome = running.get();
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("interrupted; nothing was written"), std::string::npos) << outcome.err;
  EXPECT_EQ(temp_.names(), "pid");
  for (int i = 0; i < 100 && active() != "0\n"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(active(), "0\n");
}

}  // namespace
}  // namespace tierline::test
