#include "tests/docs/examples.hpp"

#include <set>
#include <variant>

#include "compiler/compile.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::docs {

namespace {

/// Reads the blocks of one page, from top to bottom.
class PageReader {
 public:
  explicit PageReader(std::string page_name) : page_name_(std::move(page_name)) {}

  void read(const FencedBlock& block) {
    if (block.info.empty()) return;
    place_ = page_name_ + ":" + std::to_string(block.line);
    if (block.info[0] == "tier") {
      read_tier(block);
    } else if (block.info[0] == "tier-fails") {
      read_fails(block);
    } else if (block.info[0] == "csv" && block.info.size() == 3 && block.info[1] == "as") {
      files_[block.info[2]] = block.text;
    } else if (block.info[0] == "unclosed") {
      mistake("the block is never closed");
    }
  }

  Examples take() { return std::move(out_); }

 private:
  void read_tier(const FencedBlock& block) {
    const bool is_named = block.info.size() == 3 && block.info[1] == "as";
    const bool is_fragment = block.info.size() == 3 && block.info[1] == "in";
    if (block.info.size() != 1 && !is_named && !is_fragment) return mistake("expected as or in");
    add(block, is_fragment ? block.info[2] : "", "");
    if (is_named) preludes_[block.info[2]] = block.text;
  }

  void read_fails(const FencedBlock& block) {
    const bool is_fragment = block.info.size() == 4 && block.info[2] == "in";
    if (block.info.size() != 2 && !is_fragment) return mistake("expected a code");
    add(block, is_fragment ? block.info[3] : "", block.info[1]);
  }

  void add(const FencedBlock& block, const std::string& prelude, const std::string& fails_with) {
    if (!prelude.empty() && preludes_.count(prelude) == 0) {
      return mistake("no program `" + prelude + "` above");
    }
    const std::string before = prelude.empty() ? "" : preludes_[prelude];
    out_.examples.push_back({place_, block.text, before, fails_with, files_});
  }

  void mistake(const std::string& what) { out_.mistakes.push_back(place_ + ": " + what); }

  std::string page_name_;
  std::string place_;
  std::map<std::string, std::string> preludes_;
  std::map<std::string, std::string> files_;
  Examples out_;
};

compiler::ProgramText program_of(const Example& example) {
  compiler::ProgramText program;
  std::vector<source::SourceFile> texts;
  if (!example.prelude.empty()) texts.push_back({"prelude", example.prelude});
  texts.push_back({example.place, example.text});
  program.sources = source::SourceSet(std::move(texts));
  program.load =
      [files = example.files](std::string_view name) -> std::variant<std::string, std::string> {
    const auto found = files.find(std::string(name));
    if (found == files.end()) {
      return std::variant<std::string, std::string>(std::in_place_index<1>, "not on this page");
    }
    return std::variant<std::string, std::string>(std::in_place_index<0>, found->second);
  };
  return program;
}

void collect_diagnostics(const compiler::Compiled& compiled, Outcome& outcome) {
  std::set<std::string> codes;
  for (const source::Diagnostic& diagnostic : compiled.diagnostics.items()) {
    const std::string code = source::code_text(diagnostic.code);
    outcome.messages += code + " " + diagnostic.message + "\n";
    if (source::severity_of(diagnostic.code) == source::Severity::Error) codes.insert(code);
  }
  outcome.error_codes.assign(codes.begin(), codes.end());
}

}  // namespace

Examples examples_of(std::string_view page, const std::string& page_name) {
  PageReader reader(page_name);
  for (const FencedBlock& block : fenced_blocks(page)) reader.read(block);
  return reader.take();
}

Outcome run(const Example& example) {
  Outcome outcome;
  const compiler::Compiled compiled = compiler::compile(program_of(example));
  collect_diagnostics(compiled, outcome);
  if (!compiled.bytecode) return outcome;
  for (const auto& result : cli::run_scenarios(*compiled.checked, *compiled.bytecode, "")) {
    ++outcome.scenarios;
    for (const cli::ScenarioFailure& failure : result.failures) {
      outcome.failures.push_back(result.title + ", " + failure.today + ": expected " +
                                 failure.expected + ", got " + failure.actual);
    }
  }
  return outcome;
}

}  // namespace tierline::docs
