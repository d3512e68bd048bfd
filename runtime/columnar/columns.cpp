#include "runtime/columnar/columns.hpp"

namespace tierline::columnar {

namespace {

std::vector<ColumnView> views(const std::vector<batch::Column>& columns) {
  std::vector<ColumnView> out;
  for (const batch::Column& column : columns) {
    ColumnView& one = out.emplace_back();
    one.values = column.values.data();
    if (!column.known.empty()) one.known = column.known.data();
    if (!column.texts.empty()) one.texts = column.texts.data();
    if (!column.wide.empty()) one.wide = &column.wide;
  }
  return out;
}

}  // namespace

int64_t value_at(const void* values, Store store, size_t row) {
  switch (store) {
    case Store::U8:
      return static_cast<const uint8_t*>(values)[row];
    case Store::I16:
      return static_cast<const int16_t*>(values)[row];
    case Store::U16:
      return static_cast<const uint16_t*>(values)[row];
    case Store::I32:
      return static_cast<const int32_t*>(values)[row];
    case Store::I64:
      break;
  }
  return static_cast<const int64_t*>(values)[row];
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
