// tierline generate: folders that `run` takes without a reject, or with exactly those announced;
// the same bytes for the same seed; a small population is the beginning of a large one.
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "tests/cli/bonus.hpp"
#include "tests/golden/golden.hpp"

namespace tierline::test {
namespace {

using Json = nlohmann::json;

class Generate : public Bonus {
 protected:
  Outcome generate(const std::vector<std::string>& more, Process process = {}) {
    std::vector<std::string> arguments = {"generate", "bonus"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, process);
  }
  void make(const std::string& out, const std::string& accounts, const std::string& seed,
            std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--accounts", accounts, "--seed", seed, "--out", out});
    const Outcome outcome = generate(more);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
  void expect_refused(const std::vector<std::string>& arguments, const std::string& message) {
    const std::string before = temp_.names();
    const Outcome outcome = generate(arguments);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
    EXPECT_EQ(temp_.names(), before);
  }
  Json json(const std::string& name) { return Json::parse(temp_.read(name)); }
};

// ---- what it is good for ------------------------------------------------------------------------

/// The programs that stand in this tree, all of them.
std::vector<std::filesystem::path> programs() {
  std::vector<std::filesystem::path> found;
  for (const char* folder : {"programs", "tests/cli/data"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(TIERLINE_SOURCE_DIR) / folder)) {
      if (std::filesystem::exists(entry.path() / "program.tier")) found.push_back(entry.path());
    }
  }
  return found;
}

TEST_F(Generate, EveryProgramTakesEveryLine) {
  ASSERT_GE(programs().size(), 8U);
  for (const auto& program : programs()) {
    const std::string made = program.filename().string() + "-made";
    const Outcome outcome = run(
        {"generate", program, "--accounts", "500", "--seed", "7", "--entries", "6", "--out", made});
    ASSERT_EQ(outcome.status, 0) << made << outcome.err;
    const Json about = json(made + "/generated.json");
    const Outcome decided =
        run({"run", program, "--data", made, "--as-of", about["as_of"], "--out", made + ".out"});
    ASSERT_EQ(decided.status, 0) << made << decided.err;
    const Json counts = json(made + ".out/run.json")["counts"];
    EXPECT_EQ(counts["rejected"], 0) << made << temp_.read(made + ".out/rejects.csv");
    EXPECT_EQ(counts["accounts"], 500) << made;
  }
}

TEST_F(Generate, ACompiledProgramMakesTheSame) {
  ASSERT_EQ(run({"build", "bonus", "-o", "bonus.tlb"}).status, 0);
  make("text", "50", "1");
  EXPECT_EQ(
      run({"generate", "bonus.tlb", "--accounts", "50", "--seed", "1", "--out", "compiled"}).status,
      0);
  for (const char* file : {"account.csv", "sale.csv"}) {
    EXPECT_EQ(temp_.read("text/" + std::string(file)), temp_.read("compiled/" + std::string(file)));
  }
}

TEST_F(Generate, ASmallPopulationToBeRead) {
  make("made", "16", "2022", {"--entries", "2", "--as-of", "2022-06-30", "--dirty", "150"});
  for (const char* file : {"account.csv", "sale.csv"}) {
    golden::expect_same(golden::folder("generate") / file, temp_.read("made/" + std::string(file)));
  }
}

// ---- the seed -----------------------------------------------------------------------------------

TEST_F(Generate, TheSeedDecidesEveryByte) {
  make("a", "100", "18446744073709551615");
  make("b", "100", "18446744073709551615");
  make("c", "100", "18446744073709551614");
  EXPECT_EQ(temp_.names("a"), "account.csv generated.json sale.csv");
  for (const char* file : {"/account.csv", "/sale.csv", "/generated.json"}) {
    EXPECT_EQ(temp_.read("a" + std::string(file)), temp_.read("b" + std::string(file)));
    EXPECT_NE(temp_.read("a" + std::string(file)), temp_.read("c" + std::string(file)));
  }
}

TEST_F(Generate, ASmallPopulationIsTheBeginningOfALargeOne) {
  for (const std::string dirty : {"0", "100"}) {
    make("small" + dirty, "300", "5", {"--dirty", dirty});
    make("large" + dirty, "1000", "5", {"--dirty", dirty});
    for (const char* file : {"/account.csv", "/sale.csv"}) {
      const std::string small = temp_.read("small" + dirty + file);
      const std::string large = temp_.read("large" + dirty + file);
      EXPECT_TRUE(large.starts_with(small)) << file;
      EXPECT_GT(large.size(), 3 * small.size()) << file;
    }
  }
}

TEST_F(Generate, NobodyIsAPopulationToo) {
  make("made", "0", "1");
  EXPECT_EQ(temp_.read("made/account.csv"), "partner,country,tier_before\n");
  EXPECT_EQ(temp_.read("made/sale.csv"), "partner,country,on,product,amount,discount\n");
  EXPECT_EQ(run({"run", "bonus", "--data", "made", "--as-of", "2022-12-31", "--out", "out"}).status,
            0);
  make("lonely", "10", "1", {"--entries", "0"});
  EXPECT_EQ(temp_.read("lonely/sale.csv"), temp_.read("made/sale.csv"));
}

// ---- damaged lines ------------------------------------------------------------------------------

/// How many lines of a file `run` rejected for which reason, by a word of the sentence.
uint64_t rejects(const std::string& rejects, const std::string& file, const std::string& word) {
  uint64_t count = 0;
  std::istringstream lines(rejects);
  for (std::string line; std::getline(lines, line);) {
    count += line.starts_with(file + ",") && line.find(word) != std::string::npos ? 1U : 0U;
  }
  return count;
}

TEST_F(Generate, EveryDamagedLineIsFoundAndNoOther) {
  make("made", "2000", "3", {"--dirty", "50"});
  const Outcome decided =
      run({"run", "bonus", "--data", "made", "--as-of", "2022-12-31", "--out", "out"});
  ASSERT_EQ(decided.status, 0) << decided.err;
  const std::string found = temp_.read("out/rejects.csv");
  const std::map<std::string, std::string> words = {{"missing", ",\"required, but missing\","},
                                                    {"not a number", "not a number"},
                                                    {"not a day", " day"},
                                                    {"unknown word", "is not a word of"},
                                                    {"damaged line", "the line has"},
                                                    {"unknown account", "account.csv has no"}};
  const Json files = json("made/generated.json")["files"];
  const Json manifest = json("out/run.json");
  for (size_t i = 0; i < files.size(); ++i) {
    uint64_t announced = 0;
    for (const auto& [kind, count] : files[i]["to_be_rejected"].items()) {
      announced += count.get<uint64_t>();
      if (kind == "not a number") continue;  // its sentences are many
      ASSERT_TRUE(words.contains(kind)) << kind;
      EXPECT_EQ(rejects(found, files[i]["file"], words.at(kind)), count) << kind;
    }
    EXPECT_GT(announced, files[i]["lines"].get<uint64_t>() / 40) << "about 50 of 1,000";
    EXPECT_EQ(manifest["inputs"][i]["rejected"], announced) << files[i];
    EXPECT_EQ(manifest["inputs"][i]["lines"], files[i]["lines"]);
  }
  EXPECT_EQ(files[1]["to_be_rejected"].size(), 6U) << "every way occurs: " << files[1];
}

TEST_F(Generate, AllLinesMayBeDamaged) {
  make("made", "200", "3", {"--dirty", "1000"});
  EXPECT_EQ(run({"run", "bonus", "--data", "made", "--as-of", "2022-12-31", "--out", "out"}).status,
            0);
  const Json counts = json("out/run.json")["counts"];
  EXPECT_EQ(counts["used"], 0) << counts;
  EXPECT_GT(counts["rejected"], 200) << counts;
}

TEST_F(Generate, DamageLeavesTheOtherLinesAlone) {
  make("clean", "300", "3");
  make("dirty", "300", "3", {"--dirty", "200"});
  std::istringstream clean(temp_.read("clean/sale.csv"));
  std::istringstream dirty(temp_.read("dirty/sale.csv"));
  size_t same = 0;
  size_t all = 0;
  for (std::string a, b; std::getline(clean, a); ++all) {
    ASSERT_TRUE(std::getline(dirty, b));
    same += a == b ? 1U : 0U;
  }
  EXPECT_GT(same, all * 7 / 10);
  EXPECT_LT(same, all * 9 / 10);
}

// ---- the folder ---------------------------------------------------------------------------------

TEST_F(Generate, SaysWhatItMade) {
  const Outcome outcome = generate({"--accounts", "1000", "--seed", "4", "--out", "made"});
  EXPECT_TRUE(
      outcome.out.starts_with("`Small Bonus` 1: 1,000 accounts, seed 4, up to 2022-12-31\n"))
      << outcome.out;
  EXPECT_EQ(outcome.out.find("reject"), std::string::npos);
  const Json about = json("made/generated.json");
  for (const Json& file : about["files"]) {
    const std::string text = temp_.read("made/" + file["file"].get<std::string>());
    EXPECT_EQ(file["sha256"], base::sha256_hex(text));
    EXPECT_EQ(file["lines"], std::count(text.begin(), text.end(), '\n') - 1) << file;
  }
  EXPECT_EQ(about["seed"], 4);
}

TEST_F(Generate, ReplacesOnlyWhatItMade) {
  make("made", "5", "1");
  expect_refused({"--accounts", "6", "--seed", "1", "--out", "made"}, "already holds something");
  make("made", "6", "1", {"--replace"});
  EXPECT_EQ(json("made/generated.json")["accounts"], 6);

  const std::string facts = temp_.read("bonus/data/sale.csv");
  expect_refused({"--accounts", "6", "--seed", "1", "--out", "bonus/data", "--replace"},
                 "which no `generate` wrote");
  EXPECT_EQ(temp_.read("bonus/data/sale.csv"), facts) << "real facts have the same names";
  temp_.write("made/sale.2022.csv", facts);
  expect_refused({"--accounts", "6", "--seed", "1", "--out", "made", "--replace"},
                 "`sale.2022.csv`, which no `generate` wrote");
  std::filesystem::remove(temp_ / "made/sale.2022.csv");
  temp_.write("made/sale.csv", facts);
  expect_refused({"--accounts", "6", "--seed", "1", "--out", "made", "--replace"},
                 "`sale.csv`, which no `generate` wrote");
  EXPECT_EQ(temp_.read("made/sale.csv"), facts) << "somebody put them in the place of ours";
}

TEST_F(Generate, RefusesWhatCannotBe) {
  const std::vector<std::string> good = {"--accounts", "5", "--seed", "1", "--out", "made"};
  const auto with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = good;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  expect_refused(with({"--format", "xml"}), "`xml` is none of `csv`, `parquet`");
  expect_refused(with({"--as-of", "2023-01-01"}), "decides nothing on 2023-01-01");
  expect_refused(with({"--dirty", "1001"}), "--dirty: `1001` is not a whole number from 0 to 1000");
  expect_refused(with({"--entries", "many"}), "--entries: `many` is not a whole number");
  expect_refused({"--accounts", "-1", "--seed", "1", "--out", "made"},
                 "`-1` is not a whole number");
  expect_refused({"--accounts", "5", "--seed", "0x1", "--out", "made"},
                 "--seed: `0x1` is not a whole number from 0 to 18446744073709551615");
  expect_refused({"--accounts", "5", "--seed", "18446744073709551616", "--out", "made"}, "--seed");
  expect_refused({"--accounts", "5", "--out", "made"}, "--seed is required");
  expect_refused({"--accounts", "5", "--seed", "1", "--out", "no/made"}, "cannot write into");
}

TEST_F(Generate, SaysWhyThereCanBeNoSuchPopulation) {
  temp_.write("few.tier",
              "program \"Few\" { version \"1\" currency EUR }\nenum Part { North, South }\n"
              "subject region { key part : Part }\ndefine one = 1\ndecide one\n");
  const std::vector<std::string> line = {"generate", "few.tier", "--seed",    "1",
                                         "--out",    "made",     "--accounts"};
  const auto few = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = line;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  EXPECT_NE(few({"2"}).err.find("name the last day with --as-of"), std::string::npos);
  EXPECT_NE(few({"3", "--as-of", "2022-01-01"}).err.find("key `part` of `region` tells 2 apart"),
            std::string::npos);
  EXPECT_EQ(few({"2", "--as-of", "2022-01-01"}).status, 0);
  EXPECT_EQ(temp_.read("made/region.csv"), "part\nNorth\nSouth\n");
}

TEST_F(Generate, AFullDiskLeavesNothing) {
  const Outcome outcome = generate({"--accounts", "20000", "--seed", "1", "--out", "made"},
                                   {.file_bytes_max = 100'000});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find(".csv`: File too large"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("nothing was written"), std::string::npos) << outcome.err;
  EXPECT_EQ(temp_.names(), "bonus");
}

TEST_F(Generate, AnInterruptLeavesNothing) {
  const std::string script =
      tierline_path() +
      " generate bonus --accounts 90000000 --seed 1 --out made & "
      "until ls -A | grep -q made; do sleep 0.01; done; kill -TERM $!; wait $!";
  const Outcome outcome = run_process("bash", {"-c", script}, {.folder = temp_.path()});
  EXPECT_EQ(outcome.status, 2) << outcome.err;
  EXPECT_EQ(outcome.err, "tierline: interrupted; nothing was written\n");
  EXPECT_EQ(temp_.names(), "bonus");
}

}  // namespace
}  // namespace tierline::test
