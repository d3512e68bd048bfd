// Sums, products and quotients: what is proved to fit becomes vector steps, and what was a product
// or a sum of products is divided without being written down first.
#include <numeric>

#include "runtime/columnar/planner.hpp"

namespace tierline::columnar {

namespace {

/// A product and a quotient of which the fast division is proved; see kernels_divide-inl.hpp.
constexpr int kProductBits = 62;
constexpr int kQuotientBits = 49;

}  // namespace

void Planner::plan_sum(const Instruction& code, bool minus) {
  const Value& a = at(code.a);
  const Value& b = at(code.b);
  if (b.is_same(0) || (!minus && a.is_same(0))) {
    values_[code.dst] = b.is_same(0) ? a : b;
    return;
  }
  const Range range = minus ? a.range - b.range : a.range + b.range;
  const bool movable = !b.is_same(std::numeric_limits<int64_t>::min());
  if (!range.within(Range::all()) || !movable) return plan_lifted(code);
  if (minus && a.is_same()) {
    const uint32_t slot = number_slot(b);
    const uint32_t dst = new_slot(Form::Number, level_);
    emit(kernels_.sub_kv, level_, dst, slot).step.k = a.same;
    return set_number(code, dst, range);
  }
  const bool number = a.is_same() || b.is_same();
  const uint32_t first = number_slot(a.is_same() ? b : a);
  if (number) {
    const uint32_t dst = new_slot(Form::Number, level_);
    const int64_t k = a.is_same() ? a.same : b.same;
    emit(kernels_.add_vk, level_, dst, first).step.k = minus ? -k : k;
    return set_number(code, dst, range);
  }
  const uint32_t second = number_slot(b);
  const uint32_t dst = new_slot(Form::Number, level_);
  emit(minus ? kernels_.sub_vv : kernels_.add_vv, level_, dst, first, second);
  set_number(code, dst, range);
}

void Planner::plan_product(const Instruction& code) {
  const Value& a = at(code.a);
  const Value& b = at(code.b);
  if (a.is_same(1) || b.is_same(1)) {
    values_[code.dst] = a.is_same(1) ? b : a;
    return;
  }
  const Range range = a.range * b.range;
  if (!range.within(Range::all())) return plan_lifted(code);
  const bool number = a.is_same() || b.is_same();
  const uint32_t first = number_slot(a.is_same() ? b : a);
  const uint32_t second = number ? kNoSlot : number_slot(b);
  const uint32_t dst = new_slot(Form::Number, level_);
  PlannedStep& step = emit(number ? kernels_.mul_vk : kernels_.mul_vv, level_, dst, first, second);
  if (number) step.step.k = a.is_same() ? a.same : b.same;
  set_number(code, dst, range);
}

void Planner::plan_quotient(const Instruction& code) {
  const Value& a = at(code.a);
  const Value& b = at(code.b);
  if (!b.is_same() || b.same < 1 || a.is_same()) return plan_lifted(code);
  if (b.same == 1) {
    values_[code.dst] = a;
    return;
  }
  const Range range{a.range.low / b.same - 1, a.range.high / b.same + 1};
  if (!a.range.within(Range::of_bits(kProductBits)) ||
      !range.within(Range::of_bits(kQuotientBits))) {
    return plan_lifted(code);
  }
  const uint32_t slot = number_slot(a);
  set_number(code, divided(slot, b.same, code), range);
}

/// A choice between a number and a constant is divided before the choice: what was a product is
/// then seen.
uint32_t Planner::divided(uint32_t slot, int64_t divisor, const Instruction& code) {
  const PlannedStep* made = made_by(slot);
  if (made == nullptr || made->step.run != kernels_.select_vk) {
    return divided_product(slot, divisor, code);
  }
  const Step choice = made->step;
  int64_t otherwise = 0;
  if (!library_.apply(code, choice.k2, divisor, 0, otherwise)) {
    return divided_product(slot, divisor, code);
  }
  const uint32_t part = divided(choice.b, divisor, code);
  const uint32_t dst = new_slot(Form::Number, level_);
  emit(kernels_.select_vk, level_, dst, choice.a, part).step.k2 = otherwise;
  return dst;
}

/// A product that is divided at once is one step, and what both have in common goes.
uint32_t Planner::divided_product(uint32_t slot, int64_t divisor, const Instruction& code) {
  uint32_t first = without_common_factor(slot, divisor);
  uint32_t second = kNoSlot;
  int64_t factor = 1;
  const PlannedStep* made = made_by(first);
  if (made != nullptr && made->step.run == kernels_.mul_vk) {
    factor = made->step.k;
    first = made->step.a;
  } else if (made != nullptr && made->step.run == kernels_.mul_vv) {
    second = made->step.b;
    first = made->step.a;
  }
  const auto& kernels = second != kNoSlot ? kernels_.mul_vv_divide
                        : factor != 1     ? kernels_.mul_vk_divide
                                          : kernels_.divide;
  const uint32_t dst = new_slot(Form::Number, level_);
  Step& step = emit(kernels[code.mode], level_, dst, first, second).step;
  step.k = divisor;
  step.k2 = factor;
  return dst;
}

/// The numbers of a slot without the factor that they have in common with the divisor, which loses
/// it too. A product with a constant has one, and so has a sum of such products.
uint32_t Planner::without_common_factor(uint32_t slot, int64_t& divisor) {
  const PlannedStep* made = made_by(slot);
  if (made == nullptr) return slot;
  const Step step = made->step;
  if (step.run == kernels_.mul_vk && step.k > 0) {
    const int64_t common = std::gcd(step.k, divisor);
    divisor /= common;
    return common == 1 ? slot : scaled(step.a, step.k / common);
  }
  if (step.run != kernels_.add_vv) return slot;
  const PlannedStep* a = made_by(step.a);
  const PlannedStep* b = made_by(step.b);
  if (a == nullptr || b == nullptr || a->step.run != kernels_.mul_vk ||
      b->step.run != kernels_.mul_vk || a->step.k <= 0 || b->step.k <= 0) {
    return slot;
  }
  const int64_t common = std::gcd(std::gcd(a->step.k, b->step.k), divisor);
  if (common == 1) return slot;
  divisor /= common;
  const Step of_a = a->step;
  const Step of_b = b->step;
  const uint32_t first = scaled(of_a.a, of_a.k / common);
  const uint32_t second = scaled(of_b.a, of_b.k / common);
  const uint32_t dst = new_slot(Form::Number, level_);
  emit(kernels_.add_vv, level_, dst, first, second);
  return dst;
}

/// A slot times a number; twice is a sum.
uint32_t Planner::scaled(uint32_t slot, int64_t factor) {
  if (factor == 1) return slot;
  const uint32_t dst = new_slot(Form::Number, level_);
  if (factor == 2) {
    emit(kernels_.add_vv, level_, dst, slot, slot);
  } else {
    emit(kernels_.mul_vk, level_, dst, slot).step.k = factor;
  }
  return dst;
}

void Planner::plan_extreme(const Instruction& code) {
  const Value& a = at(code.a);
  const Value& b = at(code.b);
  const bool larger = code.op == Op::maximum_;
  const Range range =
      larger ? Range{std::max(a.range.low, b.range.low), std::max(a.range.high, b.range.high)}
             : Range{std::min(a.range.low, b.range.low), std::min(a.range.high, b.range.high)};
  const bool number = a.is_same() || b.is_same();
  const uint32_t first = number_slot(a.is_same() ? b : a);
  const uint32_t second = number ? kNoSlot : number_slot(b);
  const uint32_t dst = new_slot(Form::Number, level_);
  const Kernel run = number ? (larger ? kernels_.max_vk : kernels_.min_vk)
                            : (larger ? kernels_.max_vv : kernels_.min_vv);
  PlannedStep& step = emit(run, level_, dst, first, second);
  if (number) step.step.k = a.is_same() ? a.same : b.same;
  set_number(code, dst, range);
}

}  // namespace tierline::columnar
