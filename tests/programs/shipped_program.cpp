#include "tests/programs/shipped_program.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tierline::programs {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(const std::string& name) {
  return fs::path(TIERLINE_SOURCE_DIR) / "programs" / name;
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void note(std::vector<std::string>& out, const std::optional<uint32_t>& clause,
          const std::string& what) {
  if (!clause) out.push_back(what);
}

void note_fields(std::vector<std::string>& out, const checked::Record& record) {
  for (const checked::Field& field : record.fields) {
    if (field.derived) note(out, field.clause, "field " + record.name + "." + field.name);
  }
}

void note_tables(std::vector<std::string>& out, const checked::CheckedProgram& program) {
  for (const checked::Table& table : program.tables) {
    if (table.clause) continue;
    for (const checked::TableRow& row : table.rows) note(out, row.clause, "table " + table.name);
  }
}

void note_status(std::vector<std::string>& out, const checked::CheckedProgram& program) {
  if (!program.status) return;
  const checked::Status& status = *program.status;
  if (status.launch_at_once) note(out, status.launch_clause, "status launch");
  if (status.promote_on) note(out, status.promote_clause, "status promote");
  if (status.assessing) note(out, status.assess_clause, "status assess");
  if (status.demote_limit != 0) note(out, status.demote_clause, "status demote");
  if (status.holds_until) note(out, status.holds_clause, "status holds");
}

void note_bands(std::vector<std::string>& out, const checked::CheckedProgram& program) {
  for (const checked::Bands& bands : program.bands) {
    if (bands.clause) continue;
    for (const checked::Band& band : bands.bands) {
      note(out, band.clause, "bands " + bands.name + " " + band.label);
    }
  }
}

/// A folder below the build folder that is gone when the test is.
class ScratchFolder {
 public:
  ScratchFolder()
      : path_(fs::path(TIERLINE_BINARY_DIR) / ("programs_test." + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

std::vector<std::string> shipped_names() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(TIERLINE_SOURCE_DIR) / "programs")) {
    if (fs::exists(entry.path() / "program.tier")) out.push_back(entry.path().filename());
  }
  std::sort(out.begin(), out.end());
  return out;
}

ShippedProgram load_shipped(const std::string& name) {
  ShippedProgram out;
  const compiler::LoadedProgram loaded = compiler::load_program(folder_of(name));
  if (!loaded.program) {
    out.diagnostics = loaded.error;
    return out;
  }
  out.compiled = compiler::compile(*loaded.program);
  for (const source::Diagnostic& diagnostic : out.compiled.diagnostics.items()) {
    const source::Position at = loaded.program->sources.position(diagnostic.span.begin);
    out.diagnostics += loaded.program->sources.files()[at.file].name + ":" +
                       std::to_string(at.line) + ": " + source::code_text(diagnostic.code) + " " +
                       diagnostic.message + "\n";
  }
  return out;
}

std::vector<std::string> rules_without_clause(const checked::CheckedProgram& program) {
  std::vector<std::string> out;
  note_fields(out, program.account);
  for (const checked::Record& ledger : program.ledgers) note_fields(out, ledger);
  note_tables(out, program);
  for (const checked::Define& define : program.defines) {
    note(out, define.clause, "define " + define.name);
    for (const checked::Exception& exception : define.exceptions) {
      note(out, exception.clause, "exception " + define.name + "." + exception.name);
    }
  }
  for (const checked::Split& split : program.splits) note(out, split.clause, "split " + split.name);
  for (const checked::Tier& tier : program.tiers) {
    for (const checked::Requirement& requirement : tier.requirements) {
      note(out, requirement.clause,
           "requirement " + program.enums[0].words[tier.word] + "." + requirement.name);
    }
  }
  note_status(out, program);
  note_bands(out, program);
  return out;
}

ShippedRun run_shipped(const std::string& name, const std::string& as_of,
                       const std::optional<std::string>& known_on) {
  ShippedRun out;
  const ShippedProgram shipped = load_shipped(name);
  if (!shipped.compiled.bytecode) {
    out.error = shipped.diagnostics;
    return out;
  }
  const ScratchFolder scratch;
  bulk::RunRequest request;
  request.program = &*shipped.compiled.bytecode;
  request.data = folder_of(name) / "data";
  request.out = scratch.path() / "out";
  request.as_of = calendar::parse_day(as_of).value();
  if (known_on) request.known_on = calendar::parse_day(*known_on);
  request.tool_version = "test";
  auto run = bulk::run(request);
  if (!run) {
    out.error = run.error().message;
    return out;
  }
  out.report = std::move(run).value();
  out.decisions = read_text(request.out / bulk::kDecisionsFile);
  out.rejects = read_text(request.out / bulk::kRejectsFile);
  for (const bytecode::SplitInfo& split : request.program->schema.splits) {
    out.parts[split.name] = read_text(request.out / bulk::parts_file(split.name));
  }
  return out;
}

}  // namespace tierline::programs
