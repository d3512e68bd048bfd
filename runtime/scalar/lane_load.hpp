// How a lane reads a field of the batch or a cell of a table, in its width. Included by
// lane_run.hpp only.
#pragma once

#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

inline const std::string kEmptyText;

template <Integer T>
bool Lane<T>::load(const Instruction& code, const batch::Column& column, size_t row) {
  if (!is_text(code.dst)) return load_number(code.dst, column, row);
  const auto text = static_cast<size_t>(column.values[row]);
  texts_[code.dst] = column.is_known(row) ? &column.texts[text] : &kEmptyText;
  return true;
}

template <Integer T>
bool Lane<T>::load_number(uint32_t dst, const batch::Column& column, size_t row) {
  const int64_t value = column.values[row];
  if (value != batch::kWide) {
    registers_[dst] = value;
    return true;
  }
  // A batch of one account has one number aside, which needs no hashing.
  const bool is_only = column.wide.size() == 1 && column.wide.begin()->first == row;
  const auto wide = is_only ? column.wide.begin() : column.wide.find(row);
  if (wide == column.wide.end()) return decimal::narrow<T>(BigInt(value), registers_[dst]);
  return decimal::narrow<T>(wide->second, registers_[dst]);
}

template <Integer T>
bool Lane<T>::load_cell(const Instruction& code) {
  const bytecode::Table& table = prepared_.program.tables[code.b];
  const int64_t cell = ops::cell_index(table, registers_[code.a]);
  if (is_text(code.dst)) {
    texts_[code.dst] = &kEmptyText;
    if (cell < 0) return true;
    const auto text = static_cast<size_t>(table.values[static_cast<size_t>(cell)]);
    texts_[code.dst] = &prepared_.program.texts[text];
    return true;
  }
  const int64_t value = cell < 0 ? 0 : table.values[static_cast<size_t>(cell)];
  if (value != bytecode::kWideCell) {
    registers_[code.dst] = value;
    return true;
  }
  const BigInt& wide = table.wide.at(static_cast<uint32_t>(cell));
  return decimal::narrow<T>(wide, registers_[code.dst]);
}

}  // namespace tierline::scalar
