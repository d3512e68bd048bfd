// Lane: a program's registers in one integer width, and the loop that runs the code over them.
// A lane runs one account from its first section to its last, or stops at the first value that does
// not fit its width. What watches a run (a trace, or nothing) is a template parameter, so that a
// run without a trace pays nothing for it. Read by: machine.cpp, follower.cpp    Tested by:
// tests/unit/runtime_scalar
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/decision/decision.hpp"
#include "runtime/ops/lookups.hpp"
#include "runtime/ops/ops.hpp"
#include "runtime/ops/split.hpp"
#include "runtime/scalar/entry_blocks.hpp"
#include "runtime/scalar/machine.hpp"

namespace tierline::scalar {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::Phase;
using bytecode::Section;
using calendar::Day;
using decimal::BigInt;
using decimal::Int128;
using decimal::Integer;

/// What all widths share: the program, and the parts of it that need work before the first account.
struct Prepared {
  explicit Prepared(const Bytecode& program);

  const Bytecode& program;
  const ops::Dates dates;
  std::vector<uint8_t> moving;        // by register: 1 if today has a part in it
  std::vector<uint32_t> collections;  // by register: which `collect` writes it, or kNone
  uint32_t collection_count = 0;
  std::vector<uint32_t> reduced;  // by register: its column in Batch::reduced, or kNone
};

enum class Outcome : uint8_t { Done, Overflow, Fault };

/// Watches nothing. A watcher is told when an entry section begins, after each step that wrote its
/// register (a reduction: after the last entry), after each entry that met a reduction, after each
/// demand that let the run go on, and what the tier is; it says after which phase to stop, and
/// whether it has to see each entry. The opcode of a step comes beside it, a constant where the
/// loop knows it.
struct Unwatched {
  static constexpr Phase last_phase = Phase::Decide;
  static constexpr bool sees_entries = false;
  void begins(const Section&) {}
  template <class Lane>
  void after(const Lane&, const Instruction&, Op, uint32_t) {}
  template <class Lane>
  void folded(const Lane&, const Instruction&) {}
  void demanded(const Instruction&) {}
  void found_tier(uint32_t) {}
};

template <Integer T>
class Lane {
 public:
  /// Nothing when a constant of the program does not fit T.
  static std::unique_ptr<Lane> make(const Prepared& prepared);

  template <class Watcher>
  Outcome run(const Row& row, Watcher& watcher);

  /// Runs a stretch of code over one row of the columns: for whoever runs a part of a program.
  template <class Watcher>
  Outcome run_code(const Instruction* begin, const Instruction* end,
                   const std::vector<batch::Column>& columns, size_t row, uint32_t entry,
                   Watcher& watcher);
  void start(Day today, uint32_t tier_before) {
    today_ = today;
    tier_before_ = tier_before;
  }
  void set(uint32_t index, const T& value) { registers_[index] = value; }
  /// Where a register lies; it stays there.
  T* place(uint32_t index) { return &registers_[index]; }
  void set_text(uint32_t index, const std::string* text) { texts_[index] = text; }
  /// Lets reductions start from nothing.
  void start_reductions(const Instruction* begin, const Instruction* end);

  const T& at(uint32_t index) const { return registers_[index]; }
  const std::string& text_at(uint32_t index) const { return *texts_[index]; }
  uint32_t tier() const { return tier_; }
  Day today() const { return today_; }
  /// The parts of a split, once the code has run. False: one of them does not fit.
  bool split(size_t index, const Row& row, decision::Parts& out);
  const decision::Fault& fault() const { return fault_; }
  std::optional<decision::Fault> fault_at(uint32_t index) const;

 private:
  /// The entries that a `collect` has met and that take part, with their weights.
  struct Collection {
    std::vector<uint32_t> entries;
    std::vector<T> weights;
  };

  explicit Lane(const Prepared& prepared) : prepared_(prepared) {}
  bool load_constants();

  template <class Watcher>
  Outcome run_entries(const Section& section, const Row& row, Watcher& watcher);
  template <class Watcher>
  Outcome take_reduced(const Section& section, const Row& row, Watcher& watcher);
  template <class Watcher>
  bool run_blocks(const Section& section, const batch::LedgerBatch& ledger, size_t first,
                  size_t end, Watcher& watcher);
  const Instruction* code_at(uint32_t index) const { return prepared_.program.code.data() + index; }
  void find_tier(const Row& row);

  bool load(const Instruction& code, const batch::Column& column, size_t row);
  bool load_number(uint32_t dst, const batch::Column& column, size_t row);
  bool load_cell(const Instruction& code);
  void reduce_extreme(const Instruction& code, bool larger);
  bool collect(const Instruction& code, uint32_t entry);
  Outcome demand(const Instruction& code);

  bool is_text(uint32_t index) const {
    return prepared_.program.registers[index].kind == bytecode::ValueKind::Text;
  }

  const Prepared& prepared_;
  std::vector<T> registers_;
  std::vector<const std::string*> texts_;  // of text registers; the others point to ""
  std::vector<uint8_t> touched_;           // by register: a reduction that has met an entry
  std::vector<std::vector<T>> number_lists_;
  std::vector<Collection> collections_;
  std::vector<EntryBlocks> blocks_;  // by section; 64 bits only
  std::vector<T> parts_;
  ops::SplitRoom<T> split_room_;
  Day today_ = 0;
  uint32_t tier_ = 0;
  uint32_t tier_before_ = 0;
  decision::Fault fault_;
};

}  // namespace tierline::scalar
