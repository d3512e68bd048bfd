#include "tools/prove/partner_of.hpp"

#include "runtime/batch/entry_order.hpp"

namespace tierline::prove {

namespace {

/// Nothing if a number is beyond 64 bits.
std::optional<Fact> fact_at(const bytecode::FieldInfo& field, const batch::Column& column,
                            size_t row) {
  if (!column.is_known(row)) return Fact{false, 0, ""};
  const bytecode::Value value = batch::value_at(field, column, row);
  const auto number = decimal::to_int64(value.number);
  if (!number) return std::nullopt;
  const bool text = field.type.kind == bytecode::ValueKind::Text;
  return Fact{true, text ? 0 : *number, value.text};
}

std::optional<Record> record_at(const bytecode::RecordInfo& info,
                                const std::vector<batch::Column>& columns, size_t row) {
  Record out;
  for (size_t i = 0; i < info.fields.size(); ++i) {
    auto fact = fact_at(info.fields[i], columns[i], row);
    if (!fact) return std::nullopt;
    out.push_back(*std::move(fact));
  }
  return out;
}

}  // namespace

std::optional<Partner> partner_in(const bytecode::Schema& schema, const batch::Batch& batch) {
  Partner out;
  auto account = record_at(schema.account, batch.columns, 0);
  if (!account) return std::nullopt;
  out.account = *std::move(account);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    std::vector<Record>& entries = out.ledgers.emplace_back();
    for (size_t row = 0; row < batch.ledgers[i].offsets[1]; ++row) {
      auto entry = record_at(schema.ledgers[i], batch.ledgers[i].columns, row);
      if (!entry) return std::nullopt;
      entries.push_back(*std::move(entry));
    }
  }
  return out;
}

base::Result<Partner, bulk::RunError> partner_of(const bytecode::Schema& schema,
                                                 const std::vector<bulk::FactRecord>& records) {
  const auto built = bulk::build_facts(schema, records);
  if (!built) return built.error();
  if (!built.value().problems.empty()) {
    return bulk::RunError{bulk::describe(built.value().problems.front())};
  }
  auto partner = partner_in(schema, built.value().batch);
  if (!partner) return bulk::RunError{"a number of the facts has more than 18 digits"};
  return *std::move(partner);
}

}  // namespace tierline::prove
