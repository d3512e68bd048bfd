// Decisions on tables are those on files; places are rows, and the bytes are the same every time.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/postgres/load.hpp"
#include "tests/postgres/server.hpp"

namespace tierline::test {
namespace {

namespace fs = std::filesystem;

const std::string kBonus = TIERLINE_SOURCE_DIR "/tests/cli/data/bonus";

/// Accounts whose names need quotes, in files and in tables.
constexpr std::string_view kOddAccounts =
    "partner,country,tier_before\n"
    "\"Müller, \"\"Söhne\"\" & Co.\",DE,Gold\n"
    "\"two\nlines\",DK,\n"
    "東京 \\. \\N,JP,Silver\n"
    "\" blanks \",DK,none\n"
    "NULL,DK,\n";
constexpr std::string_view kOddSales =
    "on,partner,country,product,amount,discount\n"
    "2022-01-10,\"Müller, \"\"Söhne\"\" & Co.\",DE,Software,12000.00,\n"
    "2022-01-11,\"two\nlines\",DK,Software,1000.00,0.2\n"
    "2022-01-12,東京 \\. \\N,JP,Hardware,999.99,0\n"
    "2022-01-13,\" blanks \",DK,Software,0.01,\n"
    "2022-01-14,NULL,DK,Hardware,-7.00,1\n";

class Run : public WithDatabase {
 protected:
  Outcome run(const std::string& program, const std::string& data, const std::string& out,
              const std::vector<std::string>& more = {},
              const std::vector<std::string>& environment = {}) {
    std::vector<std::string> arguments = {"run",     program,      "--data", data,
                                          "--as-of", "2022-06-30", "--out",  out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Process process;
    process.folder = temp_.path();
    process.environment = environment;
    return tierline(arguments, process);
  }
  void expect_run(const std::string& program, const std::string& data, const std::string& out,
                  const std::vector<std::string>& more = {}) {
    const Outcome outcome = run(program, data, out, more);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
  /// The two accounts and six sales of the small program, as tables.
  void load_bonus() { sql(tables_of(kBonus + "/data", "x")); }

  TempFolder temp_;
};

TEST_F(Run, DecidesEveryProgramAsFromFiles) {
  for (const std::string name :
       {"milestone", "loyalty-soft-landing", "online-retail", "rebate-settlement"}) {
    const std::string program = TIERLINE_SOURCE_DIR "/programs/" + name;
    const fs::path data = temp_ / name;
    const Outcome made = tierline({"generate", program, "--accounts", "120", "--seed", "7", "--out",
                                   data.string(), "--as-of", "2022-12-31"});
    ASSERT_EQ(made.status, 0) << made.err;
    sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n" + tables_of(data, name));
    const auto decide = [&](const std::string& from, const std::string& out) {
      return tierline({"run", program, "--data", from, "--as-of", "2022-12-31", "--out",
                       (temp_ / out).string()});
    };
    const Outcome files = decide(data.string(), name + "-files");
    const Outcome tables = decide(address(), name + "-tables");
    ASSERT_EQ(files.status, 0) << files.err;
    ASSERT_EQ(tables.status, 0) << tables.err;
    const std::string decisions = temp_.read(name + "-files/decisions.csv");
    EXPECT_GT(decisions.size(), 2000U);
    EXPECT_EQ(temp_.read(name + "-tables/decisions.csv"), decisions);
    EXPECT_EQ(temp_.read(name + "-tables/rejects.csv"), "file,line,field,reason,record\n");
  }
}

TEST_F(Run, TextsArriveAsTheyAre) {
  temp_.write("data/account.csv", kOddAccounts);
  temp_.write("data/sale.csv", kOddSales);
  sql(tables_of(temp_ / "data", "x"));
  expect_run(kBonus, "data", "files");
  expect_run(kBonus, address(), "tables");
  EXPECT_NE(temp_.read("files/decisions.csv").find("\"two\nlines\",DK,decided"), std::string::npos);
  EXPECT_EQ(temp_.read("tables/decisions.csv"), temp_.read("files/decisions.csv"));
}

TEST_F(Run, AmountsArriveDigitForDigit) {
  load_bonus();
  sql("DELETE FROM sale; INSERT INTO sale (\"on\", partner, country, product, amount) VALUES "
      "('2022-01-01', 'ACME', 'DK', 'Software', 123456789012345678901234567890123456.78),"
      "('2022-01-02', 'Brix', 'DK', 'Software', 0.01)");
  expect_run(kBonus, address(), "out");
  const std::string decisions = temp_.read("out/decisions.csv");
  EXPECT_NE(decisions.find(",123456789012345678901234567890123456.78,"), std::string::npos)
      << decisions;
  EXPECT_NE(decisions.find("Brix,DK,decided,,none,0.01,0.00,"), std::string::npos) << decisions;
}

TEST_F(Run, ARefusedRowIsNamedAndShown) {
  load_bonus();
  sql("DELETE FROM sale; INSERT INTO sale (partner, country, \"on\", product, amount) VALUES "
      "('ACME', 'DK', '2022-01-01', 'Software', 10), (E'A\\nB', 'DK', '2022-01-01', 'Software', 1),"
      "('ACME', 'DK', '2022-01-02', 'Software', 10.005), ('ACME', 'DK', NULL, 'Software', 1),"
      "('Brix', 'DK', 'infinity', 'Software', 1), ('Brix', 'DK', '2022-01-03', 'Software', 'NaN'),"
      "('Brix', NULL, '2022-01-03', 'Software', 1)");
  expect_run(kBonus, address(), "out");
  EXPECT_EQ(temp_.read("out/rejects.csv"),
            "file,line,field,reason,record\n"
            "sale,1,\"partner, country\",\"account has no `A\\nB`, `DK`\",\"\"\"A\n"
            "B\"\",DK,2022-01-01,Software,1,\"\n"
            "sale,3,amount,\"`10.005` has 3 digits after the point, EUR has 2\","
            "\"ACME,DK,2022-01-02,Software,10.005,\"\n"
            "sale,4,on,\"required, but missing\",\"ACME,DK,,Software,1,\"\n"
            "sale,5,amount,`NaN`: infinity and not-a-number are not amounts,"
            "\"Brix,DK,2022-01-03,Software,NaN,\"\n"
            "sale,6,on,`infinity` is not a day; write it like 2022-07-01,"
            "\"Brix,DK,infinity,Software,1,\"\n"
            "sale,7,country,\"required, but missing\",\"Brix,,2022-01-03,Software,1,\"\n");
  const std::string decisions = temp_.read("out/decisions.csv");
  EXPECT_NE(decisions.find("ACME,DK,undetermined,\"sale row 3: amount: "), std::string::npos)
      << decisions;
}

TEST_F(Run, TheOrderOfTheRowsChangesNoByte) {
  temp_.write("data/account.csv", kOddAccounts);
  temp_.write("data/sale.csv", std::string(kOddSales) + "2022-01-14,NULL,DK,Hardware,7.001,1\n" +
                                   "2022-01-14,nobody,DK,Hardware,7,1\n");
  for (const std::string seed : {"a", "b"}) {
    sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n" + tables_of(temp_ / "data", seed));
    expect_run(kBonus, address(), seed, {"--missing"});
  }
  EXPECT_EQ(temp_.names("a"), "decisions.csv missing.csv rejects.csv run.json state.bin");
  for (const std::string name :
       {"decisions.csv", "missing.csv", "rejects.csv", "run.json", "state.bin"}) {
    EXPECT_EQ(temp_.read("a/" + name), temp_.read("b/" + name)) << name;
  }
}

TEST_F(Run, GoesOnFromAnEarlierRunAndSaysWhatChanged) {
  temp_.write("data/account.csv", kOddAccounts);
  temp_.write("data/sale.csv", kOddSales);
  sql(tables_of(temp_ / "data", "x"));
  expect_run(kBonus, address(), "first");
  sql("INSERT INTO sale (partner, country, \"on\", product, amount) VALUES "
      "('NULL', 'DK', '2022-01-15', 'Software', 5000), ('NULL', 'DK', '2022-01-16', 'Oddity', 1);"
      "DELETE FROM sale WHERE country = 'JP'");
  expect_run(kBonus, address(), "whole", {"--against", "first"});
  expect_run(kBonus, address(), "second", {"--since", "first", "--against", "first"});
  for (const std::string name : {"decisions.csv", "rejects.csv", "run.json", "state.bin"}) {
    EXPECT_EQ(temp_.read("second/" + name), temp_.read("whole/" + name)) << name;
  }
  const std::string changes = temp_.read("second/changes.csv");
  EXPECT_EQ(changes, temp_.read("whole/changes.csv"));
  // The rows in the order of their texts: ` blanks `, `Müller`, `NULL` three times, `two`, `東京`.
  EXPECT_NE(changes.find("\"new: sale row 4, sale row 5\""), std::string::npos) << changes;
  EXPECT_NE(changes.find("gone: sale row 5 of the earlier run"), std::string::npos) << changes;
}

TEST_F(Run, SaysFromWhereAndWhatWasPassedOver) {
  load_bonus();
  sql("ALTER TABLE sale ADD COLUMN loaded_at timestamptz DEFAULT now()");
  const Outcome outcome = run(kBonus, address(), "out");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("note: `sale.loaded_at` belongs to no record of the program"),
            std::string::npos)
      << outcome.out;
  const std::string json = temp_.read("out/run.json");
  EXPECT_NE(json.find("\"source\": \"postgresql:///" + name_ + "\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"file\": \"sale\""), std::string::npos) << json;
  EXPECT_EQ(json.find("tierline@"), std::string::npos) << json;
}

TEST_F(Run, ViewsAndSchemasAndKeysAndValuesWork) {
  load_bonus();
  expect_run(kBonus, address(), "plain");
  sql("CREATE SCHEMA kept; ALTER TABLE sale SET SCHEMA kept; ALTER TABLE account SET SCHEMA kept;"
      "CREATE SCHEMA seen; CREATE VIEW seen.sale AS SELECT * FROM kept.sale;"
      "CREATE MATERIALIZED VIEW seen.account AS SELECT * FROM kept.account");
  expect_run(kBonus, address() + "?options=-csearch_path%3Dseen", "views");
  expect_run(kBonus,
             "postgres:host=" + server_->socket_folder() + " user=tierline dbname=" + name_ +
                 " options='-c search_path=kept'",
             "keys");
  EXPECT_EQ(temp_.read("views/decisions.csv"), temp_.read("plain/decisions.csv"));
  EXPECT_EQ(temp_.read("keys/run.json"), temp_.read("plain/run.json"));
}

TEST_F(Run, AServiceFileNamesTheServerAndThePassword) {
  load_bonus();
  sql("CREATE ROLE guarded LOGIN PASSWORD 'kept away'; GRANT SELECT ON sale, account TO guarded");
  temp_.write("services", "[partners]\nhost=" + server_->socket_folder() + "\ndbname=" + name_ +
                              "\nuser=guarded\npassword=kept away\n");
  const Outcome outcome = run(kBonus, "postgres:service=partners", "out", {},
                              {"PGSERVICEFILE=" + (temp_ / "services").string()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(temp_.read("out/run.json").find("postgresql:///" + name_), std::string::npos);
  EXPECT_EQ((outcome.out + temp_.read("out/run.json")).find("kept"), std::string::npos);
  sql("DROP OWNED BY guarded; DROP ROLE guarded");
}

TEST_F(Run, ReplaysTheHistoryOfAnAccount) {
  const std::string program = TIERLINE_SOURCE_DIR "/programs/milestone";
  sql(tables_of(program + "/data", "x"));
  const auto replay = [&](const std::string& data) {
    return tierline({"replay", program, "--data", data, "--subject", "Pennine Vision,GB", "--from",
                     "2022-07-01", "--to", "2024-12-31"});
  };
  const Outcome files = replay(program + "/data");
  EXPECT_NE(files.out.find("placed at launch"), std::string::npos);
  EXPECT_EQ(replay(address()).out, files.out);
}

}  // namespace
}  // namespace tierline::test
