// What goes in and what comes out: fields, entries folded into accounts, faults, the tier, answers.
#include <algorithm>

#include "runtime/columnar/planner.hpp"

namespace tierline::columnar {

namespace {

using bytecode::ValueKind;

constexpr size_t kBytes = 256;  // what one byte can name

/// A field holds nothing outside the range that is declared for it; 0 where it is absent.
Range within_declared(const Range& range, const bytecode::FieldInfo& field) {
  Range out = range;
  if (const auto low = field.low ? decimal::to_int64(*field.low) : std::nullopt) {
    out.low = std::max(out.low, std::min<Int128>(*low, 0));
  }
  if (const auto high = field.high ? decimal::to_int64(*field.high) : std::nullopt) {
    out.high = std::min(out.high, std::max<Int128>(*high, 0));
  }
  return out;
}

}  // namespace

// ---- what goes in -------------------------------------------------------------------------------

void Planner::plan_field(const Instruction& code) {
  if (code.op == Op::tier_) {
    values_[code.dst] = tier_;
    return;
  }
  if (code.op == Op::tier_before_) {
    Value before;
    before.kind = Value::Kind::OfByte;
    before.slot = input_slot(Origin::HeldBefore, 0, Form::Byte, Store::U8);
    for (size_t word = 0; word < program_.schema.enums[0].words.size(); ++word) {
      before.values.push_back(static_cast<int64_t>(word));
    }
    before.range = {0, before.values.back()};
    values_[code.dst] = std::move(before);
    return;
  }
  if (code.op == Op::account_known_ || code.op == Op::entry_known_) return plan_known(code);
  const bytecode::FieldInfo& field = fields()[code.a];
  if (field.type.kind == ValueKind::Text) return plan_text_field(code);
  plan_number_field(code, field);
}

void Planner::plan_known(const Instruction& code) {
  if (columns()[code.a].known == nullptr) return set_known(code.dst, true);
  const uint32_t bytes = input_slot(Origin::Known, code.a, Form::Byte, Store::U8);
  const uint32_t dst = new_slot(Form::Bit, level_);
  emit(kernels_.at_least_k[static_cast<size_t>(Store::U8)], level_, dst, bytes).step.k = 1;
  set_bits(code.dst, dst);
}

/// Numbers are guarded; the other kinds hold no more than their kind allows.
void Planner::plan_number_field(const Instruction& code, const bytecode::FieldInfo& field) {
  const Store store = columns()[code.a].store;
  Value value;
  value.kind = Value::Kind::Column;
  value.level = level_;
  value.slot =
      input_slot(Origin::Values, code.a, store == Store::U8 ? Form::Byte : Form::Number, store);
  value.store = store;
  value.range = bounds_of(store);
  switch (field.type.kind) {
    case ValueKind::Number:
      if (store == Store::I64) {
        const int bits = size_of(code.a);
        guard(value.slot, level_, bits);
        value.range = Range::of_bits(bits);
      }
      value.range = within_declared(value.range, field);
      break;
    case ValueKind::Day:
      value.range = {calendar::kDayMin, calendar::kDayMax};
      break;
    case ValueKind::Bool: {
      const uint32_t bits = new_slot(Form::Bit, level_);
      emit(kernels_.at_least_k[static_cast<size_t>(store)], level_, bits, value.slot).step.k = 1;
      return set_bits(code.dst, bits);
    }
    default: {
      const size_t words = program_.schema.enums[field.type.enum_index].words.size();
      value.range = {0, static_cast<int64_t>(words) - 1};
      if (words > kBytes) break;
      if (store != Store::U8) {
        const uint32_t bytes = new_slot(Form::Byte, level_);
        emit(kernels_.narrow[static_cast<size_t>(Store::U8)], level_, bytes, number_slot(value));
        value.slot = bytes;
      }
      value.kind = Value::Kind::OfByte;
      for (size_t word = 0; word < words; ++word) {
        value.values.push_back(static_cast<int64_t>(word));
      }
      break;
    }
  }
  values_[code.dst] = std::move(value);
}

namespace {

/// dst = the address of each row's text; of the empty one where there is none (c: what is known).
void load_texts(const Step& step, void* const* at, size_t rows) {
  const auto* indexes = static_cast<const int64_t*>(at[step.a]);
  const auto* texts = static_cast<const std::string*>(at[step.b]);
  const auto* known = step.c == kNoSlot ? nullptr : static_cast<const uint8_t*>(at[step.c]);
  const auto* left = static_cast<const uint64_t*>(at[static_cast<uint32_t>(step.k)]);
  auto* dst = static_cast<int64_t*>(at[step.dst]);
  for (size_t i = 0; i < rows; ++i) {
    const bool there =
        ((left[i / kBlock] >> (i % kBlock)) & 1) == 0 && (known == nullptr || known[i] != 0);
    dst[i] = Library::of_text(there ? texts[indexes[i]] : Library::empty_text());
  }
}

}  // namespace

void Planner::plan_text_field(const Instruction& code) {
  Value indexes;
  indexes.kind = Value::Kind::Column;
  indexes.level = level_;
  indexes.store = columns()[code.a].store;
  indexes.slot = input_slot(Origin::Values, code.a,
                            indexes.store == Store::U8 ? Form::Byte : Form::Number, indexes.store);
  const uint32_t texts = input_slot(Origin::Texts, code.a, Form::Number, Store::I64);
  const uint32_t known = columns()[code.a].known == nullptr
                             ? kNoSlot
                             : input_slot(Origin::Known, code.a, Form::Byte, Store::U8);
  const uint32_t dst = new_slot(Form::Number, level_);
  const uint32_t numbers = number_slot(indexes);
  PlannedStep& step = emit(load_texts, level_, dst, numbers, texts, known);
  step.step.k = stage(level_).left;
  step.reads[3] = stage(level_).left;
  set_number(code, dst, Range::all());
}

/// Marks the rows whose number needs more bits.
void Planner::guard(uint32_t slot, uint32_t level, int bits) {
  if (bits >= 63) return;
  const uint32_t left = stage(level).left;
  PlannedStep& step = emit(kernels_.outside, level, left, slot);
  step.step.k = bits;
  step.keeps = true;
}

/// A column that is multiplied and divided is looked at there rather than before.
void Planner::join_guards() {
  for (Stage& stage : plan_.stages) {
    for (PlannedStep& guard : stage.steps) {
      if (guard.step.run != kernels_.outside) continue;
      for (PlannedStep& use : stage.steps) {
        const auto mode = std::ranges::find(kernels_.mul_vv_divide, use.step.run);
        if (use.step.a != guard.step.a || mode == kernels_.mul_vv_divide.end()) continue;
        use.step.run =
            kernels_
                .guarded_mul_vv_divide[static_cast<size_t>(mode - kernels_.mul_vv_divide.begin())];
        use.step.c = guard.step.dst;
        use.step.k2 = guard.step.k;
        use.keeps = true;
        guard.keeps = false;
        guard.writes = new_slot(Form::Bit, stage.level);  // nobody's: the step is dropped
        break;
      }
    }
  }
}

// ---- entries into the account -------------------------------------------------------------------

/// Makes ready, for each entry, what is folded: a value that is zero where it does not count.
void Planner::prepare_reduction(const Instruction& code) {
  Reduction& fold = stage(level_).reductions.emplace_back();
  fold.op = code.op == Op::collect_ ? Op::reduce_sum_ : code.op;
  const bool plain = fold.op == Op::reduce_count_ || fold.op == Op::reduce_any_;
  const Value& value = at(code.a);
  const Value& condition = at(plain ? code.a : code.b);
  if (value.kind == Value::Kind::None || condition.kind == Value::Kind::None) {
    plan_.leaves_all = true;
    return;
  }
  fold.counts = bit_slot(condition);
  if (plain) return;
  fold.value = number_slot(value);
  fold.value_bits = value.range.bits();
  if (fold.op != Op::reduce_sum_ || condition.is_same(1)) return;
  const uint32_t masked = new_slot(Form::Number, level_);
  emit(kernels_.select_vk, level_, masked, fold.counts, fold.value);
  fold.value = masked;
}

/// Runs when the stage of the accounts that follows the entries is open.
void Planner::finish_reduction(const Instruction& code, Reduction& fold) {
  if (plan_.leaves_all) return;
  fold.dst = new_slot(fold.op == Op::reduce_any_ ? Form::Bit : Form::Number, 0);
  if (fold.op == Op::reduce_any_) return set_bits(code.dst, fold.dst);
  Range range = united(at(code.a).range, {0, 0});
  if (fold.op == Op::reduce_count_) range = {0, Int128{1} << 40};
  if (fold.op == Op::reduce_sum_) {
    // A sum is taken to be of not more than 2^10 entries as large as the largest, or is left.
    const int bits = std::min(fold.value_bits + 10, 62);
    guard(fold.dst, 0, bits);
    range = Range::of_bits(bits);
  }
  set_number(code, fold.dst, range);
}

void Planner::plan_demand(const Instruction& code) {
  const Value& fault = at(code.a);
  if (fault.kind == Value::Kind::None) plan_.leaves_all = true;
  if (fault.is_same()) {
    if (fault.same != 0) plan_.leaves_all = true;
    return;
  }
  const uint32_t none = new_slot(Form::Bit, level_);
  PlannedStep& asks =
      emit(kernels_.equal_k[static_cast<size_t>(Store::I64)], level_, none, number_slot(fault));
  asks.step.k2 = -1;
  const uint32_t left = stage(level_).left;
  emit(kernels_.or_bits, level_, left, left, none).keeps = true;
}

// ---- the tier -----------------------------------------------------------------------------------

void Planner::find_tier() {
  tier_found_ = true;
  level_ = 0;
  const size_t words = program_.schema.enums.empty() ? 0 : program_.schema.enums[0].words.size();
  if (words > kBytes) plan_.leaves_all = true;
  if (request_.shape.held != nullptr) {
    tier_.slot = input_slot(Origin::Held, 0, Form::Byte, Store::U8);
  } else {
    place_tier();
  }
  plan_.tier = tier_.slot;
  if (tier_.slot == kNoSlot) {
    tier_ = same(plan_.same_tier);
    return;
  }
  tier_.kind = Value::Kind::OfByte;
  for (size_t word = 0; word < words; ++word) {
    tier_.values.push_back(static_cast<int64_t>(word));
  }
  tier_.range = {0, static_cast<int64_t>(words) - 1};
}

/// The tier is the last of the rising tiers of which all requirements are met.
void Planner::place_tier() {
  std::vector<Choice>& choices = plan_.choices.emplace_back();
  for (const bytecode::Tier& tier : program_.tiers) {
    Choice choice;
    choice.value = tier.word;
    bool never = false;
    for (const bytecode::Requirement& need : tier.requirements) {
      const Value& flag = at(need.flag);
      if (flag.kind == Value::Kind::None) return;  // nobody asked for the tier
      if (flag.is_same(0)) never = true;
      if (!flag.is_same()) choice.bits.push_back(bit_slot(flag));
    }
    if (!never) choices.push_back(std::move(choice));
  }
  if (choices.empty()) return;
  tier_.slot = new_slot(Form::Byte, 0);
  PlannedStep& step = emit(kernels_.choose_bytes, 0, tier_.slot);
  step.step.data = step.choices = &choices;
}

// ---- what comes out -----------------------------------------------------------------------------

void Planner::plan_outputs() {
  for (size_t i = 0; i < program_.outputs.size(); ++i) {
    const Value& value = at(program_.outputs[i].value);
    const Store store = request_.answers[i];
    PlannedOutput& output = plan_.outputs.emplace_back();
    output.width = width_of(store);
    if (value.kind == Value::Kind::None) {
      plan_.leaves_all = true;
      continue;
    }
    output.slot = answer_slot(value, program_.schema.outputs[i].type, store);
  }
}

namespace {

/// Whether the byte that names the value is the value.
bool is_byte_itself(const Value& value) {
  if (value.kind != Value::Kind::OfByte) return false;
  for (size_t i = 0; i < value.values.size(); ++i) {
    if (value.values[i] != static_cast<int64_t>(i)) return false;
  }
  return true;
}

}  // namespace

uint32_t Planner::answer_slot(const Value& value, const bytecode::ValueType& type, Store store) {
  if (type.kind == ValueKind::Bool && store == Store::U8) {
    const uint32_t dst = new_slot(Form::Byte, 0);
    emit(kernels_.bits_to_bytes, 0, dst, bit_slot(value));
    return dst;
  }
  if (store == Store::U8 && is_byte_itself(value)) return value.slot;
  const bool small = value.kind == Value::Kind::OfByte && value.range.within(bounds_of(store));
  if (small && (store == Store::U8 || store == Store::I16)) {
    const uint32_t dst = new_slot(store == Store::U8 ? Form::Byte : Form::Number, 0);
    PlannedStep& step =
        emit(store == Store::U8 ? kernels_.lookup_bytes : kernels_.lookup_i16, 0, dst, value.slot);
    step.step.data = table(value.values);
    step.step.k = static_cast<int64_t>(value.values.size());
    return dst;
  }
  const uint32_t number = number_slot(value);
  if (store == Store::I64) return number;
  if (!value.range.within(bounds_of(store))) {
    guard(number, 0, store == Store::I32 ? 31 : store == Store::I16 ? 15 : 7);
  }
  const uint32_t dst = new_slot(Form::Number, 0);
  emit(kernels_.narrow[static_cast<size_t>(store)], 0, dst, number);
  return dst;
}

}  // namespace tierline::columnar
