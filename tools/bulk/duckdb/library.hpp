// Library: DuckDB's C library, opened when a Parquet file is met and not before: nothing of ours is
// linked with it, and without it everything but Parquet is there. It carries columns of values in
// and out of files; it never parses, casts or computes an amount.
// What is declared here is the small part of its C interface that carrying needs.
// Made by: library.cpp    Read by: tools/bulk/duckdb
// Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk::duckdb {

/// What the library hands out and takes back: only it knows what is behind one.
using Handle = void*;

/// A result as the library lays it out.
struct Answer {
  uint64_t unused[3] = {};
  void* columns = nullptr;
  char* error = nullptr;
  void* data = nullptr;
};

/// The types of columns by the library's numbers.
enum class Type : int32_t {
  Boolean = 1,
  TinyInt = 2,
  SmallInt = 3,
  Integer = 4,
  BigInt = 5,
  UTinyInt = 6,
  USmallInt = 7,
  UInteger = 8,
  UBigInt = 9,
  Float = 10,
  Double = 11,
  Timestamp = 12,
  Date = 13,
  Time = 14,
  Interval = 15,
  HugeInt = 16,
  Varchar = 17,
  Blob = 18,
  Decimal = 19,
  TimestampS = 20,
  TimestampMs = 21,
  TimestampNs = 22,
  Enum = 23,
  List = 24,
  Struct = 25,
  Map = 26,
  Uuid = 27,
  Union = 28,
  Bit = 29,
  TimeTz = 30,
  TimestampTz = 31,
  UHugeInt = 32,
  Array = 33,
};

/// A text in a column: up to 12 bytes stand in it, of a longer one where they are.
struct Text {
  static constexpr uint32_t kInlined = 12;
  uint32_t bytes;
  char begin[4];
  const char* far;
};
static_assert(sizeof(Text) == 16);

inline constexpr int kOk = 0;

struct Library {
  const char* (*library_version)() = nullptr;
  uint64_t (*vector_size)() = nullptr;
  void (*free)(void* memory) = nullptr;
  // a database in memory, and a connection to it
  int (*create_config)(Handle* config) = nullptr;
  int (*set_config)(Handle config, const char* name, const char* value) = nullptr;
  void (*destroy_config)(Handle* config) = nullptr;
  int (*open_ext)(const char* path, Handle* database, Handle config, char** error) = nullptr;
  void (*close)(Handle* database) = nullptr;
  int (*connect)(Handle database, Handle* connection) = nullptr;
  void (*disconnect)(Handle* connection) = nullptr;
  // statements and what they answer
  int (*query)(Handle connection, const char* sql, Answer* answer) = nullptr;
  int (*prepare)(Handle connection, const char* sql, Handle* statement) = nullptr;
  const char* (*prepare_error)(Handle statement) = nullptr;
  int (*execute_prepared_streaming)(Handle statement, Answer* answer) = nullptr;
  void (*destroy_prepare)(Handle* statement) = nullptr;
  const char* (*result_error)(Answer* answer) = nullptr;
  void (*destroy_result)(Answer* answer) = nullptr;
  // columns
  uint64_t (*column_count)(Answer* answer) = nullptr;
  const char* (*column_name)(Answer* answer, uint64_t column) = nullptr;
  Handle (*column_logical_type)(Answer* answer, uint64_t column) = nullptr;
  Type (*get_type_id)(Handle type) = nullptr;
  Type (*decimal_internal_type)(Handle type) = nullptr;
  uint8_t (*decimal_scale)(Handle type) = nullptr;
  Handle (*create_logical_type)(Type type) = nullptr;
  Handle (*create_decimal_type)(uint8_t digits, uint8_t scale) = nullptr;
  void (*destroy_logical_type)(Handle* type) = nullptr;
  // stretches of rows, column by column
  Handle (*fetch_chunk)(Answer answer) = nullptr;
  uint64_t (*data_chunk_get_size)(Handle chunk) = nullptr;
  void (*data_chunk_set_size)(Handle chunk, uint64_t rows) = nullptr;
  Handle (*data_chunk_get_vector)(Handle chunk, uint64_t column) = nullptr;
  void (*destroy_data_chunk)(Handle* chunk) = nullptr;
  void* (*vector_get_data)(Handle vector) = nullptr;
  uint64_t* (*vector_get_validity)(Handle vector) = nullptr;
  void (*vector_ensure_validity_writable)(Handle vector) = nullptr;
  void (*vector_assign_string_element_len)(Handle vector, uint64_t row, const char* text,
                                           uint64_t bytes) = nullptr;
  // rows of ours for a statement
  Handle (*create_table_function)() = nullptr;
  void (*table_function_set_name)(Handle function, const char* name) = nullptr;
  void (*table_function_set_extra_info)(Handle function, void* info,
                                        void (*destroy)(void*)) = nullptr;
  void (*table_function_set_bind)(Handle function, void (*bind)(Handle info)) = nullptr;
  void (*table_function_set_init)(Handle function, void (*init)(Handle info)) = nullptr;
  void (*table_function_set_function)(Handle function,
                                      void (*next)(Handle info, Handle chunk)) = nullptr;
  int (*register_table_function)(Handle connection, Handle function) = nullptr;
  void (*destroy_table_function)(Handle* function) = nullptr;
  void* (*bind_get_extra_info)(Handle info) = nullptr;
  void (*bind_add_result_column)(Handle info, const char* name, Handle type) = nullptr;
  void* (*function_get_extra_info)(Handle info) = nullptr;
  void (*function_set_error)(Handle info, const char* error) = nullptr;
};

/// Where the library is looked for, in this order: `TIERLINE_DUCKDB` and then nowhere else; beside
/// the program; where scripts/fetch-duckdb puts it, in a build folder above the program; on the
/// system's path of libraries.
std::vector<std::filesystem::path> places_of_library();

/// Opens the library at the first call; the same answer afterwards. It is never closed.
base::Result<const Library*, RunError> library();

}  // namespace tierline::bulk::duckdb
