#include "tools/bulk/read/changes_reader.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "tools/bulk/read/wanted_records.hpp"

namespace tierline::bulk {

ChangesReader::ChangesReader(Data& data, KeyReader& keys, GoOn go_on)
    : data_(data),
      keys_(keys),
      go_on_(go_on),
      known_(*go_on.state),
      cache_(data.accounts),
      now_(go_on.state->accounts.size(), RecordLog::kNobody),
      touched_(data.accounts.size(), 0) {
  data_.before = places_before(data_.accounts, *go_on_.state);
  for (uint32_t i = 0; i < data_.before.size(); ++i) {
    if (data_.before[i] == kNotThere) {
      has_new_ = true;
      touch(i);
    } else {
      now_[data_.before[i]] = i;
    }
  }
}

void ChangesReader::touch(uint32_t account) {
  if (account != RecordLog::kNobody) touched_[account] = 1;
}

// ---- what came and went -------------------------------------------------------------------------

void ChangesReader::take_beginning(const ChangedFile& file) {
  known_.begin_file(data_.files[file.place].name, file.meaning, file.bytes.view());
  known_.take_first(file.beginning.blocks);
}

void ChangesReader::begin_file(ChangedFile& file) {
  take_beginning(file);
  files_.push_back(&file);
}

void ChangesReader::add_accounts(ChangedFile& file) {
  begin_file(file);
  const FileRecords& records = data_.log.files()[0];
  uint32_t first = file.beginning.record_count;
  for (size_t i = file.beginning.blocks; i < records.blocks.size(); ++i) {
    const Block& block = records.blocks[i];
    const uint32_t end = first + block.records;
    if (!known_.find(block)) {
      for (uint32_t record = first; record < end; ++record) touch(records.accounts[record]);
    }
    first = end;
  }
}

void ChangesReader::add_ledger(ChangedFile& file) {
  begin_file(file);
  CsvSource& source = *file.source;
  RecordLog& log = data_.log;
  log.begin_file(file.meaning, source.bytes(), source.at(), source.next_line());
  if (file.beginning.blocks > 0) {
    log.take_first(*file.beginning.records, file.beginning.blocks, now_);
    source.resume(source.at(), source.next_line() + file.beginning.lines);
  }
  Scanner scanner(source, keys_, cache_);
  Scanner::Record record;
  while (true) {
    if (log.is_at_cut() && take_known(scanner)) continue;
    if (!scanner.next(record)) break;
    log.add({source.bytes().substr(record.begin, record.end - record.begin), record.owner,
             record.line, scanner.at(), scanner.next_line(), record.is_open});
    if (log.is_at_cut()) settle_last_block(file.place);
  }
  if (log.is_at_cut()) return;
  log.end_file();
  settle_last_block(file.place);
}

/// Takes over the block that stands where the scanner is, if there is one. A record of nobody may
/// be of somebody who is new, so it must be looked at then.
bool ChangesReader::take_known(Scanner& scanner) {
  const auto place = known_.find_at(scanner.at());
  if (!place) return false;
  const Block& block = place->file->blocks[place->block];
  const auto begin = place->file->accounts.begin() + place->first_record;
  if (has_new_ &&
      std::find(begin, begin + block.records, RecordLog::kNobody) != begin + block.records) {
    return false;
  }
  data_.log.take(*place, now_);
  scanner.resume(scanner.at() + block.bytes, scanner.next_line() + block.lines);
  return true;
}

/// The records of a block that was not there are new.
void ChangesReader::settle_last_block(size_t file) {
  const FileRecords& records = data_.log.files()[file];
  const Block& block = records.blocks.back();
  if (known_.find(block)) return;
  for (size_t i = records.size() - block.records; i < records.size(); ++i) {
    touch(records.accounts[i]);
  }
}

// ---- whose answers may be others ----------------------------------------------------------------

std::optional<RunError> ChangesReader::choose(size_t threads) {
  known_.for_each_lost([&](uint32_t account) {
    if (account != RecordLog::kNobody) touch(now_[account]);
  });
  find_wanted();
  for (ChangedFile* file : files_) {
    if (auto error = walk_beginning(*file, threads)) return error;
    walk(*file);
  }
  const AccountStates& previous = go_on_.state->accounts;
  data_.chosen = wanted_;
  for (size_t i = 0; i < wanted_.size(); ++i) {
    const uint32_t before = data_.before[i];
    if (before == kNotThere || go_on_.as_of > previous.lines.valid_until[before]) continue;
    data_.chosen[i] = sums_[i] == previous.sums[before] ? 0 : 1;
  }
  data_.log.set_sums(std::move(sums_));
  return std::nullopt;
}

void ChangesReader::find_wanted() {
  const AccountStates& previous = go_on_.state->accounts;
  wanted_ = touched_;
  sums_.resize(touched_.size());
  for (size_t i = 0; i < touched_.size(); ++i) {
    if (touched_[i] != 0) continue;
    const uint32_t before = data_.before[i];
    sums_[i] = previous.sums[before];
    if (go_on_.as_of > previous.lines.valid_until[before]) wanted_[i] = 1;
  }
}

std::optional<RunError> ChangesReader::walk_beginning(ChangedFile& file, size_t threads) {
  if (file.beginning.blocks == 0) return std::nullopt;
  return read_wanted(file, data_.log.files()[file.place], {&wanted_, &touched_}, threads, sums_);
}

/// Goes through the blocks of what follows in which somebody wanted has a record.
void ChangesReader::walk(ChangedFile& file) {
  const FileRecords& records = data_.log.files()[file.place];
  Stretch at{file.header_bytes, file.beginning.record_count};
  for (size_t i = file.beginning.blocks; i < records.blocks.size(); ++i) {
    const Block& block = records.blocks[i];
    const auto begin = records.accounts.begin() + at.first_record;
    const auto end = begin + block.records;
    if (std::any_of(begin, end, [&](uint32_t account) { return is_wanted(account); })) {
      // As many lines as records: then no record is longer than a line, and no line is blank.
      if (block.lines == block.records) {
        walk_lines(file, records, at, block);
      } else {
        walk_records(file, records, at, block);
      }
    }
    at.begin += block.bytes;
    at.first_record += block.records;
  }
}

void ChangesReader::walk_lines(ChangedFile& file, const FileRecords& records, Stretch at,
                               const Block& block) {
  const std::string_view text = file.bytes.view().substr(at.begin, block.bytes);
  uint32_t line = line_of(records, at.first_record);
  size_t begin = 0;
  for (uint32_t i = 0; i < block.records; ++i, ++line) {
    const size_t feed = std::min(text.find('\n', begin), text.size());
    const uint32_t account = records.accounts[at.first_record + i];
    if (is_wanted(account)) {
      const size_t end = feed > begin && text[feed - 1] == '\r' ? feed - 1 : feed;
      meet(file, account, at.begin + begin, line, text.substr(begin, end - begin));
    }
    begin = feed + 1;
  }
}

void ChangesReader::walk_records(ChangedFile& file, const FileRecords& records, Stretch at,
                                 const Block& block) {
  CsvSource& source = *file.source;
  source.resume(at.begin, line_of(records, at.first_record));
  for (uint32_t i = 0; i < block.records; ++i) {
    const bool is_there = source.next();
    TIERLINE_ASSERT(is_there);
    const uint32_t account = records.accounts[at.first_record + i];
    if (!is_wanted(account)) continue;
    meet(file, account, source.begin(), line_of(records, at.first_record + i), source.record());
  }
}

void ChangesReader::meet(ChangedFile& file, uint32_t account, size_t begin, uint32_t line,
                         std::string_view record) {
  file.wanted.records.push_back({begin, line, account});
  if (account == RecordLog::kNobody || touched_[account] == 0) return;
  sums_[account] += hash_of(record, file.meaning);
}

}  // namespace tierline::bulk
