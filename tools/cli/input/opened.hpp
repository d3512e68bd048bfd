// Opened: a program that may run, or the end of the command, with what is wrong already printed.
// Read by: the subcommands
#pragma once

#include "base/result.hpp"
#include "tools/cli/arguments/arguments.hpp"
#include "tools/cli/input/program.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

/// A program that may run, from text or compiled.
struct Program {
  bytecode::Bytecode bytecode;
  std::vector<bulk::ProgramFile> files;  // empty if it came compiled
};

/// Opens a text without errors. Diagnostics go to standard error, in the format asked for.
///   more  texts behind those of the program
base::Result<TextProgram, Exit> open_text(const std::filesystem::path& path, Format format,
                                          const std::vector<source::SourceFile>& more = {});

/// The same, or a compiled file.
base::Result<Program, Exit> open_program(const std::filesystem::path& path, Format format);

}  // namespace tierline::cli
