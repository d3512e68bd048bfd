#include "tools/bulk/read/data_reader.hpp"

#include <fmt/format.h>

#include <numeric>

#include "base/assert.hpp"
#include "base/digest.hpp"

namespace tierline::bulk {

namespace {

/// What the header makes of the records below it is a part of their meaning.
uint64_t meaning_of(const CsvSource& source, const bytecode::RecordInfo& record) {
  return hash_of(fmt::format("{}\n{}", record.name, source.header())).low;
}

}  // namespace

std::optional<RunError> DataReader::load(Input& input) {
  auto bytes = read_input(input);
  if (!bytes) return bytes.error();
  texts_.push_back(std::move(bytes).value());
  const std::string_view text = texts_.back().view();
  data_.files.push_back(
      {input.name(), "", input.bytes().value_or(text.size()), 0, 0, 0, 0, input.counted()});
  // A second core, if there is one, takes the digest while this one reads on.
  digests_.push_back(std::async(std::launch::async, [text, own = input.digest()] {
    return own ? *own : base::sha256_hex(text);
  }));
  return std::nullopt;
}

void DataReader::finish() {
  for (size_t i = 0; i < digests_.size(); ++i) data_.files[i].digest = digests_[i].get();
  number_rows();
}

/// While it is read, a table is a text, and what is in it has a line.
void DataReader::number_rows() {
  const auto number = [&](size_t file, auto& line) {
    if (data_.files[file].counted == Counted::Lines) return;
    line = row_on(data_.log.files()[file], static_cast<uint32_t>(line));
  };
  for (Reject& reject : data_.rejects) number(reject.file, reject.line);
  for (std::vector<EntryPlace>& places : data_.places) {
    for (EntryPlace& place : places) number(place.file, place.line);
  }
}

Reject& DataReader::reject(const CsvSource& source, std::string field, Refusal refusal) {
  ++count().rejected;
  data_.rejects.push_back({current_, source.line(), std::move(field), refusal.fault,
                           std::move(refusal.reason), std::string(source.record()), false});
  return data_.rejects.back();
}

/// An account with a refused record cannot be decided; its first such record is the reason shown.
void DataReader::blame(uint32_t account, Reject& reject) {
  reject.account_known = true;
  data_.undetermined.blame(account, data_.rejects.size() - 1);
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

void DataReader::begin_log(const CsvSource& source, uint64_t meaning) {
  data_.log.begin_file(meaning, source.bytes(), source.at(), source.next_line());
}

void DataReader::log_record(const CsvSource& source, uint32_t account) {
  data_.log.add(
      {source.record(), account, source.line(), source.at(), source.next_line(), source.is_open()});
}

// ---- the subject --------------------------------------------------------------------------------

std::optional<RunError> DataReader::open_accounts(Input& input) {
  if (auto error = load(input)) return error;
  auto opened = CsvSource::open(data_.files[0].name, texts_.back().view(),
                                subject_columns(schema_), data_.files[0].counted);
  if (!opened) return opened.error();
  account_source_ = std::move(opened).value();
  account_meaning_ = meaning_of(*account_source_, schema_.account);
  return std::nullopt;
}

/// Finds out whose the record at hand is, and notes that down.
///   returns  the account in the order of the file, or kNone; and whether it is seen for the first
///            time
AccountIndex::Added DataReader::note_account() {
  const CsvSource& source = *account_source_;
  collect_account_keys(source.texts());
  key_refusal_ = keys_.read(key_texts_);
  AccountIndex::Added added{AccountIndex::kNone, false};
  if (!key_refusal_) added = data_.accounts.add(keys_.key());
  if (added.is_new) {
    data_.log.add_account();
  }
  log_record(source, added.row);
  return added;
}

/// Puts the accounts into key order.
///   returns  which of those in the order of the file is which
std::vector<uint32_t> DataReader::arrange_accounts() {
  std::vector<uint32_t> order = data_.accounts.sort();
  data_.undetermined.reorder(order);
  data_.log.reorder(order);
  data_.hides.assign(order.size(), 0);
  data_.batch.accounts = order.size();
  return order;
}

void DataReader::read_account(uint32_t account, bool is_first, Accounts& accounts) {
  ++count().lines;
  const CsvSource& source = *account_source_;
  if (account == AccountIndex::kNone) return reject_stranger();
  std::optional<FieldRefusal> refusal;
  if (!source.damage()) refusal = accounts.reader.read(source.texts());
  const bool good = !source.damage() && !refusal;
  // Every account has its row, also one that cannot be decided: its values are never looked at.
  if (is_first) {
    accounts.columns.push(good ? accounts.reader.cells()
                               : std::vector<Cell>(schema_.account.fields.size()));
  }
  if (good && is_first) {
    ++count().used;
  } else if (source.damage()) {
    blame(account, reject(source, "", {FactFault::BadLine, *source.damage()}));
  } else if (refusal) {
    blame(account, reject(source, schema_.account.fields[refusal->field].name, refusal->refusal));
  } else {
    blame(account, reject(source, key_names(),
                          {FactFault::DuplicateAccount,
                           fmt::format("{} stands in the file before", shown_key(keys_.key()))}));
  }
}

/// A record of the subject without a key that can be read.
void DataReader::reject_stranger() {
  const CsvSource& source = *account_source_;
  if (source.damage()) {
    reject(source, "", {FactFault::BadLine, *source.damage()});
  } else {
    reject(source, keys_.field(key_refusal_->field).name, key_refusal_->refusal);
  }
}

// ---- ledgers ------------------------------------------------------------------------------------

std::optional<RunError> DataReader::open_ledger(size_t ledger,
                                                const std::vector<std::unique_ptr<Input>>& inputs) {
  const bytecode::RecordInfo& info = schema_.ledgers[ledger];
  for (const std::unique_ptr<Input>& input : inputs) {
    if (auto error = load(*input)) return error;
    auto opened = CsvSource::open(data_.files.back().name, texts_.back().view(),
                                  ledger_columns(schema_, info), data_.files.back().counted);
    if (!opened) return opened.error();
    const uint64_t meaning = meaning_of(opened.value(), info);
    ledger_files_.push_back({ledger, data_.files.size() - 1, std::move(opened).value(), meaning});
  }
  return std::nullopt;
}

void DataReader::read_ledger(size_t ledger, const ChangesReader& changes) {
  const bytecode::RecordInfo& info = schema_.ledgers[ledger];
  Entries entries{
      RecordReader(schema_, info), KnownOn(schema_, info, known_on_), RecordColumns(info), {}, {}};
  for (LedgerFile& file : ledger_files_) {
    if (file.ledger != ledger) continue;
    current_ = file.file;
    read_chosen_entries(file, changes.wanted(file.file), entries);
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
          {static_cast<uint32_t>(current_), static_cast<uint32_t>(source.line()),
           std::string(source.record())});
    }
    ++count().used;
  }
}

// ---- only what has changed ----------------------------------------------------------------------

void DataReader::read_changed(GoOn go_on) {
  CsvSource& source = *account_source_;
  const size_t begin = source.at();
  begin_log(source, account_meaning_);
  while (source.next()) note_account();
  data_.log.end_file();
  arrange_accounts();
  ChangesReader changes(data_, keys_, go_on);
  changes.add_accounts(source, account_meaning_, begin);
  for (LedgerFile& file : ledger_files_) changes.add_ledger(file.file, file.source, file.meaning);
  changes.choose();
  read_chosen_accounts(changes.wanted(0));
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) read_ledger(i, changes);
}

bool DataReader::is_chosen(uint32_t account) const {
  return account == AccountIndex::kNone || data_.chosen[account] != 0;
}

/// All others share a row, whose values are never looked at.
void DataReader::read_chosen_accounts(const std::vector<WantedRecord>& wanted) {
  current_ = 0;
  Accounts accounts{RecordReader(schema_, schema_.account), RecordColumns(schema_.account)};
  accounts.columns.push(std::vector<Cell>(schema_.account.fields.size()));
  std::vector<uint32_t> rows(data_.accounts.size(), 0);
  uint32_t next_row = 1;
  for (const WantedRecord& record : wanted) {
    if (!is_chosen(record.account)) continue;
    account_source_->resume(record.begin, record.line);
    const bool is_there = account_source_->next();
    TIERLINE_ASSERT(is_there);
    collect_account_keys(account_source_->texts());
    key_refusal_ = keys_.read(key_texts_);
    const bool is_first = record.account != AccountIndex::kNone && rows[record.account] == 0;
    if (is_first) rows[record.account] = next_row++;
    read_account(record.account, is_first, accounts);
  }
  count_unread();
  data_.batch.columns = accounts.columns.take(rows);
}

void DataReader::read_chosen_entries(LedgerFile& file, const std::vector<WantedRecord>& wanted,
                                     Entries& entries) {
  CsvSource& source = file.source;
  for (const WantedRecord& record : wanted) {
    if (!is_chosen(record.account)) continue;
    source.resume(record.begin, record.line);
    const bool is_there = source.next();
    TIERLINE_ASSERT(is_there);
    const auto refusal = keys_.read(source.texts().first(keys_.size()));
    read_entry(source, schema_.ledgers[file.ledger], record.account, refusal, entries);
  }
  count_unread();
}

/// The records of a file that were not read were used before.
void DataReader::count_unread() {
  const size_t unread = data_.log.files()[current_].size() - count().lines;
  count().lines += unread;
  count().used += unread;
}

}  // namespace tierline::bulk
