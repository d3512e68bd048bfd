#include "tools/bulk/state/record_log.hpp"

namespace tierline::bulk {

void RecordLog::begin_file(uint64_t meaning) {
  files_.emplace_back();
  meaning_ = meaning;
  next_line_ = 0;
}

void RecordLog::add(std::string_view record, uint32_t account, size_t line) {
  FileRecords& file = files_.back();
  const Hash hash = hash_of(record, meaning_);
  if (line != next_line_) {
    file.jumps.push_back({static_cast<uint32_t>(file.size()), static_cast<uint32_t>(line)});
  }
  next_line_ = static_cast<uint32_t>(line) + 1;
  file.hashes.push_back(static_cast<uint32_t>(hash.low));
  file.accounts.push_back(account);
  if (account != kNobody) sums_[account] += hash;
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
