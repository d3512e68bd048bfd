#include "runtime/batch/batch.hpp"

namespace tierline::batch {

void Column::push(int64_t value) {
  values.push_back(value);
  if (!known.empty()) known.push_back(1);
}

void Column::push_number(const BigInt& value) {
  const auto narrow = decimal::to_int64(value);
  const bool fits = narrow && *narrow != kWide;
  if (!fits) wide.emplace(values.size(), value);
  push(fits ? *narrow : kWide);
}

void Column::push_absent() {
  if (known.empty()) known.assign(values.size(), 1);
  values.push_back(0);
  known.push_back(0);
}

Batch empty_batch(const bytecode::Schema& schema) {
  Batch batch;
  batch.columns.resize(schema.account.fields.size());
  batch.ledgers.resize(schema.ledgers.size());
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    batch.ledgers[i].offsets = {0};
    batch.ledgers[i].columns.resize(schema.ledgers[i].fields.size());
  }
  return batch;
}

int64_t TextPool::index_of(Column& column, std::string_view text) {
  const auto [at, is_new] = indexes_.try_emplace(std::string(text), column.texts.size());
  if (is_new) column.texts.emplace_back(text);
  return at->second;
}

}  // namespace tierline::batch
