#include "tools/bulk/read/data_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/assert.hpp"
#include "tools/bulk/read/changes_reader.hpp"

namespace tierline::bulk {

// ---- files --------------------------------------------------------------------------------------

void DataReader::add(Input& input) {
  data_.files.push_back({input.name(), "", 0, 0, 0, 0, 0, input.counted()});
  ChangedFile& file = files_.emplace_back();
  file.input = &input;
  file.place = files_.size() - 1;
}

void DataReader::add_accounts(Input& input) { add(input); }

void DataReader::add_ledger(size_t ledger, const std::vector<std::unique_ptr<Input>>& inputs) {
  of_ledgers_.resize(ledger + 1);
  for (const std::unique_ptr<Input>& input : inputs) {
    of_ledgers_[ledger].push_back(files_.size());
    add(*input);
  }
}

/// Finds how far the files are what those of the same names were.
void DataReader::find_beginnings(GoOn go_on, size_t threads) {
  std::vector<BeginningOf> all;
  const std::vector<std::string>& names = go_on.state->files;
  for (ChangedFile& file : files_) {
    const auto found = std::find(names.begin(), names.end(), file.input->name());
    if (found == names.end()) continue;
    const FileRecords& records = go_on.state->records[static_cast<size_t>(found - names.begin())];
    if (records.trail.empty() || !file.input->has_places()) continue;
    file.beginning.records = &records;
    all.push_back({file.input, &file.beginning});
  }
  bulk::find_beginnings(all, threads);
}

/// Reads what is not known yet.
std::optional<RunError> DataReader::load(ChangedFile& file, const bytecode::RecordInfo& record,
                                         const std::vector<WantedColumn>& columns,
                                         Orphans orphans) {
  if (auto error = load_rest(file, record, columns, orphans)) return error;
  data_.files[file.place].bytes =
      file.input->bytes().value_or(file.bytes.size() + file.beginning.bytes);
  take_digest(file);
  return std::nullopt;
}

/// A second core, if there is one, takes the digest while this one reads on.
void DataReader::take_digest(ChangedFile& file) {
  std::string_view rest = file.bytes.view();
  std::vector<base::DigestState> proved;
  if (file.beginning.blocks > 0) {
    const FileRecords& before = *file.beginning.records;
    const auto end = before.trail.begin() + static_cast<ptrdiff_t>(file.beginning.stretches);
    proved.assign(before.trail.begin(), end);
    rest.remove_prefix(file.beginning.proved_bytes() - file.beginning.bytes);
  }
  digests_.push_back(std::async(
      std::launch::async,
      [rest, trail = base::DigestTrail(std::move(proved)), own = file.input->digest()]() mutable {
        if (own) return Digested{*own, {}};
        trail.add(rest);
        const std::string hex = trail.finish_hex();
        return Digested{hex, trail.states()};
      }));
}

/// Notes down the digests of the files, and the rows of what stands in tables.
std::optional<RunError> DataReader::finish() {
  for (size_t i = 0; i < digests_.size(); ++i) {
    Digested digested = digests_[i].get();
    data_.files[i].digest = std::move(digested.hex);
    data_.log.set_trail(i, std::move(digested.trail));
  }
  number_rows();
  for (const ChangedFile& file : files_) {
    if (auto error = file.input->check_unchanged()) return error;
  }
  return std::nullopt;
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

void DataReader::log_record(const CsvSource& source, uint32_t account) {
  data_.log.add(
      {source.record(), account, source.line(), source.at(), source.next_line(), source.is_open()});
}

// ---- the subject --------------------------------------------------------------------------------

/// Takes the accounts of a beginning, each on its first record.
///   rows  gets where each account of the earlier run is now
void DataReader::add_accounts_before(const AccountStates& before, const Beginning& beginning,
                                     std::vector<uint32_t>& rows) {
  rows.assign(before.size(), AccountIndex::kNone);
  for (uint32_t i = 0; i < beginning.record_count; ++i) {
    const uint32_t account = beginning.records->accounts[i];
    if (account == RecordLog::kNobody || rows[account] != AccountIndex::kNone) continue;
    rows[account] = data_.accounts.add(before.key(account)).row;
  }
  data_.log.add_accounts(data_.accounts.size());
}

/// Finds out who is there, and logs whose each record is.
void DataReader::log_accounts(const AccountStates& before) {
  ChangedFile& file = files_.front();
  CsvSource& source = *file.source;
  account_source_ = &source;
  data_.log.begin_file(file.meaning, source.bytes(), source.at(), source.next_line());
  if (file.beginning.blocks > 0) {
    std::vector<uint32_t> rows;
    add_accounts_before(before, file.beginning, rows);
    data_.log.take_first(*file.beginning.records, file.beginning.blocks, rows);
    source.resume(source.at(), source.next_line() + file.beginning.lines);
  }
  while (source.next()) note_account();
  data_.log.end_file();
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

void DataReader::read_ledger(size_t ledger) {
  const bytecode::RecordInfo& info = schema_.ledgers[ledger];
  Entries entries{
      RecordReader(schema_, info), KnownOn(schema_, info, known_on_), RecordColumns(info), {}, {}};
  for (const size_t place : of_ledgers_[ledger]) {
    current_ = place;
    for_each_chosen(files_[place], [&](CsvSource& source, uint32_t account) {
      const auto refusal = keys_.read(source.texts().first(keys_.size()));
      read_entry(source, info, account, refusal, entries);
    });
    count_unread();
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
      entries.places.push_back({static_cast<uint32_t>(current_),
                                static_cast<uint32_t>(source.line()),
                                std::string(source.record())});
    }
    ++count().used;
  }
}

// ---- only what has changed ----------------------------------------------------------------------

std::optional<RunError> DataReader::read_changed(GoOn go_on, size_t threads) {
  find_beginnings(go_on, threads);
  ChangedFile& subject = files_.front();
  if (auto error = load(subject, schema_.account, subject_columns(schema_), Orphans::Take)) {
    return error;
  }
  log_accounts(go_on.state->accounts);
  arrange_accounts();
  ChangesReader changes(data_, keys_, go_on);
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
    const bytecode::RecordInfo& ledger = schema_.ledgers[i];
    for (const size_t place : of_ledgers_[i]) {
      ChangedFile& file = files_[place];
      auto error = load(file, ledger, ledger_columns(schema_, ledger), changes.orphans());
      if (error) return error;
      changes.take_beginning(file);
    }
  }
  changes.add_accounts(subject);
  for (size_t i = 1; i < files_.size(); ++i) changes.add_ledger(files_[i]);
  if (auto error = changes.choose(threads)) return error;
  read_chosen_accounts();
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) read_ledger(i);
  return finish();
}

bool DataReader::is_chosen(uint32_t account) const {
  return account == AccountIndex::kNone || data_.chosen[account] != 0;
}

/// Reads the records of the chosen, and of nobody, in the order of the file.
///   read  is given the source, which stands on a record, and its account
template <class Read>
void DataReader::for_each_chosen(ChangedFile& file, Read read) {
  CsvSource first = file.source->over(file.wanted_first.text);
  const auto go_through = [&](CsvSource& source, const WantedRecords& wanted) {
    for (const WantedRecord& record : wanted.records) {
      if (!is_chosen(record.account)) continue;
      source.resume(record.begin, record.line);
      const bool is_there = source.next();
      TIERLINE_ASSERT(is_there);
      read(source, record.account);
    }
  };
  go_through(first, file.wanted_first);
  go_through(*file.source, file.wanted);
}

/// All others share a row, whose values are never looked at.
void DataReader::read_chosen_accounts() {
  current_ = 0;
  Accounts accounts{RecordReader(schema_, schema_.account), RecordColumns(schema_.account)};
  accounts.columns.push(std::vector<Cell>(schema_.account.fields.size()));
  std::vector<uint32_t> rows(data_.accounts.size(), 0);
  uint32_t next_row = 1;
  for_each_chosen(files_.front(), [&](CsvSource& source, uint32_t account) {
    account_source_ = &source;
    collect_account_keys(source.texts());
    key_refusal_ = keys_.read(key_texts_);
    const bool is_first = account != AccountIndex::kNone && rows[account] == 0;
    if (is_first) rows[account] = next_row++;
    read_account(account, is_first, accounts);
  });
  count_unread();
  data_.batch.columns = accounts.columns.take(rows);
}

/// The records of a file that were not read were used before.
void DataReader::count_unread() {
  const size_t unread = data_.log.files()[current_].size() - count().lines;
  count().lines += unread;
  count().used += unread;
}

}  // namespace tierline::bulk
