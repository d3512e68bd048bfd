#include "runtime/columnar/columns.hpp"

namespace tierline::columnar {

namespace {

std::vector<ColumnView> views(const std::vector<batch::Column>& columns) {
  std::vector<ColumnView> out;
  for (const batch::Column& column : columns) {
    ColumnView& one = out.emplace_back();
    one.values = column.values.data();
    if (!column.known.empty()) one.known = column.known.data();
    one.texts = column.texts.data();
    if (!column.wide.empty()) one.wide = &column.wide;
  }
  return out;
}

int64_t value_at(const ColumnView& column, size_t row) {
  switch (column.store) {
    case Store::U8:
      return static_cast<const uint8_t*>(column.values)[row];
    case Store::I16:
      return static_cast<const int16_t*>(column.values)[row];
    case Store::U16:
      return static_cast<const uint16_t*>(column.values)[row];
    case Store::I32:
      return static_cast<const int32_t*>(column.values)[row];
    case Store::I64:
      break;
  }
  return static_cast<const int64_t*>(column.values)[row];
}

/// Texts are copied one by one: who comes here is rare.
void copy_row(const ColumnView& from, size_t row, batch::Column& to) {
  if (from.known != nullptr && from.known[row] == 0) return to.push_absent();
  const int64_t value = value_at(from, row);
  if (from.texts != nullptr) {
    to.push(static_cast<int64_t>(to.texts.size()));
    to.texts.push_back(from.texts[value]);
  } else if (value == batch::kWide && from.wide != nullptr) {
    const auto wide = from.wide->find(row);
    to.push_number(wide == from.wide->end() ? batch::BigInt(value) : wide->second);
  } else if (value == batch::kWide) {
    to.push_number(value);
  } else {
    to.push(value);
  }
}

void copy_rows(const std::vector<ColumnView>& from, size_t begin, size_t end,
               std::vector<batch::Column>& to) {
  to.resize(from.size());
  for (size_t i = 0; i < from.size(); ++i) {
    for (size_t row = begin; row < end; ++row) copy_row(from[i], row, to[i]);
  }
}

}  // namespace

batch::Batch copy_accounts(const BatchView& view, const std::vector<size_t>& accounts) {
  batch::Batch out;
  out.accounts = accounts.size();
  out.ledgers.resize(view.ledgers.size());
  for (batch::LedgerBatch& ledger : out.ledgers) ledger.offsets.push_back(0);
  for (const size_t account : accounts) {
    copy_rows(view.columns, account, account + 1, out.columns);
    for (size_t i = 0; i < view.ledgers.size(); ++i) {
      const LedgerView& from = view.ledgers[i];
      const uint64_t begin = from.offsets[account];
      const uint64_t end = from.offsets[account + 1];
      copy_rows(from.columns, begin, end, out.ledgers[i].columns);
      out.ledgers[i].offsets.push_back(out.ledgers[i].offsets.back() + (end - begin));
    }
  }
  out.columns.resize(view.columns.size());
  for (size_t i = 0; i < view.ledgers.size(); ++i) {
    out.ledgers[i].columns.resize(view.ledgers[i].columns.size());
  }
  return out;
}

size_t width_of(Store store) {
  switch (store) {
    case Store::U8:
      return 1;
    case Store::I16:
    case Store::U16:
      return 2;
    case Store::I32:
      return 4;
    case Store::I64:
      break;
  }
  return 8;
}

BatchView view(const batch::Batch& batch) {
  BatchView out;
  out.accounts = batch.accounts;
  out.columns = views(batch.columns);
  for (const batch::LedgerBatch& ledger : batch.ledgers) {
    out.ledgers.push_back({ledger.offsets.data(), views(ledger.columns)});
  }
  return out;
}

}  // namespace tierline::columnar
