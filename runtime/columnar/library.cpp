#include "runtime/columnar/library.hpp"

#include <algorithm>

#include "runtime/ops/ops.hpp"

namespace tierline::columnar {

Library::Library(const Bytecode& program) : program_(program), dates_(program) {
  for (const bytecode::List& list : program.lists) {
    std::vector<int64_t>& numbers = number_lists_.emplace_back();
    narrow_lists_.push_back(1);
    for (const bytecode::BigInt& number : list.numbers) {
      const auto narrow = decimal::to_int64(number);
      if (!narrow) narrow_lists_.back() = 0;
      numbers.push_back(narrow.value_or(0));
    }
  }
}

const std::string& Library::empty_text() {
  static const std::string empty;
  return empty;
}

bool Library::constant(uint32_t index, int64_t& out) const {
  if (!decimal::narrow<int64_t>(program_.constants[index].number, out)) return false;
  if (program_.registers[index].kind == bytecode::ValueKind::Text) {
    out = of_text(program_.texts[static_cast<size_t>(out)]);
  }
  return true;
}

bool Library::arithmetic(const Instruction& code, int64_t a, int64_t b, int64_t& out) const {
  switch (code.op) {
    case Op::add_:
      return decimal::add<int64_t>(a, b, out);
    case Op::sub_:
      return decimal::sub<int64_t>(a, b, out);
    case Op::mul_:
      return decimal::mul<int64_t>(a, b, out);
    case Op::negate_:
      return decimal::neg<int64_t>(a, out);
    default:
      return decimal::divide_rounded<int64_t>(a, b, static_cast<decimal::Rounding>(code.mode), out);
  }
}

bool Library::cell(const Instruction& code, int64_t index, int64_t& out) const {
  const bytecode::Table& table = program_.tables[code.b];
  const int64_t found = ops::cell_index<int64_t>(table, index);
  out = found < 0 ? 0 : table.values[static_cast<size_t>(found)];
  if (table.type.kind == bytecode::ValueKind::Text) {
    out = of_text(found < 0 ? empty_text() : program_.texts[static_cast<size_t>(out)]);
    return true;
  }
  return out != bytecode::kWideCell;
}

bool Library::apply(const Instruction& code, int64_t a, int64_t b, int64_t c, int64_t& out) const {
  switch (code.op) {
    case Op::add_:
    case Op::sub_:
    case Op::mul_:
    case Op::negate_:
    case Op::divide_:
      return arithmetic(code, a, b, out);
    case Op::maximum_:
      out = std::max(a, b);
      return true;
    case Op::minimum_:
      out = std::min(a, b);
      return true;
    case Op::ordinal_:
      out = a;
      return true;
    case Op::equal_:
      out = a == b ? 1 : 0;
      return true;
    case Op::not_equal_:
      out = a != b ? 1 : 0;
      return true;
    case Op::less_:
      out = a < b ? 1 : 0;
      return true;
    case Op::less_equal_:
      out = a <= b ? 1 : 0;
      return true;
    case Op::text_equal_:
      out = text_of(a) == text_of(b) ? 1 : 0;
      return true;
    case Op::and_:
      out = a != 0 && b != 0 ? 1 : 0;
      return true;
    case Op::or_:
      out = a != 0 || b != 0 ? 1 : 0;
      return true;
    case Op::not_:
      out = a != 0 ? 0 : 1;
      return true;
    case Op::select_:
    case Op::text_select_:
      out = a != 0 ? b : c;
      return true;
    case Op::days_between_:
      out = int64_t{ops::day_of(a)} - ops::day_of(b);
      return true;
    case Op::period_first_:
      out = ops::period(ops::day_of(a), code.mode, code.b).first;
      return true;
    case Op::period_last_:
      out = ops::period(ops::day_of(a), code.mode, code.b).last;
      return true;
    case Op::year_number_:
      out = calendar::year_number(ops::day_of(a), 1);
      return true;
    case Op::find_number_:
      out = ops::find(number_lists_[code.b], a);
      return narrow_lists_[code.b] != 0;
    case Op::find_text_:
      out = ops::find(program_.lists[code.b].texts, text_of(a));
      return true;
    case Op::interval_:
      out = ops::interval(dates_.lists[code.b], ops::day_of(a));
      return true;
    case Op::cell_:
      return cell(code, a, out);
    case Op::cell_known_:
      out = ops::cell_index<int64_t>(program_.tables[code.b], a) < 0 ? 0 : 1;
      return true;
    default:
      out = ops::add_day<int64_t>(code, a, b, dates_);
      return true;
  }
}

}  // namespace tierline::columnar
