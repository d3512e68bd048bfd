// Parquet on both ends of `run` and out of `generate`, as a person meets it: the same answers as
// from CSV, places that are rows, and clear words where Parquet cannot be. Without libduckdb only
// the last of these are tested, the others are skipped.
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "tests/cli/bonus.hpp"
#include "tools/bulk/duckdb/library.hpp"
#include "tools/bulk/duckdb/parquet_file.hpp"
#include "tools/bulk/duckdb/session.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

/// What is said where the library is not.
class WithoutLibrary : public Bonus {
 protected:
  Process process() const { return {.environment = {"TIERLINE_DUCKDB=/no/libduckdb.so"}}; }
  void expect_word(const Outcome& outcome) {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find("Parquet needs libduckdb: /no/libduckdb.so: cannot open"),
              std::string::npos)
        << outcome.err;
    EXPECT_NE(outcome.err.find("scripts/fetch-duckdb fetches it, TIERLINE_DUCKDB may name it"),
              std::string::npos);
    EXPECT_EQ(temp_.names(), "bonus");
  }
};

TEST_F(WithoutLibrary, ParquetIsRefusedWithAWord) {
  expect_word(decide_all({"--format", "parquet"}, process()));
  expect_word(run({"generate", "bonus", "--accounts", "1", "--seed", "1", "--out", "made",
                   "--format", "parquet"},
                  process()));
  std::filesystem::rename(temp_ / "bonus/data/sale.csv", temp_ / "bonus/data/sale.parquet");
  expect_word(decide_all({}, process()));
}

TEST_F(WithoutLibrary, SomethingElseIsNotTheLibrary) {
  temp_.write("bonus/libduckdb.so", "no library");
  const Outcome broken =
      decide_all({"--format", "parquet"}, {.environment = {"TIERLINE_DUCKDB=bonus/libduckdb.so"}});
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.err.find("bonus/libduckdb.so: "), std::string::npos) << broken.err;
  const Outcome other =
      decide_all({"--format", "parquet"}, {.environment = {"TIERLINE_DUCKDB=libc.so.6"}});
  EXPECT_NE(other.err.find("`libc.so.6` has no function duckdb_"), std::string::npos) << other.err;
}

TEST_F(WithoutLibrary, CsvNeedsNone) { EXPECT_EQ(decide_all({}, process()).status, 0); }

// ---- with the library ---------------------------------------------------------------------------

class ParquetRun : public Bonus {
 protected:
  void SetUp() override {
    const auto library = bulk::duckdb::library();
    if (!library) GTEST_SKIP() << "no Parquet without libduckdb: " << library.error().message;
  }
  Outcome with_library(const std::vector<std::string>& arguments, Process process = {}) {
    if (const char* named = std::getenv("TIERLINE_DUCKDB")) {
      process.environment.push_back(std::string("TIERLINE_DUCKDB=") + named);
    }
    return run(arguments, process);
  }
  Outcome decide(const std::string& program, const std::string& data, const std::string& as_of,
                 const std::string& out, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"run",     program, "--data", data,
                                          "--as-of", as_of,   "--out",  out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = with_library(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome;
  }
  Outcome generate(const std::string& program, const std::string& out, const std::string& format,
                   const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"generate", program, "--accounts", "300",      "--seed",
                                          "9",        "--out", out,          "--format", format};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return with_library(arguments);
  }
  /// The rows of a Parquet file as the reader gets them.
  std::string rows(const std::string& name) {
    const auto input = bulk::parquet_file(temp_ / name);
    const auto bytes = bulk::read_input(*input);
    return bytes ? std::string(bytes.value().view()) : bytes.error().message;
  }
  Json json(const std::string& name) { return Json::parse(temp_.read(name)); }
};

std::vector<std::filesystem::path> programs() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(TIERLINE_SOURCE_DIR "/programs")) {
    if (std::filesystem::exists(entry.path() / "program.tier")) found.push_back(entry.path());
  }
  return found;
}

TEST_F(ParquetRun, EveryProgramDecidesTheSameFromBothForms) {
  ASSERT_GE(programs().size(), 6U);
  for (const auto& program : programs()) {
    const std::string name = program.filename().string();
    ASSERT_EQ(generate(program, name + "-csv", "csv").status, 0);
    const Outcome made = generate(program, name + "-parquet", "parquet");
    ASSERT_EQ(made.status, 0) << name << made.err;
    EXPECT_EQ(temp_.names(name + "-parquet").find(".csv"), std::string::npos);
    const std::string as_of = json(name + "-csv/generated.json")["as_of"];
    decide(program, name + "-csv", as_of, name + "-1");
    decide(program, name + "-parquet", as_of, name + "-2");
    EXPECT_EQ(json(name + "-2/run.json")["counts"], json(name + "-1/run.json")["counts"]) << name;
    EXPECT_TRUE(temp_.read(name + "-1/decisions.csv") == temp_.read(name + "-2/decisions.csv"))
        << name;
    decide(program, name + "-parquet", as_of, name + "-3", {"--format", "parquet"});
    EXPECT_EQ(temp_.names(name + "-3").find("decisions.csv"), std::string::npos);
    EXPECT_EQ(temp_.names(name + "-3").find("state.bin"), std::string::npos);
  }
}

TEST_F(ParquetRun, AnswersHaveTheTypesOfTheProgram) {
  temp_.write(
      "types.tier",
      "program \"Types\" { version \"1\" currency EUR }\ntiers Silver < Gold\n"
      "subject account { key id : text  key nr : int  a : EUR  b : decimal(3)  c : percent  "
      "d : date  e : bool  t : Tier }\n"
      "define sum : EUR = a + a\ndefine part = c\ndefine exact = b\ndefine day = d\n"
      "define fit : bool = e\ndefine what = t\n"
      "decide sum, part, exact, day, fit, what\n");
  temp_.write("data/account.csv",
              "id,nr,a,b,c,d,e,t\n"
              "\"Ærø, \"\"Süd\"\"\",7,0.01,-0.005,2.5%,2024-02-29,yes,Gold\n"
              "B,-8,499999999999999999999999999999999999.99,12,100%,1583-01-01,no,Silver\n"
              "C,9,x,1,1%,2024-01-01,yes,Gold\n");
  decide("types.tier", "data", "2024-03-01", "out", {"--format", "parquet"});
  EXPECT_EQ(temp_.names("out"), "decisions.parquet rejects.csv run.json");
  EXPECT_EQ(rows("out/decisions.parquet"),
            "id,nr,status,reason,sum,part,exact,day,fit,what,valid_until\n"
            "B,-8,decided,,999999999999999999999999999999999999.98,1.0000,12.000,1583-01-01,false,"
            "Silver,\n"
            "C,9,undetermined,\"account.csv line 4: a: `x`: this is not a number; write digits, "
            "like 1234.50\",,,,,,,\n"
            "\"Ærø, \"\"Süd\"\"\",7,decided,,0.02,0.0250,-0.005,2024-02-29,true,Gold,\n");
  const Json result = json("out/run.json")["results"][0];
  EXPECT_EQ(result["file"], "decisions.parquet");
  EXPECT_EQ(result["sha256"], base::sha256_hex(temp_.read("out/decisions.parquet")));
  decide("types.tier", "data", "2024-03-01", "again", {"--format", "parquet"});
  EXPECT_TRUE(temp_.read("out/decisions.parquet") == temp_.read("again/decisions.parquet"));
}

TEST_F(ParquetRun, AnAnswerThatDoesNotFitNamesItsAccount) {
  temp_.write("wide.tier",
              "program \"Wide\" { version \"1\" currency EUR }\n"
              "subject account { key id : text  a : EUR }\n"
              "define sum : EUR = a + a\ndecide sum\n");
  temp_.write("data/account.csv", "id,a\nA,1.00\nB,500000000000000000000000000000000000.00\n");
  const std::string before = temp_.names();
  const Outcome outcome = with_library({"run", "wide.tier", "--data", "data", "--as-of",
                                        "2024-03-01", "--out", "out", "--format", "parquet"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "tierline: cannot write `decisions.parquet`: `B`: `sum`: "
            "1000000000000000000000000000000000000.00 does not fit the 38 digits of a Parquet "
            "DECIMAL; nothing was written\n");
  EXPECT_EQ(temp_.names(), before);
  decide("wide.tier", "data", "2024-03-01", "out");
}

TEST_F(ParquetRun, PartsOfSplitsAreParquetToo) {
  temp_.replace("bonus/program.tier", "decide tier,",
                "define bonus_of_sale = split bonus over sale by net\n"
                "    where on in year of today because rules.bonus\n"
                "decide bonus_of_sale, tier,");
  decide("bonus", "bonus/data", "2022-06-30", "out", {"--format", "parquet"});
  EXPECT_EQ(temp_.names("out"),
            "decisions.parquet parts-bonus_of_sale.parquet rejects.csv run.json");
  EXPECT_EQ(rows("out/parts-bonus_of_sale.parquet"),
            "partner,country,on,product,amount,discount,bonus_of_sale\n"
            "ACME,DK,2022-01-10,Software,12000.00,0.0000,300.00\n"
            "ACME,SE,2022-02-10,Hardware,1000.00,0.2000,0.00\n"
            "Brix,DK,2022-03-10,Software,1500.00,0.1000,13.50\n"
            "Brix,DK,2022-04-10,Hardware,-100.00,0.0000,-1.00\n");
}

// ---- places -------------------------------------------------------------------------------------

/// The sample's ledger as libduckdb writes it.
class ParquetSales : public ParquetRun {
 protected:
  void write_sales(const std::string& rows,
                   const std::string& columns = "day, partner, country, product, amount") {
    auto session = bulk::duckdb::Session::open();
    ASSERT_TRUE(session.ok());
    std::filesystem::remove(temp_ / "bonus/data/sale.csv");
    const std::string path = (temp_ / "bonus/data/sale.parquet").string();
    const auto error =
        session.value()->run("COPY (SELECT * RENAME (day AS \"on\") FROM (VALUES " + rows + ") t(" +
                             columns + ")) TO " + bulk::duckdb::quoted(path) + " (FORMAT parquet)");
    ASSERT_FALSE(error) << error->message;
  }
  Outcome decide_sales(const std::vector<std::string>& more = {}, const std::string& out = "out") {
    std::vector<std::string> arguments = {"run",     "bonus",      "--data", "bonus/data",
                                          "--as-of", "2022-06-30", "--out",  out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return with_library(arguments);
  }
  static constexpr const char* kTwoSales =
      "(DATE '2022-01-10', 'ACME', 'DK', 'Software', 12000.0000), "
      "(DATE '2022-03-01', 'Brix', 'DK', 'Hardware', 1250.0000)";
};

TEST_F(ParquetSales, TrailingZerosAreNoDigits) {
  write_sales(kTwoSales);
  ASSERT_EQ(decide_sales().status, 0);
  EXPECT_NE(temp_.read("out/decisions.csv").find("Brix,DK,decided,,Silver,1250.00"),
            std::string::npos);
}

TEST_F(ParquetSales, ARejectNamesItsRow) {
  write_sales(std::string(kTwoSales) + ", (NULL, 'Brix', 'DK', 'Hardware', 1.005)");
  ASSERT_EQ(decide_sales().status, 0);
  EXPECT_EQ(temp_.read("out/rejects.csv"),
            "file,line,field,reason,record\nsale.parquet,3,on,\"required, but missing\","
            "\",Brix,DK,Hardware,1.0050\"\n");
  EXPECT_NE(temp_.read("out/decisions.csv")
                .find("Brix,DK,undetermined,\"sale.parquet row 3: on: required, but missing\""),
            std::string::npos)
      << temp_.read("out/decisions.csv");
}

TEST_F(ParquetSales, RowsKeepTheirNumbersBehindATextOfTwoLines) {
  write_sales(
      "(DATE '2022-01-10', 'AC' || chr(10) || 'ME', 'DK', 'Software', 12000), "
      "(NULL, 'Brix', 'DK', 'Hardware', 1)");
  temp_.write("bonus/data/account.csv", "partner,country,tier_before\n\"AC\nME\",DK,\nBrix,DK,\n");
  ASSERT_EQ(decide_sales().status, 0);
  EXPECT_NE(temp_.read("out/rejects.csv").find("sale.parquet,2,on,"), std::string::npos)
      << temp_.read("out/rejects.csv");
  EXPECT_NE(temp_.read("out/decisions.csv").find("\"AC\nME\",DK,decided,,Gold,12000.00"),
            std::string::npos);
}

TEST_F(ParquetSales, ColumnsAreThoseOfTheProgram) {
  write_sales("(DATE '2022-01-10', 'ACME', 'DK', 'Software', 12000.0)",
              "day, partner, country, produkt, sum");
  const Outcome outcome = decide_sales();
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("sale.parquet: unknown column `produkt`; did you mean `product`?"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("sale.parquet: no column `amount`, which is required"),
            std::string::npos);
}

TEST_F(ParquetSales, MayStandBesideCsv) {
  write_sales(kTwoSales);
  temp_.write("bonus/data/sale.more.csv",
              "on,partner,country,product,amount\n2022-02-10,ACME,SE,Hardware,1000\n");
  ASSERT_EQ(decide_sales().status, 0);
  EXPECT_NE(temp_.read("out/decisions.csv").find("ACME,SE,decided,,Silver,1000.00"),
            std::string::npos);
  temp_.write("bonus/data/sale.csv", "on,partner,country,product,amount\n");
  const Outcome twice = decide_sales({"--replace"});
  EXPECT_EQ(twice.status, 2);
  EXPECT_NE(twice.err.find("`bonus/data` holds `sale.csv` and `sale.parquet`: the same facts in "
                           "two forms would count twice; keep one"),
            std::string::npos)
      << twice.err;
}

// ---- night after night --------------------------------------------------------------------------

TEST_F(ParquetSales, ARunGoesOnFromCsvAnswersOnly) {
  write_sales(kTwoSales);
  ASSERT_EQ(decide_sales({}, "first").status, 0);
  write_sales(std::string(kTwoSales) +
              ", (DATE '2022-04-01', 'ACME', 'SE', 'Hardware', 2000.0000)");
  ASSERT_EQ(decide_sales({}, "whole").status, 0);
  ASSERT_EQ(decide_sales({"--since", "first", "--against", "first"}, "next").status, 0);
  EXPECT_EQ(temp_.read("next/decisions.csv"), temp_.read("whole/decisions.csv"));
  EXPECT_NE(temp_.read("next/changes.csv").find("new: sale.parquet row 3"), std::string::npos)
      << temp_.read("next/changes.csv");
  ASSERT_EQ(decide_sales({"--format", "parquet"}, "whole-parquet").status, 0);
  ASSERT_EQ(
      decide_sales({"--since", "first", "--against", "first", "--format", "parquet"}, "parquet")
          .status,
      0);
  EXPECT_TRUE(temp_.read("parquet/decisions.parquet") ==
              temp_.read("whole-parquet/decisions.parquet"));
  EXPECT_EQ(temp_.read("parquet/changes.csv"), temp_.read("next/changes.csv"));
  for (const char* flag : {"--since", "--against"}) {
    const Outcome outcome = decide_sales({flag, "parquet"}, "never");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("`parquet`: its answers are Parquet"), std::string::npos)
        << outcome.err;
  }
  EXPECT_EQ(decide_sales({"--replace"}, "parquet").status, 0) << "it is a folder of a run";
}

TEST_F(ParquetRun, AKilledRunGoesOnToTheSameBytes) {
  ASSERT_EQ(with_library({"generate", "bonus", "--accounts", "20000", "--seed", "5", "--dirty", "3",
                          "--out", "made"})
                .status,
            0);
  decide("bonus", "made", "2022-06-30", "whole", {"--format", "parquet"});
  for (const int milliseconds : {20, 60, 100, 140, 180, 220, 260, 300}) {
    const std::string out = "out" + std::to_string(milliseconds);
    const std::vector<std::string> more = {"--format", "parquet", "--checkpoint", "0"};
    std::vector<std::string> arguments = {"-s", "KILL", std::to_string(milliseconds / 1000.0),
                                          tierline_path()};
    const std::vector<std::string> command = {"run",     "bonus",      "--data", "made",
                                              "--as-of", "2022-06-30", "--out",  out};
    arguments.insert(arguments.end(), command.begin(), command.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    run_process("/usr/bin/timeout", arguments, {.folder = temp_.path()});
    if (!std::filesystem::exists(temp_ / out)) {
      decide("bonus", "made", "2022-06-30", out, {"--format", "parquet", "--resume"});
    }
    EXPECT_EQ(temp_.names(out), "decisions.parquet rejects.csv run.json");
    EXPECT_TRUE(temp_.read("whole/decisions.parquet") == temp_.read(out + "/decisions.parquet"));
    EXPECT_EQ(temp_.read("whole/run.json"), temp_.read(out + "/run.json"));
  }
}

TEST_F(ParquetRun, ADryRunWritesNothing) {
  const std::string before = temp_.names();
  const Outcome outcome =
      decide("bonus", "bonus/data", "2022-06-30", "out", {"--format", "parquet", "--dry-run"});
  EXPECT_NE(outcome.out.find("nothing was written"), std::string::npos) << outcome.out;
  EXPECT_EQ(temp_.names(), before);
}

// ---- what cannot be -----------------------------------------------------------------------------

TEST_F(ParquetRun, DamagedLinesHaveNoPlaceInTypedColumns) {
  const Outcome outcome = generate("bonus", "made", "parquet", {"--dirty", "5"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("damaged lines have no place in the typed columns of Parquet"),
            std::string::npos);
  EXPECT_EQ(temp_.names(), "bonus");
}

TEST_F(ParquetRun, GeneratedFoldersAreReplacedAndNamed) {
  ASSERT_EQ(generate("bonus", "made", "parquet").status, 0);
  EXPECT_EQ(temp_.names("made"), "account.parquet generated.json sale.parquet");
  const Json generated = json("made/generated.json");
  for (const Json& file : generated["files"]) {
    EXPECT_EQ(file["sha256"],
              base::sha256_hex(temp_.read("made/" + file["file"].get<std::string>())));
  }
  EXPECT_EQ(generate("bonus", "made", "csv", {"--replace"}).status, 0);
  EXPECT_EQ(temp_.names("made"), "account.csv generated.json sale.csv");
}

TEST_F(ParquetRun, AFullDiskLeavesNothing) {
  ASSERT_EQ(generate("bonus", "made", "csv", {"--entries", "0"}).status, 0);
  const std::string before = temp_.names();
  const Outcome outcome = with_library({"run", "bonus", "--data", "made", "--as-of", "2022-06-30",
                                        "--out", "out", "--format", "parquet"},
                                       {.file_bytes_max = 2'000});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("nothing was written"), std::string::npos) << outcome.err;
  EXPECT_EQ(temp_.names(), before);
}

TEST_F(ParquetRun, OneFlagForBothFormats) {
  const Outcome both =
      decide("bonus", "bonus/data", "2022-06-30", "a", {"--format", "parquet,json"});
  EXPECT_TRUE(both.out.starts_with("{")) << both.out;
  const Outcome twice =
      decide("bonus", "bonus/data", "2022-06-30", "b", {"--format", "json", "--format", "parquet"});
  EXPECT_EQ(twice.out, both.out);
  EXPECT_TRUE(temp_.read("a/decisions.parquet") == temp_.read("b/decisions.parquet"));
  const Outcome variable = with_library({"run", "bonus", "--data", "bonus/data", "--as-of",
                                         "2022-06-30", "--out", "c", "--format", "parquet"},
                                        {.environment = {"TIERLINE_FORMAT=json"}});
  EXPECT_EQ(variable.out, both.out);
  const Outcome wrong = with_library({"run", "bonus", "--data", "bonus/data", "--as-of",
                                      "2022-06-30", "--out", "d", "--format", "xml"});
  EXPECT_NE(wrong.err.find("`xml` is none of `text`, `json`, `csv`, `parquet`"), std::string::npos)
      << wrong.err;
}

}  // namespace
}  // namespace tierline::test
