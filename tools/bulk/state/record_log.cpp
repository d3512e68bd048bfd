#include "tools/bulk/state/record_log.hpp"

#include <algorithm>
#include <ranges>

#include "base/assert.hpp"

namespace tierline::bulk {

uint32_t line_of(const FileRecords& file, uint32_t ordinal) {
  const auto after = std::upper_bound(
      file.jumps.begin(), file.jumps.end(), ordinal,
      [](uint32_t wanted, const FileRecords::Jump& jump) { return wanted < jump.ordinal; });
  const FileRecords::Jump& jump = *std::prev(after);  // the first record is always one
  return jump.line + (ordinal - jump.ordinal);
}

uint32_t row_on(const FileRecords& file, uint32_t line) {
  const auto after = std::upper_bound(
      file.jumps.begin(), file.jumps.end(), line,
      [](uint32_t wanted, const FileRecords::Jump& jump) { return wanted < jump.line; });
  const FileRecords::Jump& jump = *std::prev(after);
  return jump.ordinal + (line - jump.line) + 1;
}

void RecordLog::begin_file(uint64_t meaning, std::string_view text, size_t at, size_t line) {
  files_.emplace_back().first_line = static_cast<uint32_t>(line);
  meaning_ = meaning;
  next_line_ = 0;
  is_in_parts_ = false;
  text_ = text;
  block_begin_ = at_ = at;
  block_line_ = line_ = line;
}

/// Notes down the line of the record that comes next.
void RecordLog::add_line(uint32_t ordinal, uint32_t line) {
  if (line != next_line_) files_.back().jumps.push_back({ordinal, line});
  next_line_ = line + 1;
}

void RecordLog::add(const SeenRecord& record) {
  FileRecords& file = files_.back();
  const Hash hash = hash_of(record.text, meaning_);
  const auto low = static_cast<uint32_t>(hash.low);
  add_line(static_cast<uint32_t>(file.size()), static_cast<uint32_t>(record.line));
  file.hashes.push_back(low);
  file.accounts.push_back(record.account);
  if (record.account != kNobody) sums_[record.account] += hash;
  ++block_.records;
  is_open_ = is_open_ || record.is_open;
  at_ = record.next_at;
  line_ = record.next_line;
  if (is_cut(low)) finish_block(at_, line_);
}

void RecordLog::finish_block(size_t at, size_t line) {
  block_.bytes = at - block_begin_;
  block_.lines = static_cast<uint32_t>(line - block_line_);
  if (!is_open_) block_.hash = hash_of(text_.substr(block_begin_, block_.bytes), meaning_);
  files_.back().blocks.push_back(block_);
  block_ = {};
  is_open_ = false;
  block_begin_ = at;
  block_line_ = line;
}

void RecordLog::end_file() {
  if (is_in_parts_) text_ = open_text_;
  if (!is_at_cut()) finish_block(at_, line_);
}

// ---- a file in parts ----------------------------------------------------------------------------

void LogPiece::begin(uint64_t meaning, std::string_view text) {
  *this = LogPiece();
  meaning_ = meaning;
  text_ = text;
}

void LogPiece::add(std::string_view record, uint32_t line, bool is_open, size_t next_at,
                   uint32_t next_line) {
  const Hash hash = hash_of(record, meaning_);
  hashes_.push_back(hash);
  lines_.push_back(line);
  tail_.at = next_at;
  tail_.line = next_line;
  ++tail_.records;
  tail_.is_open = tail_.is_open || is_open;
  if (!is_cut(static_cast<uint32_t>(hash.low))) return;
  if (has_cut_) {
    Block block{tail_.at - tail_.begin, tail_.records, tail_.line - tail_.begin_line, {}};
    if (!tail_.is_open) block.hash = hash_of(text_.substr(tail_.begin, block.bytes), meaning_);
    blocks_.push_back(block);
  } else {
    head_ = tail_;
    has_cut_ = true;
  }
  tail_ = {next_at, next_line, next_at, next_line, 0, false};
}

void RecordLog::begin_parts(uint64_t meaning, size_t line) {
  begin_file(meaning, {}, 0, line);
  is_in_parts_ = true;
  open_text_.clear();
}

/// Goes on with the block at hand as far as a part has it open; `text` goes from where it begins
/// there to where it ends, or to the end of the part.
void RecordLog::open_block(std::string_view text, const LogPiece::Open& open, uint32_t line) {
  if (open.records > 0) {
    at_ = open_text_.size() + (open.at - open.begin);
    line_ = line + open.line;
  }
  block_.records += open.records;
  is_open_ = is_open_ || open.is_open;
  open_text_ += text;
}

void RecordLog::add(const LogPiece& piece, std::span<const uint32_t> accounts, size_t line) {
  FileRecords& file = files_.back();
  const auto first_line = static_cast<uint32_t>(line);
  auto ordinal = static_cast<uint32_t>(file.size());
  for (const uint32_t at : piece.lines_) add_line(ordinal++, first_line + at);
  const auto lows = std::views::transform(
      piece.hashes_, [](const Hash& hash) { return static_cast<uint32_t>(hash.low); });
  file.hashes.insert(file.hashes.end(), lows.begin(), lows.end());
  file.accounts.insert(file.accounts.end(), accounts.begin(), accounts.end());
  for (size_t i = 0; i < accounts.size(); ++i) {
    if (accounts[i] != kNobody) sums_[accounts[i]] += piece.hashes_[i];
  }
  if (piece.has_cut_) {
    open_block(piece.text_.substr(0, piece.head_.at), piece.head_, first_line);
    text_ = open_text_;
    finish_block(at_, line_);
    file.blocks.insert(file.blocks.end(), piece.blocks_.begin(), piece.blocks_.end());
    open_text_.clear();
    block_begin_ = at_ = 0;
    block_line_ = line_ = first_line + piece.tail_.begin_line;
  }
  open_block(piece.text_.substr(piece.tail_.begin), piece.tail_, first_line);
}

// ---- blocks of another log ----------------------------------------------------------------------

void RecordLog::take(const BlockPlace& place, std::span<const uint32_t> accounts) {
  TIERLINE_ASSERT(is_at_cut());
  FileRecords& file = files_.back();
  const FileRecords& from = *place.file;
  const Block& block = from.blocks[place.block];
  const uint32_t end = place.first_record + block.records;
  const auto moved = [&](uint32_t line) {
    return static_cast<uint32_t>(block_line_) + (line - place.first_line);
  };
  const auto offset = static_cast<uint32_t>(file.size());
  add_line(offset, moved(line_of(from, place.first_record)));
  auto jump = std::upper_bound(
      from.jumps.begin(), from.jumps.end(), place.first_record,
      [](uint32_t wanted, const FileRecords::Jump& one) { return wanted < one.ordinal; });
  for (; jump != from.jumps.end() && jump->ordinal < end; ++jump) {
    file.jumps.push_back({offset + (jump->ordinal - place.first_record), moved(jump->line)});
  }
  next_line_ = moved(line_of(from, end - 1)) + 1;
  const auto begin_at = static_cast<ptrdiff_t>(place.first_record);
  const auto end_at = static_cast<ptrdiff_t>(end);
  file.hashes.insert(file.hashes.end(), from.hashes.begin() + begin_at,
                     from.hashes.begin() + end_at);
  for (uint32_t i = place.first_record; i < end; ++i) {
    const uint32_t account = from.accounts[i];
    file.accounts.push_back(account == kNobody ? kNobody : accounts[account]);
  }
  file.blocks.push_back(block);
  block_begin_ = at_ = block_begin_ + block.bytes;
  block_line_ = line_ = block_line_ + block.lines;
}

void RecordLog::take_first(const FileRecords& from, size_t blocks,
                           std::span<const uint32_t> accounts) {
  FileRecords& file = files_.back();
  TIERLINE_ASSERT(file.size() == 0 && is_at_cut());
  uint32_t records = 0;
  uint32_t lines = 0;
  for (size_t i = 0; i < blocks; ++i) {
    records += from.blocks[i].records;
    lines += from.blocks[i].lines;
  }
  if (records == 0) return;
  file.blocks.assign(from.blocks.begin(), from.blocks.begin() + static_cast<ptrdiff_t>(blocks));
  file.hashes.assign(from.hashes.begin(), from.hashes.begin() + static_cast<ptrdiff_t>(records));
  file.accounts.resize(records);
  std::transform(from.accounts.begin(), from.accounts.begin() + static_cast<ptrdiff_t>(records),
                 file.accounts.begin(), [&](uint32_t account) {
                   return account == kNobody ? kNobody : accounts[account];
                 });
  for (const FileRecords::Jump& jump : from.jumps) {
    if (jump.ordinal < records) file.jumps.push_back(jump);
  }
  next_line_ = line_of(from, records - 1) + 1;
  block_line_ = line_ = from.first_line + lines;
}

void RecordLog::reorder(std::span<const uint32_t> order) {
  std::vector<Hash> sums;
  std::vector<uint32_t> places(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    sums.push_back(sums_[order[i]]);
    places[order[i]] = i;
  }
  sums_ = std::move(sums);
  for (FileRecords& file : files_) {
    for (uint32_t& account : file.accounts) {
      if (account != kNobody) account = places[account];
    }
  }
}

}  // namespace tierline::bulk
