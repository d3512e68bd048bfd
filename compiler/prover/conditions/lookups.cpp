// Lookups: lists of keys, days from which rows hold, and cells of tables, as choices. Neighbours
// with one value are one; what a key cannot reach is not there.
#include <algorithm>

#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

namespace {

// Choices in a formula that a table may make; a larger table is "one of its values".
constexpr size_t kCellsMax = 5'000;

/// A choice between values by position, halved again and again: values[i] for position low + i.
class Halving {
 public:
  Halving(Terms& terms, Term position, BigInt low, const std::vector<Term>& values)
      : terms_(terms), position_(position), low_(std::move(low)), values_(values) {}

  Term choose() { return choose(0, values_.size()); }

 private:
  Term choose(size_t begin, size_t end) {
    if (std::all_of(values_.begin() + static_cast<std::ptrdiff_t>(begin),
                    values_.begin() + static_cast<std::ptrdiff_t>(end),
                    [&](Term value) { return value == values_[begin]; })) {
      return values_[begin];
    }
    const size_t middle = begin + (end - begin) / 2;
    const Term left = choose(begin, middle);
    const Term right = choose(middle, end);
    const Term at_left = terms_.below(position_, terms_.number(low_ + middle));
    return terms_.choose(at_left, left, right);
  }

  Terms& terms_;
  Term position_;
  BigInt low_;
  const std::vector<Term>& values_;
};

}  // namespace

Term Encoder::find_number(const ir::List& list, Term wanted) {
  Term found = terms_.number(-1);
  for (size_t i = list.numbers.size(); i-- > 0;) {
    const Term here = terms_.equal(wanted, terms_.number(list.numbers[i]));
    found = terms_.choose(here, terms_.number(i), found);
  }
  return found;
}

Term Encoder::find_text(const ir::List& list, Term wanted) {
  Term found = terms_.number(-1);
  for (size_t i = list.texts.size(); i-- > 0;) {
    const Term here = terms_.equal(wanted, inputs_.text(list.texts[i]));
    found = terms_.choose(here, terms_.number(i), found);
  }
  return found;
}

/// How many days of a rising list are not after the day.
Term Encoder::interval(const ir::List& list, Term day) {
  Term count = terms_.number(0);
  for (size_t i = 0; i < list.numbers.size(); ++i) {
    const Term begun = terms_.at_most(terms_.number(list.numbers[i]), day);
    count = terms_.choose(begun, terms_.number(i + 1), count);
  }
  return count;
}

/// The value of one cell as the step holds it, or whether there is one.
Term Encoder::cell_value(const ir::Step& step, const checked::TableCell* cell, bool known) {
  if (known) return terms_.truth(cell != nullptr);
  if (step.type.kind == ir::Storage::Text) return inputs_.text(cell ? cell->value.text : "");
  if (cell == nullptr) return as_kind(step, terms_.number(0));
  const auto scaled = decimal::round(cell->value.number, step.type.scale, Rounding::Down);
  return as_kind(step, terms_.number(scaled.coefficient));
}

Term Encoder::cell(const ir::Step& step, Term index, bool known) {
  const auto& cells = program().tables[step.ref].cells;
  const auto at = [&](const BigInt& position) {
    const bool inside = position >= 0 && position < cells.size();
    const auto* found = inside ? &cells[static_cast<size_t>(position)] : nullptr;
    return cell_value(step, found && *found ? &**found : nullptr, known);
  };
  if (terms_[index].leaves != 0) return terms_.map_leaves(index, at);
  const Range range = terms_.range(index);
  const BigInt size = cells.size();
  BigInt low = range.low && *range.low > -1 ? *range.low : BigInt(-1);
  BigInt high = range.high && *range.high < size ? *range.high : size;
  if (high - low >= kCellsMax || high < low) return any_cell(step, index, known);
  std::vector<Term> values;
  for (BigInt position = low; position <= high; ++position) values.push_back(at(position));
  return Halving(terms_, index, low, values).choose();
}

/// One of the values of a table that is too large to be written out.
Term Encoder::any_cell(const ir::Step& step, Term index, bool known) {
  const Key key = key_of(Meaning::Cell, {step.ref, index.value, known ? 1U : 0U});
  if (const auto made = definitions_.find(key)) return *made;
  const std::string& name = program().tables[step.ref].name;
  const bool local = terms_[index].local;
  const bool truth = known || step.type.kind == ir::Storage::Bool;
  Range range;
  for (const auto& cell : program().tables[step.ref].cells) {
    if (truth) break;
    const Term value = cell_value(step, cell ? &*cell : nullptr, false);
    range = range.low ? smt::joined(range, terms_.range(value)) : terms_.range(value);
  }
  if (!truth && range.low) range = smt::joined(range, {BigInt(0), BigInt(0)});
  const Term made = truth ? definitions_.boolean(key, "cell." + name, local)
                          : definitions_.integer(key, "cell." + name, range, local);
  definitions_.approximate(made, "table `" + name + "`, which has too many cells");
  return made;
}

}  // namespace tierline::prover
