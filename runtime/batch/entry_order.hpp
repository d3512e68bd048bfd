// Entry order: which of two entries of a ledger comes first, by nothing but what they say: the
// fields in the order of the schema, what is absent before what is there, numbers and days by size,
// enum words by position, texts by their bytes. So no result depends on the order of files.
// Made of: batch.hpp    Read by: runtime/scalar, runtime/tierline.cpp, tools/bulk
// Tested by: tests/unit/runtime_batch/entry_order_test.cpp
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/batch/batch.hpp"

namespace tierline::batch {

/// Compares two rows of a ledger's columns; equal ones are alike in all fields.
std::strong_ordering compare_entries(const bytecode::RecordInfo& ledger,
                                     const std::vector<Column>& columns, size_t a, size_t b);

/// The entries of an account that take part in a split, as rows of the ledger's columns: in this
/// order, and of entries that are alike the one with the larger part first.
///   parts  one for each entry of the account; nothing for one that takes no part
std::vector<size_t> rows_of_parts(const bytecode::RecordInfo& ledger, const LedgerBatch& entries,
                                  size_t account, const std::vector<std::optional<BigInt>>& parts);

/// The value of one row; of an absent one it is 0 or "".
bytecode::Value value_at(const bytecode::FieldInfo& field, const Column& column, size_t row);

}  // namespace tierline::batch
