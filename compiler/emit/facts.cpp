#include "compiler/emit/facts.hpp"

namespace tierline::emit {

namespace {

using bytecode::BigInt;
using bytecode::ValueKind;

bytecode::ValueType value_type(const checked::Type& type) {
  bytecode::ValueType made;
  switch (type.kind) {
    case checked::Kind::Number:
      made.kind = ValueKind::Number;
      break;
    case checked::Kind::Day:
      made.kind = ValueKind::Day;
      break;
    case checked::Kind::Enum:
      made.kind = ValueKind::Enum;
      break;
    case checked::Kind::Text:
      made.kind = ValueKind::Text;
      break;
    default:
      made.kind = ValueKind::Bool;
      break;
  }
  if (type.kind == checked::Kind::Number) {
    made.measure = static_cast<bytecode::Measure>(type.unit.measure);
    made.currency = type.unit.currency;
    made.scale = static_cast<uint32_t>(type.scale);
  }
  if (type.kind == checked::Kind::Enum) made.enum_index = type.enum_id.value;
  return made;
}

static_assert(static_cast<int>(checked::Measure::Money) ==
              static_cast<int>(bytecode::Measure::Money));

/// The number at the type's scale; a bound with more digits moves inwards.
BigInt scaled(const checked::Decimal& number, const checked::Type& type,
              decimal::Rounding mode = decimal::Rounding::Down) {
  const int scale = type.kind == checked::Kind::Number ? type.scale : 0;
  return decimal::round(number, scale, mode).coefficient;
}

bytecode::FieldInfo field_info(const checked::Field& field) {
  bytecode::FieldInfo info;
  info.name = field.name;
  info.type = value_type(field.type);
  info.key = field.key;
  info.optional = field.type.optional;
  if (field.default_value) {
    const bool text = field.type.kind == checked::Kind::Text;
    info.default_value = {text ? BigInt(0) : scaled(field.default_value->number, field.type),
                          text ? field.default_value->text : ""};
  }
  const bool ranged =
      field.type.kind == checked::Kind::Number || field.type.kind == checked::Kind::Day;
  if (ranged && field.bounds.low) {
    info.low = scaled(*field.bounds.low, field.type, decimal::Rounding::Ceiling);
  }
  if (ranged && field.bounds.high) {
    info.high = scaled(*field.bounds.high, field.type, decimal::Rounding::Floor);
  }
  return info;
}

bytecode::RecordInfo record_info(const checked::Record& record) {
  bytecode::RecordInfo info;
  info.name = record.name;
  for (uint32_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].derived) continue;
    if (i == record.on_field) info.on_field = static_cast<uint32_t>(info.fields.size());
    info.fields.push_back(field_info(record.fields[i]));
  }
  return info;
}

void add_schema(const checked::CheckedProgram& program, bytecode::Schema& schema) {
  schema.account = record_info(program.account);
  for (const checked::Record& ledger : program.ledgers) {
    schema.ledgers.push_back(record_info(ledger));
  }
  for (const checked::EnumType& type : program.enums) {
    schema.enums.push_back({type.name, type.words});
  }
  for (const checked::Output& output : program.outputs) {
    schema.outputs.push_back({output.name, value_type(output.type)});
  }
  for (const checked::Split& split : program.splits) {
    schema.splits.push_back({split.name, split.ledger, value_type(split.type)});
  }
}

bytecode::List list(const ir::List& list) {
  bytecode::List made;
  made.kind = list.kind == ir::Storage::Text  ? ValueKind::Text
              : list.kind == ir::Storage::Day ? ValueKind::Day
                                              : ValueKind::Number;
  made.numbers = list.numbers;
  made.texts = list.texts;
  return made;
}

void add_cell(const checked::Table& table, const std::optional<checked::TableCell>& cell,
              Texts& texts, bytecode::Table& out) {
  const auto index = static_cast<uint32_t>(out.values.size());
  int64_t value = 0;
  if (cell && table.type.kind == checked::Kind::Text) {
    value = texts.index_of(cell->value.text);
  } else if (cell) {
    const BigInt number = scaled(cell->value.number, table.type);
    const auto narrow = decimal::to_int64(number);
    value = narrow.value_or(bytecode::kWideCell);
    if (value == bytecode::kWideCell) out.wide.emplace(index, number);
  }
  out.values.push_back(value);
  out.known.push_back(cell ? 1 : 0);
  out.cell_rows.push_back(cell ? cell->row : 0);
}

bytecode::Table table(const checked::Table& table, const ir::TableLists& lists, Texts& texts) {
  bytecode::Table out;
  out.name = table.name;
  out.type = value_type(table.type);
  out.days = lists.days;
  out.clause = table.clause.value_or(bytecode::kNone);
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const checked::TableKey& key = table.keys[i];
    const bytecode::ValueType type = value_type(key.type);
    out.keys.push_back(
        {key.name, type.kind, type.enum_index, lists.keys[i], static_cast<uint32_t>(key.size)});
  }
  for (const auto& cell : table.cells) add_cell(table, cell, texts, out);
  for (const checked::TableRow& row : table.rows) {
    out.rows.push_back({row.place, row.span, row.clause.value_or(bytecode::kNone)});
  }
  return out;
}

bytecode::CalendarDays calendar_days(const checked::CalendarInfo& calendar) {
  bytecode::CalendarDays made;
  made.name = calendar.name;
  for (const int day : calendar.weekend) made.weekend.push_back(static_cast<uint32_t>(day));
  made.holidays = calendar.holidays;
  made.working_days = calendar.working_days;
  made.first = calendar.first;
  made.last = calendar.last;
  return made;
}

}  // namespace

uint32_t Texts::index_of(const std::string& text) {
  const auto [at, is_new] = indexes_.try_emplace(text, static_cast<uint32_t>(out_.texts.size()));
  if (is_new) out_.texts.push_back(text);
  return at->second;
}

void add_facts(const ir::Ir& ir, Texts& texts, bytecode::Bytecode& out) {
  const checked::CheckedProgram& program = *ir.program;
  out.header.title = program.title;
  out.header.version = program.version;
  out.header.currency = program.currency;
  out.header.in_force_from = program.in_force_from;
  out.header.in_force_until = program.in_force_until;
  add_schema(program, out.schema);
  for (const ir::List& found : ir.lists) out.lists.push_back(list(found));
  for (size_t i = 0; i < program.tables.size(); ++i) {
    out.tables.push_back(table(program.tables[i], ir.tables[i], texts));
  }
  for (const checked::CalendarInfo& calendar : program.calendars) {
    out.calendars.push_back(calendar_days(calendar));
  }
  for (const checked::Clause& clause : program.clauses) {
    out.clauses.push_back({clause.id, clause.source_title, clause.title});
  }
}

}  // namespace tierline::emit
