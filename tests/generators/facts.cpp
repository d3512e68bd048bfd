#include "tests/generators/facts.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::generators {

namespace {

using checked::Constant;
using checked::Decimal;
using checked::Field;
using checked::Kind;
using decimal::BigInt;

void add_edge(Landmarks& found, const std::optional<checked::Edge>& edge) {
  if (edge) found.numbers.push_back(edge->value);
}

void add_validity(Landmarks& found, const auto& rule) {
  if (rule.from) found.days.push_back(*rule.from);
  if (rule.until) found.days.push_back(*rule.until);
}

void add_table(Landmarks& found, const checked::Table& table) {
  found.days.insert(found.days.end(), table.days.begin(), table.days.end());
  for (const checked::TableKey& key : table.keys) {
    found.numbers.insert(found.numbers.end(), key.numbers.begin(), key.numbers.end());
    found.texts.insert(found.texts.end(), key.texts.begin(), key.texts.end());
  }
  for (const auto& cell : table.cells) {
    if (cell && table.type.kind == Kind::Number) found.numbers.push_back(cell->value.number);
  }
}

void add_constant(Landmarks& found, const checked::Expr& expr) {
  if (expr.type.kind == Kind::Number) found.numbers.push_back(expr.constant.number);
  if (expr.type.kind == Kind::Text) found.texts.push_back(expr.constant.text);
  if (expr.type.kind == Kind::Day) {
    found.days.push_back(static_cast<calendar::Day>(expr.constant.number.coefficient));
  }
}

/// The days on which the tier may move besides: the program begins, a grace ends, a year ends.
void add_status(Landmarks& found, const checked::CheckedProgram& program) {
  if (!program.status) return;
  const calendar::Day first = *program.in_force_from;
  std::vector<calendar::Day> days = {first, first + 1};
  for (int year = calendar::to_civil(first).year; year <= calendar::to_civil(first).year + 2;
       ++year) {
    days.push_back(calendar::to_day({year, 1, 1}));
  }
  for (const checked::Tier& tier : program.tiers) {
    for (const auto& requirement : tier.requirements) {
      if (requirement.keep != checked::Keep::Grace) continue;
      days.push_back(first + requirement.grace_days);
      days.push_back(first - requirement.grace_days);
    }
  }
  found.days.insert(found.days.end(), days.begin(), days.end());
}

// ---- values
// ---------------------------------------------------------------------------------------

BigInt at_scale(const Decimal& number, int scale) {
  return decimal::round(number, scale, decimal::Rounding::Down).coefficient;
}

BigInt wide_number(Choices& choices) {
  const BigInt bits[] = {BigInt(1) << 31, BigInt(1) << 62,  BigInt(1) << 63,
                         BigInt(1) << 64, BigInt(1) << 126, BigInt(1) << 127};
  return bits[choices.below(std::size(bits))] + choices.between(-1, 1);
}

BigInt any_number(const Landmarks& landmarks, int scale, Choices& choices) {
  switch (choices.below(12)) {
    case 0:
      return 0;
    case 1:
      return choices.between(-3, 3);
    case 2:
      return wide_number(choices) * (choices.chance(1, 2) ? 1 : -1);
    case 3:
      return choices.between(-1'000'000, 1'000'000);
    case 4:
      return choices.between(0, 100'000'000'000);
    case 5:
      return decimal::power_of_ten(scale) * choices.between(0, 10);
    default:
      break;
  }
  if (landmarks.numbers.empty()) return choices.between(0, 1000);
  const BigInt mark = at_scale(choices.pick(landmarks.numbers), scale);
  return mark + choices.between(-1, 1);
}

Constant number(const Field& field, const Landmarks& landmarks, Choices& choices) {
  const int scale = field.type.scale;
  BigInt value = any_number(landmarks, scale, choices);
  if (field.bounds.low) value = std::max(value, at_scale(*field.bounds.low, scale));
  if (field.bounds.high) value = std::min(value, at_scale(*field.bounds.high, scale));
  return {{value, scale}, ""};
}

calendar::Day any_day(const Landmarks& landmarks, Choices& choices) {
  const calendar::Day about = calendar::to_day({2022, 7, 1});
  switch (choices.below(12)) {
    case 0:
    case 1:
    case 2:
      return static_cast<calendar::Day>(about + choices.between(-900, 900));
    case 3: {
      const int month = static_cast<int>(choices.between(1, 12));
      const int year = static_cast<int>(choices.between(2019, 2025));
      return calendar::to_day({year, month, calendar::days_in_month(year, month)});
    }
    case 4: {
      if (!choices.chance(1, 2)) return about;
      return choices.chance(1, 2) ? calendar::kDayMin : calendar::kDayMax;
    }
    default:
      break;
  }
  if (landmarks.days.empty()) return about;
  const auto day = choices.pick(landmarks.days) + choices.between(-1, 1);
  return static_cast<calendar::Day>(std::clamp<int64_t>(day, calendar::kDayMin, calendar::kDayMax));
}

Constant day(const Field& field, const Landmarks& landmarks, Choices& choices) {
  BigInt value = any_day(landmarks, choices);
  if (field.bounds.low) value = std::max(value, field.bounds.low->coefficient);
  if (field.bounds.high) value = std::min(value, field.bounds.high->coefficient);
  return {{value, 0}, ""};
}

std::optional<Constant> value(const checked::CheckedProgram& program, const Field& field,
                              const Landmarks& landmarks, Choices& choices) {
  if (field.derived) return {};
  if (field.type.optional && choices.chance(1, 3)) return {};
  if (field.default_value && choices.chance(1, 3)) return {};
  switch (field.type.kind) {
    case Kind::Bool:
      return Constant{{BigInt(choices.below(2)), 0}, ""};
    case Kind::Number:
      return number(field, landmarks, choices);
    case Kind::Day:
      return day(field, landmarks, choices);
    case Kind::Enum: {
      const size_t words = program.enums[field.type.enum_id.index()].words.size();
      return Constant{{BigInt(choices.below(words)), 0}, ""};
    }
    default:
      break;
  }
  if (landmarks.texts.empty() || choices.chance(1, 4)) return Constant{{}, "elsewhere"};
  return Constant{{}, choices.pick(landmarks.texts)};
}

FactRow row(const checked::CheckedProgram& program, const checked::Record& record,
            const Landmarks& landmarks, Choices& choices) {
  FactRow out;
  for (const Field& field : record.fields) {
    out.push_back(value(program, field, landmarks, choices));
  }
  return out;
}

}  // namespace

Landmarks landmarks(const checked::CheckedProgram& program) {
  Landmarks found;
  for (const checked::Expr& expr : program.exprs) {
    if (expr.kind == checked::ExprKind::Constant) add_constant(found, expr);
  }
  for (const checked::Bands& bands : program.bands) {
    for (const checked::Band& band : bands.bands) {
      add_edge(found, band.lower);
      add_edge(found, band.upper);
    }
  }
  for (const checked::Table& table : program.tables) add_table(found, table);
  for (const checked::Define& define : program.defines) {
    for (const checked::Exception& exception : define.exceptions) add_validity(found, exception);
  }
  for (const checked::Tier& tier : program.tiers) {
    for (const auto& requirement : tier.requirements) add_validity(found, requirement);
  }
  for (const checked::CalendarInfo& calendar : program.calendars) {
    found.days.insert(found.days.end(), calendar.holidays.begin(), calendar.holidays.end());
    found.days.insert(found.days.end(), calendar.working_days.begin(), calendar.working_days.end());
    if (calendar.first) found.days.push_back(*calendar.first);
    if (calendar.last) found.days.push_back(*calendar.last);
  }
  add_status(found, program);
  return found;
}

Question make_question(const checked::CheckedProgram& program, const Landmarks& landmarks,
                       Choices& choices) {
  Question question;
  question.today = any_day(landmarks, choices);
  // With a status every day since the program's first is walked through: a few, at times some more.
  if (program.status) {
    const auto later = choices.between(0, choices.chance(1, 5) ? 90 : 6);
    question.today = static_cast<calendar::Day>(*program.in_force_from + later);
  }
  if (program.in_force_from) question.today = std::max(question.today, *program.in_force_from);
  if (program.in_force_until) question.today = std::min(question.today, *program.in_force_until);
  question.facts.account = row(program, program.account, landmarks, choices);
  for (const checked::Record& ledger : program.ledgers) {
    std::vector<FactRow> entries(choices.below(choices.chance(1, 8) ? 12 : 4));
    for (FactRow& entry : entries) entry = row(program, ledger, landmarks, choices);
    // At times more than the engine looks at in one go; like ones again, for they cost one draw
    // each.
    if (choices.chance(1, 20)) {
      entries.push_back(row(program, ledger, landmarks, choices));
      const std::vector<FactRow> kinds = entries;
      for (auto more = choices.below(200); more > 0; --more) entries.push_back(choices.pick(kinds));
    }
    question.facts.ledgers.push_back(std::move(entries));
  }
  return question;
}

// ---- as the machines want it
// ----------------------------------------------------------------------

namespace {

class BatchFiller {
 public:
  void push(batch::Column& column, const Field& field, const std::optional<Constant>& given) {
    const std::optional<Constant>& value = given ? given : field.default_value;
    if (!value) {
      TIERLINE_ASSERT(field.type.optional);
      return column.push_absent();
    }
    if (field.type.kind == Kind::Text)
      return column.push(pool(column).index_of(column, value->text));
    if (field.type.kind != Kind::Number) {
      return column.push(static_cast<int64_t>(value->number.coefficient));
    }
    column.push_number(at_scale(value->number, field.type.scale));
  }

 private:
  batch::TextPool& pool(const batch::Column& column) { return pools_[&column]; }
  std::unordered_map<const batch::Column*, batch::TextPool> pools_;
};

void push_row(BatchFiller& filler, std::vector<batch::Column>& columns,
              const checked::Record& record, const FactRow& row) {
  size_t column = 0;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    if (!record.fields[i].derived) filler.push(columns[column++], record.fields[i], row[i]);
  }
}

}  // namespace

batch::Batch to_batch(const checked::CheckedProgram& program, const bytecode::Schema& schema,
                      const std::vector<Question>& questions) {
  batch::Batch out = batch::empty_batch(schema);
  BatchFiller filler;
  for (const Question& question : questions) {
    push_row(filler, out.columns, program.account, question.facts.account);
    for (size_t i = 0; i < program.ledgers.size(); ++i) {
      batch::LedgerBatch& ledger = out.ledgers[i];
      for (const FactRow& entry : question.facts.ledgers[i]) {
        push_row(filler, ledger.columns, program.ledgers[i], entry);
      }
      ledger.offsets.push_back(ledger.offsets.back() + question.facts.ledgers[i].size());
    }
    ++out.accounts;
  }
  return out;
}

// ---- as people want it
// ----------------------------------------------------------------------------

namespace {

std::string value_text(const Field& field, const Constant& value) {
  if (field.type.kind == Kind::Text) return '"' + value.text + '"';
  if (field.type.kind == Kind::Day) {
    return calendar::to_text(static_cast<calendar::Day>(value.number.coefficient));
  }
  return decimal::to_text(value.number);
}

std::string row_text(const checked::Record& record, const FactRow& row) {
  std::string out = record.name + " {";
  for (size_t i = 0; i < row.size(); ++i) {
    if (!row[i]) continue;
    out += " " + record.fields[i].name + " " + value_text(record.fields[i], *row[i]);
  }
  return out + " }\n";
}

}  // namespace

std::string to_text(const checked::CheckedProgram& program, const Question& question) {
  std::string out = "today " + calendar::to_text(question.today) + "\n";
  out += row_text(program.account, question.facts.account);
  for (size_t i = 0; i < program.ledgers.size(); ++i) {
    for (const FactRow& entry : question.facts.ledgers[i])
      out += row_text(program.ledgers[i], entry);
  }
  return out;
}

}  // namespace tierline::generators
