// Draft: the list of mutants while it is made: places of the tree become places of a file, and
// edits become mutants with a line and a sentence.
// Made by: make.cpp    Read by: the other files of this folder
// Tested by: tests/unit/tools_mutate/make_test.cpp
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast/ast.hpp"
#include "dsl/source/tokens.hpp"
#include "tools/mutate/mutant.hpp"

namespace tierline::mutate {

using base::Span;

class Draft {
 public:
  /// All must outlive the draft. `sources` are the texts of the tree.
  Draft(const ast::Ast& ast, const source::SourceSet& sources, const Texts& texts);

  const ast::Ast& ast() const { return ast_; }
  const Texts& texts() const { return texts_; }

  /// What follows belongs to another declaration or file.
  void next_group() { ++group_; }

  /// The text of the span becomes another one.
  void replace(Operator op, Span span, const std::string& text);
  /// Each of the texts in its place gives a mutant.
  void replace_by_each(Operator op, Span span, const std::vector<std::string>& texts);
  /// The span is left out, and its lines if nothing else stands on them.
  void leave_out(Operator op, Span span, const std::string& what);
  void add(Operator op, std::string what, std::vector<Edit> edits);
  Edit edit(Span span, std::string text) const;

  /// The first token of this text that begins in the span, or an empty span.
  Span find(Span within, std::string_view token) const;
  /// The first number in the span.
  Span find_number(Span within) const;
  std::string_view text(Span span) const { return sources_.text(span); }

  /// The words next to this one in each enum that has it; the tiers are one, with `none`.
  std::vector<std::string> neighbours(std::string_view word) const;

  std::vector<Mutant> finish() { return std::move(mutants_); }

 private:
  template <class Matches>
  Span find_token(Span within, const Matches& matches) const;
  size_t line_of(const Edit& edit) const;

  const ast::Ast& ast_;
  const source::SourceSet& sources_;
  const Texts& texts_;
  std::vector<std::vector<std::string>> enums_;
  std::vector<std::vector<size_t>> line_ends_;  // for each file, where its line ends stand
  std::vector<Mutant> mutants_;
  size_t group_ = 0;
};

/// A piece of text in a sentence: on one line, and not too long.
std::string in_backticks(std::string_view text);

}  // namespace tierline::mutate
