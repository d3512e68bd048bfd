// What `tierline compare` prints of two programs, NAME.old.tier and NAME.new.tier, in NAME.txt.
// Which solver was the first to answer is not to be read in these files.
#include "compiler/compile.hpp"
#include "tests/golden/golden.hpp"
#include "tools/cli/output/comparison.hpp"

namespace tierline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOld = ".old.tier";
constexpr std::string_view kSameTerm = "the same term on both sides";

compiler::Compiled compiled(const fs::path& file) {
  compiler::Compiled made =
      compiler::compile({source::SourceSet({{file.filename().string(), golden::read(file)}}), {}});
  EXPECT_TRUE(made.bytecode) << file;
  return made;
}

std::string compared(const fs::path& first, const fs::path& second) {
  const compiler::Compiled old_program = compiled(first);
  const compiler::Compiled new_program = compiled(second);
  const auto programs =
      compare::make_comparable({&*old_program.checked, &*old_program.bytecode},
                               {&*new_program.checked, &*new_program.bytecode}, {});
  if (!programs) return programs.error().message + "\n";
  compare::Request request;
  request.programs = &programs.value();
  request.by = compare::By::Both;
  request.cases = 20'000;
  request.seed = 1;
  request.milliseconds = 5'000;
  auto report = compare::compare(request);
  if (!report) return report.error().message + "\n";
  for (compare::ItemResult& result : report.value().results) {
    const bool solver = result.outcome == prover::Outcome::Proved && result.by != kSameTerm;
    if (solver) result.by = "a solver";
  }
  return cli::comparison_text({&programs.value(), &report.value(), request.by, request.seed},
                              cli::Color::No);
}

TEST(GoldenCompare, SaysWhatTheFilesSay) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "built without Z3, and there is no cvc5";
  size_t count = 0;
  for (const fs::path& first : golden::programs("compare")) {
    const std::string name = first.filename().string();
    if (!name.ends_with(kOld)) continue;
    const std::string stem = name.substr(0, name.size() - kOld.size());
    const fs::path folder = first.parent_path();
    golden::expect_same(folder / (stem + ".txt"), compared(first, folder / (stem + ".new.tier")));
    ++count;
  }
  EXPECT_GE(count, 3U);
}

}  // namespace
}  // namespace tierline
