#include "compiler/ir/builder.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/limits.hpp"

namespace tierline::ir {

size_t Builder::HashKey::operator()(const Key& key) const {
  uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&](uint64_t part) { hash = (hash ^ part) * 0x100000001b3U; };
  mix(static_cast<uint64_t>(key.op) << 8 | key.mode);
  mix(static_cast<uint64_t>(key.type.kind) << 32 | static_cast<uint32_t>(key.type.scale));
  mix(uint64_t{key.type.enum_index} << 32 | key.level);
  for (const StepId arg : key.args) mix(arg.value);
  mix(key.ref);
  return static_cast<size_t>(hash ^ hash >> 32);
}

StepId Builder::constant(const Type& type, BigInt number, std::string text) {
  ConstantKey key{type.kind, type.scale, type.enum_index, number, text};
  const auto [at, is_new] =
      constants_.try_emplace(std::move(key), static_cast<uint32_t>(ir_.constants.size()));
  if (is_new) ir_.constants.push_back({std::move(number), std::move(text)});
  Step step;
  step.op = Op::constant_;
  step.type = type;
  step.ref = at->second;
  return append(step);
}

/// Entries of two ledgers never meet in one step: the checker forbids what would need it.
uint32_t Builder::level_of(const Step& step) const {
  uint32_t level = step.level;
  for (const StepId arg : step.args) {
    if (arg.is_none() || ir_[arg].level == kAccountLevel) continue;
    TIERLINE_ASSERT(level == kAccountLevel || level == ir_[arg].level);
    level = ir_[arg].level;
  }
  if (!is_reduction(step.op)) return level;
  TIERLINE_ASSERT(level == kAccountLevel || level == step.ref + 1);
  return kAccountLevel;
}

StepId Builder::append(Step step) {
  step.level = level_of(step);
  const Key key{
      step.op, step.mode, step.type, step.level, {step.args[0], step.args[1], step.args[2]},
      step.ref};
  const StepId next{static_cast<uint32_t>(ir_.steps.size())};
  const auto [at, is_new] = steps_.try_emplace(key, next);
  if (!is_new) return at->second;
  if (ir_.steps.size() >= base::kStepsMax) throw TooManySteps{};
  ir_.steps.push_back(step);
  return next;
}

}  // namespace tierline::ir
