#include "runtime/batch/entry_order.hpp"

#include <algorithm>

namespace tierline::batch {

namespace {

BigInt number_at(const Column& column, size_t row) {
  if (column.values[row] != kWide) return BigInt(column.values[row]);
  const auto wide = column.wide.find(row);
  return wide == column.wide.end() ? BigInt(kWide) : wide->second;
}

const std::string& text_at(const Column& column, size_t row) {
  return column.texts[static_cast<size_t>(column.values[row])];
}

std::strong_ordering sign(int order) { return order <=> 0; }

std::strong_ordering compare_known(bytecode::ValueKind kind, const Column& column, size_t a,
                                   size_t b) {
  const int64_t left = column.values[a];
  const int64_t right = column.values[b];
  if (kind == bytecode::ValueKind::Text) {
    return left == right ? std::strong_ordering::equal
                         : sign(text_at(column, a).compare(text_at(column, b)));
  }
  if (left != kWide && right != kWide) return left <=> right;
  return sign(number_at(column, a).compare(number_at(column, b)));
}

}  // namespace

std::strong_ordering compare_entries(const bytecode::RecordInfo& ledger,
                                     const std::vector<Column>& columns, size_t a, size_t b) {
  for (size_t i = 0; i < ledger.fields.size(); ++i) {
    const bool known = columns[i].is_known(a);
    auto order = known <=> columns[i].is_known(b);
    if (order == 0 && known) order = compare_known(ledger.fields[i].type.kind, columns[i], a, b);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

std::vector<size_t> rows_of_parts(const bytecode::RecordInfo& ledger, const LedgerBatch& entries,
                                  size_t account, const std::vector<std::optional<BigInt>>& parts) {
  const size_t first = entries.offsets[account];
  std::vector<size_t> rows;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i]) rows.push_back(first + i);
  }
  std::sort(rows.begin(), rows.end(), [&](size_t a, size_t b) {
    const auto order = compare_entries(ledger, entries.columns, a, b);
    return order == 0 ? *parts[a - first] > *parts[b - first] : order < 0;
  });
  return rows;
}

bytecode::Value value_at(const bytecode::FieldInfo& field, const Column& column, size_t row) {
  if (!column.is_known(row)) return {};
  if (field.type.kind == bytecode::ValueKind::Text) {
    return {.number = 0, .text = text_at(column, row)};
  }
  return {.number = number_at(column, row), .text = ""};
}

}  // namespace tierline::batch
