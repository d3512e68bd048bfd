#include "tools/reference/facts.hpp"

#include "tools/reference/calendar.hpp"

namespace tierline::reference {

Rational to_rational(const checked::Decimal& decimal) {
  return Rational(decimal.coefficient, pow(Integer(10), static_cast<unsigned>(decimal.scale)));
}

namespace {

/// The row as far as defaults go; the rest is absent.
Row empty_row(const checked::Record& record) {
  Row row;
  for (const checked::Field& field : record.fields) {
    row.push_back(field.default_value ? to_value(*field.default_value, field.type)
                                      : Value(Absent{}));
  }
  return row;
}

Row row_of(const checked::Record& record, const checked::Facts& facts) {
  Row row = empty_row(record);
  for (const checked::FactValue& fact : facts.values) {
    row[fact.field] = to_value(fact.value, record.fields[fact.field].type);
  }
  return row;
}

}  // namespace

Facts to_facts(const checked::CheckedProgram& program, const std::vector<checked::Facts>& records) {
  Facts out;
  out.account = empty_row(program.account);
  out.ledgers.resize(program.ledgers.size());
  for (const checked::Facts& record : records) {
    if (record.ledger == checked::kNone) {
      out.account = row_of(program.account, record);
    } else {
      out.ledgers[record.ledger].push_back(row_of(program.ledgers[record.ledger], record));
    }
  }
  return out;
}

Value to_value(const checked::Constant& constant, const checked::Type& type) {
  const Integer& position = constant.number.coefficient;
  if (type.kind == checked::Kind::Bool) return position != 0;
  if (type.kind == checked::Kind::Day) return static_cast<Day>(position);
  if (type.kind == checked::Kind::Enum) return Word{static_cast<uint32_t>(position)};
  if (type.kind == checked::Kind::Text) return constant.text;
  return to_rational(constant.number);
}

std::string to_text(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  if (const auto* number = std::get_if<Rational>(&value)) return number->str();
  if (const auto* day = std::get_if<Day>(&value)) return day_text(*day);
  if (const auto* word = std::get_if<Word>(&value)) return "word " + std::to_string(word->position);
  if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  const auto* days = std::get_if<Days>(&value);
  return days == nullptr ? "absent" : day_text(days->first) + ".." + day_text(days->last);
}

}  // namespace tierline::reference
