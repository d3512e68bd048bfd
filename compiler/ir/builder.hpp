// Builder: appends steps to an Ir, each once: asked for a step that is there, it returns that one.
// Lowering and every pass build through it, so equal computations are always shared.
// Read by: compiler/ir    Tested by: tests/unit/compiler_ir
#pragma once

#include <map>
#include <tuple>
#include <unordered_map>

#include "compiler/ir/ir.hpp"

namespace tierline::ir {

/// Thrown by Builder and caught by lower(): the program has more steps than base::kStepsMax.
struct TooManySteps {};

inline constexpr Type kBool{.kind = Storage::Bool, .scale = 0, .enum_index = 0};
inline constexpr Type kDay{.kind = Storage::Day, .scale = 0, .enum_index = 0};
inline constexpr Type kText{.kind = Storage::Text, .scale = 0, .enum_index = 0};
constexpr Type number_of_scale(int scale) {
  return {.kind = Storage::Number, .scale = scale, .enum_index = 0};
}

class Builder {
 public:
  explicit Builder(Ir& ir) : ir_(ir) {}

  StepId constant(const Type& type, BigInt number, std::string text = {});
  StepId number(BigInt scaled, int scale) {
    return constant(number_of_scale(scale), std::move(scaled));
  }
  StepId boolean(bool value) { return constant(kBool, value ? 1 : 0); }

  /// Appends the step, or finds its equal. The level follows from the operands; entry_field and
  /// entry_known bring their own.
  StepId append(Step step);

  const Step& operator[](StepId id) const { return ir_[id]; }
  bool is_constant(StepId id) const { return ir_[id].op == Op::constant_; }
  /// The number of a constant step.
  const BigInt& value(StepId id) const { return ir_.constants[ir_[id].ref].number; }
  const std::string& text(StepId id) const { return ir_.constants[ir_[id].ref].text; }
  bool is_constant(StepId id, int64_t number) const {
    return is_constant(id) && ir_[id].type.kind != Storage::Text && value(id) == number;
  }

 private:
  struct Key {
    Op op;
    uint8_t mode;
    Type type;
    uint32_t level;
    StepId args[3];
    uint32_t ref;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct HashKey {
    size_t operator()(const Key& key) const;
  };
  using ConstantKey = std::tuple<Storage, int, uint32_t, BigInt, std::string>;

  uint32_t level_of(const Step& step) const;

  Ir& ir_;
  std::unordered_map<Key, StepId, HashKey> steps_;
  std::map<ConstantKey, uint32_t> constants_;
};

}  // namespace tierline::ir
