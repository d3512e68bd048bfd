#include "tools/bulk/read/scan.hpp"

#include <algorithm>
#include <bit>

#include "base/limits.hpp"

namespace tierline::bulk {

namespace {

/// Whether a key can be taken by its bytes: no byte that makes its record a damaged one.
bool is_plain(std::string_view key) {
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return static_cast<unsigned char>(c) - 1U < 0x7FU; });
}

constexpr size_t kFirstSlots = 4096;
constexpr size_t kFewQuestions = 1000;
constexpr size_t kFewOf = 16;  // one account in so many

size_t most_slots(const AccountIndex& accounts) {
  return std::bit_ceil(std::max<size_t>(16, accounts.size() * 2));
}

}  // namespace

// ---- owners -------------------------------------------------------------------------------------

OwnerCache::OwnerCache(const AccountIndex& accounts)
    : accounts_(accounts), slots_(std::min(kFirstSlots, most_slots(accounts))) {}

uint32_t& OwnerCache::owner(const Hash& key) {
  const uint64_t mark = key.high | 1U;
  size_t at = key.low & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != mark) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].key == mark) return slots_[at].owner;
  if (2 * ++taken_ > slots_.size()) {
    start_afresh();
    at = key.low & (slots_.size() - 1);
  }
  slots_[at] = {mark, kUnasked};
  return slots_[at].owner;
}

/// With more room, unless there are more ways of writing keys than accounts.
void OwnerCache::start_afresh() {
  slots_.assign(std::min(2 * slots_.size(), most_slots(accounts_)), Slot{});
  taken_ = 1;
}

uint32_t OwnerCache::find(std::string_view key) {
  if (++questions_ <= kFewQuestions + accounts_.size() / kFewOf) {
    return accounts_.find_in_order(key);
  }
  return accounts_.find(key);
}

// ---- records ------------------------------------------------------------------------------------

Scanner::Scanner(CsvSource& source, KeyReader& keys, OwnerCache& cache)
    : source_(source),
      keys_(keys),
      cache_(cache),
      text_(source.bytes()),
      at_(source.at()),
      line_(source.next_line()),
      texts_(keys.size()) {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (source.place(i) == kNoColumn) {
      has_plain_keys_ = false;
    } else {
      last_column_ = std::max(last_column_, source.place(i));
    }
  }
}

bool Scanner::next(Record& record) {
  if (read_plain(record)) return true;
  source_.resume(at_, line_);
  if (!source_.next()) return false;
  record.begin = source_.begin();
  record.end = source_.begin() + source_.record().size();
  record.line = source_.line();
  record.owner = ask(source_.texts().first(keys_.size()));
  record.is_open = source_.is_open();
  at_ = source_.at();
  line_ = source_.next_line();
  return true;
}

/// Reads a line without a quote whose keys are plain; everything else goes the long way.
bool Scanner::read_plain(Record& record) {
  while (at_ < text_.size()) {
    const size_t feed = std::min(text_.find('\n', at_), text_.size());
    const size_t end = feed > at_ && text_[feed - 1] == '\r' ? feed - 1 : feed;
    const std::string_view line = text_.substr(at_, end - at_);
    if (!line.empty()) {
      if (line.find('"') != std::string_view::npos || !written_key(line)) return false;
      uint32_t& owner = cache_.owner(hash_of(key_));
      if (owner == OwnerCache::kUnasked) owner = ask(texts_);
      record = {at_, end, line_, owner, false};
    }
    at_ = std::min(feed + 1, text_.size());
    ++line_;
    if (!line.empty()) return true;
  }
  return false;
}

/// Finds the key fields of a line by its commas, and joins them in `key_`.
bool Scanner::written_key(std::string_view line) {
  if (!has_plain_keys_) return false;
  columns_.clear();
  size_t begin = 0;
  while (columns_.size() <= last_column_) {
    const size_t comma = std::min(line.find(',', begin), line.size());
    columns_.push_back(line.substr(begin, comma - begin));
    if (comma == line.size()) break;
    begin = comma + 1;
  }
  if (columns_.size() <= last_column_ || last_column_ >= base::kFieldsMax) return false;
  key_.clear();
  for (size_t i = 0; i < texts_.size(); ++i) {
    texts_[i] = columns_[source_.place(i)];
    key_ += texts_[i];
    key_ += ',';
  }
  return is_plain(key_);
}

uint32_t Scanner::ask(std::span<const std::string_view> texts) {
  return keys_.read(texts) ? AccountIndex::kNone : cache_.find(keys_.key());
}

}  // namespace tierline::bulk
