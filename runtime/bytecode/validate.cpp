#include "runtime/bytecode/validate.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace tierline::bytecode {

namespace {

// Steps of cross-multiplied quotients may have more digits than a number of the language; the bound
// only keeps printing cheap.
constexpr uint32_t kRegisterScaleMax = 1000;

bool within(const BigInt& value, int64_t low, int64_t high) {
  return value >= low && value <= high;
}

template <class T>
bool rising(const std::vector<T>& items) {
  return std::adjacent_find(items.begin(), items.end(),
                            [](const T& a, const T& b) { return !(a < b); }) == items.end();
}

}  // namespace

std::optional<LoadFault> Validator::run() {
  check_sizes();
  if (!fault_) check_schema();
  if (!fault_) check_lists();
  if (!fault_) check_tables();
  if (!fault_) check_calendars();
  if (!fault_) check_registers();
  if (!fault_) check_code();
  if (!fault_) check_rules();
  return fault_;
}

void Validator::check_sizes() {
  need(program_.code.size() <= base::kStepsMax, "{} instructions; at most {} are allowed",
       program_.code.size(), base::kStepsMax);
  need(program_.registers.size() <= base::kRegistersMax, "{} registers; at most {} are allowed",
       program_.registers.size(), base::kRegistersMax);
  need(program_.constants.size() <= program_.registers.size(), "more constants than registers");
}

void Validator::check_schema() {
  const Schema& schema = program_.schema;
  at("schema");
  need(!schema.enums.empty() && !schema.enums[0].words.empty(), "no tiers");
  for (const EnumInfo& words : schema.enums) {
    need(words.words.size() <= base::kEnumWordsMax, "too many words in an enum");
  }
  check_record(schema.account, false);
  for (const RecordInfo& ledger : schema.ledgers) check_record(ledger, true);
  for (const OutputInfo& output : schema.outputs) check_type(output.type);
  for (const SplitInfo& split : schema.splits) {
    check_type(split.type);
    need(split.type.kind == ValueKind::Number, "a split of something else than a number");
    need(split.ledger < schema.ledgers.size(), "a split over an unknown ledger");
  }
}

void Validator::check_record(const RecordInfo& record, bool ledger) {
  for (const FieldInfo& field : record.fields) {
    at("field `{}`", field.name);
    check_type(field.type);
    if (field.default_value && !fault_) {
      check_value(field.type.kind, field.type.enum_index, field.default_value->number);
    }
  }
  at("ledger `{}`", record.name);
  if (!ledger || fault_) return;
  if (need(record.on_field < record.fields.size(), "no field says on which day an entry counts")) {
    need(record.fields[record.on_field].type.kind == ValueKind::Day, "its `on` is not a day");
  }
}

void Validator::check_type(const ValueType& type) {
  need(type.kind <= ValueKind::Text && type.measure <= Measure::Money, "unknown type");
  need(type.scale <= kRegisterScaleMax, "{} digits after the point", type.scale);
  need(type.kind != ValueKind::Enum || type.enum_index < program_.schema.enums.size(),
       "unknown enum");
}

/// A text's number is not looked at: it stands in Value::text.
void Validator::check_value(ValueKind kind, uint32_t enum_index, const BigInt& value) {
  switch (kind) {
    case ValueKind::Bool:
      need(within(value, 0, 1), "a bool that is neither 0 nor 1");
      break;
    case ValueKind::Day:
      need(within(value, calendar::kDayMin, calendar::kDayMax), "a day outside the calendar");
      break;
    case ValueKind::Enum: {
      const auto words = static_cast<int64_t>(program_.schema.enums[enum_index].words.size());
      need(within(value, 0, words - 1), "an enum word that does not exist");
      break;
    }
    case ValueKind::Number:
    case ValueKind::Text:
      break;
  }
}

void Validator::check_lists() {
  for (size_t i = 0; i < program_.lists.size(); ++i) {
    const List& list = program_.lists[i];
    at("list {}", i);
    const bool known_kind = list.kind == ValueKind::Number || list.kind == ValueKind::Text ||
                            list.kind == ValueKind::Day;
    need(known_kind, "unknown kind");
    need(list.kind == ValueKind::Text ? list.numbers.empty() : list.texts.empty(), "mixed kinds");
    need(rising(list.numbers) && rising(list.texts), "not in rising order");
    if (list.kind != ValueKind::Day) continue;
    for (const BigInt& day : list.numbers) check_value(ValueKind::Day, 0, day);
  }
}

void Validator::check_tables() {
  for (const Table& table : program_.tables) {
    at("table `{}`", table.name);
    check_type(table.type);
    if (!fault_) check_table(table);
  }
}

void Validator::check_table(const Table& table) {
  const uint64_t cells = count_cells(table);
  const bool sized = table.values.size() == cells && table.known.size() == cells &&
                     table.cell_rows.size() == cells;
  if (!need(sized, "its keys make {} cells, but it has {}", cells, table.values.size())) return;
  for (const auto& [cell, value] : table.wide) {
    const bool marked = cell < cells && table.values[cell] == kWideCell;
    need(marked && table.type.kind == ValueKind::Number, "a wide value without its cell");
  }
  for (uint32_t cell = 0; cell < cells && !fault_; ++cell) check_cell(table, cell);
  for (const TableRow& row : table.rows) check_clause(row.clause);
  check_clause(table.clause);
}

/// The product of the key sizes and the intervals, or 0 with a fault.
uint64_t Validator::count_cells(const Table& table) {
  uint64_t cells = 1;
  for (const TableKey& key : table.keys) {
    uint64_t size = 2;  // bool
    if (key.kind == ValueKind::Enum) {
      if (!need(key.enum_index < program_.schema.enums.size(), "unknown enum")) return 0;
      size = program_.schema.enums[key.enum_index].words.size();
    } else if (key.kind != ValueKind::Bool) {
      if (!need(key.list < program_.lists.size(), "unknown list of keys")) return 0;
      const List& list = program_.lists[key.list];
      if (!need(key.kind == list.kind, "a list of another kind than its key")) return 0;
      size = list.kind == ValueKind::Text ? list.texts.size() : list.numbers.size();
    }
    const bool others = key.list != kNone && key.size == size + 1;
    need(key.size == size || others, "a key with {} positions says {}", size, key.size);
    if (!need(key.size <= base::kTableCellsMax, "too many cells")) return 0;
    cells *= key.size;
    if (!need(cells <= base::kTableCellsMax, "too many cells")) return 0;
  }
  if (table.days == kNone) return cells;
  const bool listed =
      table.days < program_.lists.size() && program_.lists[table.days].kind == ValueKind::Day;
  if (!need(listed, "no list of days")) return 0;
  const uint64_t intervals = program_.lists[table.days].numbers.size() + 1;
  need(intervals <= base::kTableCellsMax && cells * intervals <= base::kTableCellsMax,
       "too many cells");
  return cells * intervals;
}

void Validator::check_cell(const Table& table, uint32_t cell) {
  need(table.known[cell] <= 1, "a cell that is neither there nor not");
  need(table.known[cell] == 0 || table.cell_rows[cell] < table.rows.size(),
       "a cell of a row that does not exist");
  if (table.type.kind == ValueKind::Text) {
    const bool named = table.values[cell] >= 0 &&
                       static_cast<uint64_t>(table.values[cell]) < program_.texts.size();
    need(named || table.known[cell] == 0, "a text that does not exist");
  } else if (table.values[cell] == kWideCell) {
    need(table.wide.contains(cell), "a wide cell without its value");
  } else {
    const bool empty_day = table.known[cell] == 0 && table.values[cell] == 0;
    if (!empty_day) {
      check_value(table.type.kind, table.type.enum_index, BigInt(table.values[cell]));
    }
  }
}

void Validator::check_calendars() {
  for (const CalendarDays& days : program_.calendars) {
    at("calendar `{}`", days.name);
    for (const uint32_t day : days.weekend) need(day < 7, "weekday {}", day);
    for (const Day day : days.holidays) check_value(ValueKind::Day, 0, BigInt(day));
    for (const Day day : days.working_days) check_value(ValueKind::Day, 0, BigInt(day));
    if (days.first) check_value(ValueKind::Day, 0, BigInt(*days.first));
    if (days.last) check_value(ValueKind::Day, 0, BigInt(*days.last));
  }
}

void Validator::check_registers() {
  for (uint32_t i = 0; i < program_.registers.size(); ++i) {
    const Register& reg = program_.registers[i];
    at("register {}", i);
    need(reg.kind <= ValueKind::Text, "unknown kind");
    need(reg.level <= program_.schema.ledgers.size(), "unknown ledger");
    need(reg.scale <= kRegisterScaleMax, "{} digits after the point", reg.scale);
    need(reg.kind != ValueKind::Enum || reg.enum_index < program_.schema.enums.size(),
         "unknown enum");
    if (i >= program_.constants.size() || fault_) continue;
    const BigInt& value = program_.constants[i].number;
    need(reg.level == kAccountLevel, "a constant of an entry");
    check_value(reg.kind, reg.enum_index, value);
    need(reg.kind != ValueKind::Text ||
             within(value, 0, static_cast<int64_t>(program_.texts.size()) - 1),
         "a text that does not exist");
  }
}

bool over_limits(const Bytecode& program) {
  return program.code.size() > base::kStepsMax || program.registers.size() > base::kRegistersMax;
}

std::optional<LoadFault> validate(const Bytecode& program) { return Validator(program).run(); }

}  // namespace tierline::bytecode
