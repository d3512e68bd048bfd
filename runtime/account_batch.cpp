#include "runtime/account_batch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline {

namespace {

using bytecode::BigInt;
using bytecode::FieldInfo;
using bytecode::ValueKind;

/// A value of a field, or why the text is none.
using Read = base::Result<BigInt, std::string>;

Read read_number(const FieldInfo& field, std::string_view text) {
  auto scale = static_cast<int>(field.type.scale);
  if (field.type.measure == bytecode::Measure::Percent && text.ends_with('%')) {
    text.remove_suffix(1);
    scale -= 2;  // 1% is 0.01
  }
  const auto parsed = decimal::parse_decimal(text);
  if (const auto* fault = std::get_if<decimal::NumberFault>(&parsed)) {
    return fmt::format("`{}`: {}", text, decimal::describe(*fault));
  }
  const decimal::Decimal number = decimal::trimmed(std::get<decimal::Decimal>(parsed), 0);
  if (number.scale > scale) {
    return fmt::format("`{}` has more than {} digits after the point", text, scale);
  }
  return decimal::rescale_up(number, scale).coefficient;
}

Read read_word(const FieldInfo& field, std::string_view text, const bytecode::Schema& schema) {
  const std::vector<std::string>& words = schema.enums[field.type.enum_index].words;
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return fmt::format("`{}` is not one of its words", text);
  return BigInt(found - words.begin());
}

Read read_value(const FieldInfo& field, std::string_view text, const bytecode::Schema& schema) {
  switch (field.type.kind) {
    case ValueKind::Bool:
      if (text == "yes" || text == "true") return BigInt(1);
      if (text == "no" || text == "false") return BigInt(0);
      return fmt::format("`{}` is neither `yes` nor `no`", text);
    case ValueKind::Number:
      return read_number(field, text);
    case ValueKind::Enum:
      return read_word(field, text, schema);
    case ValueKind::Day:
    case ValueKind::Text:
      break;
  }
  const auto day = calendar::parse_day(text);
  if (!day) return fmt::format("`{}` is not a day such as 2022-07-01", text);
  return BigInt(*day);
}

void push_text(batch::Column& column, std::string_view text) {
  column.texts.emplace_back(text);
  column.push(static_cast<int64_t>(column.texts.size() - 1));
}

/// Appends one value; returns what is wrong with it, or "".
std::string push(batch::Column& column, const FieldInfo& field, const Fact* fact,
                 const bytecode::Schema& schema) {
  const bool is_text = field.type.kind == ValueKind::Text;
  if (fact == nullptr || fact->text.empty()) {
    if (!field.default_value && !field.optional) return "required, but missing";
    if (!field.default_value) {
      column.push_absent();
    } else if (is_text) {
      push_text(column, field.default_value->text);
    } else {
      column.push_number(field.default_value->number);
    }
    return "";
  }
  if (is_text) {
    push_text(column, fact->text);
    return "";
  }
  const Read value = read_value(field, fact->text, schema);
  if (!value) return value.error();
  const bool below = field.low && value.value() < *field.low;
  const bool above = field.high && value.value() > *field.high;
  if (below || above) return fmt::format("`{}` is outside its range", fact->text);
  column.push_number(value.value());
  return "";
}

const Fact* find(const std::vector<Fact>& facts, const std::string& field) {
  const auto found = std::find_if(facts.begin(), facts.end(),
                                  [&](const Fact& fact) { return fact.field == field; });
  return found == facts.end() ? nullptr : &*found;
}

/// A fact that no field asks for, or that stands twice; or "".
std::string check_names(const bytecode::RecordInfo& record, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    const bool known =
        std::any_of(record.fields.begin(), record.fields.end(),
                    [&](const FieldInfo& field) { return field.name == fact.field; });
    if (!known) return fmt::format("`{}` has no field `{}`", record.name, fact.field);
    if (find(facts, fact.field) != &fact) {
      return fmt::format("{}: `{}` is stated twice", record.name, fact.field);
    }
  }
  return "";
}

std::string push_record(const bytecode::RecordInfo& record, const std::vector<Fact>& facts,
                        const bytecode::Schema& schema, std::vector<batch::Column>& columns) {
  std::string problem = check_names(record, facts);
  for (size_t i = 0; i < record.fields.size() && problem.empty(); ++i) {
    const FieldInfo& field = record.fields[i];
    const std::string wrong = push(columns[i], field, find(facts, field.name), schema);
    if (!wrong.empty()) problem = fmt::format("{}: {}: {}", record.name, field.name, wrong);
  }
  return problem;
}

/// An entry that ends before it begins is wrong in one of its days; or "".
std::string check_days(const bytecode::RecordInfo& ledger,
                       const std::vector<batch::Column>& columns) {
  const int64_t on = columns[ledger.on_field].values.back();
  for (size_t i = 0; i < ledger.fields.size(); ++i) {
    const FieldInfo& field = ledger.fields[i];
    if (field.name != "until" || field.type.kind != ValueKind::Day) continue;
    const bool known = columns[i].is_known(columns[i].values.size() - 1);
    if (known && columns[i].values.back() < on) {
      return fmt::format("{}: until: `{}` is before `on`, which is `{}`", ledger.name,
                         calendar::to_text(static_cast<calendar::Day>(columns[i].values.back())),
                         calendar::to_text(static_cast<calendar::Day>(on)));
    }
  }
  return "";
}

std::string push_entry(const bytecode::Schema& schema, const Entry& entry, batch::Batch& batch) {
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    const bytecode::RecordInfo& ledger = schema.ledgers[i];
    if (ledger.name != entry.ledger) continue;
    ++batch.ledgers[i].offsets.back();
    std::string problem = push_record(ledger, entry.facts, schema, batch.ledgers[i].columns);
    return problem.empty() ? check_days(ledger, batch.ledgers[i].columns) : problem;
  }
  return fmt::format("there is no ledger `{}`", entry.ledger);
}

}  // namespace

base::Result<batch::Batch, std::string> account_batch(const bytecode::Schema& schema,
                                                      const Account& account) {
  batch::Batch batch = batch::empty_batch(schema);
  batch.accounts = 1;
  for (batch::LedgerBatch& ledger : batch.ledgers) ledger.offsets.push_back(0);
  std::string problem = push_record(schema.account, account.facts, schema, batch.columns);
  for (const Entry& entry : account.entries) {
    if (problem.empty()) problem = push_entry(schema, entry, batch);
  }
  if (!problem.empty()) return problem;
  return batch;
}

}  // namespace tierline
