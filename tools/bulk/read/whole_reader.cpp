#include "tools/bulk/read/whole_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/threads/ordered.hpp"

namespace tierline::bulk {

namespace {

/// What the header makes of the records below it is a part of their meaning.
uint64_t meaning_of(const FileShape& shape, const bytecode::RecordInfo& record) {
  return hash_of(fmt::format("{}\n{}", record.name, shape.header)).low;
}

std::string key_names(const bytecode::Schema& schema) {
  std::string out;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) out += (out.empty() ? "" : ", ") + field.name;
  }
  return out;
}

}  // namespace

WholeReader::WholeReader(const bytecode::Schema& schema, Data& data,
                         std::optional<calendar::Day> known_on, Places places,
                         const Reading& reading)
    : schema_(schema),
      data_(data),
      known_on_(known_on),
      places_(places),
      reading_(reading),
      portions_(std::make_shared<Portions>(schema, places == Places::Keep, reading.key_texts)) {}

/// Reads one file: its chunks by several threads, what they say in order. Where a chunk ends in a
/// record that depends on what follows, the next one is looked at again together with it.
template <class Facts, class MakeParser, class Take>
std::optional<RunError> WholeReader::read_file(Input& input,
                                               const std::vector<WantedColumn>& wanted,
                                               const bytecode::RecordInfo& record,
                                               MakeParser make_parser, Take take) {
  data_.files.push_back({input.name(), "", 0, 0, 0, 0, 0, input.counted()});
  const size_t threads = std::max<size_t>(1, reading_.threads);
  RecordFile file(input, {reading_.chunk, threads > 1, reading_.stop, reading_.bytes_read});
  if (auto error = file.open(wanted)) return error;
  const ParserOptions options{&schema_, &file.shape(), meaning_of(file.shape(), record),
                              reading_.with_log, input.counted()};
  line_ = file.first_line();
  if (reading_.with_log) data_.log.begin_parts(options.meaning, line_);
  std::optional<RunError> error;
  std::optional<RunError> read_error;
  const auto next = [&]() -> std::optional<Chunk> {
    auto chunk = file.next();
    if (chunk) return std::move(chunk).value();
    read_error = chunk.error();
    return std::nullopt;
  };
  const auto make_worker = [&] {
    return
        [parser = make_parser(options)](Chunk&& chunk) { return parser->parse(std::move(chunk)); };
  };
  const auto again = make_parser(options);
  std::string open;  // the text of a record that depends on what follows
  run_in_order<Chunk, Facts>(threads, next, make_worker, [&](Facts&& facts) {
    if (!open.empty()) facts = again->parse(joined(open, facts.chunk));
    open = facts.chunk.text.substr(facts.end.at);
    error = take(facts);
    count().lines += facts.records;
    line_ += facts.end.line;
    return !error.has_value();
  });
  if (error) return error;
  if (read_error) return read_error;
  if (reading_.with_log) data_.log.end_file();
  count().bytes = file.bytes();
  count().digest = file.digest();
  if (reading_.with_log) data_.log.set_trail(data_.files.size() - 1, file.trail());
  return std::nullopt;
}

/// An account with a refused record cannot be decided.
void WholeReader::reject(Refused& refused, uint32_t account) {
  const bool is_known = account != RecordLog::kNobody;
  if (is_known) data_.undetermined.blame(account, data_.rejects.size());
  ++count().rejected;
  data_.rejects.push_back({data_.files.size() - 1, first_place() + refused.line,
                           std::move(refused.field), refused.refusal.fault,
                           std::move(refused.refusal.reason), std::move(refused.record), is_known});
}

void WholeReader::log(const ChunkFacts& facts) {
  if (reading_.with_log) data_.log.add(facts.log, facts.owners, line_);
}

// ---- the subject --------------------------------------------------------------------------------

std::optional<RunError> WholeReader::read_accounts(Input& input) {
  auto error = read_file<AccountChunk>(
      input, subject_columns(schema_), schema_.account,
      [&](const ParserOptions& options) {
        return std::make_unique<AccountParser>(options, *portions_);
      },
      [&](AccountChunk& chunk) -> std::optional<RunError> {
        if (data_.accounts.size() == 0) expect_accounts(input.expected_bytes(), chunk);
        take_accounts(chunk);
        return std::nullopt;
      });
  if (error) return error;
  arrange_accounts();
  return std::nullopt;
}

/// All chunks will be like the first one, roughly.
void WholeReader::expect_accounts(size_t bytes, const AccountChunk& first) {
  const size_t times = bytes / std::max<size_t>(1, first.chunk.text.size()) + 1;
  data_.accounts.reserve(times * first.key_ends.size(), times * first.keys.size());
}

void WholeReader::take_accounts(AccountChunk& chunk) {
  const std::string_view keys = chunk.keys;
  const bool is_greater =
      chunk.key_ends.empty() ||
      (chunk.is_increasing && data_.accounts.may_add_greater(keys.substr(0, chunk.key_ends[0])));
  if (is_greater) {
    take_greater(chunk);
  } else {
    take_one_by_one(chunk);
  }
  log(chunk);
  portions_->add(std::move(chunk.rows));
}

/// Takes accounts that are all new and behind all others in key order.
void WholeReader::take_greater(AccountChunk& chunk) {
  const auto first = static_cast<uint32_t>(data_.accounts.size());
  const auto account_of = [&](uint32_t ordinal) {
    return ordinal == RecordLog::kNobody ? ordinal : first + ordinal;
  };
  data_.accounts.add_greater(chunk.keys, chunk.key_ends);
  if (reading_.with_log) data_.log.add_accounts(chunk.key_ends.size());
  for (uint32_t& owner : chunk.owners) owner = account_of(owner);
  count().used += chunk.records - chunk.refused.size();
  for (Refused& refused : chunk.refused) reject(refused, account_of(refused.owner));
}

void WholeReader::take_one_by_one(AccountChunk& chunk) {
  std::vector<uint32_t> accounts;  // by ordinal
  std::vector<uint32_t> begins;    // rows of those that are new
  auto refused = chunk.refused.begin();
  const auto is_next = [&](size_t ordinal, uint32_t owner) {
    return refused != chunk.refused.end() && refused->before == ordinal && refused->owner == owner;
  };
  uint32_t begin = 0;
  for (uint32_t i = 0; i < chunk.key_ends.size(); ++i) {
    while (is_next(i, RecordLog::kNobody)) reject(*refused++, RecordLog::kNobody);
    const auto key = std::string_view(chunk.keys).substr(begin, chunk.key_ends[i] - begin);
    begin = chunk.key_ends[i];
    const auto [account, is_new] = data_.accounts.add(key);
    accounts.push_back(account);
    if (is_new) begins.push_back(chunk.rows.begins[i]);
    if (is_new && reading_.with_log) data_.log.add_account();
    if (is_next(i, i)) {
      reject(*refused++, account);
    } else if (is_new) {
      ++count().used;
    } else {
      refuse_duplicate(chunk, i, account);
    }
  }
  while (refused != chunk.refused.end()) reject(*refused++, RecordLog::kNobody);
  chunk.rows.begins = std::move(begins);
  for (uint32_t& owner : chunk.owners) {
    if (owner != RecordLog::kNobody) owner = accounts[owner];
  }
}

void WholeReader::refuse_duplicate(const AccountChunk& chunk, size_t ordinal, uint32_t account) {
  const KeyedAt& at = chunk.places[ordinal];
  Refused refused{
      account,
      0,
      at.line,
      key_names(schema_),
      {FactFault::DuplicateAccount,
       fmt::format("{} stands in the file before", shown_key(data_.accounts.key(account)))},
      std::string(chunk.chunk.text.substr(at.begin, at.end - at.begin))};
  reject(refused, account);
}

/// Puts the accounts into key order, and prepares for their entries.
void WholeReader::arrange_accounts() {
  if (!data_.accounts.is_sorted()) {
    std::vector<uint32_t> order = data_.accounts.sort();
    data_.undetermined.reorder(order);
    if (reading_.with_log) data_.log.reorder(order);
    portions_->arrange(std::move(order));
  }
  data_.hides.assign(data_.accounts.size(), 0);
  const size_t memory = memory_for_entries();
  portions_->begin_entries(memory, reading_.scratch);
  if (!reading_.roll_up || places_ == Places::Keep) return;
  const bytecode::Bytecode& program = *reading_.roll_up->program;
  const size_t needed = scalar::RollUp::bytes(program, data_.accounts.size());
  if (memory == 0 || needed <= memory) portions_->begin_totals(program);
}

/// Of the memory that the accounts leave, half is for entries that wait and half for those that are
/// looked at; at least a little, for less would only make the run slower, not possible.
size_t WholeReader::memory_for_entries() const {
  if (reading_.memory == 0) return 0;
  const size_t taken =
      portions_->bytes() + data_.accounts.bytes() + (2 * reading_.threads + 12) * reading_.chunk;
  const size_t left = reading_.memory > taken ? reading_.memory - taken : 0;
  return std::max(left / 2, reading_.memory / 16 + 1);
}

// ---- ledgers ------------------------------------------------------------------------------------

std::optional<RunError> WholeReader::read_ledger(
    size_t ledger, const std::vector<std::unique_ptr<Input>>& inputs) {
  const bytecode::RecordInfo& info = schema_.ledgers[ledger];
  const KnownOn known(schema_, info, known_on_);
  const std::string account_file = data_.files[0].name;
  const RollUpFor* roll_up = portions_->totals() != nullptr ? &*reading_.roll_up : nullptr;
  for (const std::unique_ptr<Input>& input : inputs) {
    auto error = read_file<EntryChunk>(
        *input, ledger_columns(schema_, info), info,
        [&](const ParserOptions& options) {
          return std::make_unique<EntryParser>(options, ledger, *portions_, data_.accounts, known,
                                               account_file, roll_up);
        },
        [&](EntryChunk& chunk) { return take_entries(ledger, chunk); });
    if (error) return error;
  }
  return std::nullopt;
}

std::optional<RunError> WholeReader::take_entries(size_t ledger, EntryChunk& chunk) {
  count().used += chunk.used;
  count().not_yet_known += chunk.hidden.size();
  for (const uint32_t account : chunk.hidden) {
    if (account != RecordLog::kNobody) data_.hides[account] = 1;
  }
  for (Refused& refused : chunk.refused) reject(refused, refused.owner);
  log(chunk);
  if (scalar::RollUp* const totals = portions_->totals()) {
    totals->add(ledger, chunk.entry_owners, chunk.shares);
    return std::nullopt;
  }
  if (places_ == Places::Keep) place_rows(portions_->entries(ledger), chunk.rows);
  return portions_->store().add(ledger, std::move(chunk.rows));
}

/// Completes the places of entries: their file, and the line on which the chunk begins.
void WholeReader::place_rows(const RowLayout& layout, EntryBlock& rows) const {
  char* end = rows.bytes.get() + rows.size();
  for (char* row = rows.bytes.get(); row < end; row += layout.size_of(row)) {
    char* place = row + layout.place_at();
    save(place, static_cast<uint32_t>(data_.files.size() - 1));
    save(place + 4, static_cast<uint32_t>(first_place() + load<uint32_t>(place + 4)));
  }
}

void WholeReader::finish() { data_.facts = std::move(portions_); }

}  // namespace tierline::bulk
