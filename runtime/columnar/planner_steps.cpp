// What each opcode becomes: questions, choices, and everything that has no vector kernel.
// Arithmetic stands in planner_arithmetic.cpp.
#include "runtime/columnar/planner.hpp"

namespace tierline::columnar {

namespace {

using bytecode::ValueKind;

constexpr size_t kI64 = static_cast<size_t>(Store::I64);

/// Larger tables are asked row by row: a plan should be made in no time.
constexpr int64_t kCellsMax = 4096;

}  // namespace

void Planner::set_number(const Instruction& code, uint32_t slot, const Range& range) {
  Value value;
  value.kind = Value::Kind::Column;
  value.level = level_;
  value.slot = slot;
  value.range = range;
  if (program_.registers[code.dst].kind == ValueKind::Bool) {
    const uint32_t bits = new_slot(Form::Bit, level_);
    emit(kernels_.at_least_k[kI64], level_, bits, slot).step.k = 1;
    return set_bits(code.dst, bits);
  }
  values_[code.dst] = std::move(value);
}

void Planner::set_bits(uint32_t dst, uint32_t slot) {
  Value value;
  value.kind = Value::Kind::Column;
  value.level = level_;
  value.slot = slot;
  value.form = Form::Bit;
  value.range = {0, 1};
  values_[dst] = std::move(value);
}

void Planner::plan_vector_step(const Instruction& code) {
  switch (code.op) {
    case Op::add_:
      return plan_sum(code, false);
    case Op::sub_:
    case Op::days_between_:
      return plan_sum(code, true);
    case Op::mul_:
      return plan_product(code);
    case Op::divide_:
      return plan_quotient(code);
    case Op::maximum_:
    case Op::minimum_:
      return plan_extreme(code);
    case Op::ordinal_:
      values_[code.dst] = at(code.a);
      return;
    case Op::and_:
    case Op::or_:
    case Op::not_:
      return plan_logic(code);
    case Op::select_:
    case Op::text_select_:
      return plan_choice(code);
    case Op::equal_:
      return plan_equal(code, false);
    case Op::not_equal_:
      return plan_equal(code, true);
    case Op::less_:
      return plan_less(code.a, code.b, code.dst, false);
    case Op::less_equal_:  // not b < a
      return plan_less(code.b, code.a, code.dst, true);
    case Op::cell_:
    case Op::cell_known_:
      return plan_cell(code);
    default:
      return plan_lifted(code);
  }
}

// ---- questions and choices ----------------------------------------------------------------------

void Planner::plan_logic(const Instruction& code) {
  const Value& a = at(code.a);
  if (code.op == Op::not_) {
    return set_bits(code.dst, contrary_of(bit_slot(a)));
  }
  const Value& b = at(code.b);
  const bool is_and = code.op == Op::and_;
  if (a.is_same() || b.is_same()) {
    const Value& known = a.is_same() ? a : b;
    if ((known.same != 0) != is_and) return set_known(code.dst, !is_and);
    values_[code.dst] = a.is_same() ? b : a;
    return;
  }
  const uint32_t first = bit_slot(a);
  const uint32_t second = bit_slot(b);
  const uint32_t dst = new_slot(Form::Bit, level_);
  emit(is_and ? kernels_.and_bits : kernels_.or_bits, level_, dst, first, second);
  set_bits(code.dst, dst);
}

void Planner::plan_choice(const Instruction& code) {
  const Value& condition = at(code.a);
  const Value& yes = at(code.b);
  const Value& no = at(code.c);
  if (condition.is_same()) {
    values_[code.dst] = condition.same != 0 ? yes : no;
    return;
  }
  const uint32_t bits = bit_slot(condition);
  if (program_.registers[code.dst].kind == ValueKind::Bool) {
    const uint32_t first = bit_slot(yes);
    const uint32_t second = bit_slot(no);
    const uint32_t dst = new_slot(Form::Bit, level_);
    emit(kernels_.select_bits, level_, dst, bits, first, second);
    return set_bits(code.dst, dst);
  }
  if (yes.is_same() && !no.is_same() && plan_one_more_choice(code, bits)) return;
  const uint32_t first = yes.is_same() ? kNoSlot : number_slot(yes);
  const uint32_t second = no.is_same() ? kNoSlot : number_slot(no);
  const Kernel run = yes.is_same() ? (no.is_same() ? kernels_.select_kk : kernels_.select_kv)
                                   : (no.is_same() ? kernels_.select_vk : kernels_.select_vv);
  const uint32_t dst = new_slot(Form::Number, level_);
  Step& step = emit(run, level_, dst, bits, first, second).step;
  step.k = yes.same;
  step.k2 = no.same;
  set_number(code, dst, united(yes.range, no.range));
}

/// A number where the bits are set, else what an earlier choice between numbers gave (bands make
/// such chains): one longer list of choices.
bool Planner::plan_one_more_choice(const Instruction& code, uint32_t bits) {
  const Value& no = at(code.c);
  const PlannedStep* made = made_by(number_slot(no));
  if (made == nullptr) return false;
  const bool list = made->step.run == kernels_.choose;
  if (!list && made->step.run != kernels_.select_kk) return false;
  if (list && made->choices->size() == kChoicesMax) return false;
  const int64_t otherwise = list ? made->step.k : made->step.k2;
  std::vector<Choice>& choices = plan_.choices.emplace_back();
  if (list) {
    choices = *made->choices;
  } else {
    choices.push_back({{made->step.a}, made->step.k});
  }
  choices.push_back({{bits}, at(code.b).same});
  const uint32_t dst = new_slot(Form::Number, level_);
  PlannedStep& step = emit(kernels_.choose, level_, dst);
  step.step.k = otherwise;
  step.step.data = step.choices = &choices;
  set_number(code, dst, united(at(code.b).range, no.range));
  return true;
}

/// A column is asked about a number where it lies, however narrow it is.
void Planner::plan_equal(const Instruction& code, bool flip) {
  const Value& a = at(code.a);
  const Value& b = at(code.b);
  const uint32_t dst = new_slot(Form::Bit, level_);
  if (a.is_same() || b.is_same()) {
    const Value& column = a.is_same() ? b : a;
    const int64_t k = a.is_same() ? a.same : b.same;
    const bool direct =
        column.kind == Value::Kind::Column && column.form == Form::Number && column.level == level_;
    const Store store = direct ? column.store : Store::I64;
    if (!Range{k, k}.within(bounds_of(store))) return set_known(code.dst, flip);
    uint32_t slot = direct ? column.slot : number_slot(column);
    if (k == 0 && store == Store::I64) take_factor(slot);  // which is not 0
    PlannedStep& step = emit(kernels_.equal_k[static_cast<size_t>(store)], level_, dst, slot);
    step.step.k = k;
    step.step.k2 = flip ? -1 : 0;
  } else {
    const uint32_t first = number_slot(a);
    const uint32_t second = number_slot(b);
    emit(kernels_.equal_vv, level_, dst, first, second).step.k2 = flip ? -1 : 0;
  }
  set_bits(code.dst, dst);
}

/// Two columns; what a table or a product with a constant gives is not written down first.
void Planner::compare(const Value& a, const Value& b, uint32_t dst, bool flip) {
  const auto is_table = [&](const Value& value) {
    return value.kind == Value::Kind::OfByte && value.level == level_;
  };
  if (is_table(a) != is_table(b)) {
    const Value& asked = is_table(a) ? a : b;
    const uint32_t number = number_slot(is_table(a) ? b : a);
    PlannedStep& step = emit(is_table(a) ? kernels_.lookup_less : kernels_.less_lookup, level_, dst,
                             number, asked.slot);
    step.step.data = table(asked.values);
    step.step.k = static_cast<int64_t>(asked.values.size());
    step.step.k2 = flip ? -1 : 0;
    return;
  }
  compare_slots({number_slot(a), 1}, {number_slot(b), 1}, dst, flip);
}

void Planner::compare_slots(Scaled a, Scaled b, uint32_t dst, bool flip) {
  for (Scaled* side : {&a, &b}) {
    // What is scaled fits; so do the numbers, unless the column holds nothing but 0.
    const int64_t factor = take_factor(side->slot);
    __builtin_mul_overflow(side->factor, factor, &side->factor);
  }
  if (compare_choices(a, b, dst, flip)) return;
  if (a.factor == 1 && b.factor == 1) {
    emit(kernels_.less_vv, level_, dst, a.slot, b.slot).step.k2 = flip ? -1 : 0;
    return;
  }
  PlannedStep& step = emit(kernels_.less_scaled, level_, dst, a.slot, b.slot);
  step.step.k = a.factor;
  step.step.k2 = b.factor;
  step.step.c = flip ? 1 : 0;
}

/// Where the same flag chooses on both sides, between a column and a number, the columns are
/// compared, and the flag says where the answer of the two numbers stands instead.
bool Planner::compare_choices(const Scaled& a, const Scaled& b, uint32_t dst, bool flip) {
  const PlannedStep* made_a = made_by(a.slot);
  const PlannedStep* made_b = made_by(b.slot);
  if (made_a == nullptr || made_b == nullptr) return false;
  const Step left = made_a->step;
  const Step right = made_b->step;
  const bool column_first = left.run == kernels_.select_vk;
  if (!column_first && left.run != kernels_.select_kv) return false;
  if (left.run != right.run || left.a != right.a) return false;
  const Int128 of_a = Int128{column_first ? left.k2 : left.k} * a.factor;
  const Int128 of_b = Int128{column_first ? right.k2 : right.k} * b.factor;
  const bool otherwise = (of_a < of_b) != flip;
  const uint32_t less = new_slot(Form::Bit, level_);
  compare_slots({column_first ? left.b : left.c, a.factor},
                {column_first ? right.b : right.c, b.factor}, less, flip);
  const uint32_t bits = otherwise == column_first ? contrary_of(left.a) : left.a;
  emit(otherwise ? kernels_.or_bits : kernels_.and_bits, level_, dst, less, bits);
  return true;
}

/// If the slot is a product with a constant: the constant, and the slot becomes the other factor.
int64_t Planner::take_factor(uint32_t& slot) const {
  const PlannedStep* made = made_by(slot);
  if (made == nullptr || made->step.run != kernels_.mul_vk || made->step.k == 0) return 1;
  slot = made->step.a;
  return made->step.k;
}

/// a < b, or its contrary. With a number: a < k is not (a >= k), and k < b is b >= k + 1.
void Planner::plan_less(uint32_t first, uint32_t second, uint32_t to, bool flip) {
  const Value& a = at(first);
  const Value& b = at(second);
  const uint32_t dst = new_slot(Form::Bit, level_);
  if (!a.is_same() && !b.is_same()) {
    compare(a, b, dst, flip);
    return set_bits(to, dst);
  }
  const Value& column = a.is_same() ? b : a;
  const Int128 k = a.is_same() ? Int128{a.same} + 1 : Int128{b.same};
  const bool flipped = flip != b.is_same();
  const bool direct =
      column.kind == Value::Kind::Column && column.form == Form::Number && column.level == level_;
  const Store store = direct ? column.store : Store::I64;
  if (k <= bounds_of(store).low) return set_known(to, !flipped);
  if (k > bounds_of(store).high) return set_known(to, flipped);
  const uint32_t slot = direct ? column.slot : number_slot(column);
  PlannedStep& step = emit(kernels_.at_least_k[static_cast<size_t>(store)], level_, dst, slot);
  step.step.k = static_cast<int64_t>(k);
  step.step.k2 = flipped ? -1 : 0;
  set_bits(to, dst);
}

// ---- tables -------------------------------------------------------------------------------------

/// A table over more than one enum, or over numbers: what it says for each index that there can be
/// is looked up by the index.
void Planner::plan_cell(const Instruction& code) {
  const Value& index = at(code.a);
  const Int128 count = index.range.high - index.range.low + 1;
  if (count > kCellsMax) return plan_lifted(code);
  const auto low = static_cast<int64_t>(index.range.low);
  std::vector<int64_t> values;
  for (int64_t i = 0; i < count; ++i) {
    if (!library_.apply(code, low + i, 0, 0, values.emplace_back())) return plan_lifted(code);
  }
  const auto [least, most] = std::ranges::minmax(values);
  if (least == most) return void(values_[code.dst] = same(least));
  values.push_back(0);  // for rows that hold anything
  const bool bits = program_.registers[code.dst].kind == ValueKind::Bool;
  const uint32_t slot = number_slot(index);
  const uint32_t dst = new_slot(bits ? Form::Bit : Form::Number, level_);
  Step& step = emit(bits ? kernels_.gather_bits : kernels_.gather, level_, dst, slot).step;
  step.k = low;
  step.k2 = static_cast<int64_t>(count);
  step.data = plan_.tables.emplace_back(std::move(values)).data();
  if (bits) return set_bits(code.dst, dst);
  set_number(code, dst, {least, most});
}

// ---- everything else ----------------------------------------------------------------------------

Range Planner::range_of(const Instruction& code) const {
  const bytecode::Register& dst = program_.registers[code.dst];
  switch (code.op) {
    case Op::divide_: {
      const Int128 most = std::max(at(code.a).range.high, -at(code.a).range.low);
      const Range range{-most, most};
      return range.within(Range::all()) ? range : Range::all();
    }
    case Op::year_number_:
      return {-10000, 10000};
    case Op::find_number_:
    case Op::find_text_:
    case Op::interval_:
      return {-1, Int128{1} << 32};
    case Op::cell_: {
      const bytecode::Table& table = program_.tables[code.b];
      Range range{0, 0};
      if (table.type.kind == ValueKind::Text) return Range::all();
      for (const int64_t value : table.values) range = united(range, {value, value});
      return range;
    }
    default:
      break;
  }
  if (dst.kind == ValueKind::Day) return {calendar::kDayMin, calendar::kDayMax};
  return Range::all();
}

void Planner::plan_lifted(const Instruction& code) {
  const bytecode::OpInfo& op = bytecode::info(code.op);
  const uint32_t registers[] = {code.a, code.b, code.c};
  Lifted& lifted = plan_.lifted.emplace_back();
  lifted.library = &library_;
  lifted.code = code;
  uint32_t reads[3] = {kNoSlot, kNoSlot, kNoSlot};
  for (size_t i = 0; i < 3; ++i) {
    if (!bytecode::is_register(op.operands[i])) continue;
    const Value& operand = at(registers[i]);
    lifted.operands[i].value = operand.same;
    if (operand.is_same()) continue;
    const bool bits = operand.kind == Value::Kind::Column && operand.form == Form::Bit;
    lifted.operands[i].form = bits ? Form::Bit : Form::Number;
    lifted.operands[i].slot = bits ? bit_slot(operand) : number_slot(operand);
    reads[i] = lifted.operands[i].slot;
  }
  const bool bits = program_.registers[code.dst].kind == ValueKind::Bool;
  lifted.form = bits ? Form::Bit : Form::Number;
  lifted.dst = new_slot(lifted.form, level_);
  lifted.left = stage(level_).left;
  PlannedStep& step = emit(run_lifted, level_, lifted.dst, reads[0], reads[1], reads[2]);
  step.step.data = &lifted;
  step.reads[3] = lifted.left;
  step.keeps = true;
  switch (code.op) {
    case Op::add_:
    case Op::sub_:
    case Op::mul_:
    case Op::negate_:
    case Op::divide_:
      ++unproved_;
      break;
    default:
      break;
  }
  if (bits) return set_bits(code.dst, lifted.dst);
  set_number(code, lifted.dst, range_of(code));
}

}  // namespace tierline::columnar
