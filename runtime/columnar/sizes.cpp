#include "runtime/columnar/sizes.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace tierline::columnar {

namespace {

/// A row that is left costs as much as some two hundred others, and so do checked steps, several of
/// them, on twenty rows.
constexpr size_t kGiantsOfThousand = 50;

int bits_of(int64_t value) {
  return static_cast<int>(std::bit_width(static_cast<uint64_t>(value ^ (value >> 63))));
}

int sample(const ColumnView& column, size_t begin, size_t end) {
  std::array<size_t, 65> with_bits{};
  const auto* values = static_cast<const int64_t*>(column.values);
  end = std::min(end, begin + kSampled);
  for (size_t i = begin; i < end; ++i) {
    // What stands aside is left whatever the plan.
    if (values[i] != batch::kWide) ++with_bits[static_cast<size_t>(bits_of(values[i]))];
  }
  int bits = 63;
  for (size_t giants = 0; bits > 0; --bits) {
    giants += with_bits[static_cast<size_t>(bits)];
    if (giants * 1000 > (end - begin) * kGiantsOfThousand) break;
  }
  return bits;
}

std::vector<int> sample_all(const std::vector<bytecode::FieldInfo>& fields,
                            const std::vector<ColumnView>& columns, size_t begin, size_t end) {
  std::vector<int> out(columns.size(), 0);
  for (size_t i = 0; i < columns.size(); ++i) {
    if (fields[i].type.kind != bytecode::ValueKind::Number) continue;
    if (columns[i].store == Store::I64) out[i] = sample(columns[i], begin, end);
  }
  return out;
}

}  // namespace

Sizes sample_sizes(const bytecode::Schema& schema, const BatchView& batch, size_t first,
                   size_t end) {
  Sizes out;
  out.account = sample_all(schema.account.fields, batch.columns, first, end);
  for (size_t i = 0; i < batch.ledgers.size(); ++i) {
    const LedgerView& ledger = batch.ledgers[i];
    out.ledgers.push_back(sample_all(schema.ledgers[i].fields, ledger.columns,
                                     ledger.offsets[first], ledger.offsets[end]));
  }
  return out;
}

}  // namespace tierline::columnar
