// tierline run: results that appear whole or not at all, the same bytes for the same facts.
#include "base/digest.hpp"
#include "tests/cli/bonus.hpp"

namespace tierline::test {
namespace {

using RunCommand = Bonus;

constexpr std::string_view kDecisions =
    "partner,country,status,reason,tier,revenue,bonus,hardware_lines,valid_until\n"
    "ACME,DK,decided,,Gold,12000.00,300.00,0,2022-12-31\n"
    "ACME,SE,decided,,Silver,800.00,0.00,1,2022-12-31\n"
    "Brix,DK,decided,,Silver,1250.00,12.50,1,2022-12-30\n";

TEST_F(RunCommand, DecidesEveryAccountInKeyOrder) {
  const Outcome outcome = decide_all();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(temp_.names("out"), "decisions.csv rejects.csv run.json state.bin");
  EXPECT_EQ(temp_.read("out/decisions.csv"), kDecisions);
  EXPECT_EQ(temp_.read("out/rejects.csv"), "file,line,field,reason,record\n");
  EXPECT_NE(outcome.out.find("counts add up"), std::string::npos);
}

TEST_F(RunCommand, NamesEverythingByItsDigest) {
  EXPECT_EQ(decide_all().status, 0);
  const std::string manifest = temp_.read("out/run.json");
  for (const char* file :
       {"bonus/program.tier", "bonus/scenarios.tier", "bonus/minimum.csv", "bonus/data/account.csv",
        "bonus/data/sale.csv", "out/decisions.csv", "out/rejects.csv"}) {
    EXPECT_NE(manifest.find(base::sha256_hex(temp_.read(file))), std::string::npos) << file;
  }
  EXPECT_NE(manifest.find("\"as_of\": \"2022-06-30\""), std::string::npos);
  EXPECT_EQ(manifest.find(temp_.path().string()), std::string::npos) << "no path of this machine";
}

TEST_F(RunCommand, OrderAndSplitOfEntriesDoNotMatter) {
  EXPECT_EQ(decide_all().status, 0);
  temp_.write("bonus/data/sale.csv", "partner,country,on,product,discount,amount\n");
  temp_.write("bonus/data/sale.2.csv",
              "\xEF\xBB\xBFon,partner,country,product,amount\r\n"
              "2022-12-31,Brix,DK,Hardware,50.00\r\n2022-01-10,ACME,DK,Software,12000\r\n");
  temp_.write("bonus/data/sale.1.csv",
              "on,partner,country,product,amount,discount\n"
              "2022-04-10,Brix,DK,Hardware,-100,0%\n\n2022-02-10,ACME,SE,Hardware,1000.00,0.2\n"
              "2022-03-10,Brix,DK,Software,\"1500.00\",10%");
  EXPECT_EQ(decide_all({"--out", "again"}).status, 2) << "an option given twice";
  EXPECT_EQ(run({"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "again"})
                .status,
            0);
  EXPECT_EQ(temp_.read("again/decisions.csv"), kDecisions);
}

TEST_F(RunCommand, SameInputsSameBytes) {
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_EQ(run({"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "b"},
                {.environment = {"LC_ALL=de_DE.UTF-8", "TZ=Pacific/Apia"}})
                .status,
            0);
  for (const char* file : {"decisions.csv", "rejects.csv", "run.json", "state.bin"}) {
    EXPECT_EQ(temp_.read(std::string("out/") + file), temp_.read(std::string("b/") + file));
  }
}

TEST_F(RunCommand, MemoryChangesNothing) {
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_EQ(run({"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "b",
                 "--memory", "1"})
                .status,
            0);
  for (const char* file : {"decisions.csv", "rejects.csv", "run.json", "state.bin"}) {
    EXPECT_EQ(temp_.read(std::string("out/") + file), temp_.read(std::string("b/") + file));
  }
  for (const char* size : {"2k", "2KiB", "2000KB", "1M", "3g", "1T"}) {
    EXPECT_EQ(decide_all({"--replace", "--memory", size}).status, 0) << size;
  }
  for (const char* size : {"0", "2X", "G", "", "-1", "99999999999G", "0G", "2GG", "2Gb", "2 G",
                           "18446744073709551615K"}) {
    const Outcome outcome = run({"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30",
                                 "--out", "c", "--memory", size});
    EXPECT_EQ(outcome.status, 2) << size;
    EXPECT_NE(outcome.err.find("is no number of bytes; write it like 2G"), std::string::npos)
        << outcome.err;
  }
}

TEST_F(RunCommand, ACompiledProgramDecidesTheSame) {
  EXPECT_EQ(run({"build", "bonus", "-o", "bonus.tlb"}).status, 0);
  EXPECT_EQ(
      run({"run", "bonus.tlb", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "out"})
          .status,
      0);
  EXPECT_EQ(temp_.read("out/decisions.csv"), kDecisions);
}

TEST_F(RunCommand, DecidesNobodyWhereThereIsNobody) {
  temp_.write("bonus/data/account.csv", "partner,country\n");
  temp_.write("bonus/data/sale.csv", "on,partner,country,product,amount\n");
  EXPECT_EQ(decide_all().status, 0);
  EXPECT_EQ(temp_.read("out/decisions.csv"), kDecisions.substr(0, kDecisions.find('\n') + 1));
}

// ---- the output folder --------------------------------------------------------------------------

TEST_F(RunCommand, RefusesAFolderThatHoldsARun) {
  EXPECT_EQ(decide_all().status, 0);
  const std::string before = temp_.read("out/run.json");
  expect_refused("already holds something");
  EXPECT_EQ(temp_.read("out/run.json"), before);
}

TEST_F(RunCommand, ReplacesARunOnRequest) {
  temp_.write("out/decisions.csv", "old\n");
  EXPECT_EQ(decide_all({"--replace"}).status, 0);
  EXPECT_EQ(temp_.read("out/decisions.csv"), kDecisions);
  EXPECT_EQ(temp_.names(), "bonus out") << "no trace of the old run";
}

TEST_F(RunCommand, ReplacesNothingElse) {
  temp_.write("out/photo.jpg", "x");
  expect_refused("`photo.jpg`, which no run wrote", {"--replace"});
  EXPECT_EQ(temp_.read("out/photo.jpg"), "x");
}

TEST_F(RunCommand, AFullDiskLeavesNothing) {
  std::string sales = temp_.read("bonus/data/sale.csv");
  for (int i = 0; i < 500; ++i) sales += "2022-01-01,Nobody,DK,Software,1.00,\n";
  temp_.write("bonus/data/sale.csv", sales);  // rejects.csv becomes larger than the limit
  const Outcome outcome = decide_all({}, {.file_bytes_max = 4096});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("cannot write `rejects.csv`: File too large; nothing was written"),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(temp_.names(), "bonus");
}

TEST_F(RunCommand, AFullDiskKeepsTheEarlierRun) {
  temp_.write("out/decisions.csv", std::string(10'000, 'x'));
  EXPECT_EQ(decide_all({"--replace"}, {.file_bytes_max = 10}).status, 2);
  EXPECT_EQ(temp_.read("out/decisions.csv"), std::string(10'000, 'x'));
  EXPECT_EQ(temp_.names(), "bonus out");
}

// A pipe holds the run up while it reads, after it has begun its output. Nobody ever writes into
// it.
TEST_F(RunCommand, AnInterruptLeavesNothing) {
  std::filesystem::remove(temp_ / "bonus/data/account.csv");
  run_process("mkfifo", {(temp_ / "bonus/data/account.csv").string()});
  for (const std::string signal : {"INT", "TERM", "HUP"}) {
    // Without job control a shell lets jobs in the background ignore INT; with it, it talks.
    const std::string script =
        "set -m; " + tierline_path() +
        " run bonus --data bonus/data --as-of 2022-06-30 --out out & "
        "exec 2> /dev/null; for i in {1..3000}; do [ -e .out.tierline ] && break; sleep 0.02; "
        "done; ls -A; kill -" +
        signal + " $!; wait $!";
    const Outcome outcome = run_process("bash", {"-c", script}, {.folder = temp_.path()});
    EXPECT_EQ(outcome.status, 2) << signal << outcome.err;
    EXPECT_EQ(outcome.err, "tierline: interrupted; nothing was written\n") << signal;
    EXPECT_TRUE(outcome.out.starts_with(".out.tierline\n")) << outcome.out;
    EXPECT_EQ(temp_.names(), "bonus") << signal;
  }
}

// On a terminal of ten columns nine are written, so that the line never wraps.
TEST_F(RunCommand, ProgressIsOneLineOfATerminal) {
  std::filesystem::remove(temp_ / "bonus/data/account.csv");
  run_process("mkfifo", {(temp_ / "bonus/data/account.csv").string()});
  const std::string script =
      "(sleep 0.7; printf 'partner,country\\nACME,DK\\n' > bonus/data/account.csv) & "
      "TERM=xterm script -qec 'stty cols 10; " +
      tierline_path() + " run bonus --data bonus/data --as-of 2022-06-30 --out out' log; wait";
  run_process("bash", {"-c", script}, {.folder = temp_.path()});
  const std::string log = temp_.read("log");
  EXPECT_NE(log.find("\r\x1b[Kreading: \r"), std::string::npos) << log;
  EXPECT_EQ(log.find("reading: 0"), std::string::npos) << log;
  EXPECT_TRUE(std::filesystem::exists(temp_ / "out/decisions.csv")) << log;
}

TEST_F(RunCommand, AFileThatVanishesMeanwhileIsNamed) {
  // The run waits at the pipe, and then finds that what it has yet to read is gone.
  run_process("mkfifo", {(temp_ / "bonus/data/sale.1.csv").string()});
  std::filesystem::copy(temp_ / "bonus/data/sale.csv", temp_ / "bonus/data/sale.2.csv");
  std::filesystem::remove(temp_ / "bonus/data/sale.csv");
  const std::string script = tierline_path() +
                             " run bonus --data bonus/data --as-of 2022-06-30 --out out & "
                             "exec 3> bonus/data/sale.1.csv; rm bonus/data/sale.2.csv; "
                             "printf 'on,partner,country,product,amount,discount\\n' >&3; "
                             "exec 3>&-; wait $!";
  const Outcome outcome = run_process("bash", {"-c", script}, {.folder = temp_.path()});
  EXPECT_EQ(outcome.status, 2) << outcome.err;
  EXPECT_NE(outcome.err.find("sale.2.csv`: No such file"), std::string::npos) << outcome.err;
  EXPECT_EQ(temp_.names(), "bonus");
}

TEST_F(RunCommand, AnUnwritableFolder) {
  // Not a matter of rights, which do not hold for everybody: a folder in which nobody can make one.
  const Outcome outcome = run(
      {"run", "bonus", "--data", "bonus/data", "--as-of", "2022-06-30", "--out", "/proc/self/out"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("cannot write into"), std::string::npos) << outcome.err;
}

TEST_F(RunCommand, AFileInPlaceOfTheFolder) {
  temp_.write("out", "x\n");
  expect_refused("is there and is no folder");
}

TEST_F(RunCommand, AFullDiskBehindStandardOutput) {
  const Outcome outcome = decide_all({}, {.out_path = "/dev/full"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("cannot write to standard output"), std::string::npos);
}

// ---- the day ------------------------------------------------------------------------------------

TEST_F(RunCommand, ADayOnWhichTheProgramIsNotInForce) {
  for (const char* day : {"2021-12-31", "2023-01-01"}) {
    const Outcome outcome =
        run({"run", "bonus", "--data", "bonus/data", "--as-of", day, "--out", "out"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("`Small Bonus` is in force"), std::string::npos) << outcome.err;
    EXPECT_EQ(temp_.names(), "bonus");
  }
}

TEST_F(RunCommand, ADayThatIsNone) {
  const Outcome outcome =
      run({"run", "bonus", "--data", "bonus/data", "--as-of", "2022-13-01", "--out", "out"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("--as-of: `2022-13-01` is not a day"), std::string::npos);
}

// ---- the summary --------------------------------------------------------------------------------

TEST_F(RunCommand, SumsUpForPeople) {
  temp_.write("bonus/data/sale.csv",
              temp_.read("bonus/data/sale.csv") + "2022-05-01,ACME,SE,Softwar,1.00,\n");
  const Outcome outcome = decide_all({"--summary", "--top", "bonus"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            "tier\n"
            "  none    0\n"
            "  Silver  1\n"
            "  Gold    1\n"
            "\n"
            "tier changes\n"
            "  Silver  ->  Gold    1  ACME / DK\n"
            "  Gold    ->  Silver  1  Brix / DK\n"
            "\n"
            "largest bonus, EUR\n"
            "  ACME / DK  300.00\n"
            "  Brix / DK   12.50\n"
            "\n"
            "rejected lines, by reason\n"
            "  1  sale product: unknown word\n"
            "\n"
            "undetermined accounts, by reason\n"
            "  1  sale product: unknown word\n"
            "\n"
            "lines\n"
            "  account.csv  3  =  3  used  +  0  rejected\n"
            "  sale.csv     6  =  5  used  +  1  rejected\n"
            "  all files    9  =  8  used  +  1  rejected\n"
            "\n"
            "accounts\n"
            "  3 = 2 decided + 1 undetermined\n"
            "\n"
            "counts add up: every line is used or in rejects.csv, every account in "
            "decisions.csv\n");
}

TEST_F(RunCommand, SumsUpForPrograms) {
  const Outcome outcome = decide_all({"--summary", "--format", "json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("\"counts\": {\n    \"accounts\": 3,\n    \"decided\": 3"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("{\n          \"account\": \"ACME / DK\",\n          \"value\": "
                             "\"300.00\"\n        }"),
            std::string::npos)
      << outcome.out;
}

TEST_F(RunCommand, TopNamesAnOutput) {
  expect_refused("the program decides no number `bonsu`; did you mean `bonus`?",
                 {"--summary", "--top", "bonsu"});
}

TEST_F(RunCommand, NamesFilesThatItDoesNotRead) {
  temp_.write("bonus/data/payment.csv", "x\n");
  EXPECT_NE(decide_all().out.find("note: `payment.csv` belongs to no record of the program"),
            std::string::npos);
}

}  // namespace
}  // namespace tierline::test
