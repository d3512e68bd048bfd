// RecordReader: the texts of one record become its cells, or the first refusal among them.
// RecordColumns: where accepted records are put, one column a field; a refused record leaves no
// trace in them. Two steps, because a record counts as a whole or not at all.
// Read by: tools/bulk/read, tools/bulk/facts/account_facts.cpp
// Tested by: tests/unit/tools_bulk/value_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "tools/bulk/facts/value_reader.hpp"

namespace tierline::bulk {

struct FieldRefusal {
  size_t field = 0;  // index in the record's fields
  Refusal refusal;
};

class RecordReader {
 public:
  /// The schema must outlive the reader.
  RecordReader(const bytecode::Schema& schema, const bytecode::RecordInfo& record);

  /// Reads one text for each field, empty where it is not stated. An entry of a ledger whose
  /// `until` is before its `on` is refused.
  std::optional<FieldRefusal> read(std::span<const std::string_view> texts);

  /// The cells of the record last read. Text cells point into the texts or the schema.
  const std::vector<Cell>& cells() const { return cells_; }

 private:
  std::optional<FieldRefusal> check_days() const;

  std::vector<ValueReader> values_;
  std::vector<Cell> cells_;
  std::optional<size_t> on_;  // of a ledger that has both days
  std::optional<size_t> until_;
};

class RecordColumns {
 public:
  explicit RecordColumns(const bytecode::RecordInfo& record);

  void push(const std::vector<Cell>& cells);
  size_t size() const { return size_; }

  /// The columns with rows in a new order: row i is what was row order[i]. Ends the filling.
  std::vector<batch::Column> take(std::span<const uint32_t> order);

 private:
  std::vector<bool> is_text_;
  std::vector<bool> is_distinct_;  // the one key of accounts: no two of its texts are alike
  std::vector<batch::Column> columns_;
  std::vector<batch::TextPool> pools_;
  size_t size_ = 0;
};

}  // namespace tierline::bulk
