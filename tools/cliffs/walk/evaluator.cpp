#include "tools/cliffs/walk/evaluator.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::BigInt;

/// The partner with the fields that the twin has more.
prove::Partner widened(const Twin& twin, const Lever& lever, prove::Partner partner) {
  if (lever.level == bytecode::kAccountLevel) {
    partner.account.push_back(partner.account[lever.field]);
    return partner;
  }
  std::vector<prove::Record>& entries = partner.ledgers[lever.level - 1];
  for (size_t i = 0; i < entries.size(); ++i) {
    entries[i].push_back(entries[i][lever.field]);
    entries[i].push_back({true, i == lever.entry ? 1 : 0, ""});
  }
  TIERLINE_ASSERT(twin.mark == entries[lever.entry].size() - 1);
  return partner;
}

int64_t order(const BigInt& a, const BigInt& b) { return a < b ? -1 : a == b ? 0 : 1; }

/// Twice the numbers of the list below the value, and 1 if it is one of them.
int64_t rank(const BigInt& value, const std::vector<BigInt>& list) {
  const auto at = std::lower_bound(list.begin(), list.end(), value);
  return 2 * (at - list.begin()) + (at != list.end() && *at == value ? 1 : 0);
}

int64_t outcome(const Probe& probe, const Twin& twin, const decision::Decision& decision) {
  const BigInt& a = decision.outputs[probe.a].number;
  switch (probe.kind) {
    case ProbeKind::Less:
      return a < decision.outputs[probe.b].number ? 1 : 0;
    case ProbeKind::LessEqual:
      return a <= decision.outputs[probe.b].number ? 1 : 0;
    case ProbeKind::Order:
      return order(a, decision.outputs[probe.b].number);
    case ProbeKind::Rank:
      return rank(a, twin.code.lists[probe.list].numbers);
    case ProbeKind::Value:
      return decimal::to_int64(a).value_or(INT64_MAX);
  }
  TIERLINE_ASSERT(!"unknown probe");
}

}  // namespace

Evaluator::Evaluator(const Twin& twin, const Lever& lever, const prove::Partner& partner, Day today)
    : twin_(twin),
      lever_(lever),
      today_(today),
      batch_(prove::batch_of(twin.code.schema, widened(twin, lever, partner))),
      decider_(twin.code) {
  if (twin.code.status) machine_ = std::make_unique<scalar::Machine>(twin.code);
}

void Evaluator::set(int64_t conditions, int64_t amounts) {
  const bool account = lever_.level == bytecode::kAccountLevel;
  auto& columns = account ? batch_.columns : batch_.ledgers[lever_.level - 1].columns;
  const size_t row = account ? 0 : lever_.entry;
  for (const auto& [field, value] :
       {std::pair{lever_.field, conditions}, std::pair{twin_.amounts, amounts}}) {
    columns[field].values[row] = value;
    if (!columns[field].known.empty()) columns[field].known[row] = 1;
  }
}

const decision::Decision& Evaluator::decide(int64_t conditions, int64_t amounts) {
  set(conditions, amounts);
  decider_.decide(batch_, 0, today_, decision_);
  return decision_;
}

Signature Evaluator::signature_of(const decision::Decision& decision) const {
  Signature out;
  out.push_back(decision.fault ? 1 + static_cast<int64_t>(decision.fault->kind) : 0);
  if (decision.fault) return out;
  out.push_back(decision.tier);
  for (const Probe& probe : twin_.probes) out.push_back(outcome(probe, twin_, decision));
  return out;
}

/// What every requirement came to on every day from the first: a day and its flags, wherever they
/// are other than before. The tier of the day before comes from the changes of tier.
void Evaluator::add_history(Signature& out) {
  const Day first = *twin_.code.header.in_force_from;
  std::vector<timeline::Change> changes;
  decider_.history(batch_, 0, first, today_, changes);
  for (const timeline::Change& change : changes) {
    out.push_back(change.day);
    out.push_back(change.to);
  }
  scalar::Flags flags;
  std::vector<uint8_t> before;
  size_t next = 0;  // change
  uint32_t tier = 0;
  for (int64_t day = first; day <= today_;) {
    // A change of day d is yesterday's from d + 1 on.
    for (; next < changes.size() && changes[next].day < day; ++next) tier = changes[next].to;
    machine_->require({batch_, 0, static_cast<Day>(day), scalar::HeldTier{tier, tier}}, flags);
    if (flags.fault) {
      out.push_back(day);
      return;
    }
    flags.met.push_back(flags.exists ? 1 : 0);
    flags.met.push_back(flags.assessing ? 1 : 0);
    if (flags.met != before) {
      out.push_back(day);
      out.insert(out.end(), flags.met.begin(), flags.met.end());
      before = flags.met;
    }
    int64_t until = flags.until;
    if (next < changes.size()) until = std::min<int64_t>(until, changes[next].day);
    day = std::max(day, until) + 1;
  }
}

Signature Evaluator::signature(int64_t value) {
  Signature out = signature_of(decide(value));
  if (machine_) add_history(out);
  return out;
}

}  // namespace tierline::cliffs
