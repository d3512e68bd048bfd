#include "tools/bulk/write/parts_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/batch/entry_order.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

std::vector<std::string> columns_of(const bytecode::Schema& schema,
                                    const bytecode::SplitInfo& split) {
  std::vector<std::string> columns;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) columns.push_back(field.name);
  }
  for (const bytecode::FieldInfo& field : schema.ledgers[split.ledger].fields) {
    columns.push_back(field.name);
  }
  columns.push_back(split.name);
  return columns;
}

void append_entry(std::string& out, const bytecode::Schema& schema,
                  const bytecode::RecordInfo& ledger, const std::vector<batch::Column>& columns,
                  size_t row) {
  for (size_t i = 0; i < ledger.fields.size(); ++i) {
    const bytecode::FieldInfo& field = ledger.fields[i];
    if (columns[i].is_known(row)) {
      append_csv(out,
                 decision::to_text(batch::value_at(field, columns[i], row), field.type, schema));
    }
    out += ',';
  }
}

}  // namespace

std::string parts_header(const bytecode::Schema& schema, const bytecode::SplitInfo& split) {
  return fmt::format("{}\n", fmt::join(columns_of(schema, split), ","));
}

void append_parts(std::string& out, const bytecode::Schema& schema,
                  const bytecode::SplitInfo& split, const Data& data, const Portion& portion,
                  size_t account, const decision::Parts& parts) {
  const bytecode::RecordInfo& ledger = schema.ledgers[split.ledger];
  const batch::LedgerBatch& entries = portion.batch->ledgers[split.ledger];
  const size_t row_of_account = portion.row(account);
  std::string key;
  append_keys(key, schema, data, account);
  for (const size_t row : batch::rows_of_parts(ledger, entries, row_of_account, parts)) {
    out += key;
    append_entry(out, schema, ledger, entries.columns, row);
    const size_t entry = row - entries.offsets[row_of_account];
    append_csv(out, decision::to_text({*parts[entry], ""}, split.type, schema));
    out += '\n';
  }
}

std::optional<RunError> check_part_columns(const bytecode::Schema& schema) {
  for (const bytecode::SplitInfo& split : schema.splits) {
    std::vector<std::string> columns = columns_of(schema, split);
    std::sort(columns.begin(), columns.end());
    const auto twice = std::adjacent_find(columns.begin(), columns.end());
    if (twice == columns.end()) continue;
    return RunError{fmt::format("the program decides `{}`, but {} would have two columns `{}`",
                                split.name, parts_file(split.name), *twice)};
  }
  return std::nullopt;
}

}  // namespace tierline::bulk
