#include "tools/bulk/read/wanted_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/assert.hpp"
#include "base/csv.hpp"
#include "tools/bulk/threads/ordered.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kBlocksAtOnce = 1024;      // that one thread looks through
constexpr uint64_t kGapBytes = 1U << 14U;   // reading so much in vain takes as long as a call
constexpr uint64_t kReadBytes = 1U << 20U;  // at once

/// Some blocks of the beginning, one after the other.
struct Blocks {
  size_t first = 0;
  size_t end = 0;
  uint64_t at = 0;  // in the file
  uint32_t first_record = 0;
};

struct Found {
  std::string text;
  std::vector<WantedRecord> records;
  std::vector<Hash> hashes;  // of those that are summed, in the order of the records
  std::optional<RunError> error;
};

/// Finds the wanted records of some blocks.
class Finder {
 public:
  Finder(const ChangedFile& file, const FileRecords& records, Wanted wanted)
      : file_(file), records_(records), wanted_(wanted) {}

  Found find(const Blocks& blocks) {
    found_ = {};
    Blocks read{blocks.first, blocks.first, blocks.at, blocks.first_record};
    Blocks at = read;        // of the block at hand
    uint64_t end = read.at;  // of the last wanted block
    for (; at.first < blocks.end && !found_.error; ++at.first) {
      const Block& block = records_.blocks[at.first];
      if (has_wanted(at.first_record, block.records)) {
        if (at.at - end > kGapBytes || at.at - read.at > kReadBytes) {
          read_blocks(read, end);
          read = at;
        }
        if (read.end == read.first) read = {at.first, at.first, at.at, at.first_record};
        read.end = at.first + 1;
        end = at.at + block.bytes;
      }
      at.at += block.bytes;
      at.first_record += block.records;
    }
    read_blocks(read, end);
    return std::move(found_);
  }

 private:
  bool has_wanted(uint32_t first, uint32_t count) const {
    const auto begin = records_.accounts.begin() + first;
    return std::any_of(begin, begin + count,
                       [&](uint32_t account) { return wanted_.is_wanted(account); });
  }

  void read_blocks(Blocks blocks, uint64_t end) {
    if (blocks.end == blocks.first || found_.error) return;
    bytes_.resize(end - blocks.at);
    const auto got = file_.input->read_at(blocks.at, bytes_.data(), bytes_.size());
    if (!got) {
      found_.error = got.error();
      return;
    }
    std::string_view rest(bytes_.data(), got.value());
    for (size_t i = blocks.first; i < blocks.end && !found_.error; ++i) {
      const Block& block = records_.blocks[i];
      const std::string_view text = rest.substr(0, block.bytes);
      if (has_wanted(blocks.first_record, block.records)) {
        look_through(text, block, blocks.first_record);
      }
      rest.remove_prefix(text.size());
      blocks.first_record += block.records;
    }
  }

  void look_through(std::string_view text, const Block& block, uint32_t first_record) {
    if (text.size() != block.bytes || hash_of(text, file_.meaning) != block.hash) {
      found_.error =
          RunError{fmt::format("`{}` was changed while it was read; run again when it is complete",
                               file_.input->name())};
      return;
    }
    // As many lines as records: then no record is longer than a line, and no line is blank.
    if (block.lines == block.records) {
      walk_lines(text, block.records, first_record);
    } else {
      walk_records(text, block.records, first_record);
    }
  }

  void walk_lines(std::string_view text, uint32_t count, uint32_t first_record) {
    uint32_t line = line_of(records_, first_record);
    size_t begin = 0;
    for (uint32_t i = 0; i < count; ++i, ++line) {
      const size_t feed = std::min(text.find('\n', begin), text.size());
      const uint32_t account = records_.accounts[first_record + i];
      if (wanted_.is_wanted(account)) {
        const size_t end = feed > begin && text[feed - 1] == '\r' ? feed - 1 : feed;
        meet(account, line, text.substr(begin, end - begin));
      }
      begin = feed + 1;
    }
  }

  void walk_records(std::string_view text, uint32_t count, uint32_t first_record) {
    base::CsvReader reader(text);
    reader.resume(0, line_of(records_, first_record));
    for (uint32_t i = 0; i < count; ++i) {
      const bool is_there = reader.next(record_);
      TIERLINE_ASSERT(is_there);
      const uint32_t account = records_.accounts[first_record + i];
      if (!wanted_.is_wanted(account)) continue;
      meet(account, line_of(records_, first_record + i),
           text.substr(record_.begin, record_.end - record_.begin));
    }
  }

  void meet(uint32_t account, uint32_t line, std::string_view record) {
    found_.records.push_back({found_.text.size(), line, account});
    if (wanted_.is_summed(account)) found_.hashes.push_back(hash_of(record, file_.meaning));
    found_.text += record;
    found_.text += '\n';
  }

  const ChangedFile& file_;
  const FileRecords& records_;
  const Wanted wanted_;
  std::string bytes_;
  base::CsvRecord record_;
  Found found_;
};

/// Appends what was found to that of the whole beginning.
void take(const Found& found, Wanted wanted, WantedRecords& out, std::vector<Hash>& sums) {
  const uint64_t offset = out.text.size();
  auto hash = found.hashes.begin();
  for (const WantedRecord& record : found.records) {
    out.records.push_back({offset + record.begin, record.line, record.account});
    if (wanted.is_summed(record.account)) sums[record.account] += *hash++;
  }
  out.text += found.text;
}

}  // namespace

std::optional<RunError> read_wanted(ChangedFile& file, const FileRecords& records, Wanted wanted,
                                    size_t threads, std::vector<Hash>& sums) {
  std::optional<RunError> error;
  Blocks next{0, 0, file.header_bytes, 0};
  const auto next_blocks = [&]() -> std::optional<Blocks> {
    if (next.first == file.beginning.blocks) return std::nullopt;
    Blocks blocks = next;
    blocks.end = std::min(file.beginning.blocks, next.first + kBlocksAtOnce);
    for (; next.first < blocks.end; ++next.first) {
      next.at += records.blocks[next.first].bytes;
      next.first_record += records.blocks[next.first].records;
    }
    return blocks;
  };
  const auto make_worker = [&] {
    return [finder = std::make_unique<Finder>(file, records, wanted)](const Blocks& blocks) {
      return finder->find(blocks);
    };
  };
  run_in_order<Blocks, Found>(threads, next_blocks, make_worker, [&](Found&& found) {
    error = std::move(found.error);
    if (!error) take(found, wanted, file.wanted_first, sums);
    return !error.has_value();
  });
  return error;
}

}  // namespace tierline::bulk
