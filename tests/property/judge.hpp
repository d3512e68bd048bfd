// judge: puts one question to the engine and to the slow judge, and says where they differ.
// Made of: tools/reference, runtime/timeline    Read by: tests/property, tests/suites
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/facts.hpp"
#include "tools/reference/days/days.hpp"

namespace tierline::law {

reference::Facts to_reference(const checked::CheckedProgram& program,
                              const generators::Facts& facts);

/// A value of the engine as the slow judge writes it.
reference::Value to_reference(const bytecode::Value& value, const bytecode::ValueType& type);

/// What differs between the engine's answer and the judge's; empty if nothing does.
std::string difference(const bytecode::Bytecode& program, const decision::Decision& decision,
                       const reference::Result& result);

/// The same for the rules that decided: of bands, of definitions with exceptions, of the tier.
std::string difference_of_rules(const checked::CheckedProgram& program,
                                const decision::Trace& trace, const reference::Result& result);

/// Answers every question both ways, with the rules that decided; the first difference, or nothing.
std::string disagreement(const checked::CheckedProgram& program, const bytecode::Bytecode& bytecode,
                         const std::vector<generators::Question>& questions);

/// A row of facts, by the names of its fields; a number as its type has it, a word by its position.
using Named = std::vector<std::pair<std::string, checked::Constant>>;
generators::FactRow row_of(const checked::Record& record, const Named& values);

/// Compiles a program that a test wrote, or reads one from the folder `programs`; fails the test
/// and returns nothing when it is refused.
struct Ready {
  checked::CheckedProgram checked;
  bytecode::Bytecode bytecode;
};
std::optional<Ready> ready(const std::string& text);
std::optional<Ready> ready_program(const std::string& folder);

}  // namespace tierline::law
