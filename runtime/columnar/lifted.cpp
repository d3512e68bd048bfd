// The kernel of steps that have no vector kernel, or no proof that they fit: row by row, checked.
#include "runtime/columnar/plan.hpp"

namespace tierline::columnar {

namespace {

int64_t value_of(const Operand& operand, void* const* at, size_t row) {
  if (operand.slot == kNoSlot) return operand.value;
  const void* memory = at[operand.slot];
  switch (operand.form) {
    case Form::Number:
      return static_cast<const int64_t*>(memory)[row];
    case Form::Byte:
      return static_cast<const uint8_t*>(memory)[row];
    case Form::Bit:
      break;
  }
  return static_cast<int64_t>(
      (static_cast<const uint64_t*>(memory)[row / kBlock] >> (row % kBlock)) & 1);
}

}  // namespace

/// Rows beyond the last of a stretch hold anything, so whatever is made of them must be harmless.
void run_lifted(const Step& step, void* const* at, size_t rows) {
  const auto& lifted = *static_cast<const Lifted*>(step.data);
  auto* left = static_cast<uint64_t*>(at[lifted.left]);
  for (size_t row = 0; row < rows; ++row) {
    const uint64_t bit = uint64_t{1} << (row % kBlock);
    int64_t out = 0;
    if ((left[row / kBlock] & bit) == 0) {
      const bool fits = lifted.library->apply(lifted.code, value_of(lifted.operands[0], at, row),
                                              value_of(lifted.operands[1], at, row),
                                              value_of(lifted.operands[2], at, row), out);
      if (!fits) {
        left[row / kBlock] |= bit;
        out = 0;
      }
    }
    if (lifted.form == Form::Number) {
      static_cast<int64_t*>(at[lifted.dst])[row] = out;
    } else {
      uint64_t& word = static_cast<uint64_t*>(at[lifted.dst])[row / kBlock];
      word = out != 0 ? word | bit : word & ~bit;
    }
  }
}

}  // namespace tierline::columnar
