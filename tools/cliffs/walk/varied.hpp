// Varied: which registers of a program hang on the varied fact, and which of its questions do.
// Made by: varied.cpp    Read by: twin.cpp, directions.cpp
// Tested by: tests/unit/tools_cliffs/twin_test.cpp
#pragma once

#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::cliffs {

struct Lever;

struct Varied {
  std::vector<uint8_t> hangs;     // by register: the varied fact has a part in it
  std::vector<uint8_t> reads_it;  // by register: it is the varied fact
  const bytecode::Bytecode* program = nullptr;

  /// Whether the step compares numbers or days of which one hangs on the varied fact, or looks one
  /// up among those that the program names.
  bool asks(const bytecode::Instruction& step) const;
  /// Whether such a step asks it of each entry, not only of the varied one.
  bool asks_of_every_entry(const bytecode::Instruction& step, const bytecode::Section& section,
                           const Lever& lever) const;
};

/// Whether what the operation says is told apart, not counted: the position of a word.
bool is_discrete(bytecode::Op op);

Varied find_varied(const bytecode::Bytecode& program, const Lever& lever);

}  // namespace tierline::cliffs
