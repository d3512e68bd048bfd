// Reads a data folder in one pass a file, the subject first, so that every entry of a ledger meets
// accounts that are all known. Each record ends in exactly one of two places: a column or a Reject.
#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <numeric>

#include "base/assert.hpp"
#include "base/digest.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/csv_source.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/data_folder.hpp"
#include "tools/bulk/read/input_file.hpp"
#include "tools/bulk/read/scan.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

/// Reads the files of one run, the subject's first.
class DataReader {
 public:
  DataReader(const bytecode::Schema& schema, Data& data, std::optional<calendar::Day> known_on,
             Places places)
      : schema_(schema), data_(data), known_on_(known_on), places_(places), keys_(schema) {}

  std::optional<RunError> read_accounts(const fs::path& path);
  /// Loads and opens a ledger's files; `read_ledger` then reads them.
  std::optional<RunError> open_ledger(size_t ledger, const std::vector<fs::path>& paths);
  /// Finds out whose the records of all opened files are.
  void scan();
  void read_ledger(size_t ledger);
  /// Notes down the digests of the files.
  void finish();

 private:
  /// A file of a ledger: which one it is, and its place in Data::files.
  struct LedgerFile {
    size_t ledger;
    size_t file;
    CsvSource source;
    std::vector<uint64_t> begins;  // of its records, if it was scanned
  };

  /// The rows of a ledger in the order of the files, and whose each is.
  struct Entries {
    RecordReader reader;
    KnownOn known;
    RecordColumns columns;
    std::vector<uint32_t> accounts;
    std::vector<EntryPlace> places;  // if they are kept
  };

  std::optional<RunError> load(const fs::path& path);
  void read_account(CsvSource& source, RecordReader& reader, RecordColumns& columns);
  void read_entries(LedgerFile& file, Entries& entries);
  void read_chosen_entries(LedgerFile& file, Entries& entries);
  void read_entry(CsvSource& source, const bytecode::RecordInfo& ledger, uint32_t account,
                  const std::optional<FieldRefusal>& key_refusal, Entries& entries);
  void begin_log(const CsvSource& source, const bytecode::RecordInfo& record);
  void scan(LedgerFile& file, OwnerCache& cache);

  Reject& reject(const CsvSource& source, std::string field, Refusal refusal);
  void blame(uint32_t account, Reject& reject);
  void collect_account_keys(std::span<const std::string_view> texts);
  std::string key_names() const;
  FileCount& count() { return data_.files[current_]; }

  const bytecode::Schema& schema_;
  Data& data_;
  const std::optional<calendar::Day> known_on_;
  const Places places_;
  KeyReader keys_;
  std::vector<std::string_view> key_texts_;
  std::vector<LedgerFile> ledger_files_;
  std::vector<std::future<std::string>> digests_;  // they look at Data::texts
  size_t current_ = 0;                             // in Data::files
  bool scanned_ = false;
};

std::optional<RunError> DataReader::load(const fs::path& path) {
  auto bytes = read_bytes(path);
  if (!bytes) return bytes.error();
  data_.texts.push_back(std::move(bytes).value());
  const std::string_view text = data_.texts.back();
  data_.files.push_back({path.filename().string(), "", text.size(), 0, 0, 0, 0});
  // A second core, if there is one, takes the digest while this one reads on.
  digests_.push_back(std::async(std::launch::async, [text] { return base::sha256_hex(text); }));
  return std::nullopt;
}

void DataReader::finish() {
  for (size_t i = 0; i < digests_.size(); ++i) data_.files[i].digest = digests_[i].get();
}

Reject& DataReader::reject(const CsvSource& source, std::string field, Refusal refusal) {
  ++count().rejected;
  data_.rejects.push_back({current_, source.line(), std::move(field), refusal.fault,
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

/// What the header makes of the records below it is a part of their meaning.
void DataReader::begin_log(const CsvSource& source, const bytecode::RecordInfo& record) {
  data_.log.begin_file(hash_of(fmt::format("{}\n{}", record.name, source.header())).low);
}

// ---- the subject --------------------------------------------------------------------------------

std::optional<RunError> DataReader::read_accounts(const fs::path& path) {
  if (auto error = load(path)) return error;
  auto opened = CsvSource::open(count().name, data_.texts.back(), subject_columns(schema_));
  if (!opened) return opened.error();
  CsvSource source = std::move(opened).value();
  begin_log(source, schema_.account);
  RecordReader reader(schema_, schema_.account);
  RecordColumns columns(schema_.account);
  while (source.next()) read_account(source, reader, columns);

  const std::vector<uint32_t> order = data_.accounts.sort();
  std::vector<std::optional<Undetermined>> undetermined;
  undetermined.reserve(order.size());
  for (const uint32_t row : order) undetermined.push_back(data_.undetermined[row]);
  data_.undetermined = std::move(undetermined);
  data_.log.reorder(order);
  data_.hides.assign(order.size(), 0);
  data_.batch.accounts = order.size();
  data_.batch.columns = columns.take(order);
  return std::nullopt;
}

void DataReader::read_account(CsvSource& source, RecordReader& reader, RecordColumns& columns) {
  ++count().lines;
  collect_account_keys(source.texts());
  const auto key_refusal = keys_.read(key_texts_);
  if (key_refusal) data_.log.add(source.record(), RecordLog::kNobody, source.line());
  if (source.damage() && key_refusal) {
    reject(source, "", {FactFault::BadLine, *source.damage()});
    return;
  }
  if (key_refusal) {
    reject(source, keys_.field(key_refusal->field).name, key_refusal->refusal);
    return;
  }
  const auto [row, is_new] = data_.accounts.add(keys_.key());
  if (is_new) {
    data_.undetermined.emplace_back();
    data_.log.add_account();
  }
  data_.log.add(source.record(), row, source.line());

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

std::optional<RunError> DataReader::open_ledger(size_t ledger, const std::vector<fs::path>& paths) {
  for (const fs::path& path : paths) {
    if (auto error = load(path)) return error;
    auto opened = CsvSource::open(data_.files.back().name, data_.texts.back(),
                                  ledger_columns(schema_, schema_.ledgers[ledger]));
    if (!opened) return opened.error();
    ledger_files_.push_back({ledger, data_.files.size() - 1, std::move(opened).value(), {}});
  }
  return std::nullopt;
}

void DataReader::read_ledger(size_t ledger) {
  const bytecode::RecordInfo& info = schema_.ledgers[ledger];
  Entries entries{
      RecordReader(schema_, info), KnownOn(schema_, info, known_on_), RecordColumns(info), {}, {}};
  for (LedgerFile& file : ledger_files_) {
    if (file.ledger != ledger) continue;
    current_ = file.file;
    if (scanned_) {
      read_chosen_entries(file, entries);
    } else {
      read_entries(file, entries);
    }
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
  if (places_ == Places::Forget) return;
  std::vector<EntryPlace>& places = data_.places.emplace_back();
  places.reserve(order.size());
  for (const uint32_t row : order) places.push_back(entries.places[row]);
}

void DataReader::read_entries(LedgerFile& file, Entries& entries) {
  CsvSource& source = file.source;
  begin_log(source, schema_.ledgers[file.ledger]);
  while (source.next()) {
    const auto refusal = keys_.read(source.texts().first(keys_.size()));
    const uint32_t owner = refusal ? AccountIndex::kNone : data_.accounts.find(keys_.key());
    data_.log.add(source.record(), owner, source.line());
    read_entry(source, schema_.ledgers[file.ledger], owner, refusal, entries);
  }
}

void DataReader::read_entry(CsvSource& source, const bytecode::RecordInfo& ledger, uint32_t account,
                            const std::optional<FieldRefusal>& key_refusal, Entries& entries) {
  ++count().lines;
  const bool known = account != AccountIndex::kNone;
  if (source.damage()) {
    Reject& bad = reject(source, "", {FactFault::BadLine, *source.damage()});
    if (known) blame(account, bad);
  } else if (entries.known.hides(source.texts().subspan(keys_.size()))) {
    ++count().not_yet_known;
    if (known) data_.hides[account] = 1;
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
    if (places_ == Places::Keep) {
      entries.places.push_back(
          {static_cast<uint32_t>(current_), static_cast<uint32_t>(source.line()), source.record()});
    }
    ++count().used;
  }
}

// ---- only what has changed ----------------------------------------------------------------------

void DataReader::scan() {
  scanned_ = true;
  OwnerCache cache(data_.accounts);
  for (LedgerFile& file : ledger_files_) scan(file, cache);
}

void DataReader::scan(LedgerFile& file, OwnerCache& cache) {
  begin_log(file.source, schema_.ledgers[file.ledger]);
  Scanner scanner(file.source, keys_, data_.accounts, cache);
  Scanner::Record record;
  const std::string_view text = file.source.bytes();
  constexpr size_t kRecordBytesGuess = 40;
  file.begins.reserve(text.size() / kRecordBytesGuess);
  while (scanner.next(record)) {
    data_.log.add(text.substr(record.begin, record.end - record.begin), record.owner, record.line);
    file.begins.push_back(record.begin);
  }
}

void DataReader::read_chosen_entries(LedgerFile& file, Entries& entries) {
  const FileRecords& records = data_.log.files()[file.file];
  const bytecode::RecordInfo& ledger = schema_.ledgers[file.ledger];
  CsvSource& source = file.source;
  LineCounter lines(records);
  for (uint32_t i = 0; i < records.size(); ++i) {
    const size_t line = lines.next();
    const uint32_t owner = records.accounts[i];
    if (owner != AccountIndex::kNone && data_.chosen[owner] == 0) {
      ++count().lines;
      ++count().used;
      continue;
    }
    source.resume(file.begins[i], line);
    const bool is_there = source.next();
    TIERLINE_ASSERT(is_there);
    const auto refusal = keys_.read(source.texts().first(keys_.size()));
    read_entry(source, ledger, owner, refusal, entries);
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

base::Result<Data, RunError> read_data(const fs::path& folder, const bytecode::Schema& schema,
                                       std::optional<calendar::Day> known_on, const Choose& choose,
                                       Places places) {
  if (auto error = check_names(schema)) return *error;
  auto files = find_files(folder, schema);
  if (!files) return files.error();
  size_t file_count = 1;
  for (const auto& paths : files.value().ledgers) file_count += paths.size();

  Data data;
  data.ignored_files = files.value().ignored;
  data.texts.reserve(file_count);  // rejects point into the texts, and short texts would move
  DataReader reader(schema, data, known_on, places);
  if (auto error = reader.read_accounts(files.value().account)) return *error;
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    if (auto error = reader.open_ledger(i, files.value().ledgers[i])) return *error;
  }
  if (choose) {
    reader.scan();
    data.chosen = choose(data);
  }
  for (size_t i = 0; i < schema.ledgers.size(); ++i) reader.read_ledger(i);
  reader.finish();
  return data;
}

std::string place_and_reason(const Data& data, const Reject& reject) {
  return fmt::format("{} line {}: {}{}{}", data.files[reject.file].name, reject.line, reject.field,
                     reject.field.empty() ? "" : ": ", reject.reason);
}

}  // namespace tierline::bulk
