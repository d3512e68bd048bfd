#include "runtime/columnar/stretch.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tierline::columnar {

namespace {

constexpr size_t kLine = 64;  // bytes that come from memory together

constexpr size_t blocks(size_t rows) { return (rows + kBlock - 1) / kBlock; }

}  // namespace

Stretch::Stretch(const Plan& plan, size_t rows)
    : plan_(plan),
      rows_(rows),
      memory_(plan, rows),
      at_(plan.slots.size(), nullptr),
      copies_(plan.slots.size()),
      segments_(rows, 0),
      touched_(plan.slots.size()) {
  for (uint32_t i = 0; i < plan.slots.size(); ++i) {
    const Slot& slot = plan.slots[i];
    at_[i] = memory_.of(i);
    if (slot.origin == Origin::Segments) at_[i] = segments_.data();
    const bool comes_in = slot.origin != Origin::Scratch && slot.origin != Origin::Constant &&
                          slot.origin != Origin::Left && slot.origin != Origin::Segments;
    if (!comes_in) continue;
    if (inputs_.size() <= slot.level) inputs_.resize(slot.level + 1);
    const size_t width = slot.origin == Origin::Values ? columnar::width_of(slot.store) : 1;
    inputs_[slot.level].push_back({i, slot.column, slot.origin, width});
    copies_[i] = std::make_unique<std::byte[]>(bytes_of(Form::Number, rows));
  }
}

/// Whole blocks are read where they lie; the last rows of a batch are copied, so that nothing is
/// read beyond its end.
void Stretch::bind(uint32_t level, const std::vector<ColumnView>& columns, size_t first,
                   size_t count) {
  if (inputs_.size() <= level) return;
  for (const Input& input : inputs_[level]) {
    if (input.origin == Origin::Held || input.origin == Origin::HeldBefore) continue;
    const ColumnView& column = columns[input.column];
    if (input.origin == Origin::Texts) {
      at_[input.slot] = const_cast<std::string*>(column.texts);
      continue;
    }
    const size_t width = input.width;
    const void* base = input.origin == Origin::Known ? column.known : column.values;
    const auto* from = static_cast<const std::byte*>(base) + first * width;
    at_[input.slot] = const_cast<std::byte*>(from);
    if (count % kBlock == 0) continue;
    std::byte* copy = copies_[input.slot].get();
    std::memcpy(copy, from, count * width);
    std::memset(copy + count * width, 0, (blocks(count) * kBlock - count) * width);
    at_[input.slot] = copy;
  }
}

void Stretch::bind_held(uint32_t slot, const uint32_t* words, size_t first, size_t count) {
  auto* bytes = reinterpret_cast<uint8_t*>(copies_[slot].get());
  for (size_t i = 0; i < count; ++i) bytes[i] = static_cast<uint8_t>(words[first + i]);
  std::fill(bytes + count, bytes + blocks(count) * kBlock, uint8_t{0});
  at_[slot] = bytes;
}

/// Notes what the next stretch reads and writes.
void Stretch::look_ahead(const BatchView& batch, const Answers& answers, size_t first,
                         size_t count) {
  ahead_.clear();
  lines_ahead_ = 0;
  if (count == 0 || inputs_.empty()) return;
  for (const Input& input : inputs_[0]) {
    if (input.origin != Origin::Values) continue;
    note_ahead(batch.columns[input.column].values, input.width, first, count);
  }
  for (size_t i = 0; i < plan_.outputs.size(); ++i) {
    note_ahead(answers.outputs[i].values, plan_.outputs[i].width, first - answers.first, count);
  }
}

/// Asks for some of it, between two steps: all at once would hold up what is worked on. It comes as
/// far as the second cache; the first belongs to this stretch.
void Stretch::ask_ahead(size_t lines) {
  if (ahead_.empty()) return;
  Ahead& next = ahead_.back();
  const std::byte* from = next.from;
  const std::byte* const stop = std::min(next.end, from + lines * kLine);
  for (; from < stop; from += kLine) __builtin_prefetch(from, 0, 2);
  next.from = from;
  if (from >= next.end) ahead_.pop_back();
}

/// Where the answer of an account to an output belongs.
std::byte* Stretch::place_of(const Answers& answers, size_t output, size_t account) const {
  return static_cast<std::byte*>(answers.outputs[output].values) +
         (account - answers.first) * plan_.outputs[output].width;
}

/// Answers in whole blocks are written where they belong at once.
void Stretch::bind_answers(const Answers& answers, size_t first, size_t count) {
  for (size_t i = 0; i < plan_.outputs.size(); ++i) {
    const uint32_t slot = plan_.outputs[i].slot;
    if (plan_.slots[slot].origin != Origin::Scratch) continue;
    at_[slot] = memory_.of(slot);
    if (count % kBlock != 0) continue;
    at_[slot] = place_of(answers, i, first);
  }
}

/// Rows beyond the last are left from the start, so that no step looks at them closely.
void Stretch::clear_left(uint32_t slot, size_t count) {
  auto* bits = static_cast<uint64_t*>(at_[slot]);
  std::fill_n(bits, blocks(count), uint64_t{0});
  if (count % kBlock != 0) bits[count / kBlock] = ~uint64_t{0} << (count % kBlock);
}

void Stretch::run_steps(const Stage& stage, size_t count) {
  const size_t rows = blocks(count) * kBlock;
  const size_t lines = stage.steps.empty() ? 0 : lines_ahead_ * 3 / (2 * stage.steps.size()) + 8;
  for (const PlannedStep& planned : stage.steps) {
    ask_ahead(lines);
    planned.step.run(planned.step, at_.data(), rows);
  }
}

void Stretch::decide(const BatchView& batch, size_t first, size_t end, const Answers& answers,
                     std::vector<size_t>& left) {
  const size_t count = end - first;
  const uint32_t left_slot = plan_.stages.front().left;
  bind(0, batch.columns, first, count);
  if (!inputs_.empty()) {
    for (const Input& input : inputs_[0]) {
      if (input.origin == Origin::Held) bind_held(input.slot, batch.held, first, count);
      if (input.origin == Origin::HeldBefore) {
        bind_held(input.slot, batch.held_before, first, count);
      }
    }
  }
  bind_answers(answers, first, count);
  look_ahead(batch, answers, end, std::min(rows_, batch.accounts - end));
  clear_left(left_slot, count);
  for (const Stage& stage : plan_.stages) {
    if (stage.level == 0) {
      run_steps(stage, count);
    } else {
      run_entries(stage, batch.ledgers[stage.level - 1], first, end);
    }
  }
  take_answers(answers, first, count);
  add_left(first, count, left);
}

void Stretch::add_left(size_t first, size_t count, std::vector<size_t>& left) const {
  const auto* bits = static_cast<const uint64_t*>(at_[plan_.stages.front().left]);
  for (size_t row = 0; row < count; row += kBlock) {
    uint64_t word = bits[row / kBlock];
    if (count - row < kBlock) word &= (uint64_t{1} << (count - row)) - 1;
    for (; word != 0; word &= word - 1) {
      left.push_back(first + row + static_cast<size_t>(std::countr_zero(word)));
    }
  }
}

void Stretch::take_answers(const Answers& answers, size_t first, size_t count) const {
  for (size_t i = 0; i < plan_.outputs.size(); ++i) {
    const size_t width = plan_.outputs[i].width;
    std::byte* const to = place_of(answers, i, first);
    const void* from = at_[plan_.outputs[i].slot];
    if (from != to) std::memcpy(to, from, count * width);
  }
  if (answers.tiers == nullptr) return;
  uint32_t* to = answers.tiers + (first - answers.first);
  if (plan_.tier == kNoSlot) {
    std::fill_n(to, count, plan_.same_tier);
  } else {
    const auto* from = static_cast<const uint8_t*>(at_[plan_.tier]);
    for (size_t i = 0; i < count; ++i) to[i] = from[i];
  }
}

// ---- entries ------------------------------------------------------------------------------------

void Stretch::run_entries(const Stage& stage, const LedgerView& ledger, size_t first, size_t end) {
  for (const Reduction& fold : stage.reductions) start(fold, end - first);
  auto* left_accounts = static_cast<uint64_t*>(at_[plan_.stages.front().left]);
  place_ = first;
  for (uint64_t begin = ledger.offsets[first]; begin < ledger.offsets[end];) {
    const uint64_t next = std::min<uint64_t>(ledger.offsets[end], begin + rows_);
    const size_t count = next - begin;
    find_pieces(ledger, first, begin, next);
    bind(stage.level, ledger.columns, begin, count);
    clear_left(stage.left, count);
    run_steps(stage, count);
    for (const Reduction& one : stage.reductions) fold(one, left_accounts);
    mark_accounts(stage.left, left_accounts);
    begin = next;
  }
}

/// Which account each entry belongs to; accounts without entries have no piece.
void Stretch::find_pieces(const LedgerView& ledger, size_t first, uint64_t begin, uint64_t end) {
  pieces_.clear();
  for (uint64_t entry = begin; entry < end;) {
    while (ledger.offsets[place_ + 1] <= entry) ++place_;
    const uint64_t stop = std::min<uint64_t>(end, ledger.offsets[place_ + 1]);
    const auto account = static_cast<uint32_t>(place_ - first);
    pieces_.push_back({account, entry - begin, stop - begin});
    std::fill(segments_.begin() + static_cast<ptrdiff_t>(entry - begin),
              segments_.begin() + static_cast<ptrdiff_t>(stop - begin), account);
    entry = stop;
  }
  const size_t count = end - begin;
  std::fill(segments_.begin() + static_cast<ptrdiff_t>(count),
            segments_.begin() + static_cast<ptrdiff_t>(blocks(count) * kBlock), 0U);
}

void Stretch::start(const Reduction& fold, size_t accounts) {
  if (fold.op == bytecode::Op::reduce_any_) {
    std::fill_n(static_cast<uint64_t*>(at_[fold.dst]), blocks(accounts), uint64_t{0});
  } else {
    std::fill_n(static_cast<int64_t*>(at_[fold.dst]), blocks(accounts) * kBlock, int64_t{0});
  }
  touched_[fold.dst].assign(rows_, 0);
}

namespace {

bool bit_at(const uint64_t* bits, size_t row) {
  return ((bits[row / kBlock] >> (row % kBlock)) & 1) != 0;
}

/// How many of the bits begin .. end - 1 are set.
size_t count_bits(const uint64_t* bits, size_t begin, size_t end) {
  size_t count = 0;
  while (begin < end) {
    const size_t stop = std::min(end, (begin / kBlock + 1) * kBlock);
    uint64_t word = bits[begin / kBlock] >> (begin % kBlock);
    if (stop - begin < kBlock) word &= (uint64_t{1} << (stop - begin)) - 1;
    count += static_cast<size_t>(std::popcount(word));
    begin = stop;
  }
  return count;
}

}  // namespace

void Stretch::fold(const Reduction& fold, uint64_t* left_accounts) {
  const auto* counts = static_cast<const uint64_t*>(at_[fold.counts]);
  for (const Piece& piece : pieces_) {
    switch (fold.op) {
      case bytecode::Op::reduce_count_:
        static_cast<int64_t*>(at_[fold.dst])[piece.account] +=
            static_cast<int64_t>(count_bits(counts, piece.begin, piece.end));
        break;
      case bytecode::Op::reduce_any_:
        if (count_bits(counts, piece.begin, piece.end) == 0) break;
        static_cast<uint64_t*>(at_[fold.dst])[piece.account / kBlock] |=
            uint64_t{1} << (piece.account % kBlock);
        break;
      case bytecode::Op::reduce_sum_:
        if (add(fold, piece)) break;
        left_accounts[piece.account / kBlock] |= uint64_t{1} << (piece.account % kBlock);
        break;
      default:
        find_extreme(fold, piece);
        break;
    }
  }
}

/// False: the sum does not fit. The values of rows that are left may be anything, and so may sums.
bool Stretch::add(const Reduction& fold, const Piece& piece) {
  const auto* values = static_cast<const int64_t*>(at_[fold.value]);
  int64_t& sum = static_cast<int64_t*>(at_[fold.dst])[piece.account];
  const int bits = fold.value_bits + static_cast<int>(std::bit_width(piece.end - piece.begin));
  int64_t part = 0;
  if (bits < 63) {
    uint64_t fast = 0;
    for (size_t i = piece.begin; i < piece.end; ++i) fast += static_cast<uint64_t>(values[i]);
    part = static_cast<int64_t>(fast);
  } else {
    for (size_t i = piece.begin; i < piece.end; ++i) {
      if (__builtin_add_overflow(part, values[i], &part)) return false;
    }
  }
  return !__builtin_add_overflow(sum, part, &sum);
}

void Stretch::find_extreme(const Reduction& fold, const Piece& piece) {
  const auto* counts = static_cast<const uint64_t*>(at_[fold.counts]);
  const auto* values = static_cast<const int64_t*>(at_[fold.value]);
  int64_t& best = static_cast<int64_t*>(at_[fold.dst])[piece.account];
  uint8_t& touched = touched_[fold.dst][piece.account];
  const bool larger = fold.op == bytecode::Op::reduce_max_;
  for (size_t i = piece.begin; i < piece.end; ++i) {
    if (!bit_at(counts, i)) continue;
    if (touched == 0 || (larger ? values[i] > best : values[i] < best)) best = values[i];
    touched = 1;
  }
}

/// An account with an entry that cannot be answered cannot be answered.
void Stretch::mark_accounts(uint32_t left_entries, uint64_t* left_accounts) {
  const auto* bits = static_cast<const uint64_t*>(at_[left_entries]);
  for (const Piece& piece : pieces_) {
    if (count_bits(bits, piece.begin, piece.end) == 0) continue;
    left_accounts[piece.account / kBlock] |= uint64_t{1} << (piece.account % kBlock);
  }
}

}  // namespace tierline::columnar
