// Which fact of a partner moves the axis.
#include <algorithm>

#include "runtime/decimal/decimal.hpp"
#include "runtime/timeline/decider.hpp"
#include "tools/cliffs/base.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::BigInt;
using bytecode::FieldInfo;
using bytecode::ValueKind;

/// What moving a fact did to the axis.
enum class Pull : uint8_t { Nothing, Rises, OneForOne };

class Puller {
 public:
  Puller(const Setting& setting, const prove::Partner& partner, Day today)
      : code_(setting.program.bytecode),
        axis_(*setting.program.axis),
        partner_(partner),
        today_(today),
        batch_(prove::batch_of(code_.schema, partner)),
        decider_(code_) {}

  std::optional<Lever> best();

 private:
  struct Candidate {
    Lever lever;
    int rank = 0;
    int64_t size = 0;
  };

  void try_field(const Lever& lever);
  Pull pull(const Lever& lever, int64_t value);
  std::optional<BigInt> axis_at(batch::Column& column, size_t row, int64_t value);

  const bytecode::Bytecode& code_;
  size_t axis_;
  const prove::Partner& partner_;
  Day today_;
  batch::Batch batch_;
  timeline::Decider decider_;
  decision::Decision decision_;
  std::optional<Candidate> best_;
};

std::optional<BigInt> Puller::axis_at(batch::Column& column, size_t row, int64_t value) {
  column.values[row] = value;
  decider_.decide(batch_, 0, today_, decision_);
  if (decision_.fault) return std::nullopt;
  return decision_.outputs[axis_].number;
}

/// By a unit, by one, by a thousand: where half of an amount counts, a unit may be rounded away.
Pull Puller::pull(const Lever& lever, int64_t value) {
  const bool account = lever.level == bytecode::kAccountLevel;
  auto& columns = account ? batch_.columns : batch_.ledgers[lever.level - 1].columns;
  batch::Column& column = columns[lever.field];
  const size_t row = account ? 0 : lever.entry;
  const FieldInfo& field = field_of(code_.schema, lever);
  const auto one =
      static_cast<int64_t>(decimal::power_of_ten(std::min(static_cast<int>(field.type.scale), 12)));
  Pull out = Pull::Nothing;
  const auto base = axis_at(column, row, value);
  for (const int64_t more : {int64_t{1}, one, 1'000 * one}) {
    const int64_t sign = prove::takes(field, value + more) ? 1 : -1;
    if (!base || !prove::takes(field, value + sign * more)) continue;
    const auto moved = axis_at(column, row, value + sign * more);
    const BigInt by = moved ? BigInt(sign * (*moved - *base)) : BigInt(-1);
    if (by < 0) {
      out = Pull::Nothing;
      break;
    }
    const bool alike = field.type.scale == code_.schema.outputs[axis_].type.scale;
    if (more == 1 && alike && by == 1) out = Pull::OneForOne;
    if (by > 0 && out == Pull::Nothing) out = Pull::Rises;
  }
  column.values[row] = value;
  return out;
}

void Puller::try_field(const Lever& lever) {
  const FieldInfo& field = field_of(code_.schema, lever);
  if (field.key || field.type.kind != ValueKind::Number) return;
  const bool account = lever.level == bytecode::kAccountLevel;
  const prove::Record& record =
      account ? partner_.account : partner_.ledgers[lever.level - 1][lever.entry];
  if (!record[lever.field].known) return;
  const int64_t value = record[lever.field].value;
  const Pull pulled = pull(lever, value);
  if (pulled == Pull::Nothing) return;
  const bytecode::ValueType& type = code_.schema.outputs[axis_].type;
  const bool alike = field.type.measure == type.measure && field.type.currency == type.currency;
  const int rank = (pulled == Pull::OneForOne ? 1 : 0) + (alike ? 2 : 0);
  const Candidate found{lever, rank, value};
  const auto weight = [](const Candidate& one) { return std::pair(one.rank, one.size); };
  if (!best_ || weight(found) > weight(*best_)) best_ = found;
}

std::optional<Lever> Puller::best() {
  for (uint32_t i = 0; i < code_.schema.account.fields.size(); ++i) try_field({0, i, 0});
  for (uint32_t ledger = 0; ledger < partner_.ledgers.size(); ++ledger) {
    for (size_t entry = 0; entry < partner_.ledgers[ledger].size(); ++entry) {
      for (uint32_t i = 0; i < code_.schema.ledgers[ledger].fields.size(); ++i) {
        try_field({ledger + 1, i, entry});
      }
    }
  }
  if (!best_) return std::nullopt;
  return best_->lever;
}

/// The field of the schema, which has no derived ones.
uint32_t stored(const checked::Record& record, uint32_t field) {
  uint32_t out = field;
  for (uint32_t i = 0; i < field; ++i) out -= record.fields[i].derived ? 1U : 0U;
  return out;
}

/// The largest of the entries that count on the day.
std::optional<Lever> lever_of_entry(const Setting& setting, const prove::Partner& partner,
                                    Day today) {
  const uint32_t ledger = setting.axis.ledger;
  const uint32_t field = stored(setting.program.program.ledgers[ledger], setting.axis.index);
  const uint32_t on = setting.program.bytecode.schema.ledgers[ledger].on_field;
  const std::vector<prove::Record>& entries = partner.ledgers[ledger];
  std::optional<size_t> best;
  for (size_t i = 0; i < entries.size(); ++i) {
    const bool counts = field == on || entries[i][on].value <= today;
    if (counts && (!best || entries[i][field].value > entries[*best][field].value)) best = i;
  }
  if (!best) return std::nullopt;
  return Lever{ledger + 1, field, *best};
}

}  // namespace

const FieldInfo& field_of(const bytecode::Schema& schema, const Lever& lever) {
  const bool account = lever.level == bytecode::kAccountLevel;
  return (account ? schema.account : schema.ledgers[lever.level - 1]).fields[lever.field];
}

FieldRange range_of(const bytecode::Schema& schema, const Lever& lever) {
  const FieldInfo& field = field_of(schema, lever);
  FieldRange out;
  const bool day = field.type.kind == ValueKind::Day;
  // As far as prove::takes goes.
  out.low = day ? int64_t{calendar::kDayMin} : -1'000'000'000'000'000;
  out.high = day ? int64_t{calendar::kDayMax} : 1'000'000'000'000'000;
  if (field.low) out.low = std::max(out.low, decimal::to_int64(*field.low).value_or(out.low));
  if (field.high) out.high = std::min(out.high, decimal::to_int64(*field.high).value_or(out.high));
  return out;
}

std::optional<Lever> find_lever(const Setting& setting, const prove::Partner& partner, Day today) {
  switch (setting.axis.kind) {
    case AxisKind::AccountField:
      return Lever{0, stored(setting.program.program.account, setting.axis.index), 0};
    case AxisKind::EntryField:
      return lever_of_entry(setting, partner, today);
    case AxisKind::Define:
    case AxisKind::BandAxis:
      return Puller(setting, partner, today).best();
  }
  return std::nullopt;
}

}  // namespace tierline::cliffs
