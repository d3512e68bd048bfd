// check: the only door from the tree to the checked program.
// It reports every error that it can find in one run; a program with an error is not handed over,
// one with warnings is. Files that the text names are asked of the loader, by the name as written.
// Made by: from_ast.cpp    Read by: compiler/compile.cpp, tests
// Tested by: tests/golden/check, tests/unit/compiler_checked
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "dsl/ast/ast.hpp"
#include "dsl/source/diagnostic.hpp"

namespace tierline::checked {

/// Reads a file that stands beside the program: its contents (0), or why it cannot be read (1).
using FileLoader = std::function<std::variant<std::string, std::string>(std::string_view)>;

/// A file that the program's text names, as it was read: part of the program's digest.
struct LoadedFile {
  std::string name;
  std::string contents;
};

struct Checked {
  std::optional<CheckedProgram> program;  // absent after an error
  source::Diagnostics diagnostics;        // in the order of the text
  std::vector<LoadedFile> files;          // each once, in the order in which the text names them
};

Checked check(const ast::Ast& ast, const FileLoader& load);

}  // namespace tierline::checked
