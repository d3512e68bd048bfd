// CompiledMutant: a mutant as far as it compiles. A scenario may name a rule (`because rate from
// 100 EUR`) that the mutant does not have; then it is read without that, so that its figures still
// have their say, and the mutant remembers who named the rule.
// Made by: compiled.cpp    Read by: examine.cpp    Tested by:
// tests/unit/tools_mutate/examine_test.cpp
#pragma once

#include <optional>
#include <string>

#include "tools/mutate/mutant.hpp"

namespace tierline::mutate {

struct CompiledMutant {
  std::optional<checked::CheckedProgram> program;  // absent if it does not compile
  std::optional<bytecode::Bytecode> bytecode;
  std::string error;                  // why there is none
  std::optional<std::string> misfit;  // a scenario or claim that names what is gone
  bool misfit_is_claim = false;
  bool only_misfits = false;  // it has no program since scenarios do not fit, rules aside
};

CompiledMutant compile_mutant(const compiler::ProgramText& text);

}  // namespace tierline::mutate
