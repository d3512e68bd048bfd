// Two programs from texts, for the tests of comparisons. Header only.
// Read by: tests/unit/compiler_prover/comparison, tests/unit/tools_compare
#pragma once

#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "compiler/prover/comparison/equality.hpp"
#include "dsl/source/render_text.hpp"

namespace tierline::prover {

inline checked::CheckedProgram checked_of(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  program.load = [](std::string_view) {
    return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
  };
  compiler::Compiled made = compiler::compile(program);
  if (!made.bytecode) {
    ADD_FAILURE() << text << source::render_text(program.sources, made.diagnostics);
    return {};
  }
  return *std::move(made.checked);
}

/// The text with one part replaced; the part must be there.
inline std::string changed(std::string text, std::string_view before, std::string_view after) {
  const size_t at = text.find(before);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no `" << before << "`";
    return text;
  }
  return text.replace(at, before.size(), after);
}

}  // namespace tierline::prover
