// The pipeline on one page: text -> Ast -> CheckedProgram -> Ir -> Bytecode.
// Made of: dsl, compiler/checked, compiler/ir, compiler/emit    Read by: tools/cli, embedders
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/checked/from_ast.hpp"
#include "dsl/dsl.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::compiler {

/// The texts of a program and a way to read the CSV files that it names.
struct ProgramText {
  source::SourceSet sources;
  checked::FileLoader load;
};

/// Everything the pipeline made, as far as it came. `bytecode` is there exactly when no
/// diagnostic is an error.
struct Compiled {
  ast::Ast ast;
  source::Diagnostics diagnostics;
  std::optional<checked::CheckedProgram> checked;
  std::optional<bytecode::Bytecode> bytecode;
};

Compiled compile(const ProgramText& program);

/// Lowers and emits a checked program; nothing if it unfolds to more than a program may have.
std::optional<bytecode::Bytecode> to_bytecode(const checked::CheckedProgram& program,
                                              std::string_view digest);

/// Reads a `.tier` file, or a folder (`program.tier` first, then its other `.tier` files in byte
/// order of their names). The error is a sentence that names the path.
struct LoadedProgram {
  std::optional<ProgramText> program;
  std::string error;
};
LoadedProgram load_program(const std::filesystem::path& path);

}  // namespace tierline::compiler
