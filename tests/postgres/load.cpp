#include "tests/postgres/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "base/csv.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::test {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

struct Column {
  std::string name;
  std::vector<std::string> values;  // those that are stated
};

std::vector<Column> columns_of(const std::string& text) {
  base::CsvReader reader(text);
  base::CsvRecord record;
  std::vector<Column> columns;
  while (reader.next(record)) {
    const bool is_header = columns.empty();
    for (size_t i = 0; i < record.fields.size(); ++i) {
      const std::string field(record.fields[i]);
      if (is_header) {
        columns.push_back({field, {}});
      } else if (!field.empty()) {
        columns.at(i).values.push_back(field);
      }
    }
  }
  return columns;
}

bool all_match(const Column& column, const char* pattern) {
  const std::regex wanted(pattern);
  return std::all_of(column.values.begin(), column.values.end(),
                     [&](const std::string& value) { return std::regex_match(value, wanted); });
}

bool all_days(const Column& column) {
  return std::all_of(column.values.begin(), column.values.end(),
                     [](const std::string& value) { return calendar::parse_day(value); });
}

/// The column of a staging table of texts, as the type that its values have.
std::string typed(const Column& column) {
  const std::string name = "\"" + column.name + "\"";
  if (column.values.empty()) return name;
  if (all_days(column)) return name + "::date";
  if (all_match(column, "yes|no")) return name + "::boolean";
  if (all_match(column, R"(-?\d{1,9})")) return name + "::integer";
  if (all_match(column, R"(-?\d+(\.\d+)?)")) return name + "::numeric";
  if (all_match(column, R"(-?\d+(\.\d+)?%)")) {
    return fmt::format("replace({}, '%', '')::numeric * 0.01", name);
  }
  return name;
}

std::string table_of(const fs::path& path, const std::string& seed) {
  const std::string name = path.stem().string();
  std::string texts;
  std::string types;
  for (const Column& column : columns_of(read(path))) {
    texts += fmt::format("{}\"{}\" text", texts.empty() ? "" : ", ", column.name);
    types += fmt::format("{}{} AS \"{}\"", types.empty() ? "" : ", ", typed(column), column.name);
  }
  return fmt::format(
      "CREATE TEMP TABLE staged ({});\n"
      "\\copy staged FROM '{}' (FORMAT csv, HEADER)\n"
      "CREATE TABLE \"{}\" AS SELECT {} FROM staged ORDER BY md5(staged::text || '{}');\n"
      "DROP TABLE staged;\n",
      texts, path.string(), name, types, seed);
}

}  // namespace

std::string tables_of(const fs::path& folder, const std::string& seed) {
  std::set<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") paths.insert(entry.path());
  }
  std::string out;
  for (const fs::path& path : paths) out += table_of(path, seed);
  return out;
}

}  // namespace tierline::test
