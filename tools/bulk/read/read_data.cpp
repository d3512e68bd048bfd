// Reads a data folder in one pass a file, the subject first, so that every entry of a ledger meets
// accounts that are all known. Each record ends in exactly one of two places: a column or a Reject.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/csv_source.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/data_folder.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

/// Reads the files of one run, the subject's first.
class DataReader {
 public:
  DataReader(const bytecode::Schema& schema, Data& data)
      : schema_(schema), data_(data), keys_(schema) {}

  std::optional<RunError> read_accounts(const fs::path& path);
  std::optional<RunError> read_ledger(const bytecode::RecordInfo& ledger,
                                      const std::vector<fs::path>& paths);

 private:
  /// The rows of a ledger in the order of the files, and whose each is.
  struct Entries {
    RecordReader reader;
    RecordColumns columns;
    std::vector<uint32_t> accounts;
  };

  std::optional<RunError> load(const fs::path& path);
  void read_account(CsvSource& source, RecordReader& reader, RecordColumns& columns);
  std::optional<RunError> read_entries(const bytecode::RecordInfo& ledger, Entries& entries);
  void read_entry(CsvSource& source, const bytecode::RecordInfo& ledger, Entries& entries);

  Reject& reject(const CsvSource& source, std::string field, Refusal refusal);
  void blame(uint32_t account, Reject& reject);
  void collect_account_keys(std::span<const std::string_view> texts);
  std::string key_names() const;
  FileCount& count() { return data_.files.back(); }

  const bytecode::Schema& schema_;
  Data& data_;
  KeyReader keys_;
  std::vector<std::string_view> key_texts_;
};

std::optional<RunError> DataReader::load(const fs::path& path) {
  auto input = read_input(path);
  if (!input) return input.error();
  InputFile file = std::move(input).value();
  data_.files.push_back({file.name, file.digest, file.bytes.size(), 0, 0, 0});
  data_.texts.push_back(std::move(file.bytes));
  return std::nullopt;
}

Reject& DataReader::reject(const CsvSource& source, std::string field, Refusal refusal) {
  ++count().rejected;
  data_.rejects.push_back({data_.files.size() - 1, source.line(), std::move(field), refusal.fault,
                           std::move(refusal.reason), source.record(), false});
  return data_.rejects.back();
}

/// An account with a refused record cannot be decided; its first such record is the reason shown.
void DataReader::blame(uint32_t account, Reject& reject) {
  reject.account_known = true;
  auto& undetermined = data_.undetermined[account];
  if (undetermined) {
    ++undetermined->more;
  } else {
    undetermined = Undetermined{data_.rejects.size() - 1, 0};
  }
}

/// Picks the texts of the key fields out of those of all the subject's fields.
void DataReader::collect_account_keys(std::span<const std::string_view> texts) {
  key_texts_.clear();
  for (size_t i = 0; i < texts.size(); ++i) {
    if (schema_.account.fields[i].key) key_texts_.push_back(texts[i]);
  }
}

std::string DataReader::key_names() const {
  std::string out;
  for (size_t i = 0; i < keys_.size(); ++i) out += (i == 0 ? "" : ", ") + keys_.field(i).name;
  return out;
}

// ---- the subject --------------------------------------------------------------------------------

std::optional<RunError> DataReader::read_accounts(const fs::path& path) {
  if (auto error = load(path)) return error;
  auto opened = CsvSource::open(count().name, data_.texts.back(), subject_columns(schema_));
  if (!opened) return opened.error();
  CsvSource source = std::move(opened).value();
  RecordReader reader(schema_, schema_.account);
  RecordColumns columns(schema_.account);
  while (source.next()) read_account(source, reader, columns);

  const std::vector<uint32_t> order = data_.accounts.sort();
  std::vector<std::optional<Undetermined>> undetermined;
  undetermined.reserve(order.size());
  for (const uint32_t row : order) undetermined.push_back(data_.undetermined[row]);
  data_.undetermined = std::move(undetermined);
  data_.batch.accounts = order.size();
  data_.batch.columns = columns.take(order);
  return std::nullopt;
}

void DataReader::read_account(CsvSource& source, RecordReader& reader, RecordColumns& columns) {
  ++count().lines;
  collect_account_keys(source.texts());
  const auto key_refusal = keys_.read(key_texts_);
  if (source.damage() && key_refusal) {
    reject(source, "", {FactFault::BadLine, *source.damage()});
    return;
  }
  if (key_refusal) {
    reject(source, keys_.field(key_refusal->field).name, key_refusal->refusal);
    return;
  }
  const auto [row, is_new] = data_.accounts.add(keys_.key());
  if (is_new) data_.undetermined.emplace_back();

  std::optional<FieldRefusal> refusal;
  if (!source.damage()) refusal = reader.read(source.texts());
  const bool good = !source.damage() && !refusal;
  // Every account has its row, also one that cannot be decided: its values are never looked at.
  if (is_new)
    columns.push(good ? reader.cells() : std::vector<Cell>(schema_.account.fields.size()));
  if (good && is_new) {
    ++count().used;
  } else if (source.damage()) {
    blame(row, reject(source, "", {FactFault::BadLine, *source.damage()}));
  } else if (refusal) {
    blame(row, reject(source, schema_.account.fields[refusal->field].name, refusal->refusal));
  } else {
    blame(row, reject(source, key_names(),
                      {FactFault::DuplicateAccount,
                       fmt::format("{} stands in the file before", shown_key(keys_.key()))}));
  }
}

// ---- ledgers ------------------------------------------------------------------------------------

std::optional<RunError> DataReader::read_ledger(const bytecode::RecordInfo& ledger,
                                                const std::vector<fs::path>& paths) {
  Entries entries{RecordReader(schema_, ledger), RecordColumns(ledger), {}};
  for (const fs::path& path : paths) {
    if (auto error = load(path)) return error;
    if (auto error = read_entries(ledger, entries)) return error;
  }
  // A counting sort by account: entries of one account keep the order of the files.
  batch::LedgerBatch& out = data_.batch.ledgers.emplace_back();
  out.offsets.assign(data_.accounts.size() + 1, 0);
  for (const uint32_t account : entries.accounts) ++out.offsets[account + 1];
  std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());
  std::vector<uint64_t> next(out.offsets.begin(), out.offsets.end() - 1);
  std::vector<uint32_t> order(entries.accounts.size());
  for (uint32_t row = 0; row < order.size(); ++row) order[next[entries.accounts[row]]++] = row;
  out.columns = entries.columns.take(order);
  return std::nullopt;
}

std::optional<RunError> DataReader::read_entries(const bytecode::RecordInfo& ledger,
                                                 Entries& entries) {
  auto opened = CsvSource::open(count().name, data_.texts.back(), ledger_columns(schema_, ledger));
  if (!opened) return opened.error();
  CsvSource source = std::move(opened).value();
  while (source.next()) read_entry(source, ledger, entries);
  return std::nullopt;
}

void DataReader::read_entry(CsvSource& source, const bytecode::RecordInfo& ledger,
                            Entries& entries) {
  ++count().lines;
  const auto key_refusal = keys_.read(source.texts().first(keys_.size()));
  const uint32_t account = key_refusal ? AccountIndex::kNone : data_.accounts.find(keys_.key());
  const bool known = account != AccountIndex::kNone;
  if (source.damage()) {
    Reject& bad = reject(source, "", {FactFault::BadLine, *source.damage()});
    if (known) blame(account, bad);
  } else if (key_refusal) {
    reject(source, keys_.field(key_refusal->field).name, key_refusal->refusal);
  } else if (!known) {
    reject(source, key_names(),
           {FactFault::UnknownAccount,
            fmt::format("{} has no {}", data_.files[0].name, shown_key(keys_.key()))});
  } else if (const auto refusal = entries.reader.read(source.texts().subspan(keys_.size()))) {
    blame(account, reject(source, ledger.fields[refusal->field].name, refusal->refusal));
  } else {
    entries.columns.push(entries.reader.cells());
    entries.accounts.push_back(account);
    ++count().used;
  }
}

/// A ledger's field with the name of a key would share its column.
std::optional<RunError> check_names(const bytecode::Schema& schema) {
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    for (const bytecode::FieldInfo& field : ledger.fields) {
      for (const bytecode::FieldInfo& key : schema.account.fields) {
        if (!key.key || key.name != field.name) continue;
        return RunError{fmt::format(
            "ledger `{}` has a field `{}`, which is also a key of `{}`: a CSV file cannot have two "
            "columns of one name; rename the field in the program",
            ledger.name, field.name, schema.account.name)};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

base::Result<Data, RunError> read_data(const fs::path& folder, const bytecode::Schema& schema) {
  if (auto error = check_names(schema)) return *error;
  auto files = find_files(folder, schema);
  if (!files) return files.error();
  size_t file_count = 1;
  for (const auto& paths : files.value().ledgers) file_count += paths.size();

  Data data;
  data.ignored_files = files.value().ignored;
  data.texts.reserve(file_count);  // rejects point into the texts, and short texts would move
  DataReader reader(schema, data);
  if (auto error = reader.read_accounts(files.value().account)) return *error;
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    if (auto error = reader.read_ledger(schema.ledgers[i], files.value().ledgers[i])) return *error;
  }
  return data;
}

std::string place_and_reason(const Data& data, const Reject& reject) {
  return fmt::format("{} line {}: {}{}{}", data.files[reject.file].name, reject.line, reject.field,
                     reject.field.empty() ? "" : ": ", reject.reason);
}

}  // namespace tierline::bulk
