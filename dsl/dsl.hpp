// The four public functions of the language's front: text in, tree out, text again.
// Made of: dsl/grammar, dsl/ast, dsl/format    Read by: compiler/compile.cpp, tools/cli
#pragma once

#include <string>
#include <string_view>

#include "dsl/ast/ast.hpp"
#include "dsl/source/diagnostic.hpp"
#include "dsl/source/source.hpp"

namespace tierline::dsl {

struct Parsed {
  ast::Ast ast;  // always there: after an error it holds every declaration that could be read
  source::Diagnostics diagnostics;
};

/// Parses every file of the set. Never throws; reports as many errors as there are broken
/// declarations (each resumes at the next declaration keyword).
Parsed parse(const source::SourceSet& sources);

/// Prints a tree as program text without comments: parse(print(a)) is a, but for spans.
std::string print(const ast::Ast& ast);

/// Prints the tree's shape, one node a line, indented: for people and golden files.
std::string dump(const ast::Ast& ast);

/// Structural equality, spans and comments aside.
bool same(const ast::Ast& left, const ast::Ast& right);

/// Lays one file out in the canonical layout; every comment is kept.
/// Call only with text that parses without error.
std::string format(const source::SourceFile& file);

}  // namespace tierline::dsl
