#include "tools/bulk/facts/account_facts.hpp"

#include <fmt/format.h>

#include <numeric>
#include <optional>

#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

using bytecode::RecordInfo;
using bytecode::Schema;

const RecordInfo* find_record(const Schema& schema, std::string_view name) {
  if (schema.account.name == name) return &schema.account;
  for (const RecordInfo& ledger : schema.ledgers) {
    if (ledger.name == name) return &ledger;
  }
  return nullptr;
}

std::optional<size_t> find_field(const RecordInfo& record, std::string_view name) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].name == name) return i;
  }
  return std::nullopt;
}

RunError unknown_record(const Schema& schema, std::string_view name) {
  std::vector<std::string_view> known = {schema.account.name};
  for (const RecordInfo& ledger : schema.ledgers) known.push_back(ledger.name);
  return {fmt::format("the program has no record {}{}", shown(name), suggestion(name, known))};
}

RunError unknown_field(const RecordInfo& record, std::string_view name) {
  std::vector<std::string_view> known;
  for (const bytecode::FieldInfo& field : record.fields) known.push_back(field.name);
  return {fmt::format("`{}` has no field {}{}", record.name, shown(name), suggestion(name, known))};
}

/// One text for each field of the record, in its order.
base::Result<std::vector<std::string_view>, RunError> in_order(const RecordInfo& record,
                                                               const FactRecord& facts) {
  std::vector<std::string_view> texts(record.fields.size());
  std::vector<bool> given(record.fields.size());
  for (const FactText& fact : facts.fields) {
    const auto field = find_field(record, fact.field);
    if (!field) return unknown_field(record, fact.field);
    if (given[*field]) {
      return RunError{fmt::format("`{}` gives `{}` twice", record.name, fact.field)};
    }
    given[*field] = true;
    texts[*field] = fact.text;
  }
  return texts;
}

/// The records of one kind that were given.
std::vector<const FactRecord*> of_kind(const std::vector<FactRecord>& records,
                                       const RecordInfo& info) {
  std::vector<const FactRecord*> out;
  for (const FactRecord& record : records) {
    if (record.record == info.name) out.push_back(&record);
  }
  return out;
}

/// Reads records of one kind into columns; what is refused becomes a problem and a placeholder.
/// Without a `known` all of them.
base::Result<std::vector<batch::Column>, RunError> read_records(
    const Schema& schema, const RecordInfo& info, const std::vector<const FactRecord*>& records,
    AccountFacts& facts, const KnownOn* known = nullptr) {
  const bool is_ledger = &info != &schema.account;
  RecordReader reader(schema, info);
  RecordColumns columns(info);
  for (size_t i = 0; i < records.size(); ++i) {
    const auto texts = in_order(info, *records[i]);
    if (!texts) return texts.error();
    if (known != nullptr && known->hides(texts.value())) {
      ++facts.not_yet_known;
    } else if (auto refusal = reader.read(texts.value())) {
      facts.problems.push_back({info.name, is_ledger ? i + 1 : 0, info.fields[refusal->field].name,
                                std::move(refusal->refusal)});
      columns.push(std::vector<Cell>(info.fields.size()));
    } else {
      columns.push(reader.cells());
    }
  }
  std::vector<uint32_t> order(columns.size());
  std::iota(order.begin(), order.end(), 0U);
  return columns.take(order);
}

}  // namespace

std::string describe(const FactProblem& problem) {
  return problem.entry == 0
             ? fmt::format("{}: {}: {}", problem.record, problem.field, problem.refusal.reason)
             : fmt::format("{} {}: {}: {}", problem.record, problem.entry, problem.field,
                           problem.refusal.reason);
}

base::Result<AccountFacts, RunError> build_facts(const Schema& schema,
                                                 const std::vector<FactRecord>& records,
                                                 std::optional<calendar::Day> known_on) {
  for (const FactRecord& record : records) {
    if (find_record(schema, record.record) == nullptr) return unknown_record(schema, record.record);
  }
  std::vector<const FactRecord*> subject = of_kind(records, schema.account);
  if (subject.size() > 1) return RunError{fmt::format("`{}` is given twice", schema.account.name)};
  const FactRecord nothing{schema.account.name, {}};
  if (subject.empty()) subject.push_back(&nothing);

  AccountFacts facts;
  facts.batch.accounts = 1;
  auto account = read_records(schema, schema.account, subject, facts);
  if (!account) return account.error();
  facts.batch.columns = std::move(account).value();
  for (const RecordInfo& ledger : schema.ledgers) {
    const auto entries = of_kind(records, ledger);
    const KnownOn known(schema, ledger, known_on);
    auto columns = read_records(schema, ledger, entries, facts, &known);
    if (!columns) return columns.error();
    const uint64_t size = columns.value()[ledger.on_field].values.size();
    facts.batch.ledgers.push_back({{0, size}, std::move(columns).value()});
  }
  return facts;
}

}  // namespace tierline::bulk
