// Validator: walks a bytecode once and keeps the first thing that is wrong with it.
// After it said nothing, the machines index without looking: every index is in range, every operand
// of the kind and level that opcodes.def asks for, every register written before it is read.
// Made of: validate.cpp (data), validate_code.cpp, validate_rules.cpp (the rule map)
// Tested by: tests/unit/runtime_bytecode/validate_test.cpp
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bytecode {

class Validator {
 public:
  explicit Validator(const Bytecode& program)
      : program_(program), written_(program.registers.size(), kNone) {}

  std::optional<LoadFault> run();

 private:
  /// Notes the first condition that does not hold, with the place set by at().
  template <class... Args>
  bool need(bool holds, fmt::format_string<Args...> words, Args&&... args) {
    if (!holds && !fault_) {
      fault_ = LoadFault{place_ + fmt::format(words, std::forward<Args>(args)...)};
    }
    return holds;
  }
  template <class... Args>
  void at(fmt::format_string<Args...> words, Args&&... args) {
    place_ = fmt::format(words, std::forward<Args>(args)...) + ": ";
  }

  // validate.cpp
  void check_sizes();
  void check_schema();
  void check_record(const RecordInfo& record, bool ledger);
  void check_type(const ValueType& type);
  void check_value(ValueKind kind, uint32_t enum_index, const BigInt& value);
  void check_lists();
  void check_tables();
  void check_table(const Table& table);
  uint64_t count_cells(const Table& table);
  void check_cell(const Table& table, uint32_t cell);
  void check_calendars();
  void check_registers();

  // validate_code.cpp
  void check_code();
  void check_section(const Section& section);
  void check_instruction(uint32_t index, const Section& section);
  void check_mode(const Instruction& code);
  void check_operand(Operand operand, uint32_t value, const Section& section);
  void check_register_operand(Operand operand, uint32_t value, const Section& section);
  void check_same_kinds(const Instruction& code);
  void check_result(uint32_t index, const Section& section);
  void check_loaded_type(const Instruction& code, const Section& section);
  void forget_entries();

  // validate_rules.cpp
  void check_rules();
  void check_outputs();
  void check_splits();
  void check_split(const Split& split, const SplitInfo& info);
  void check_tiers();
  void check_requirement(const Requirement& requirement);
  void check_asks(const std::vector<Ask>& asks);
  void check_status(const Status& status);
  void check_known_to_tier(uint32_t index, ValueKind kind);
  void check_groups();
  void check_group(const RuleGroup& group);
  void check_scopes();
  void check_scope(uint32_t scope);
  void check_group_in_scope(const RuleGroup& group, uint32_t scope);
  void check_condition(uint32_t index, ValueKind kind, uint32_t level);
  void check_scope_below(uint32_t scope, uint32_t above, uint32_t level);
  void check_clause(uint32_t clause);
  bool entry_level(uint32_t index) const {
    return program_.registers[index].level != kAccountLevel;
  }

  const Bytecode& program_;
  std::optional<LoadFault> fault_;
  std::string place_;
  Phase phase_ = Phase::Require;
  std::vector<uint32_t> written_;           // register -> instruction that wrote it, or kNone
  std::vector<uint32_t> ever_written_;      // the same, entry registers never forgotten
  std::vector<uint32_t> known_to_tier_;     // written_ when phase Require ends
  std::vector<uint32_t> known_to_outputs_;  // written_ when phase Decide ends
  std::vector<uint32_t> known_to_asks_;     // written_ when phase Distance ends
};

}  // namespace tierline::bytecode
