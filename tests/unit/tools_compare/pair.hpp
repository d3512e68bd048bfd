// Two programs from texts, ready to be compared. Header only.
// Read by: tests/unit/tools_compare
#pragma once

#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/unit/compiler_prover/comparison/pair.hpp"
#include "tools/compare/compare.hpp"
#include "tools/compare/scenario_of_pair.hpp"

namespace tierline::compare {

inline compiler::Compiled compiled_of(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  compiler::Compiled made = compiler::compile(program);
  if (!made.bytecode) {
    ADD_FAILURE() << text << source::render_text(program.sources, made.diagnostics);
  }
  return made;
}

using prover::changed;

/// Two compiled programs and what came of them; stays where it is, for it is pointed to.
struct Pair {
  Pair(const std::string& first, const std::string& second)
      : old_program(compiled_of(first)), new_program(compiled_of(second)) {
    auto made = make_comparable({&*old_program.checked, &*old_program.bytecode},
                                {&*new_program.checked, &*new_program.bytecode}, {});
    if (!made) {
      ADD_FAILURE() << made.error().message;
      return;
    }
    programs = std::move(made).value();
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  Report compare(By by, uint64_t cases = 4'000) const {
    Request request;
    request.programs = &programs;
    request.by = by;
    request.cases = cases;
    request.seed = 1;
    request.milliseconds = 3'000;
    const auto report = compare::compare(request);
    if (!report) ADD_FAILURE() << report.error().message;
    return report ? report.value() : Report{};
  }

  compiler::Compiled old_program;
  compiler::Compiled new_program;
  Comparable programs;
};

inline const ItemResult& result_of(const Report& report, std::string_view name) {
  for (const ItemResult& result : report.results) {
    if (result.item.name == name) return result;
  }
  ADD_FAILURE() << "no item " << name;
  return report.results.front();
}

}  // namespace tierline::compare
