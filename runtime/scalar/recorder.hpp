// Recorder: watches a run and keeps every step: as text for people, as values for explain().
// Read by: machine.cpp    Tested by: tests/golden/trace, tests/unit/runtime_scalar
#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/decision/explain.hpp"
#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

class Recorder : public decision::RunValues {
 public:
  static constexpr Phase last_phase = Phase::Explain;
  static constexpr bool sees_entries = true;

  Recorder(const Bytecode& program, const Row& row, decision::Trace& trace)
      : program_(program), row_(row), trace_(trace) {
    trace_ = {};
  }

  template <Integer T>
  void after(const Lane<T>& lane, const Instruction& code, Op, uint32_t entry) {
    const auto instruction = static_cast<uint32_t>(&code - program_.code.data());
    const uint32_t index = code.dst;
    if (program_.registers[index].kind == bytecode::ValueKind::Text) {
      trace_.steps.push_back({instruction, entry, lane.text_at(index)});
      return;
    }
    const T& value = lane.at(index);
    if constexpr (std::same_as<T, BigInt>) {
      record(instruction, entry, value);
    } else {
      record(instruction, entry, decimal::to_big(value));
    }
  }

  void begins(const Section&) {}
  template <Integer T>
  void folded(const Lane<T>&, const Instruction&) {}
  void demanded(const Instruction&) {}
  void found_tier(uint32_t tier) { tier_ = tier; }

  int64_t at(uint32_t register_index, uint32_t entry) const override;
  uint32_t entries(uint32_t ledger) const override;
  uint32_t tier() const override { return tier_; }

 private:
  void record(uint32_t instruction, uint32_t entry, const BigInt& value);
  static uint64_t key(uint32_t register_index, uint32_t entry) {
    return uint64_t{register_index} << 32 | entry;
  }

  const Bytecode& program_;
  const Row& row_;
  decision::Trace& trace_;
  std::unordered_map<uint64_t, int64_t> values_;
  uint32_t tier_ = 0;
};

}  // namespace tierline::scalar
