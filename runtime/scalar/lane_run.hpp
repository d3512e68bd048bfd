// The loop of a lane. One case per opcode; the meanings are in runtime/ops and runtime/decimal.
// Included by machine.cpp and follower.cpp only.
#pragma once

#include "base/assert.hpp"
#include "runtime/scalar/lane_load.hpp"

namespace tierline::scalar {

/// Fewer entries are run as quickly one by one.
inline constexpr size_t kBlockEntriesMin = 16;

template <Integer T>
std::unique_ptr<Lane<T>> Lane<T>::make(const Prepared& prepared) {
  std::unique_ptr<Lane> lane(new Lane(prepared));
  if (!lane->load_constants()) return nullptr;
  if constexpr (std::same_as<T, int64_t>) {
    for (const Section& section : prepared.program.sections) {
      lane->blocks_.emplace_back(prepared, section);
    }
  }
  return lane;
}

template <Integer T>
bool Lane<T>::load_constants() {
  const Bytecode& program = prepared_.program;
  registers_.resize(program.registers.size());
  texts_.assign(program.registers.size(), &kEmptyText);
  touched_.resize(program.registers.size());
  collections_.resize(prepared_.collection_count);
  for (uint32_t i = 0; i < program.constants.size(); ++i) {
    const BigInt& number = program.constants[i].number;
    if (is_text(i)) {
      texts_[i] = &program.texts[static_cast<size_t>(*decimal::to_int64(number))];
    } else if (!decimal::narrow<T>(number, registers_[i])) {
      return false;
    }
  }
  number_lists_.resize(program.lists.size());
  for (size_t i = 0; i < program.lists.size(); ++i) {
    if (program.lists[i].kind != bytecode::ValueKind::Number) continue;
    number_lists_[i].resize(program.lists[i].numbers.size());
    for (size_t k = 0; k < number_lists_[i].size(); ++k) {
      if (!decimal::narrow<T>(program.lists[i].numbers[k], number_lists_[i][k])) return false;
    }
  }
  return true;
}

template <Integer T>
template <class Watcher>
Outcome Lane<T>::run(const Row& row, Watcher& watcher) {
  start(row.today, row.held ? row.held->before : 0);
  tier_ = 0;
  bool tier_known = false;
  for (const Section& section : prepared_.program.sections) {
    if (section.phase > watcher.last_phase) break;
    if (section.phase != Phase::Require && !tier_known) {
      find_tier(row);
      watcher.found_tier(tier_);
      tier_known = true;
    }
    const Outcome outcome = section.level == bytecode::kAccountLevel
                                ? run_code(code_at(section.begin), code_at(section.end),
                                           row.batch.columns, row.account, UINT32_MAX, watcher)
                                : run_entries(section, row, watcher);
    if (outcome != Outcome::Done) return outcome;
  }
  if (!tier_known) {
    find_tier(row);
    watcher.found_tier(tier_);
  }
  return Outcome::Done;
}

template <Integer T>
template <class Watcher>
Outcome Lane<T>::run_entries(const Section& section, const Row& row, Watcher& watcher) {
  if (!row.batch.reduced.empty()) return take_reduced(section, row, watcher);
  const Instruction* const begin = code_at(section.begin);
  const Instruction* const end = code_at(section.end);
  const Instruction* const reductions = code_at(section.reduce_begin);
  const batch::LedgerBatch& ledger = row.batch.ledgers[section.level - 1];
  const size_t first = ledger.offsets[row.account];
  const size_t behind = ledger.offsets[row.account + 1];
  if (!run_blocks(section, ledger, first, behind, watcher)) {
    start_reductions(reductions, end);
    watcher.begins(section);
    for (size_t i = first; i < behind; ++i) {
      const Outcome outcome =
          run_code(begin, end, ledger.columns, i, static_cast<uint32_t>(i - first), watcher);
      if (outcome != Outcome::Done) return outcome;
    }
  }
  for (const Instruction* at = reductions; at != end; ++at)
    watcher.after(*this, *at, at->op, UINT32_MAX);
  return Outcome::Done;
}

/// The entries were rolled up before: only what they come to is there.
template <Integer T>
template <class Watcher>
Outcome Lane<T>::take_reduced(const Section& section, const Row& row, Watcher& watcher) {
  TIERLINE_ASSERT(!Watcher::sees_entries);
  watcher.begins(section);
  for (uint32_t i = section.reduce_begin; i < section.end; ++i) {
    const Instruction& at = *code_at(i);
    TIERLINE_ASSERT(prepared_.reduced[at.dst] != bytecode::kNone);
    const batch::ReducedColumn& column = row.batch.reduced[prepared_.reduced[at.dst]];
    if (!load_number(at.dst, column.values, row.account)) return Outcome::Overflow;
    if constexpr (std::same_as<Watcher, Horizon>) {
      if (!column.untils.empty()) watcher.set(at.dst, {column.untils[row.account], 0});
    }
    watcher.after(*this, at, at.op, UINT32_MAX);
  }
  return Outcome::Done;
}

/// Says whether that was possible.
template <Integer T>
template <class Watcher>
bool Lane<T>::run_blocks(const Section& section, const batch::LedgerBatch& ledger, size_t first,
                         size_t end, Watcher& watcher) {
  if constexpr (std::same_as<T, int64_t> && !Watcher::sees_entries) {
    EntryBlocks& blocks =
        blocks_[static_cast<size_t>(&section - prepared_.program.sections.data())];
    if (!blocks.can_run() || end - first < kBlockEntriesMin) return false;
    start_reductions(code_at(section.reduce_begin), code_at(section.end));
    watcher.begins(section);
    if constexpr (std::same_as<Watcher, Horizon>) {
      return blocks.run(ledger, first, end, registers_.data(), &watcher);
    } else {
      return blocks.run(ledger, first, end, registers_.data(), nullptr);
    }
  }
  return false;
}

template <Integer T>
void Lane<T>::start_reductions(const Instruction* begin, const Instruction* end) {
  for (const Instruction* at = begin; at != end; ++at) {
    registers_[at->dst] = 0;
    touched_[at->dst] = 0;
    if (at->op != Op::collect_) continue;
    Collection& kept = collections_[prepared_.collections[at->dst]];
    kept.entries.clear();
    kept.weights.clear();
  }
}

/// The tier that the account holds, or the highest of which all requirements are met today.
template <Integer T>
void Lane<T>::find_tier(const Row& row) {
  if (row.held) {
    tier_ = row.held->tier;
    return;
  }
  const auto& tiers = prepared_.program.tiers;
  for (auto tier = tiers.rbegin(); tier != tiers.rend(); ++tier) {
    const bool met = std::all_of(tier->requirements.begin(), tier->requirements.end(),
                                 [&](const auto& need) { return registers_[need.flag] != 0; });
    if (met) {
      tier_ = tier->word;
      return;
    }
  }
}

template <Integer T>
void Lane<T>::reduce_extreme(const Instruction& code, bool larger) {
  if (registers_[code.b] == 0) return;
  const T& value = registers_[code.a];
  T& best = registers_[code.dst];
  const bool better = larger ? value > best : value < best;
  if (better || touched_[code.dst] == 0) best = value;
  touched_[code.dst] = 1;
}

template <Integer T>
Outcome Lane<T>::demand(const Instruction& code) {
  const auto fault = fault_at(code.a);
  if (!fault) return Outcome::Done;
  fault_ = *fault;
  return Outcome::Fault;
}

/// The fault that a register names.
template <Integer T>
std::optional<decision::Fault> Lane<T>::fault_at(uint32_t index) const {
  const T& code = registers_[index];
  if (code == ops::kNoFault) return std::nullopt;
  if (code == ops::kNoSuchDay) return decision::Fault{};
  if (code == ops::kNothingToSplitOver) {
    return decision::Fault{decision::FaultKind::NothingToSplitOver, bytecode::kNone};
  }
  const auto calendar = static_cast<uint32_t>(static_cast<int64_t>(code)) - ops::kCalendarOutOfDays;
  return decision::Fault{decision::FaultKind::CalendarOutOfDays, calendar};
}

template <Integer T>
template <class Watcher>
Outcome Lane<T>::run_code(const Instruction* begin, const Instruction* end,
                          const std::vector<batch::Column>& columns, size_t row, uint32_t entry,
                          Watcher& watcher) {
  T* const r = registers_.data();
  for (const Instruction* code = begin; code != end; ++code) {
    const Instruction& at = *code;
    T& dst = r[at.dst];
    switch (at.op) {
      case Op::account_field_:
      case Op::entry_field_:
        if (!load(at, columns[at.a], row)) return Outcome::Overflow;
        break;
      case Op::account_known_:
      case Op::entry_known_:
        dst = columns[at.a].is_known(row) ? 1 : 0;
        break;
      case Op::today_:
        dst = today_;
        watcher.after(*this, at, Op::today_, entry);
        continue;
      case Op::tier_:
        dst = tier_;
        break;
      case Op::tier_before_:
        dst = tier_before_;
        break;

      case Op::add_:
        if (!decimal::add<T>(r[at.a], r[at.b], dst)) return Outcome::Overflow;
        watcher.after(*this, at, Op::add_, entry);
        continue;
      case Op::sub_:
        if (!decimal::sub<T>(r[at.a], r[at.b], dst)) return Outcome::Overflow;
        watcher.after(*this, at, Op::sub_, entry);
        continue;
      case Op::mul_:
        if (!decimal::mul<T>(r[at.a], r[at.b], dst)) return Outcome::Overflow;
        break;
      case Op::negate_:
        if (!decimal::neg<T>(r[at.a], dst)) return Outcome::Overflow;
        break;
      case Op::divide_:
        if (!decimal::divide_rounded<T>(r[at.a], r[at.b], static_cast<decimal::Rounding>(at.mode),
                                        dst)) {
          return Outcome::Overflow;
        }
        break;
      case Op::maximum_:
        dst = r[at.a] < r[at.b] ? r[at.b] : r[at.a];
        watcher.after(*this, at, Op::maximum_, entry);
        continue;
      case Op::minimum_:
        dst = r[at.b] < r[at.a] ? r[at.b] : r[at.a];
        break;
      case Op::ordinal_:
        dst = r[at.a];
        break;

      case Op::equal_:
        dst = r[at.a] == r[at.b] ? 1 : 0;
        watcher.after(*this, at, Op::equal_, entry);
        continue;
      case Op::not_equal_:
        dst = r[at.a] != r[at.b] ? 1 : 0;
        break;
      case Op::less_:
        dst = r[at.a] < r[at.b] ? 1 : 0;
        watcher.after(*this, at, Op::less_, entry);
        continue;
      case Op::less_equal_:
        dst = r[at.a] <= r[at.b] ? 1 : 0;
        watcher.after(*this, at, Op::less_equal_, entry);
        continue;
      case Op::text_equal_:
        dst = *texts_[at.a] == *texts_[at.b] ? 1 : 0;
        break;
      case Op::and_:
        dst = static_cast<int>(r[at.a] != 0) & static_cast<int>(r[at.b] != 0);
        watcher.after(*this, at, Op::and_, entry);
        continue;
      case Op::or_:
        dst = static_cast<int>(r[at.a] != 0) | static_cast<int>(r[at.b] != 0);
        watcher.after(*this, at, Op::or_, entry);
        continue;
      case Op::not_:
        dst = r[at.a] != 0 ? 0 : 1;
        watcher.after(*this, at, Op::not_, entry);
        continue;
      case Op::select_:
        dst = r[at.a] != 0 ? r[at.b] : r[at.c];
        watcher.after(*this, at, Op::select_, entry);
        continue;
      case Op::text_select_:
        texts_[at.dst] = texts_[r[at.a] != 0 ? at.b : at.c];
        break;

      case Op::days_between_:
        dst = ops::day_of(r[at.a]) - ops::day_of(r[at.b]);
        break;
      case Op::add_days_:
      case Op::add_months_:
      case Op::add_business_:
      case Op::add_days_fault_:
      case Op::add_months_fault_:
      case Op::add_business_fault_:
        dst = ops::add_day<T>(at, r[at.a], r[at.b], prepared_.dates);
        break;
      case Op::period_first_:
        dst = ops::period(ops::day_of(r[at.a]), at.mode, at.b).first;
        break;
      case Op::period_last_:
        dst = ops::period(ops::day_of(r[at.a]), at.mode, at.b).last;
        break;
      case Op::year_number_:
        dst = calendar::year_number(ops::day_of(r[at.a]), 1);
        break;

      case Op::find_number_:
        dst = ops::find(number_lists_[at.b], r[at.a]);
        break;
      case Op::find_text_:
        dst = ops::find(prepared_.program.lists[at.b].texts, *texts_[at.a]);
        break;
      case Op::interval_:
        dst = ops::interval(prepared_.dates.lists[at.b], ops::day_of(r[at.a]));
        break;
      case Op::cell_:
        if (!load_cell(at)) return Outcome::Overflow;
        break;
      case Op::cell_known_:
        dst = ops::cell_index(prepared_.program.tables[at.b], r[at.a]) < 0 ? 0 : 1;
        break;

      // A reduction writes its account register only for an entry that counts.
      case Op::reduce_sum_:
        if (r[at.b] != 0 && !decimal::add<T>(dst, r[at.a], dst)) return Outcome::Overflow;
        watcher.folded(*this, at);
        continue;
      case Op::reduce_count_:
        if (r[at.a] != 0) dst = dst + 1;
        watcher.folded(*this, at);
        continue;
      case Op::reduce_any_:
        if (r[at.a] != 0) dst = 1;
        watcher.folded(*this, at);
        continue;
      case Op::reduce_min_:
        reduce_extreme(at, false);
        watcher.folded(*this, at);
        continue;
      case Op::reduce_max_:
        reduce_extreme(at, true);
        watcher.folded(*this, at);
        continue;
      case Op::collect_:
        if (!collect(at, entry)) return Outcome::Overflow;
        watcher.folded(*this, at);
        continue;

      case Op::demand_: {
        const Outcome outcome = demand(at);
        watcher.demanded(at);
        if (outcome != Outcome::Done) return outcome;
        continue;
      }
    }
    watcher.after(*this, at, at.op, entry);
  }
  return Outcome::Done;
}

}  // namespace tierline::scalar
