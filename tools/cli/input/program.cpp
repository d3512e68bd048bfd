#include "tools/cli/input/program.hpp"

#include <fmt/format.h>

#include <fstream>
#include <memory>

#include "base/digest.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCompiledExtension = ".tlb";
constexpr std::string_view kMagic = "TLBC";  // as runtime/bytecode/layout.hpp writes it

/// Wraps a loader so that what it loads is written down, each file once.
checked::FileLoader recording(checked::FileLoader load, std::vector<bulk::ProgramFile>& files) {
  return [load = std::move(load), &files](std::string_view name) {
    auto contents = load(name);
    if (contents.index() != 0) return contents;
    for (const bulk::ProgramFile& file : files) {
      if (file.name == name) return contents;
    }
    files.push_back({std::string(name), base::sha256_hex(std::get<0>(contents))});
    return contents;
  };
}

}  // namespace

base::Result<TextProgram, bulk::RunError> compile_text(
    const fs::path& path, const std::vector<source::SourceFile>& more) {
  compiler::LoadedProgram loaded = compiler::load_program(path);
  if (!loaded.program) return bulk::RunError{loaded.error};
  compiler::ProgramText& text = *loaded.program;
  TextProgram program;
  for (const source::SourceFile& file : text.sources.files()) {
    program.files.push_back({file.name, base::sha256_hex(file.text)});
  }
  if (!more.empty()) {
    std::vector<source::SourceFile> all = text.sources.files();
    all.insert(all.end(), more.begin(), more.end());
    text.sources = source::SourceSet(std::move(all));
  }
  text.load = recording(std::move(text.load), program.files);
  program.compiled = compiler::compile(text);
  program.sources = std::move(text.sources);
  return program;
}

bool is_compiled(const fs::path& path) {
  if (path.extension() == kCompiledExtension) return true;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  std::string head(kMagic.size(), '\0');
  std::ifstream(path, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == kMagic;
}

base::Result<bytecode::Bytecode, bulk::RunError> read_compiled(const fs::path& path) {
  const auto bytes = bulk::read_bytes(path);
  if (!bytes) return bytes.error();
  auto program = bytecode::read(bytes.value());
  if (!program) {
    return bulk::RunError{fmt::format("`{}`: {}", path.string(), program.error().message)};
  }
  return std::move(program).value();
}

}  // namespace tierline::cli
