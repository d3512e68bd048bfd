#include "tools/prove/case.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::prove {

namespace {

using bytecode::FieldInfo;
using bytecode::RecordInfo;
using bytecode::ValueKind;

// Sums of some thousands of these still fit into 64 bits.
constexpr int64_t kSizeMax = 1'000'000'000'000'000;

void push(const FieldInfo& field, const Fact& fact, batch::Column& column) {
  if (!fact.known) return column.push_absent();
  if (field.type.kind != ValueKind::Text) return column.push(fact.value);
  column.push(static_cast<int64_t>(column.texts.size()));
  column.texts.push_back(fact.text);
}

void push(const RecordInfo& info, const Record& record, std::vector<batch::Column>& columns) {
  for (size_t i = 0; i < info.fields.size(); ++i) push(info.fields[i], record[i], columns[i]);
}

/// The fields of the checked record that are read from data, in the order of the schema.
std::vector<uint32_t> stored_fields(const checked::Record& record) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < record.fields.size(); ++i) {
    if (!record.fields[i].derived) out.push_back(i);
  }
  return out;
}

bool is_default(const FieldInfo& field, const Fact& fact) {
  if (!field.default_value) return false;
  return field.type.kind == ValueKind::Text ? fact.text == field.default_value->text
                                            : field.default_value->number == fact.value;
}

checked::Constant constant_of(const FieldInfo& field, const Fact& fact) {
  const bool number = field.type.kind == ValueKind::Number;
  return {{fact.value, number ? static_cast<int>(field.type.scale) : 0}, fact.text};
}

checked::Facts facts_of(const checked::Record& record, const RecordInfo& info, uint32_t ledger,
                        const Record& facts) {
  checked::Facts out;
  out.ledger = ledger;
  const std::vector<uint32_t> stored = stored_fields(record);
  TIERLINE_ASSERT(stored.size() == info.fields.size());
  for (size_t i = 0; i < facts.size(); ++i) {
    if (!facts[i].known || is_default(info.fields[i], facts[i])) continue;
    out.values.push_back({stored[i], constant_of(info.fields[i], facts[i])});
  }
  return out;
}

prover::World world_of(const checked::CheckedProgram& program, const bytecode::Schema& schema,
                       const Partner& partner) {
  prover::World out;
  out.facts.push_back(facts_of(program.account, schema.account, checked::kNone, partner.account));
  for (uint32_t i = 0; i < partner.ledgers.size(); ++i) {
    for (const Record& entry : partner.ledgers[i]) {
      out.facts.push_back(facts_of(program.ledgers[i], schema.ledgers[i], i, entry));
    }
  }
  return out;
}

}  // namespace

bool is_counted(ValueKind kind) { return kind == ValueKind::Number || kind == ValueKind::Day; }

bool takes(const FieldInfo& field, int64_t value) {
  if (field.low && *field.low > value) return false;
  if (field.high && *field.high < value) return false;
  if (field.type.kind == ValueKind::Day) {
    return value >= calendar::kDayMin && value <= calendar::kDayMax;
  }
  return value >= -kSizeMax && value <= kSizeMax;
}

bool is_accepted(const RecordInfo& info, const Record& record) {
  const Fact* on = nullptr;
  const Fact* until = nullptr;
  for (size_t i = 0; i < info.fields.size(); ++i) {
    const FieldInfo& field = info.fields[i];
    if (!record[i].known) continue;
    if (is_counted(field.type.kind) && !takes(field, record[i].value)) return false;
    if (field.type.kind != ValueKind::Day) continue;
    if (field.name == "on") on = &record[i];
    if (field.name == "until") until = &record[i];
  }
  return on == nullptr || until == nullptr || on->value <= until->value;
}

void shift_days(const RecordInfo& info, int64_t by, Record& record) {
  for (size_t i = 0; i < info.fields.size(); ++i) {
    if (info.fields[i].type.kind == ValueKind::Day && record[i].known) record[i].value += by;
  }
}

size_t in_schema(const checked::Record& record, size_t field) {
  const auto end = record.fields.begin() + static_cast<std::ptrdiff_t>(field);
  return field - static_cast<size_t>(std::count_if(record.fields.begin(), end,
                                                   [](const auto& one) { return one.derived; }));
}

prover::Claim in_schema(prover::Claim claim, const checked::CheckedProgram& program) {
  if (claim.kind == prover::ClaimKind::Always || claim.how == prover::Varied::NewEntry) {
    return claim;
  }
  const bool entry = claim.how == prover::Varied::EntryField;
  const checked::Record& record = entry ? program.ledgers[claim.ledger] : program.account;
  claim.varied = in_schema(record, claim.varied);
  return claim;
}

batch::Batch batch_of(const bytecode::Schema& schema, const Partner& partner) {
  batch::Batch out = batch::empty_batch(schema);
  out.accounts = 1;
  push(schema.account, partner.account, out.columns);
  for (size_t i = 0; i < partner.ledgers.size(); ++i) {
    for (const Record& entry : partner.ledgers[i]) {
      push(schema.ledgers[i], entry, out.ledgers[i].columns);
    }
    out.ledgers[i].offsets = {0, partner.ledgers[i].size()};
  }
  return out;
}

prover::Counterexample example_of(const checked::CheckedProgram& program,
                                  const bytecode::Schema& schema, const Case& found) {
  prover::Counterexample out;
  out.today = found.today;
  out.worlds.push_back(world_of(program, schema, found.first));
  if (found.second) out.worlds.push_back(world_of(program, schema, *found.second));
  return out;
}

}  // namespace tierline::prove
