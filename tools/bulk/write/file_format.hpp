// FileFormat: in which form tables are written.
// Read by: tools/bulk/run.cpp, tools/generate, tools/cli    Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tierline::bulk {

enum class FileFormat : uint8_t { Csv, Parquet };

inline constexpr std::string_view kCsvEnd = ".csv";
inline constexpr std::string_view kParquetEnd = ".parquet";

/// `decisions.parquet` for `decisions.csv`.
inline std::string as_parquet(std::string_view csv_name) {
  return std::string(csv_name.substr(0, csv_name.size() - kCsvEnd.size())) +
         std::string(kParquetEnd);
}

}  // namespace tierline::bulk
