// Batch: the facts of n accounts, as columns: one per account field, and per ledger an offsets
// column of n+1 and one column per entry field (Arrow's list-of-struct layout).
// A number column holds scaled 64-bit integers; the rare value beyond them stands in `wide` and is
// marked by kWide, so that ordinary rows pay nothing for it.
// Made by: tools/bulk, tools/cli (JSON facts), tests/generators    Read by: the machines
// Tested by: tests/unit/runtime_batch
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::batch {

using bytecode::BigInt;

inline constexpr int64_t kWide = std::numeric_limits<int64_t>::min();

/// A column of n values. Bool 0/1, Day day number, Enum position, Number scaled, Text index into
/// `texts`. An absent value (optional fields only) has known[i] == 0 and value 0.
struct Column {
  std::vector<int64_t> values;
  std::vector<uint8_t> known;               // empty: all known
  std::unordered_map<size_t, BigInt> wide;  // row -> value, where values[row] == kWide
  std::vector<std::string> texts;

  void push(int64_t value);
  /// Stores a value of any size (in `wide` beyond 64 bits).
  void push_number(const BigInt& value);
  void push_absent();
  bool is_known(size_t row) const { return known.empty() || known[row] != 0; }
};

struct LedgerBatch {
  std::vector<uint64_t> offsets;  // accounts + 1; entries of account i: offsets[i] .. offsets[i+1]
  std::vector<Column> columns;    // one per field of the ledger's RecordInfo
};

/// What the entries of each account come to, for one reduction of a program.
struct ReducedColumn {
  Column values;
  std::vector<calendar::Day> untils;  // the last day on which it is that; empty: it always is
};

struct Batch {
  size_t accounts = 0;
  std::vector<Column> columns;  // one per field of the account's RecordInfo
  std::vector<LedgerBatch> ledgers;
  /// In place of entries: one for each reduction of a program that a decision needs, in the order
  /// of the code (scalar::RollUp makes them). Then the ledgers are empty. Empty: entries are there.
  std::vector<ReducedColumn> reduced;
};

/// A batch without accounts, with all columns that `schema` asks for.
Batch empty_batch(const bytecode::Schema& schema);

/// Builds text columns: gives each distinct text one index. Lives beside the batch while it is
/// filled.
class TextPool {
 public:
  int64_t index_of(Column& column, std::string_view text);

 private:
  std::unordered_map<std::string, int64_t> indexes_;
};

}  // namespace tierline::batch
