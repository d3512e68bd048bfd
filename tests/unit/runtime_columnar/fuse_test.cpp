// Fuse: plans of steps that nobody would guess answer the same fused and as they were, on every
// instruction set; and what should become one step does.
#include "runtime/columnar/fuse.hpp"

#include <gtest/gtest.h>

#include <array>

#include "runtime/columnar/memory.hpp"
#include "tests/unit/runtime_columnar/kernels_rig.hpp"

namespace tierline::columnar {
namespace {

constexpr size_t kU16 = static_cast<size_t>(Store::U16);

/// A plan under construction: numbers that stay so small that every step may do what it does.
class PlanOfSteps {
 public:
  PlanOfSteps(const Kernels& kernels, uint64_t seed) : kernels_(kernels), numbers_(seed) {
    plan_.stages.emplace_back();
    plan_.stages[0].left = new_slot(Form::Bit, Origin::Left);
    for (int i = 0; i < 3; ++i) columns_.push_back({new_slot(Form::Number, Origin::Values), 12});
    narrow_ = new_slot(Form::Number, Origin::Values);
    byte_ = new_slot(Form::Byte, Origin::Values);
  }

  /// Adds a step of any kind; its operands may be used by others too.
  void add_any() {
    const Column a = any_column();
    const Column b = columns_[numbers_.next() % columns_.size()];
    const auto k = static_cast<int64_t>(numbers_.next() % 60) - 9;
    switch (numbers_.next() % 15) {
      case 0:
        return number(kernels_.add_vv, a.slot, b.slot, 0, std::max(a.bits, b.bits) + 1);
      case 1:
        return number(kernels_.sub_vv, a.slot, b.slot, 0, std::max(a.bits, b.bits) + 1);
      case 2:
        return number(kernels_.mul_vk, a.slot, kNoSlot, k, a.bits + 6);
      case 3:
        return number(kernels_.add_vk, a.slot, kNoSlot, k, a.bits + 7);
      case 4:
        return number(kernels_.sub_kv, a.slot, kNoSlot, k, a.bits + 7);
      case 5:
        return number(kernels_.mul_vv, a.slot, b.slot, 0, a.bits + b.bits);
      case 6:
        return number(kernels_.widen[kU16], narrow_, kNoSlot, 0, 16);
      case 7: {
        number(kernels_.lookup, byte_, kNoSlot, kWords, 9);
        return last().step.data = any_table(), void();
      }
      case 8: {
        const auto& family = numbers_.next() % 2 == 0 ? kernels_.divide : kernels_.mul_vv_divide;
        const bool product = &family == &kernels_.mul_vv_divide;
        number(family[numbers_.next() % kRoundings], a.slot, product ? b.slot : kNoSlot,
               2 + static_cast<int64_t>(numbers_.next() % 99), product ? a.bits + b.bits : a.bits);
        return last().step.k2 = 1, void();
      }
      case 9:
        return choose(std::max(a.bits, 10));
      case 10: {
        if (bits_.empty()) return;
        number(kernels_.select_vk, any_bits(), a.slot, 0, std::max(a.bits, 7));
        return last().step.k2 = numbers_.next() % 2 == 0 ? 0 : k, void();
      }
      case 11: {
        bits(kernels_.less_lookup, a.slot, byte_);
        last().step.k = kWords;
        return last().step.data = any_table(), void();
      }
      case 12:  // a chosen rate of an amount, or nothing
        choose(10);
        number(kernels_.mul_vv_divide[numbers_.next() % kRoundings], last_column().slot, a.slot, 77,
               a.bits + 10);
        if (bits_.empty()) return;
        return number(kernels_.select_vk, any_bits(), last_column().slot, 0, last_column().bits);
      case 13: {  // one less a part, times what a table says
        number(kernels_.widen[kU16], narrow_, kNoSlot, 0, 16);
        number(kernels_.sub_kv, last_column().slot, kNoSlot, 10'000, 17);
        const uint32_t part = last_column().slot;
        number(kernels_.lookup, byte_, kNoSlot, kWords, 9);
        last().step.data = any_table();
        return number(kernels_.mul_vv, last_column().slot, part, 0, 26);
      }
      default: {
        const bool scaled = numbers_.next() % 2 == 0;
        bits(scaled ? kernels_.less_scaled : kernels_.less_vv, a.slot, b.slot);
        if (!scaled) return;
        last().step.c = numbers_.next() % 2 == 0 ? 1 : 0;
        last().step.k = k;
        return last().step.k2 = 5, void();
      }
    }
  }

  /// The plan, with some of its columns for outputs.
  Plan finish() {
    plan_.outputs.push_back({any_column().slot, 8});
    plan_.outputs.push_back({columns_.back().slot, 8});
    if (!bits_.empty()) plan_.tier = any_bits();
    return std::move(plan_);
  }

  uint32_t narrow() const { return narrow_; }
  uint32_t byte() const { return byte_; }

 private:
  static constexpr int64_t kWords = 6;
  struct Column {
    uint32_t slot;
    int bits;
  };

  uint32_t new_slot(Form form, Origin origin) {
    Slot slot;
    slot.form = form;
    slot.origin = origin;
    plan_.slots.push_back(slot);
    return static_cast<uint32_t>(plan_.slots.size() - 1);
  }
  const Column& last_column() const { return columns_.back(); }
  PlannedStep& last() { return plan_.stages[0].steps.back(); }
  /// Mostly one that was made lately, so that chains arise.
  Column any_column() {
    const size_t back = numbers_.next() % 3 == 0 ? numbers_.next() % columns_.size() : 0;
    return columns_[columns_.size() - 1 - back];
  }
  uint32_t any_bits() { return bits_[numbers_.next() % bits_.size()]; }
  const int64_t* any_table() {
    std::vector<int64_t> values;
    for (int64_t i = 0; i < kWords; ++i) values.push_back(numbers_.of_bits(9));
    return plan_.tables.emplace_back(table_of(values)).data();
  }

  void step(Kernel run, uint32_t dst, uint32_t a, uint32_t b) {
    PlannedStep& planned = plan_.stages[0].steps.emplace_back();
    planned.step.run = run;
    planned.step.dst = planned.writes = dst;
    planned.step.a = planned.reads[0] = a;
    planned.step.b = planned.reads[1] = b;
  }
  void number(Kernel run, uint32_t a, uint32_t b, int64_t k, int bits) {
    if (bits > 48) {  // begin again with small ones
      columns_ = {columns_[0], columns_[1], columns_[2]};
      return step(kernels_.not_bits, new_slot(Form::Bit, Origin::Scratch), 0, kNoSlot);
    }
    columns_.push_back({new_slot(Form::Number, Origin::Scratch), bits});
    step(run, columns_.back().slot, a, b);
    last().step.k = k;
  }
  void bits(Kernel run, uint32_t a, uint32_t b) {
    bits_.push_back(new_slot(Form::Bit, Origin::Scratch));
    step(run, bits_.back(), a, b);
  }
  void choose(int most) {
    if (bits_.empty()) return;
    std::vector<Choice>& choices = plan_.choices.emplace_back();
    for (size_t i = 0; i < 1 + numbers_.next() % 9; ++i) {
      choices.push_back({{any_bits()}, numbers_.of_bits(9)});
    }
    number(kernels_.choose, kNoSlot, kNoSlot, 3, most);
    if (last().step.run != kernels_.choose) return;
    last().step.data = last().choices = &choices;
  }

  const Kernels& kernels_;
  Numbers numbers_;
  Plan plan_;
  std::vector<Column> columns_;
  std::vector<uint32_t> bits_;
  uint32_t narrow_ = 0;
  uint32_t byte_ = 0;
};

/// What the outputs hold after all steps, one after the other.
std::vector<std::vector<int64_t>> run(const Plan& plan, uint32_t narrow, uint32_t byte) {
  Slots inputs;
  Numbers numbers(99);
  for (size_t slot = 0; slot < 3; ++slot) {
    for (size_t i = 0; i < kRows; ++i) inputs.numbers(slot)[i] = numbers.of_bits(12);
  }
  for (size_t i = 0; i < kRows; ++i) {
    inputs.as<uint16_t>(3)[i] = static_cast<uint16_t>(numbers.next());
    inputs.as<uint8_t>(4)[i] = static_cast<uint8_t>(numbers.next() % 6);
  }
  const Memory memory(plan, kRows);
  std::vector<void*> at;
  for (uint32_t slot = 0; slot < plan.slots.size(); ++slot) at.push_back(memory.of(slot));
  for (uint32_t i = 0; i < 3; ++i) at[1 + i] = inputs.at[i];
  at[narrow] = inputs.at[3];
  at[byte] = inputs.at[4];
  for (const PlannedStep& planned : plan.stages[0].steps) {
    planned.step.run(planned.step, at.data(), kRows);
  }
  std::vector<std::vector<int64_t>> found;
  for (const PlannedOutput& output : plan.outputs) {
    const auto* values = static_cast<const int64_t*>(at[output.slot]);
    found.emplace_back(values, values + kRows);
  }
  if (plan.tier == kNoSlot) return found;
  const auto* words = static_cast<const int64_t*>(at[plan.tier]);
  found.emplace_back(words, words + kRows / kBlock);
  return found;
}

class Fuse : public AllKernels {};

TEST_P(Fuse, AnswersTheSameInFewerSteps) {
  size_t before = 0;
  size_t after = 0;
  for (uint64_t seed = 0; seed < 2'000; ++seed) {
    PlanOfSteps steps(kernels(), seed);
    for (uint64_t i = 0; i < 3 + seed % 17; ++i) steps.add_any();
    Plan plan = steps.finish();
    // As it was: choices want their tables, and nothing else is done to it.
    Plan plain = plan;
    for (PlannedStep& planned : plain.stages[0].steps) {
      if (planned.choices == nullptr) continue;
      std::vector<int64_t> values = {planned.step.k};
      for (const Choice& choice : *planned.choices) values.push_back(choice.value);
      planned.step.table = plain.tables.emplace_back(table_of(values)).data();
    }
    drop_dead_steps(plain);
    fuse_steps(plan, kernels());
    before += plain.stages[0].steps.size();
    after += plan.stages[0].steps.size();
    ASSERT_EQ(run(plan, steps.narrow(), steps.byte()), run(plain, steps.narrow(), steps.byte()))
        << "seed " << seed;
  }
  EXPECT_LT(after * 100, before * 96);
}

INSTANTIATE_TEST_SUITE_P(Each, Fuse, testing::Range(size_t{0}, all_kernels().size()), name_of);

}  // namespace
}  // namespace tierline::columnar
