// Plan: a program made ready for columns of a certain shape, on a certain day, for values of a
// certain size. What is the same for all rows is worked out once; what hangs on one enum alone is a
// table asked by a byte; everything else is steps over stretches of rows. A row whose values are
// larger than the plan was made for is marked, and left to the scalar machine.
// Made by: planner.hpp    Read by: machine.cpp
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_columnar
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "runtime/columnar/kernels.hpp"
#include "runtime/columnar/library.hpp"

namespace tierline::columnar {

inline constexpr uint32_t kNoSlot = 0xffffffffU;

/// What a slot's memory holds for each row.
enum class Form : uint8_t { Number, Byte, Bit };

/// Where the memory of a slot comes from.
enum class Origin : uint8_t {
  Scratch,   // the machine's own
  Constant,  // the machine's own, filled once with `value`
  Values,    // a column of the batch, as it lies there
  Known,     // its bytes of what is known
  Texts,     // the texts of a text column: not a stretch of rows, but one address
  Held,      // the tier that the account holds, as bytes
  HeldBefore,
  Segments,  // per entry: the place of its account in the stretch of accounts (uint32_t)
  Left       // bits: the rows that cannot be answered here
};

struct Slot {
  Form form{};
  Origin origin{};
  uint32_t level = 0;        // 0: a row is an account; else an entry of ledger level - 1
  uint32_t column = 0;       // Values, Known, Texts
  Store store = Store::I64;  // Values
  int64_t value = 0;         // Constant
};

/// A step and the slots that it touches (kNoSlot: none), for whoever looks for dead or long-lived
/// ones.
struct PlannedStep {
  Step step;
  uint32_t reads[4] = {kNoSlot, kNoSlot, kNoSlot, kNoSlot};
  const std::vector<Choice>* choices = nullptr;          // whose bits it reads too
  const Terms* terms = nullptr;                          // whose columns it reads too
  const std::vector<Comparison>* comparisons = nullptr;  // whose bits it writes too
  uint32_t writes = kNoSlot;
  bool keeps = false;  // marks rows: stays though nobody reads it

  template <class Visit>
  void each_read(const Visit& visit) const {
    for (const uint32_t slot : reads) {
      if (slot != kNoSlot) visit(slot);
    }
    for (size_t i = 0; terms != nullptr && i < terms->count; ++i) visit(terms->slots[i]);
    if (choices == nullptr) return;
    for (const Choice& choice : *choices) {
      for (const uint32_t slot : choice.bits) visit(slot);
    }
  }
  template <class Visit>
  void each_write(const Visit& visit) const {
    if (writes != kNoSlot) visit(writes);
    if (comparisons == nullptr) return;
    for (const Comparison& one : *comparisons) visit(one.dst);
  }
};

/// Folds the entries of each account into a slot of account rows.
struct Reduction {
  bytecode::Op op{};
  uint32_t value = kNoSlot;  // sum: zero where it does not count; count, any: kNoSlot
  uint32_t counts = kNoSlot;
  uint32_t dst = kNoSlot;
  int value_bits = 63;  // |value| < 2^value_bits on every row that is not left
};

/// Steps over the accounts, or over the entries of one ledger and then its reductions.
struct Stage {
  uint32_t level = 0;
  uint32_t left = kNoSlot;  // its rows that cannot be answered
  std::vector<PlannedStep> steps;
  std::vector<Reduction> reductions;
};

/// Where an output stands when all stages have run.
struct PlannedOutput {
  uint32_t slot = kNoSlot;  // in the form and store that the answer column has
  size_t width = 8;         // bytes of a value
};

struct Plan {
  std::vector<Slot> slots;
  std::vector<Stage> stages;
  std::vector<PlannedOutput> outputs;
  uint32_t tier = kNoSlot;  // bytes: the word; kNoSlot: it is `same_tier` for all
  uint32_t same_tier = 0;
  bool leaves_all = false;  // no row can be answered: a fault that is the same for all, or more
                            // than bytes can hold
  std::deque<std::vector<int64_t>> tables;  // of lookups
  std::deque<struct Lifted> lifted;
  std::deque<std::vector<Choice>> choices;
  std::deque<Terms> terms;
  std::deque<std::vector<Comparison>> comparisons;
};

/// An opcode that has no vector kernel, or no proof that it fits 64 bits: row by row, checked.
struct Operand {
  uint32_t slot = kNoSlot;  // kNoSlot: the same for all rows
  Form form{};
  int64_t value = 0;
};
struct Lifted {
  const Library* library = nullptr;
  Instruction code{};
  Operand operands[3];
  uint32_t dst = kNoSlot;
  Form form{};
  uint32_t left = kNoSlot;
};

/// The kernel of a lifted step; step.data is the Lifted.
void run_lifted(const Step& step, void* const* at, size_t rows);

}  // namespace tierline::columnar
