// Program: what stands behind the PROGRAM of a command line: a text, compiled as far as it goes, or
// a compiled file, read and validated.
// Made by: program.cpp    Read by: the subcommands    Tested by: tests/cli
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "compiler/compile.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/manifest.hpp"

namespace tierline::cli {

/// A program given as text.
struct TextProgram {
  source::SourceSet sources;
  compiler::Compiled compiled;
  std::vector<bulk::ProgramFile> files;  // its texts, then the CSV files that they name
};

///   more  texts that are no files of the program, behind its own
base::Result<TextProgram, bulk::RunError> compile_text(
    const std::filesystem::path& path, const std::vector<source::SourceFile>& more = {});

/// Whether the path is a compiled program: by its name, `.tlb`, or by how the file begins.
bool is_compiled(const std::filesystem::path& path);

base::Result<bytecode::Bytecode, bulk::RunError> read_compiled(const std::filesystem::path& path);

}  // namespace tierline::cli
