#include "runtime/scalar/entry_blocks.hpp"

#include <algorithm>

#include "base/wide_loops.hpp"
#include "runtime/decimal/divisor.hpp"
#include "runtime/scalar/horizon_run.hpp"

namespace tierline::scalar {

// ---- what it knows ------------------------------------------------------------------------------

namespace {

EntryBlocks::Code code_of(const Prepared& prepared, const Section& section, uint32_t begin,
                          uint32_t end) {
  if (section.level == bytecode::kAccountLevel) return {};
  return EntryBlocks::Code(prepared.program.code).subspan(begin, end - begin);
}

}  // namespace

EntryBlocks::EntryBlocks(const Prepared& prepared, const Section& section)
    : EntryBlocks(prepared, code_of(prepared, section, section.begin, section.reduce_begin),
                  code_of(prepared, section, section.reduce_begin, section.end)) {}

EntryBlocks::EntryBlocks(const Prepared& prepared, Code steps, Code reductions)
    : prepared_(prepared), steps_(steps), reductions_(reductions) {
  if (steps.empty() && reductions.empty()) return;
  const auto fits = [this](const Instruction& at) { return knows(at) && has_operands(at); };
  can_run_ = std::all_of(steps.begin(), steps.end(), fits) &&
             std::all_of(reductions.begin(), reductions.end(), fits);
}

bool EntryBlocks::knows(const Instruction& at) const {
  if (prepared_.program.registers[at.dst].kind == bytecode::ValueKind::Text) return false;
  if (is_comparison(at.op) || is_connective(at.op)) return true;
  switch (at.op) {
    case Op::add_:
    case Op::sub_:
    case Op::mul_:
    case Op::negate_:
    case Op::divide_:
    case Op::maximum_:
    case Op::minimum_:
    case Op::ordinal_:
    case Op::select_:
    case Op::days_between_:
    case Op::interval_:
    case Op::cell_:
    case Op::cell_known_:
    case Op::entry_field_:
    case Op::entry_known_:
    case Op::reduce_sum_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::reduce_count_:
    case Op::reduce_any_:
      return true;
    default:
      return false;
  }
}

/// Whether all values of entries that it reads come from this code.
bool EntryBlocks::has_operands(const Instruction& at) const {
  bool has = true;
  bytecode::for_each_operand(at, [&](uint32_t index) {
    has &= !is_of_entries(index) ||
           std::any_of(steps_.begin(), steps_.end(),
                       [index](const Instruction& before) { return before.dst == index; });
  });
  return has;
}

bool EntryBlocks::is_of_entries(uint32_t index) const {
  return prepared_.program.registers[index].level != bytecode::kAccountLevel;
}

bool EntryBlocks::is_moving(uint32_t index) const { return prepared_.moving[index] != 0; }

/// Many lanes never run a block, so this waits for the first one.
void EntryBlocks::make_room() {
  std::vector<uint32_t> all;
  for (const Instruction& at : steps_) all.push_back(at.dst);
  for (const Code code : {steps_, reductions_}) {
    for (const Instruction& at : code) {
      bytecode::for_each_operand(at, [&](uint32_t index) {
        if (!is_of_entries(index)) spread_.push_back(index);
      });
    }
  }
  std::sort(spread_.begin(), spread_.end());
  spread_.erase(std::unique(spread_.begin(), spread_.end()), spread_.end());
  all.insert(all.end(), spread_.begin(), spread_.end());
  places_.resize(prepared_.program.registers.size());
  met_.resize(places_.size());
  values_.resize(all.size() * kMost);
  untils_.assign((all.size() + 1) * kMost, kForever);
  const Day* forever = untils_.data() + all.size() * kMost;
  for (size_t i = 0; i < all.size(); ++i) {
    Place& place = places_[all[i]];
    place.own_values = values_.data() + i * kMost;
    place.own_untils = untils_.data() + i * kMost;
    place.values = place.own_values;
    place.untils = is_moving(all[i]) ? place.own_untils : forever;
  }
  // Only what compares may look at a value that changes every day.
  for (const Code code : {steps_, reductions_}) {
    for (const Instruction& at : code) {
      if (is_comparison(at.op)) continue;
      bytecode::for_each_operand(at, [&](uint32_t index) { places_[index].must_stand = true; });
    }
  }
}

// ---- the loops ----------------------------------------------------------------------------------

bool EntryBlocks::run(const batch::LedgerBatch& ledger, size_t first, size_t end,
                      int64_t* registers, Horizon* horizon) {
  if (!start({ledger, first, std::min(kMost, end - first), registers, horizon})) return false;
  for (size_t at = first; at < end; at += kMost) {
    if (!run_block({ledger, at, std::min(kMost, end - at), registers, horizon})) return false;
  }
  return true;
}

bool EntryBlocks::start(const Block& largest) {
  if (places_.empty()) make_room();
  for (const Instruction& at : reductions_) met_[at.dst] = 0;
  return spread(largest);
}

/// What the account knows, each entry knows. Mostly it is what the account before knew: a constant,
/// today, a period.
bool EntryBlocks::spread(const Block& block) {
  for (const uint32_t index : spread_) {
    Place& place = places_[index];
    const Horizon::Motion motion = block.horizon != nullptr && is_moving(index)
                                       ? block.horizon->motion(index)
                                       : Horizon::Motion{};
    if (place.must_stand && motion.slope != 0) return false;
    place.slope = motion.slope;
    if (place.spread >= block.count && place.own_values[0] == block.registers[index] &&
        place.own_untils[0] == motion.until) {
      continue;
    }
    std::fill_n(place.own_values, block.count, block.registers[index]);
    std::fill_n(place.own_untils, block.count, motion.until);
    place.spread = block.count;
  }
  return true;
}

bool EntryBlocks::run_block(const Block& block) {
  if (!run_steps(block)) return false;
  for (const Instruction& at : reductions_) {
    if (!reduce(at, block)) return false;
  }
  return true;
}

bool EntryBlocks::run_steps(const Block& block) {
  for (const Instruction& at : steps_) {
    if (!evaluate(at, block)) return false;
    if (block.horizon != nullptr && is_moving(at.dst)) move(at, block);
  }
  return true;
}

template <class One>
[[gnu::always_inline]] inline void EntryBlocks::each(const Instruction& at, size_t count, One one) {
  const int64_t* const a = places_[at.a].values;
  int64_t* const dst = places_[at.dst].own_values;
  for (size_t i = 0; i < count; ++i) dst[i] = one(a[i]);
}

template <class One>
[[gnu::always_inline]] inline void EntryBlocks::each_pair(const Instruction& at, size_t count,
                                                          One one) {
  const int64_t* const a = places_[at.a].values;
  const int64_t* const b = places_[at.b].values;
  int64_t* const dst = places_[at.dst].own_values;
  for (size_t i = 0; i < count; ++i) dst[i] = one(a[i], b[i]);
}

/// One after the other even if one does not fit: that is rare.
template <class One>
[[gnu::always_inline]] inline bool EntryBlocks::each_checked(const Instruction& at, size_t count,
                                                             One one) {
  const int64_t* const a = places_[at.a].values;
  const int64_t* const b = places_[at.b].values;
  int64_t* const dst = places_[at.dst].own_values;
  bool fits = true;
  for (size_t i = 0; i < count; ++i) fits &= one(a[i], b[i], dst[i]);
  return fits;
}

// ---- values -------------------------------------------------------------------------------------

/// A field is read where it lies.
bool EntryBlocks::load(const Instruction& at, const Block& block) {
  const batch::Column& column = block.ledger.columns[at.a];
  places_[at.dst].values = column.values.data() + block.first;
  return column.wide.empty();
}

TIERLINE_WIDE_LOOPS bool EntryBlocks::evaluate(const Instruction& at, const Block& block) {
  const size_t count = block.count;
  switch (at.op) {
    case Op::entry_field_:
      return load(at, block);
    case Op::entry_known_: {
      const batch::Column& column = block.ledger.columns[at.a];
      int64_t* const dst = places_[at.dst].own_values;
      for (size_t i = 0; i < count; ++i) dst[i] = column.is_known(block.first + i) ? 1 : 0;
      return true;
    }
    case Op::equal_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a == b; });
      return true;
    case Op::not_equal_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a != b; });
      return true;
    case Op::less_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a < b; });
      return true;
    case Op::less_equal_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a <= b; });
      return true;
    case Op::and_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a & b; });
      return true;
    case Op::or_:
      each_pair(at, count, [](int64_t a, int64_t b) { return a | b; });
      return true;
    case Op::not_:
      each(at, count, [](int64_t a) { return a ^ 1; });
      return true;
    case Op::cell_:
    case Op::cell_known_:
    case Op::interval_:
      return look_up(at, count);
    default:
      return calculate(at, count);
  }
}

TIERLINE_WIDE_LOOPS bool EntryBlocks::calculate(const Instruction& at, size_t count) {
  switch (at.op) {
    case Op::add_:
      return each_checked(at, count, [](int64_t a, int64_t b, int64_t& sum) {
        return !__builtin_add_overflow(a, b, &sum);
      });
    case Op::sub_:
    case Op::days_between_:
      return each_checked(at, count, [](int64_t a, int64_t b, int64_t& difference) {
        return !__builtin_sub_overflow(a, b, &difference);
      });
    case Op::mul_:
      return each_checked(at, count, [](int64_t a, int64_t b, int64_t& product) {
        return !__builtin_mul_overflow(a, b, &product);
      });
    case Op::divide_:
      return divide(at, count);
    case Op::maximum_:
      each_pair(at, count, [](int64_t a, int64_t b) { return std::max(a, b); });
      return true;
    case Op::minimum_:
      each_pair(at, count, [](int64_t a, int64_t b) { return std::min(a, b); });
      return true;
    case Op::negate_: {
      bool fits = true;
      each(at, count, [&](int64_t a) {
        int64_t opposite = 0;
        fits &= decimal::neg<int64_t>(a, opposite);
        return opposite;
      });
      return fits;
    }
    case Op::ordinal_:
      places_[at.dst].values = places_[at.a].values;
      return true;
    default: {  // select
      const int64_t* const otherwise = places_[at.c].values;
      const int64_t* const condition = places_[at.a].values;
      const int64_t* const taken = places_[at.b].values;
      int64_t* const dst = places_[at.dst].own_values;
      for (size_t i = 0; i < count; ++i) dst[i] = condition[i] != 0 ? taken[i] : otherwise[i];
      return true;
    }
  }
}

bool EntryBlocks::divide(const Instruction& at, size_t count) {
  const auto rounding = static_cast<decimal::Rounding>(at.mode);
  const int64_t by = *places_[at.b].values;
  if (!is_of_entries(at.b) && decimal::Divisor::can_be(by)) {  // nearly always, a power of ten
    const decimal::Divisor divisor(by);
    const auto divide = [&](decimal::Rounding mode) {
      each(at, count, [&divisor, mode](int64_t a) { return divisor.divide(a, mode); });
      return true;
    };
    return rounding == decimal::Rounding::HalfEven ? divide(decimal::Rounding::HalfEven)
                                                   : divide(rounding);
  }
  return each_checked(at, count, [rounding](int64_t a, int64_t b, int64_t& quotient) {
    return decimal::divide_rounded<int64_t>(a, b, rounding, quotient);
  });
}

bool EntryBlocks::look_up(const Instruction& at, size_t count) {
  if (at.op == Op::interval_) {
    const std::vector<Day>& days = prepared_.dates.lists[at.b];
    each(at, count, [&](int64_t a) { return ops::interval(days, ops::day_of(a)); });
    return true;
  }
  const bytecode::Table& table = prepared_.program.tables[at.b];
  if (at.op == Op::cell_known_) {
    each(at, count, [&](int64_t a) { return ops::cell_index(table, a) < 0 ? 0 : 1; });
    return true;
  }
  bool wide = false;
  each(at, count, [&](int64_t a) {
    const int64_t cell = ops::cell_index(table, a);
    const int64_t value = cell < 0 ? 0 : table.values[static_cast<size_t>(cell)];
    wide |= value == bytecode::kWideCell;
    return value;
  });
  return !wide;
}

// ---- reductions ---------------------------------------------------------------------------------

bool EntryBlocks::reduce(const Instruction& at, const Block& block) {
  int64_t& total = block.registers[at.dst];
  const int64_t before = total;
  const int64_t* const a = places_[at.a].values;
  switch (at.op) {
    case Op::reduce_sum_: {
      const int64_t* const counts = places_[at.b].values;
      bool fits = true;
      int64_t sum = total;
      for (size_t i = 0; i < block.count; ++i) {
        fits &= !__builtin_add_overflow(sum, counts[i] != 0 ? a[i] : 0, &sum);
      }
      if (!fits) return false;
      total = sum;
      break;
    }
    case Op::reduce_count_:
      for (size_t i = 0; i < block.count; ++i) total += a[i];
      break;
    case Op::reduce_any_:
      for (size_t i = 0; i < block.count; ++i) total |= a[i];
      break;
    default:
      reduce_extreme(at, block.count, at.op == Op::reduce_max_, total);
      break;
  }
  if (block.horizon != nullptr && is_moving(at.dst)) move_reduction(at, block, before);
  return true;
}

void EntryBlocks::reduce_extreme(const Instruction& at, size_t count, bool larger, int64_t& best) {
  const int64_t* const a = places_[at.a].values;
  const int64_t* const counts = places_[at.b].values;
  uint8_t& met = met_[at.dst];
  for (size_t i = 0; i < count; ++i) {
    if (counts[i] == 0) continue;
    const bool better = larger ? a[i] > best : a[i] < best;
    if (better || met == 0) best = a[i];
    met = 1;
  }
}

}  // namespace tierline::scalar
