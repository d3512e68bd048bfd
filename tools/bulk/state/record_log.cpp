#include "tools/bulk/state/record_log.hpp"

#include <algorithm>

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
  text_ = text;
  block_begin_ = at_ = at;
  block_line_ = line_ = line;
}

/// Notes down the line of the record that comes next.
void RecordLog::add_line(uint32_t line) {
  FileRecords& file = files_.back();
  if (line != next_line_) file.jumps.push_back({static_cast<uint32_t>(file.size()), line});
  next_line_ = line + 1;
}

void RecordLog::add(const SeenRecord& record) {
  FileRecords& file = files_.back();
  const Hash hash = hash_of(record.text, meaning_);
  const auto low = static_cast<uint32_t>(hash.low);
  add_line(static_cast<uint32_t>(record.line));
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
  if (!is_at_cut()) finish_block(at_, line_);
}

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
  add_line(moved(line_of(from, place.first_record)));
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
