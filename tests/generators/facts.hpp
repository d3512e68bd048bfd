// facts: data that fits a program, crowded where it matters: on the program's own thresholds, edges
// and days and one unit beside them, at zero, below it, absent, after today, beyond 64 and 128
// bits. Works for any checked program, generated or written by people. Made by: facts.cpp    Read
// by: cases.hpp, tests/property Tested by: tests/property/law_generators_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "runtime/batch/batch.hpp"
#include "tests/generators/choices.hpp"

namespace tierline::generators {

/// One value for each field of the checked record; nothing where the field is derived, absent, or
/// left to its default.
using FactRow = std::vector<std::optional<checked::Constant>>;

struct Facts {
  FactRow account;
  std::vector<std::vector<FactRow>> ledgers;
};

/// One question to a program.
struct Question {
  Facts facts;
  calendar::Day today = 0;
};

/// The numbers, days and texts that a program speaks of.
struct Landmarks {
  std::vector<checked::Decimal> numbers;
  std::vector<calendar::Day> days;
  std::vector<std::string> texts;
};
Landmarks landmarks(const checked::CheckedProgram& program);

Question make_question(const checked::CheckedProgram& program, const Landmarks& landmarks,
                       Choices& choices);

/// One account for each question, defaults filled in.
batch::Batch to_batch(const checked::CheckedProgram& program, const bytecode::Schema& schema,
                      const std::vector<Question>& questions);

/// For people, when a law fails.
std::string to_text(const checked::CheckedProgram& program, const Question& question);

}  // namespace tierline::generators
