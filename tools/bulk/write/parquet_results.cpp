#include "tools/bulk/write/parquet_results.hpp"

#include <filesystem>
#include <string>
#include <system_error>

#include "base/assert.hpp"
#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/duckdb/write_parquet.hpp"
#include "tools/bulk/write/file_format.hpp"

namespace tierline::bulk {

namespace {

bytecode::ValueType of_kind(bytecode::ValueKind kind) {
  bytecode::ValueType type;
  type.kind = kind;
  return type;
}

void add(ParquetTable& table, std::string_view name, const bytecode::ValueType& type) {
  table.columns.push_back({std::string(name), type});
}

/// A table whose rows begin with the keys of an account.
ParquetTable with_keys(const bytecode::Schema& schema) {
  ParquetTable table;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) add(table, field.name, field.type);
  }
  table.keys = table.columns.size();
  return table;
}

ParquetTable decisions_table(const bytecode::Schema& schema) {
  ParquetTable table = with_keys(schema);
  add(table, kStatusColumn, of_kind(bytecode::ValueKind::Text));
  add(table, kReasonColumn, of_kind(bytecode::ValueKind::Text));
  for (const bytecode::OutputInfo& output : schema.outputs) add(table, output.name, output.type);
  add(table, kValidUntilColumn, of_kind(bytecode::ValueKind::Day));
  return table;
}

ParquetTable parts_table(const bytecode::Schema& schema, const bytecode::SplitInfo& split) {
  ParquetTable table = with_keys(schema);
  for (const bytecode::FieldInfo& field : schema.ledgers[split.ledger].fields) {
    add(table, field.name, field.type);
  }
  add(table, split.name, split.type);
  return table;
}

/// In the order of the files.
std::vector<ParquetTable> tables_of(const bytecode::Schema& schema) {
  std::vector<ParquetTable> tables = {decisions_table(schema)};
  for (const bytecode::SplitInfo& split : schema.splits) {
    tables.push_back(parts_table(schema, split));
  }
  return tables;
}

}  // namespace

std::optional<RunError> check_parquet_results(const bytecode::Schema& schema) {
  for (const ParquetTable& table : tables_of(schema)) {
    if (auto error = check_parquet(table)) return error;
  }
  return std::nullopt;
}

std::optional<RunError> results_to_parquet(const bytecode::Schema& schema, OutFolder& folder,
                                           std::vector<OutFileInfo>& results) {
  const std::vector<ParquetTable> tables = tables_of(schema);
  TIERLINE_ASSERT(results.size() >= tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    const std::string& csv = results[i].name;
    auto written = write_parquet(folder.path_of(csv), folder.path_of(as_parquet(csv)), tables[i]);
    if (!written) return written.error();
    results[i] = std::move(written).value();
  }
  return std::nullopt;
}

void remove_csv_answers(const bytecode::Schema& schema, const OutFolder& folder) {
  std::vector<std::string> names = {std::string(kDecisionsFile)};
  for (const bytecode::SplitInfo& split : schema.splits) names.push_back(parts_file(split.name));
  std::error_code ignored;
  for (const std::string& name : names) std::filesystem::remove(folder.path_of(name), ignored);
}

}  // namespace tierline::bulk
