// Library: what the code of a program looks up (calendars, lists, tables), and the meaning of each
// opcode on single 64-bit values, from runtime/ops. The plan folds with it what is the same for all
// rows, and lifts it over a column where no vector kernel exists.
// A text is the address of a std::string that outlives the machine, as a 64-bit integer.
// Made of: runtime/ops    Read by: planner.hpp, lifted.hpp
// Tested by: tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/ops/lookups.hpp"

namespace tierline::columnar {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using calendar::Day;

class Library {
 public:
  explicit Library(const Bytecode& program);

  /// Sets `out` to what the instruction makes of its operands; a field, the tier or a reduction is
  /// no operation on values.
  ///   returns  false: the result does not fit 64 bits
  bool apply(const Instruction& code, int64_t a, int64_t b, int64_t c, int64_t& out) const;

  /// The value of constant register i; false: it does not fit 64 bits.
  bool constant(uint32_t index, int64_t& out) const;

  static int64_t of_text(const std::string& text) { return reinterpret_cast<int64_t>(&text); }
  static const std::string& text_of(int64_t value) {
    return *reinterpret_cast<const std::string*>(value);
  }
  static const std::string& empty_text();

 private:
  bool cell(const Instruction& code, int64_t index, int64_t& out) const;
  bool arithmetic(const Instruction& code, int64_t a, int64_t b, int64_t& out) const;

  const Bytecode& program_;
  const ops::Dates dates_;
  std::vector<std::vector<int64_t>> number_lists_;  // by list
  std::vector<uint8_t> narrow_lists_;               // by list: 1 if all its numbers fit 64 bits
};

}  // namespace tierline::columnar
