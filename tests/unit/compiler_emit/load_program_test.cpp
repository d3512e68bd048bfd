// Reading a program from disk: files, folders, parameters, and everything that is neither.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"

namespace tierline::compiler {
namespace {

namespace fs = std::filesystem;

class LoadProgram : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(TIERLINE_BINARY_DIR) / "load_program_test" / test->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::string error(const fs::path& path) const {
    const LoadedProgram loaded = load_program(path);
    return loaded.program ? "" : loaded.error;
  }

  Compiled compiled() const {
    const LoadedProgram loaded = load_program(folder_);
    if (!loaded.program) {
      ADD_FAILURE() << loaded.error;
      return {};
    }
    Compiled made = compile(*loaded.program);
    words_ = source::render_text(loaded.program->sources, made.diagnostics);
    return made;
  }

  fs::path folder_;
  mutable std::string words_;
};

const char* kHead =
    "program \"T\" { version \"1\" in force from 2020-01-01 currency EUR }\n"
    "enum Kind { A, B }\nsubject account { id : text = \"a\"  k : Kind }\n";

TEST_F(LoadProgram, AFolderInItsOrder) {
  write("z.tier", "# z\n");
  write("a.tier", "# a\n");
  write("program.tier", "# p\n");
  write("notes.txt", "not a program");
  const LoadedProgram loaded = load_program(folder_);
  ASSERT_TRUE(loaded.program) << loaded.error;
  std::vector<std::string> names;
  for (const auto& file : loaded.program->sources.files()) names.push_back(file.name);
  EXPECT_EQ(names, (std::vector<std::string>{"program.tier", "a.tier", "z.tier"}));
}

TEST_F(LoadProgram, ParametersAreReadBesideIt) {
  write("program.tier", std::string(kHead) +
                            "table fee(Kind) : EUR unique complete from "
                            "\"data/fee.csv\"\ndefine r : EUR = fee(k)\ndecide r\n");
  write("data/fee.csv", "kind,value\nA,1.50\nB,2.00\n");
  const Compiled made = compiled();
  ASSERT_TRUE(made.bytecode) << words_;
  EXPECT_EQ(made.bytecode->tables[0].values, (std::vector<int64_t>{150, 200}));
  EXPECT_EQ(made.bytecode->tables[0].rows[0].place, "data/fee.csv line 2");
  write("data/fee.csv", "kind,value\nA,1.50\nB,2.01\n");
  const Compiled other = compiled();
  ASSERT_TRUE(other.bytecode) << words_;
  EXPECT_NE(made.bytecode->header.digest, other.bytecode->header.digest);
}

TEST_F(LoadProgram, ParametersStayBelowTheFolder) {
  for (const char* name : {"../fee.csv", "/etc/hostname", "a/../../fee.csv"}) {
    write("program.tier", std::string(kHead) + "table fee(Kind) : EUR unique complete from \"" +
                              name + "\"\ndefine r : EUR = fee(k)\ndecide r\n");
    const Compiled made = compiled();
    EXPECT_FALSE(made.bytecode);
    EXPECT_NE(words_.find("error"), std::string::npos) << name;
  }
}

TEST_F(LoadProgram, TheLoaderItselfRefusesToLeave) {
  write("program.tier", "# p\n");
  write("here.csv", "day\n");
  const LoadedProgram loaded = load_program(folder_);
  ASSERT_TRUE(loaded.program);
  EXPECT_EQ(loaded.program->load("here.csv").index(), 0U);
  for (const char* name : {"../here.csv", "/etc/hostname", "x/../here.csv", ""}) {
    const auto refused = loaded.program->load(name);
    ASSERT_EQ(refused.index(), 1U) << name;
    EXPECT_NE(std::get<1>(refused).find("is not below the program's folder"), std::string::npos);
  }
  EXPECT_NE(std::get<1>(loaded.program->load("missing.csv")).find("does not exist"),
            std::string::npos);
}

TEST_F(LoadProgram, SaysWhatIsWrongWithAPath) {
  EXPECT_TRUE(error(folder_ / "missing").ends_with("missing` does not exist"));
  EXPECT_TRUE(error(folder_).ends_with("holds no `.tier` file"));
  fs::create_directories(folder_ / "x.tier");
  EXPECT_TRUE(error(folder_).ends_with("x.tier` is a folder, not a file"));
  EXPECT_TRUE(error("/dev/null").ends_with("is not a plain file"));
}

TEST_F(LoadProgram, AnEmptyFileIsAProgramWithErrors) {
  write("program.tier", "");
  const Compiled made = compiled();
  EXPECT_FALSE(made.bytecode);
  EXPECT_TRUE(made.diagnostics.has_errors());
}

TEST_F(LoadProgram, AHugeFileIsRefusedAtOnce) {
  write("program.tier", std::string(10 << 20, 'x'));
  const Compiled made = compiled();
  EXPECT_FALSE(made.bytecode);
  EXPECT_NE(words_.find("TL0115"), std::string::npos) << words_.substr(0, 300);
}

}  // namespace
}  // namespace tierline::compiler
