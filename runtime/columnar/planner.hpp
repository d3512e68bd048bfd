// Planner: makes the plan of a program, in one walk over its code.
// Each register becomes a Value; only what is neither the same for all rows nor a function of one
// enum becomes steps. An operation takes its fast kernel where the bounds of its operands prove
// that the result fits, and a checked step where they do not.
// Made of: library.hpp    Read by: machine.cpp
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_columnar
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/columnar/plan.hpp"
#include "runtime/columnar/value.hpp"

namespace tierline::columnar {

/// How large the numbers of the columns are taken to be: bits besides the sign. A row with a larger
/// one is left.
struct Sizes {
  std::vector<int> account;               // per field
  std::vector<std::vector<int>> ledgers;  // per ledger, per field
  int floor = 0;                          // each of them is taken to be at least so large
};

/// What a plan is made for.
struct Request {
  const BatchView& shape;  // its stores, and what is there at all; not its values
  Day today;
  const Sizes& sizes;
  std::vector<Store> answers;  // per output
  bool wants_tier = false;
};

class Planner {
 public:
  Planner(const Bytecode& program, const Library& library, const Kernels& kernels, Request request);

  Plan make();
  /// How many operations of the plan are checked only because their result may not fit.
  size_t unproved() const { return unproved_; }

 private:
  void mark_needed();
  void plan_section(const bytecode::Section& section);
  void plan_reductions(const bytecode::Section& section);
  void plan_step(const Instruction& code);
  bool fold(const Instruction& code);
  bool fold_byte(const Instruction& code, uint32_t byte);
  Value same(int64_t value) const;

  // planner_fields.cpp: what goes in, what comes out
  void plan_field(const Instruction& code);
  void plan_number_field(const Instruction& code, const bytecode::FieldInfo& field);
  void plan_text_field(const Instruction& code);
  void plan_known(const Instruction& code);
  void prepare_reduction(const Instruction& code);
  void finish_reduction(const Instruction& code, Reduction& fold);
  void plan_demand(const Instruction& code);
  void find_tier();
  void place_tier();
  void plan_outputs();
  uint32_t answer_slot(const Value& value, const bytecode::ValueType& type, Store store);
  void guard(uint32_t slot, uint32_t level, int bits);
  void join_guards();

  // planner_steps.cpp: one opcode each
  void plan_vector_step(const Instruction& code);
  void plan_sum(const Instruction& code, bool minus);
  void plan_product(const Instruction& code);
  void plan_quotient(const Instruction& code);
  uint32_t divided(uint32_t slot, int64_t divisor, const Instruction& code);
  uint32_t divided_product(uint32_t slot, int64_t divisor, const Instruction& code);
  uint32_t without_common_factor(uint32_t slot, int64_t& divisor);
  uint32_t scaled(uint32_t slot, int64_t factor);
  void plan_extreme(const Instruction& code);
  void plan_logic(const Instruction& code);
  void plan_choice(const Instruction& code);
  bool plan_one_more_choice(const Instruction& code, uint32_t bits);
  void plan_equal(const Instruction& code, bool flip);
  void compare(const Value& a, const Value& b, uint32_t dst, bool flip);
  /// The numbers of a slot times a constant.
  struct Scaled {
    uint32_t slot;
    int64_t factor;
  };
  void compare_slots(Scaled a, Scaled b, uint32_t dst, bool flip);
  bool compare_choices(const Scaled& a, const Scaled& b, uint32_t dst, bool flip);
  int64_t take_factor(uint32_t& slot) const;
  void plan_less(uint32_t a, uint32_t b, uint32_t dst, bool flip);
  void plan_cell(const Instruction& code);
  void plan_lifted(const Instruction& code);
  Range range_of(const Instruction& code) const;

  // The memory that a value stands in at the level at hand, made when it is first wanted.
  uint32_t number_slot(const Value& value);
  uint32_t bit_slot(const Value& value);
  uint32_t contrary_of(uint32_t bits);
  uint32_t here(uint32_t slot, uint32_t level, Form form);
  uint32_t constant_slot(int64_t value, Form form);
  uint32_t input_slot(Origin origin, uint32_t column, Form form, Store store);

  uint32_t new_slot(Form form, uint32_t level);
  const int64_t* table(const std::vector<int64_t>& values);
  PlannedStep& emit(Kernel run, uint32_t level, uint32_t dst, uint32_t a = kNoSlot,
                    uint32_t b = kNoSlot, uint32_t c = kNoSlot);
  const PlannedStep* made_by(uint32_t slot) const;
  void set_number(const Instruction& code, uint32_t slot, const Range& range);
  void set_bits(uint32_t dst, uint32_t slot);
  void set_known(uint32_t dst, bool value) { values_[dst] = same(value ? 1 : 0); }

  const Value& at(uint32_t index) const { return values_[index]; }
  const std::vector<ColumnView>& columns() const {
    return level_ == 0 ? request_.shape.columns : request_.shape.ledgers[level_ - 1].columns;
  }
  const std::vector<bytecode::FieldInfo>& fields() const {
    return level_ == 0 ? program_.schema.account.fields
                       : program_.schema.ledgers[level_ - 1].fields;
  }
  int size_of(uint32_t column) const {
    const auto& sizes = level_ == 0 ? request_.sizes.account : request_.sizes.ledgers[level_ - 1];
    return std::min(std::max(sizes[column], request_.sizes.floor), 62);
  }
  std::unordered_map<uint64_t, uint32_t>& made_at(uint32_t level) {
    return level == 0 ? made_of_accounts_ : made_of_entries_;
  }
  Stage& stage(uint32_t level);
  void open_stage(uint32_t level);

  const Bytecode& program_;
  const Library& library_;
  const Kernels& kernels_;
  const Request request_;
  Plan plan_;
  std::vector<uint8_t> needed_;  // by register
  std::vector<Value> values_;    // by register
  uint32_t level_ = 0;           // of the section at hand
  size_t account_stage_ = 0;     // where steps over accounts go
  bool tier_found_ = false;
  Value tier_;
  uint32_t account_left_ = kNoSlot;
  std::unordered_map<uint64_t, uint32_t> made_of_accounts_;  // what was made already -> its slot
  std::unordered_map<uint64_t, uint32_t> made_of_entries_;   // in the stage at hand
  std::unordered_map<uint32_t, size_t> makers_;  // slot -> its step, in the stage at hand
  size_t unproved_ = 0;
};

}  // namespace tierline::columnar
