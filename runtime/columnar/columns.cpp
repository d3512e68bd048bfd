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
  }
  return out;
}

}  // namespace

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
