// EntryBlocks: an entry section of a lane of 64 bits, one step for many entries before the next, so
// that what a step is, is asked once for all of them. It knows the usual steps only and gives up
// where a value is unusual: then the lane runs the section entry by entry, as the only judge.
// Values are those of the opcodes, motions those of horizon.hpp.
// Made by, read by: lane.hpp, follower.cpp
// Tested by: tests/unit/runtime_scalar/entry_blocks_test.cpp, tests/property/law_time_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

class Horizon;
struct Prepared;

class EntryBlocks {
 public:
  using Instruction = bytecode::Instruction;
  using Code = std::span<const Instruction>;
  using Day = calendar::Day;

  /// So many entries that what is known of them stays in the nearest cache.
  static constexpr size_t kMost = 128;

  /// All must outlive it. Without any steps or reductions there is nothing that it could run.
  EntryBlocks(const Prepared& prepared, Code steps, Code reductions);
  /// Sections of accounts are never run so.
  EntryBlocks(const Prepared& prepared, const bytecode::Section& section);

  /// Whether it knows all the code.
  bool can_run() const { return can_run_; }

  /// The entries of an account that are run together, at most kMost of them.
  struct Block {
    const batch::LedgerBatch& ledger;
    size_t first;  // row
    size_t count;
    int64_t* registers;  // the lane's: those of the account are read, reductions are written
    Horizon* horizon;    // has their motions, and gets those of the reductions; null: nobody asks
  };

  /// Runs the code for the entries of an account, behind those that its reductions have met.
  ///   returns  false: begin again, entry by entry
  bool run(const batch::LedgerBatch& ledger, size_t first, size_t end, int64_t* registers,
           Horizon* horizon);
  /// The same in two steps, for whoever reads values of entries too.
  ///   largest  as large as any block of the account
  bool start(const Block& largest);
  bool run_block(const Block& block);
  /// The steps alone, without the reductions.
  bool run_steps(const Block& block);
  /// What a register that the code reads or writes holds, and until when, one value for each entry
  /// of the last block.
  const int64_t* values(uint32_t index) const { return places_[index].values; }
  const Day* untils(uint32_t index) const { return places_[index].untils; }

 private:
  /// Where the values of a register lie, one for each entry of the block.
  struct Place {
    const int64_t* values = nullptr;
    const Day* untils = nullptr;
    int64_t* own_values = nullptr;
    Day* own_untils = nullptr;
    int64_t slope = 0;
    size_t spread = 0;        // so many entries have the account's value
    bool must_stand = false;  // its value may not change a little every day
  };

  bool knows(const Instruction& at) const;
  bool has_operands(const Instruction& at) const;
  bool is_of_entries(uint32_t index) const;
  bool is_moving(uint32_t index) const;
  void make_room();
  bool spread(const Block& block);
  bool load(const Instruction& at, const Block& block);
  bool evaluate(const Instruction& at, const Block& block);
  bool calculate(const Instruction& at, size_t count);
  bool divide(const Instruction& at, size_t count);
  bool look_up(const Instruction& at, size_t count);
  void move(const Instruction& at, const Block& block);
  void move_compared(const Instruction& at, const Block& block);
  bool reduce(const Instruction& at, const Block& block);
  void reduce_extreme(const Instruction& at, size_t count, bool larger, int64_t& best);
  void move_reduction(const Instruction& at, const Block& block, int64_t before);

  template <class One>
  void each(const Instruction& at, size_t count, One one);
  template <class One>
  void each_pair(const Instruction& at, size_t count, One one);
  template <class One>
  bool each_checked(const Instruction& at, size_t count, One one);
  template <class One>
  void each_until(const Instruction& at, size_t count, One one);

  const Prepared& prepared_;
  const Code steps_;
  const Code reductions_;
  bool can_run_ = false;
  std::vector<uint32_t> spread_;  // account registers that entries are computed with
  std::vector<Place> places_;     // by register
  std::vector<uint8_t> met_;      // by register: an extreme that has met an entry
  std::vector<int64_t> values_;
  std::vector<Day> untils_;
};

}  // namespace tierline::scalar
