#include "runtime/scalar/entry_shares.hpp"

#include <algorithm>
#include <deque>
#include <optional>

#include "base/assert.hpp"
#include "base/wide_loops.hpp"
#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/entry_blocks.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/one_look.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

namespace {

/// The steps of accounts that follow from the day alone and that entries are computed with, in
/// their order.
std::vector<Instruction> common_code(const Bytecode& program) {
  const std::vector<uint8_t> factual = bytecode::find_factual(program);
  std::vector<uint8_t> needed(program.registers.size(), 0);
  for (const Section& section : program.sections) {
    if (section.level == bytecode::kAccountLevel || section.phase > Phase::Decide) continue;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      bytecode::for_each_operand(program.code[i], [&](uint32_t index) { needed[index] = 1; });
    }
  }
  std::vector<Instruction> code;
  for (size_t i = program.code.size(); i-- > 0;) {
    const Instruction& at = program.code[i];
    if (at.op == Op::demand_ || needed[at.dst] == 0 || factual[at.dst] != 0) continue;
    bytecode::for_each_operand(at, [&](uint32_t index) { needed[index] = 1; });
    code.push_back(at);
  }
  std::reverse(code.begin(), code.end());
  return code;
}

/// Whether the entries of a section are computed with nothing that differs from account to account.
bool is_common(const Bytecode& program, const Section& section,
               const std::vector<uint8_t>& factual) {
  bool all = true;
  for (uint32_t i = section.begin; i < section.end; ++i) {
    bytecode::for_each_operand(program.code[i], [&](uint32_t index) {
      const bool of_entry = program.registers[index].level != bytecode::kAccountLevel;
      all = all && (of_entry || factual[index] == 0);
    });
  }
  return all;
}

/// The code of one section of entries, and its reductions.
struct SharePart {
  SharePart(const Prepared& prepared, const Section& of) : section(of), blocks(prepared, of) {}

  const Section& section;
  EntryBlocks blocks;
  std::vector<Reduction> reductions;
  size_t first = 0;  // of the ledger's reductions
};

}  // namespace

struct EntryShares::Impl {
  Impl(const Bytecode& code, Day day);

  bool prepare();
  template <Integer T>
  bool run_common(Lane<T>& lane);
  void find(SharePart& part, const batch::LedgerBatch& entries, size_t first, size_t count,
            Shares& out, size_t place);
  void take_block(const SharePart& part, size_t count, Shares& out, size_t place) const;
  void find_one(const SharePart& part, const batch::LedgerBatch& entries, size_t entry, Shares& out,
                size_t place);
  template <Integer T>
  bool find_one(std::unique_ptr<Lane<T>>& lane, const SharePart& part,
                const batch::LedgerBatch& entries, size_t entry, Shares& out, size_t place);
  template <Integer T>
  void take_one(const Lane<T>& lane, const SharePart& part, Shares& out, size_t place) const;
  Day until(const Reduction& reduction, bool counts) const;

  const Bytecode& program;
  const Prepared prepared;
  const Day today;
  const std::vector<Instruction> common;
  Horizon horizon;
  std::unique_ptr<Lane<int64_t>> lane;
  std::unique_ptr<Lane<Int128>> bits128;  // made when first needed
  std::unique_ptr<Lane<BigInt>> unbounded;
  std::vector<std::deque<SharePart>> ledgers;
  std::vector<size_t> reductions;  // by ledger: how many
  bool can_run = false;
};

EntryShares::Impl::Impl(const Bytecode& code, Day day)
    : program(code),
      prepared(code),
      today(day),
      common(common_code(code)),
      horizon(prepared, Phase::Decide),
      lane(Lane<int64_t>::make(prepared)),
      ledgers(code.schema.ledgers.size()),
      reductions(code.schema.ledgers.size()) {
  for (const Reduction& reduction : reductions_of(code)) {
    const Section& section = code.sections[reduction.section];
    const size_t ledger = section.level - 1;
    std::deque<SharePart>& parts = ledgers[ledger];
    if (parts.empty() || &parts.back().section != &section) {
      parts.emplace_back(prepared, section).first = reductions[ledger];
    }
    parts.back().reductions.push_back(reduction);
    ++reductions[ledger];
  }
  horizon.start(today);
  can_run = prepare();
}

/// Finds what all entries are computed with.
bool EntryShares::Impl::prepare() {
  if (!lane || !run_common(*lane)) return false;
  const batch::LedgerBatch none;
  for (std::deque<SharePart>& parts : ledgers) {
    for (SharePart& part : parts) {
      if (!part.blocks.start({none, 0, EntryBlocks::kMost, lane->place(0), &horizon})) return false;
    }
  }
  return true;
}

template <Integer T>
bool EntryShares::Impl::run_common(Lane<T>& of) {
  static const std::vector<batch::Column> kNoColumns;
  of.start(today, 0);
  Following following(horizon);
  return of.run_code(common.data(), common.data() + common.size(), kNoColumns, 0, UINT32_MAX,
                     following) == Outcome::Done;
}

// ---- many at once -------------------------------------------------------------------------------

/// As many entries as a block holds.
void EntryShares::Impl::find(SharePart& part, const batch::LedgerBatch& entries, size_t first,
                             size_t count, Shares& out, size_t place) {
  if (part.blocks.run_steps({entries, first, count, lane->place(0), &horizon})) {
    return take_block(part, count, out, place);
  }
  for (size_t i = 0; i < count; ++i) find_one(part, entries, first + i, out, place + i);
}

TIERLINE_WIDE_LOOPS void EntryShares::Impl::take_block(const SharePart& part, size_t count,
                                                       Shares& out, size_t place) const {
  size_t index = part.first;
  for (const Reduction& reduction : part.reductions) {
    const size_t at = out.place(index++, place);
    const int64_t* const condition = part.blocks.values(condition_of(reduction.code));
    const Day* const stands = part.blocks.untils(condition_of(reduction.code));
    uint8_t* const counts = out.counts.data() + at;
    Day* const untils = out.untils.data() + at;
    for (size_t i = 0; i < count; ++i) counts[i] = static_cast<uint8_t>(condition[i]);
    std::copy_n(stands, count, untils);
    if (!has_value(reduction.code)) continue;
    const int64_t* const worth = part.blocks.values(reduction.code.a);
    int64_t* const values = out.values.data() + at;
    for (size_t i = 0; i < count; ++i) values[i] = condition[i] != 0 ? worth[i] : 0;
    if (prepared.moving[reduction.code.a] == 0) continue;
    const Day* const lasts = part.blocks.untils(reduction.code.a);
    for (size_t i = 0; i < count; ++i) {
      untils[i] = condition[i] != 0 ? std::min(stands[i], lasts[i]) : stands[i];
    }
  }
}

// ---- one alone ----------------------------------------------------------------------------------

void EntryShares::Impl::find_one(const SharePart& part, const batch::LedgerBatch& entries,
                                 size_t entry, Shares& out, size_t place) {
  if (find_one(lane, part, entries, entry, out, place)) return;
  if (find_one(bits128, part, entries, entry, out, place)) return;
  const bool found = find_one(unbounded, part, entries, entry, out, place);
  TIERLINE_ASSERT(found);
}

template <Integer T>
bool EntryShares::Impl::find_one(std::unique_ptr<Lane<T>>& of, const SharePart& part,
                                 const batch::LedgerBatch& entries, size_t entry, Shares& out,
                                 size_t place) {
  if (!of) {
    of = Lane<T>::make(prepared);
    if (of && !run_common(*of)) of.reset();
    if (!of) return false;
  }
  const Instruction* const code = program.code.data();
  if (of->run_code(code + part.section.begin, code + part.section.reduce_begin, entries.columns,
                   entry, static_cast<uint32_t>(entry), horizon) != Outcome::Done) {
    return false;
  }
  take_one(*of, part, out, place);
  return true;
}

template <Integer T>
void EntryShares::Impl::take_one(const Lane<T>& of, const SharePart& part, Shares& out,
                                 size_t place) const {
  size_t index = part.first;
  for (const Reduction& reduction : part.reductions) {
    const size_t at = out.place(index++, place);
    const bool counts = of.at(condition_of(reduction.code)) != 0;
    out.counts[at] = counts ? 1 : 0;
    out.untils[at] = until(reduction, counts);
    out.values[at] = 0;
    if (!counts || !has_value(reduction.code)) continue;
    const T& value = of.at(reduction.code.a);
    if (!decimal::narrow<int64_t>(BigInt(value), out.values[at]) ||
        out.values[at] == batch::kWide) {
      out.values[at] = batch::kWide;
      out.wide[at] = BigInt(value);
    }
  }
}

Day EntryShares::Impl::until(const Reduction& reduction, bool counts) const {
  const Day stands = horizon.until(condition_of(reduction.code));
  return counts && has_value(reduction.code) ? std::min(stands, horizon.until(reduction.code.a))
                                             : stands;
}

// ---- the door -----------------------------------------------------------------------------------

bool EntryShares::can_find(const Bytecode& program) {
  if (program.status || !program.splits.empty()) return false;
  const Prepared prepared(program);
  const std::vector<uint8_t> factual = bytecode::find_factual(program);
  bool has_entries = false;
  for (const Section& section : program.sections) {
    if (section.level == bytecode::kAccountLevel || section.phase > Phase::Decide) continue;
    has_entries = true;
    if (!is_common(program, section, factual)) return false;
    if (!EntryBlocks(prepared, section).can_run()) return false;
  }
  return has_entries && one_look_is_enough(program);
}

EntryShares::EntryShares(const Bytecode& program, Day today)
    : impl_(std::make_unique<Impl>(program, today)) {}
EntryShares::~EntryShares() = default;
EntryShares::EntryShares(EntryShares&&) noexcept = default;
EntryShares& EntryShares::operator=(EntryShares&&) noexcept = default;

bool EntryShares::can_run() const { return impl_->can_run; }

void EntryShares::make_room(size_t ledger, size_t entries, Shares& out) const {
  const size_t places = impl_->reductions[ledger] * entries;
  out.entries = entries;
  out.counts.resize(places);
  out.values.resize(places);
  out.untils.resize(places);
  out.wide.clear();
}

void EntryShares::find(size_t ledger, const batch::LedgerBatch& entries, size_t count, Shares& out,
                       size_t first) {
  for (SharePart& part : impl_->ledgers[ledger]) {
    for (size_t at = 0; at < count; at += EntryBlocks::kMost) {
      impl_->find(part, entries, at, std::min(EntryBlocks::kMost, count - at), out, first + at);
    }
  }
}

}  // namespace tierline::scalar
