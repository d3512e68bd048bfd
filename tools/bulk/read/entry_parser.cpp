#include "tools/bulk/read/entry_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

/// Behind so many lines of a stretch whose accounts do not follow the one before, none is expected
/// to.
constexpr size_t kStrangersMax = 16;

std::vector<size_t> first_places(const FileShape& shape, size_t count) {
  return {shape.places.begin(), shape.places.begin() + static_cast<ptrdiff_t>(count)};
}

std::vector<size_t> places_from(const FileShape& shape, size_t first) {
  return {shape.places.begin() + static_cast<ptrdiff_t>(first), shape.places.end()};
}

}  // namespace

EntryParser::EntryParser(const ParserOptions& options, size_t ledger, const Portions& portions,
                         const AccountIndex& accounts, const KnownOn& known,
                         const std::string& account_file, const RollUpFor* roll_up)
    : options_(options),
      ledger_index_(ledger),
      ledger_(options.schema->ledgers[ledger]),
      portions_(portions),
      layout_(portions.entries(ledger)),
      accounts_(accounts),
      known_(known),
      account_file_(account_file),
      walk_(options.shape->width),
      keys_(*options.schema),
      quick_key_(*options.schema, first_places(*options.shape, keys_.size())),
      quick_(*options.schema, ledger_, layout_, places_from(*options.shape, keys_.size())),
      reader_(*options.schema, ledger_),
      texts_(*options.shape) {
  if (roll_up != nullptr) shares_.emplace(*roll_up->program, roll_up->today);
}

EntryChunk EntryParser::parse(Chunk chunk) {
  out_ = EntryChunk();
  out_.chunk = std::move(chunk);
  rows_.clear();
  begins_.clear();
  row_groups_.clear();
  if (options_.with_log) out_.log.begin(options_.meaning, out_.chunk.text);
  const auto kind = out_.chunk.is_last ? base::CsvText::Whole : base::CsvText::GoesOn;
  out_.end = walk_.walk(out_.chunk.text, kind, *this);
  out_.log.end(out_.end.at);
  TIERLINE_ASSERT(rows_.size() <= std::numeric_limits<uint32_t>::max());
  out_.used = begins_.size();
  if (shares_) {
    find_shares();
  } else {
    out_.rows = by_group();
  }
  return std::move(out_);
}

void EntryParser::plain(const PlainLines& lines) {
  owners_.assign(lines.count, AccountIndex::kNone);
  if (!known_.has_day()) {
    quick_.read(lines);
    find_owners(lines);
  }
  for (size_t i = 0; i < lines.count; ++i) {
    const RecordAt at = lines.at(i);
    if (owners_[i] != AccountIndex::kNone) {
      ++out_.records;
      log(at, owners_[i], false);
      save(quick_.row(i), owners_[i]);
      add_row(quick_.take(i, rows_), owners_[i], at);
    } else {
      quick_.flush(rows_);
      texts_.read(lines[i]);
      read_slowly(at, false);
    }
  }
  quick_.flush(rows_);
}

/// Whose entries lines are; kNone for those that have to go the long way. Where accounts do not
/// follow one another, they are looked up many at a time.
void EntryParser::find_owners(const PlainLines& lines) {
  unknown_.clear();
  wanted_.clear();
  quick_key_.read(lines, line_keys_);
  for (uint32_t i = 0; i < lines.count; ++i) {
    const std::string_view key = line_keys_[i];
    if (!quick_.is_read(i) || key.empty()) continue;
    if (unknown_.size() < kStrangersMax && follows_last(key, owners_[i])) continue;
    unknown_.push_back(i);
    wanted_.push_back(key);
  }
  if (unknown_.empty()) return;
  found_.resize(unknown_.size());
  accounts_.find(wanted_, found_.data());
  for (size_t i = 0; i < unknown_.size(); ++i) owners_[unknown_[i]] = found_[i];
  if (found_.back() != AccountIndex::kNone) last_owner_ = found_.back();
}

/// Entries of one account often follow one another, and so do accounts.
bool EntryParser::follows_last(std::string_view key, uint32_t& owner) {
  if (last_owner_ == AccountIndex::kNone) return false;
  const bool is_same = accounts_.key(last_owner_) == key;
  if (!is_same && (last_owner_ + 1 >= accounts_.size() || accounts_.key(last_owner_ + 1) != key)) {
    return false;
  }
  last_owner_ += is_same ? 0 : 1;
  owner = last_owner_;
  return true;
}

void EntryParser::record(const base::CsvRecord& record, const RecordAt& at) {
  texts_.read(record, text_of(at));
  const bool has_quote = text_of(at).find('"') != std::string_view::npos;
  read_slowly(at, record.fault.has_value() && has_quote);
}

void EntryParser::read_slowly(const RecordAt& at, bool is_open) {
  ++out_.records;
  const std::span<const std::string_view> texts = texts_.texts();
  const std::span<const std::string_view> fields = texts.subspan(keys_.size());
  const auto key_refusal = keys_.read(texts.first(keys_.size()));
  const uint32_t owner = key_refusal ? AccountIndex::kNone : owner_of(keys_.key());
  const auto& damage = texts_.damage();
  log(at, owner, is_open);
  if (damage) {
    refuse(at, "", {FactFault::BadLine, *damage}, owner);
  } else if (known_.hides(fields)) {
    out_.hidden.push_back(owner);
  } else if (key_refusal) {
    refuse(at, keys_.field(key_refusal->field).name, key_refusal->refusal, owner);
  } else if (owner == AccountIndex::kNone) {
    refuse(at, key_names(),
           {FactFault::UnknownAccount,
            fmt::format("{} has no {}", account_file_, shown_key(keys_.key()))},
           owner);
  } else if (const auto refusal = reader_.read(fields)) {
    refuse(at, ledger_.fields[refusal->field].name, refusal->refusal, owner);
  } else {
    const size_t begin = layout_.append(rows_, reader_.cells());
    save(rows_.data() + begin, owner);
    add_row(begin, owner, at);
  }
}

uint32_t EntryParser::owner_of(std::string_view key) {
  uint32_t owner = AccountIndex::kNone;
  if (follows_last(key, owner)) return owner;
  owner = accounts_.find(key);
  if (owner != AccountIndex::kNone) last_owner_ = owner;
  return owner;
}

/// The owner stands in the row already.
void EntryParser::add_row(size_t begin, uint32_t owner, const RecordAt& at) {
  if (layout_.has_places()) {  // the file is filled in later, and the line moved
    const std::string_view text = text_of(at);
    char* place = rows_.data() + begin + layout_.place_at();
    save(place + 4, place_of(options_, at, out_.records));
    save(place + 8, static_cast<uint32_t>(text.size()));
    rows_.append(text);
  }
  begins_.push_back(begin);
  if (shares_) {
    out_.entry_owners.push_back(owner);
  } else {
    row_groups_.push_back(static_cast<uint32_t>(portions_.group_of(owner)));
  }
}

void EntryParser::refuse(const RecordAt& at, std::string field, Refusal refusal, uint32_t owner) {
  out_.refused.push_back({owner, 0, place_of(options_, at, out_.records), std::move(field),
                          std::move(refusal), std::string(text_of(at))});
}

void EntryParser::log(const RecordAt& at, uint32_t owner, bool is_open) {
  if (!options_.with_log) return;
  out_.log.add(text_of(at), at.line, is_open, at.next_begin, at.next_line);
  out_.owners.push_back(owner);
}

/// A counting sort by group: rows of one group keep their order.
EntryBlock EntryParser::by_group() const {
  EntryBlock block;
  block.begins.assign(portions_.groups() + 1, 0);
  block.bytes = std::make_unique_for_overwrite<char[]>(rows_.size());
  const auto end_of = [&](size_t row) {
    return row + 1 < begins_.size() ? begins_[row + 1] : rows_.size();
  };
  for (size_t row = 0; row < begins_.size(); ++row) {
    block.begins[row_groups_[row] + 1] += static_cast<uint32_t>(end_of(row) - begins_[row]);
  }
  for (size_t i = 1; i < block.begins.size(); ++i) block.begins[i] += block.begins[i - 1];
  std::vector<uint32_t> next(block.begins.begin(), block.begins.end() - 1);
  const std::string_view bytes = rows_.view();
  for (size_t row = 0; row < begins_.size();) {
    size_t end = row + 1;  // rows of the same group that follow one another are moved at once
    while (end < begins_.size() && row_groups_[end] == row_groups_[row]) ++end;
    const size_t size = end_of(end - 1) - begins_[row];
    std::memcpy(block.bytes.get() + next[row_groups_[row]], bytes.data() + begins_[row], size);
    next[row_groups_[row]] += static_cast<uint32_t>(size);
    row = end;
  }
  return block;
}

/// Columns of so many rows stay in the cache.
void EntryParser::find_shares() {
  constexpr size_t kTogether = 2048;
  shares_->make_room(ledger_index_, begins_.size(), out_.shares);
  std::vector<const char*> rows;
  batch::LedgerBatch entries;
  for (size_t first = 0; first < begins_.size(); first += kTogether) {
    const size_t count = std::min(kTogether, begins_.size() - first);
    rows.clear();
    for (size_t i = first; i < first + count; ++i) rows.push_back(rows_.data() + begins_[i]);
    entries.columns = layout_.columns(rows, {});
    shares_->find(ledger_index_, entries, count, out_.shares, first);
  }
}

std::string EntryParser::key_names() const {
  std::string out;
  for (size_t i = 0; i < keys_.size(); ++i) out += (i == 0 ? "" : ", ") + keys_.field(i).name;
  return out;
}

}  // namespace tierline::bulk
