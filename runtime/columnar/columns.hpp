// Columns: where a batch's values lie in memory, and where the answers go.
// A view owns nothing, so columns of files, dataframes or the network can be decided where they
// are: a column per account field, and per ledger an offsets column and a column per entry field,
// which is Arrow's list-of-struct layout. Enums, flags and small numbers may lie in narrow columns.
// Made by: view(), bench/bulk    Read by: machine.hpp
// Tested by: tests/unit/runtime_columnar
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/batch/batch.hpp"

namespace tierline::columnar {

/// How values lie in memory. Bool, Enum and Day values are whole numbers like all others.
enum class Store : uint8_t { U8, I16, U16, I32, I64 };

/// Bytes of one value.
size_t width_of(Store store);

/// The value of a row of a column.
int64_t value_at(const void* values, Store store, size_t row);

/// A column of values, one for each row of its record.
struct ColumnView {
  const void* values = nullptr;
  Store store = Store::I64;            // I64: batch::kWide stands for a value beyond 64 bits
  const uint8_t* known = nullptr;      // per row 0 or 1; null: all are known
  const std::string* texts = nullptr;  // Text: what the values are indexes into
  // I64: row -> value, where values[row] == batch::kWide; null: there are none
  const std::unordered_map<size_t, batch::BigInt>* wide = nullptr;
};

struct LedgerView {
  const uint64_t* offsets =
      nullptr;  // accounts + 1; entries of account i: offsets[i] .. offsets[i+1]
  std::vector<ColumnView> columns;  // one per field of the ledger's RecordInfo
};

struct BatchView {
  size_t accounts = 0;
  std::vector<ColumnView> columns;  // one per field of the account's RecordInfo
  std::vector<LedgerView> ledgers;
  const uint32_t* held = nullptr;  // with a status: the tier that each account holds (its word)
  const uint32_t* held_before = nullptr;  // and the one of the day before
};

/// Looks at a batch, which must outlive the view.
BatchView view(const batch::Batch& batch);

/// Room for the answers to one output: a value for each account of the batch, stored as the machine
/// says. Text: an int64_t that is the address of a std::string which lives as long as the machine
/// and the batch.
struct AnswerColumn {
  void* values = nullptr;
  Store store = Store::I64;
};

/// The answers to a batch; row i of each column belongs to account first + i.
struct Answers {
  size_t first = 0;
  std::vector<AnswerColumn> outputs;  // one per output of the schema
  uint32_t* tiers = nullptr;          // the word of each account's tier; null: not wanted
};

}  // namespace tierline::columnar
