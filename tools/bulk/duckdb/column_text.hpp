// ColumnText: the values of a typed column as CSV says them: integers and decimals digit by digit
// from the integers that the column holds, days as YYYY-MM-DD, texts as they are, quoted where they
// must be. Nothing is rounded and nothing cast; what has no exact text of that kind is refused.
// Read by: tools/bulk/duckdb/parquet_file.cpp
// Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tools/bulk/duckdb/library.hpp"

namespace tierline::bulk::duckdb {

/// How the values of a column lie there.
struct ColumnKind {
  Type type = Type::Varchar;  // of a decimal, the integer that holds it
  int scale = 0;              // digits after the point, of a decimal
};

/// Why a column cannot be used, as a piece of a sentence.
using ColumnFault = std::string;

/// What kind of values a column has.
base::Result<ColumnKind, ColumnFault> kind_of(const Library& library, Handle type);

class ColumnText {
 public:
  /// The column of a chunk, which must outlive this.
  ColumnText(const Library& library, const ColumnKind& kind, Handle vector)
      : kind_(kind),
        data_(library.vector_get_data(vector)),
        known_(library.vector_get_validity(vector)) {}

  /// Appends the value; nothing where none is stated.
  void append(std::string& out, uint64_t row) const;

 private:
  template <class Integer>
  Integer at(uint64_t row) const {
    return static_cast<const Integer*>(data_)[row];
  }
  std::string_view text(uint64_t row) const;

  ColumnKind kind_;
  const void* data_;
  const uint64_t* known_;  // a bit for each row; nothing: all are
};

}  // namespace tierline::bulk::duckdb
