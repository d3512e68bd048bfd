#include "runtime/columnar/planner.hpp"

namespace tierline::columnar {

namespace {

using bytecode::Form;
using bytecode::Phase;
using bytecode::Section;
using bytecode::ValueKind;

constexpr bool is_source(Op op) {
  switch (op) {
    case Op::account_field_:
    case Op::account_known_:
    case Op::entry_field_:
    case Op::entry_known_:
    case Op::tier_:
    case Op::tier_before_:
      return true;
    default:
      return false;
  }
}

}  // namespace

Planner::Planner(const Bytecode& program, const Library& library, const Kernels& kernels,
                 Request request)
    : program_(program), library_(library), kernels_(kernels), request_(std::move(request)) {}

Value Planner::same(int64_t value) const {
  Value out;
  out.kind = Value::Kind::Same;
  out.same = value;
  out.range = {value, value};
  return out;
}

Plan Planner::make() {
  values_.resize(program_.registers.size());
  for (uint32_t i = 0; i < program_.constants.size(); ++i) {
    int64_t value = 0;
    // A constant that does not fit leaves every row that needs it; None says so.
    if (library_.constant(i, value)) values_[i] = same(value);
  }
  mark_needed();
  open_stage(0);
  for (const Section& section : program_.sections) {
    if (section.phase > Phase::Decide) break;
    if (section.phase != Phase::Require && !tier_found_) find_tier();
    plan_section(section);
  }
  if (!tier_found_) find_tier();
  level_ = 0;
  plan_outputs();
  join_guards();
  return std::move(plan_);
}

/// One walk backwards finds all that the answers need.
void Planner::mark_needed() {
  needed_.assign(program_.registers.size(), 0);
  for (const bytecode::Output& output : program_.outputs) needed_[output.value] = 1;
  bool tier_needed = request_.wants_tier;
  const auto need_flags = [&] {
    if (request_.shape.held != nullptr) return;
    for (const bytecode::Tier& tier : program_.tiers) {
      for (const bytecode::Requirement& requirement : tier.requirements) {
        needed_[requirement.flag] = 1;
      }
    }
  };
  if (tier_needed) need_flags();
  for (auto section = program_.sections.rbegin(); section != program_.sections.rend(); ++section) {
    if (section->phase > Phase::Decide) continue;
    for (uint32_t i = section->end; i-- > section->begin;) {
      const Instruction& code = program_.code[i];
      const bool demand = code.op == Op::demand_;
      if (!demand && needed_[code.dst] == 0) continue;
      if (code.op == Op::tier_) need_flags();
      bytecode::for_each_operand(code, [&](uint32_t index) { needed_[index] = 1; });
    }
  }
}

void Planner::plan_section(const Section& section) {
  level_ = section.level;
  if (level_ != 0) open_stage(level_);
  for (uint32_t i = section.begin; i < section.reduce_begin; ++i) {
    const Instruction& code = program_.code[i];
    if (code.op == Op::demand_) {
      plan_demand(code);
    } else if (needed_[code.dst] != 0) {
      plan_step(code);
    }
  }
  if (level_ != 0) plan_reductions(section);
}

/// What is folded is looked at by steps over accounts, in a stage of their own.
void Planner::plan_reductions(const Section& section) {
  std::vector<uint32_t> folds;
  for (uint32_t i = section.reduce_begin; i < section.end; ++i) {
    if (needed_[program_.code[i].dst] == 0) continue;
    prepare_reduction(program_.code[i]);
    folds.push_back(i);
  }
  const size_t entries = plan_.stages.size() - 1;
  open_stage(0);
  for (size_t k = 0; k < folds.size(); ++k) {
    finish_reduction(program_.code[folds[k]], plan_.stages[entries].reductions[k]);
  }
}

void Planner::plan_step(const Instruction& code) {
  if (code.op == Op::today_) {
    values_[code.dst] = same(request_.today);
  } else if (is_source(code.op)) {
    plan_field(code);
  } else if (!fold(code)) {
    bool known = true;
    bytecode::for_each_operand(code, [&](uint32_t index) {
      if (at(index).kind == Value::Kind::None) known = false;
    });
    if (known) {
      plan_vector_step(code);
    } else {
      plan_.leaves_all = true;
    }
  }
}

/// Works out what is the same for all rows, or a function of one byte.
bool Planner::fold(const Instruction& code) {
  uint32_t byte = kNoSlot;
  bool folds = true;
  bytecode::for_each_operand(code, [&](uint32_t index) {
    const Value& operand = at(index);
    if (operand.is_same()) return;
    folds = folds && operand.kind == Value::Kind::OfByte && operand.level == level_ &&
            (byte == kNoSlot || byte == operand.slot);
    byte = operand.slot;
  });
  if (!folds) return false;
  if (byte != kNoSlot) return fold_byte(code, byte);
  int64_t value = 0;
  if (!library_.apply(
          code, at(code.a).same,
          bytecode::is_register(bytecode::info(code.op).operands[1]) ? at(code.b).same : 0,
          bytecode::is_register(bytecode::info(code.op).operands[2]) ? at(code.c).same : 0,
          value)) {
    return false;
  }
  values_[code.dst] = same(value);
  return true;
}

bool Planner::fold_byte(const Instruction& code, uint32_t byte) {
  const bytecode::OpInfo& op = bytecode::info(code.op);
  const uint32_t operands[] = {code.a, code.b, code.c};
  Value out;
  out.kind = Value::Kind::OfByte;
  out.level = level_;
  out.slot = byte;
  size_t count = 0;
  for (size_t i = 0; i < 3; ++i) {
    if (!bytecode::is_register(op.operands[i]) || at(operands[i]).is_same()) continue;
    count = at(operands[i]).values.size();
  }
  for (size_t row = 0; row < count; ++row) {
    int64_t values[3] = {};
    for (size_t i = 0; i < 3; ++i) {
      if (!bytecode::is_register(op.operands[i])) continue;
      const Value& operand = at(operands[i]);
      values[i] = operand.is_same() ? operand.same : operand.values[row];
    }
    int64_t value = 0;
    if (!library_.apply(code, values[0], values[1], values[2], value)) return false;
    out.values.push_back(value);
  }
  const auto [low, high] = std::minmax_element(out.values.begin(), out.values.end());
  out.range = {*low, *high};
  if (*low == *high) {
    values_[code.dst] = same(*low);
  } else {
    values_[code.dst] = std::move(out);
  }
  return true;
}

// ---- slots and steps ----------------------------------------------------------------------------

Stage& Planner::stage(uint32_t level) {
  return level == 0 ? plan_.stages[account_stage_] : plan_.stages.back();
}

void Planner::open_stage(uint32_t level) {
  Stage& opened = plan_.stages.emplace_back();
  opened.level = level;
  makers_.clear();
  if (level == 0) account_stage_ = plan_.stages.size() - 1;
  level_ = level;
  if (level != 0) made_of_entries_.clear();  // what an earlier stage made of entries is gone
  if (level != 0 || account_left_ == kNoSlot) {
    opened.left = new_slot(columnar::Form::Bit, level);
    plan_.slots[opened.left].origin = Origin::Left;
  }
  // The accounts' bits last through all stages; entries are marked afresh in each.
  if (level == 0 && account_left_ == kNoSlot) account_left_ = opened.left;
  if (level == 0) opened.left = account_left_;
}

uint32_t Planner::new_slot(columnar::Form form, uint32_t level) {
  Slot slot;
  slot.form = form;
  slot.level = level;
  plan_.slots.push_back(slot);
  return static_cast<uint32_t>(plan_.slots.size() - 1);
}

PlannedStep& Planner::emit(Kernel run, uint32_t level, uint32_t dst, uint32_t a, uint32_t b,
                           uint32_t c) {
  PlannedStep& planned = stage(level).steps.emplace_back();
  planned.step.run = run;
  planned.step.dst = dst;
  planned.step.a = a;
  planned.step.b = b;
  planned.step.c = c;
  planned.reads[0] = a;
  planned.reads[1] = b;
  planned.reads[2] = c;
  planned.writes = dst;
  if (level == level_) makers_[dst] = stage(level).steps.size() - 1;
  return planned;
}

/// The step of the stage at hand that made a slot; null: it came from elsewhere.
const PlannedStep* Planner::made_by(uint32_t slot) const {
  const auto found = makers_.find(slot);
  if (found == makers_.end()) return nullptr;
  const Stage& stage = level_ == 0 ? plan_.stages[account_stage_] : plan_.stages.back();
  return &stage.steps[found->second];
}

const int64_t* Planner::table(const std::vector<int64_t>& values) {
  return plan_.tables.emplace_back(table_of(values)).data();
}

namespace {

enum class Made : uint64_t { NumberOf = 1, Here, Input, ContraryOf };

uint64_t key_of(Made made, uint64_t what) { return (static_cast<uint64_t>(made) << 60) | what; }

/// A row of an entry takes what its account has.
template <class T>
void expand(const Step& step, void* const* at, size_t rows) {
  const auto* from = static_cast<const T*>(at[step.a]);
  const auto* segments = static_cast<const uint32_t*>(at[step.b]);
  auto* dst = static_cast<T*>(at[step.dst]);
  for (size_t i = 0; i < rows; ++i) dst[i] = from[segments[i]];
}

void expand_bits(const Step& step, void* const* at, size_t rows) {
  const auto* from = static_cast<const uint64_t*>(at[step.a]);
  const auto* segments = static_cast<const uint32_t*>(at[step.b]);
  auto* dst = static_cast<uint64_t*>(at[step.dst]);
  for (size_t row = 0; row < rows; row += kBlock) {
    uint64_t word = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      const uint32_t account = segments[row + i];
      word |= ((from[account / kBlock] >> (account % kBlock)) & 1) << i;
    }
    dst[row / kBlock] = word;
  }
}

}  // namespace

/// The slot at the level at hand.
uint32_t Planner::here(uint32_t slot, uint32_t level, columnar::Form form) {
  if (level == level_) return slot;
  const uint64_t key = key_of(Made::Here, slot);
  auto& made = made_at(level_);
  if (const auto found = made.find(key); found != made.end()) return found->second;
  const uint32_t segments = input_slot(Origin::Segments, 0, columnar::Form::Number, Store::I64);
  const uint32_t dst = new_slot(form, level_);
  const Kernel run = form == columnar::Form::Number ? expand<int64_t>
                     : form == columnar::Form::Byte ? expand<uint8_t>
                                                    : expand_bits;
  emit(run, level_, dst, slot, segments);
  made[key] = dst;
  return dst;
}

uint32_t Planner::constant_slot(int64_t value, columnar::Form form) {
  const uint32_t slot = new_slot(form, level_);
  plan_.slots[slot].origin = Origin::Constant;
  plan_.slots[slot].value = value;
  return slot;
}

uint32_t Planner::input_slot(Origin origin, uint32_t column, columnar::Form form, Store store) {
  const uint64_t what = (static_cast<uint64_t>(origin) << 32) | column;
  const uint64_t key = key_of(Made::Input, what);
  auto& made = made_at(level_);
  if (const auto found = made.find(key); found != made.end()) return found->second;
  const uint32_t slot = new_slot(form, level_);
  plan_.slots[slot].origin = origin;
  plan_.slots[slot].column = column;
  plan_.slots[slot].store = store;
  made[key] = slot;
  return slot;
}

uint32_t Planner::number_slot(const Value& value) {
  if (value.is_same()) return constant_slot(value.same, columnar::Form::Number);
  const bool plain = value.kind == Value::Kind::Column && value.form == columnar::Form::Number;
  if (plain && value.store == Store::I64) {
    return here(value.slot, value.level, columnar::Form::Number);
  }
  // Tables are not told apart by their byte alone, so only columns are remembered.
  const uint64_t key = key_of(Made::NumberOf, value.slot);
  const bool remembered = value.kind == Value::Kind::Column;
  auto& made = made_at(value.level);
  if (const auto found = made.find(key); remembered && found != made.end()) {
    return here(found->second, value.level, columnar::Form::Number);
  }
  const uint32_t dst = new_slot(columnar::Form::Number, value.level);
  if (value.kind == Value::Kind::OfByte) {
    PlannedStep& step = emit(kernels_.lookup, value.level, dst, value.slot);
    step.step.data = table(value.values);
    step.step.k = static_cast<int64_t>(value.values.size());
  } else if (plain) {
    emit(kernels_.widen[static_cast<size_t>(value.store)], value.level, dst, value.slot);
  } else {
    emit(kernels_.bits_to_i64, value.level, dst, value.slot);
  }
  if (remembered) made[key] = dst;
  return here(dst, value.level, columnar::Form::Number);
}

uint32_t Planner::bit_slot(const Value& value) {
  if (value.is_same()) return constant_slot(value.same, columnar::Form::Bit);
  if (value.kind == Value::Kind::Column) return here(value.slot, value.level, columnar::Form::Bit);
  const uint32_t dst = new_slot(columnar::Form::Bit, value.level);
  PlannedStep& step = emit(kernels_.lookup_bits, value.level, dst, value.slot);
  step.step.data = table(value.values);
  step.step.k = static_cast<int64_t>(value.values.size());
  return here(dst, value.level, columnar::Form::Bit);
}

/// The bits of a slot of the level at hand, each the other way round.
uint32_t Planner::contrary_of(uint32_t bits) {
  const uint64_t key = key_of(Made::ContraryOf, bits);
  auto& made = made_at(level_);
  if (const auto found = made.find(key); found != made.end()) return found->second;
  const uint32_t dst = new_slot(columnar::Form::Bit, level_);
  emit(kernels_.not_bits, level_, dst, bits);
  made[key] = dst;
  return dst;
}

}  // namespace tierline::columnar
