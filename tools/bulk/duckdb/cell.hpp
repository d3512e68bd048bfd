// Cell: the value that a field of our CSV text states, as a typed column holds it. Numbers become
// the integers of a DECIMAL by our own arithmetic: exact or refused.
// Read by: tools/bulk/duckdb/write_parquet.cpp
// Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "runtime/decimal/width.hpp"
#include "tools/bulk/duckdb/library.hpp"

namespace tierline::bulk::duckdb {

/// The most digits of a DECIMAL, those after the point included.
inline constexpr int kDecimalDigits = 38;

/// The type of a column in the library's words; the caller destroys it.
///   type  of a number, its scale is at most kDecimalDigits
Handle create_type(const Library& library, const bytecode::ValueType& type);

class CellWriter {
 public:
  CellWriter(const Library& library, const bytecode::ValueType& type, Handle vector)
      : library_(library), type_(type), vector_(vector), data_(library.vector_get_data(vector)) {}

  /// Sets a row; an empty text is no value.
  ///   returns  what is wrong, as a piece of a sentence
  std::optional<std::string> set(uint64_t row, std::string_view text);

 private:
  template <class Value>
  void put(uint64_t row, Value value) {
    static_cast<Value*>(data_)[row] = value;
  }
  void set_unknown(uint64_t row);

  const Library& library_;
  const bytecode::ValueType& type_;
  Handle vector_;
  void* data_;
};

/// The integer of a number at a scale; a text that ends in `%` is a hundredth.
base::Result<decimal::Int128, std::string> scaled_integer(std::string_view text, int scale);

}  // namespace tierline::bulk::duckdb
