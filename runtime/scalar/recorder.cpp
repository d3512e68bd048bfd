#include "runtime/scalar/recorder.hpp"

namespace tierline::scalar {

namespace {

bytecode::ValueType type_of(const bytecode::Register& reg) {
  bytecode::ValueType type;
  type.kind = reg.kind;
  type.scale = reg.scale;
  type.enum_index = reg.enum_index;
  return type;
}

}  // namespace

void Recorder::record(uint32_t instruction, uint32_t entry, const BigInt& value) {
  const uint32_t index = program_.code[instruction].dst;
  const bytecode::Register& reg = program_.registers[index];
  const std::string text =
      decision::to_text({.number = value, .text = ""}, type_of(reg), program_.schema);
  trace_.steps.push_back({instruction, entry, text});
  values_[key(index, entry)] = decimal::to_int64(value).value_or(-1);
}

int64_t Recorder::at(uint32_t register_index, uint32_t entry) const {
  if (register_index < program_.constants.size()) {
    return decimal::to_int64(program_.constants[register_index].number).value_or(-1);
  }
  const bool account = program_.registers[register_index].level == bytecode::kAccountLevel;
  const auto found = values_.find(key(register_index, account ? decision::kNoEntry : entry));
  return found == values_.end() ? 0 : found->second;
}

uint32_t Recorder::entries(uint32_t ledger) const {
  const std::vector<uint64_t>& offsets = row_.batch.ledgers[ledger].offsets;
  return static_cast<uint32_t>(offsets[row_.account + 1] - offsets[row_.account]);
}

}  // namespace tierline::scalar
