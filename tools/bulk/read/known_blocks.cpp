#include "tools/bulk/read/known_blocks.hpp"

#include <algorithm>
#include <numeric>

namespace tierline::bulk {

namespace {

constexpr size_t kLookAhead = 2;  // the block that went, and the one behind it

}  // namespace

std::vector<uint32_t> places_before(const AccountIndex& accounts, const RunState& previous) {
  std::vector<uint32_t> places(accounts.size(), kNotThere);
  if (accounts.are_keys(previous.accounts.keys, previous.accounts.key_ends)) {
    std::iota(places.begin(), places.end(), 0U);
    return places;
  }
  uint32_t at = 0;
  for (size_t i = 0; i < accounts.size(); ++i) {
    int order = -1;
    while (at < previous.accounts.size() &&
           (order = previous.accounts.key(at).compare(accounts.key(i))) < 0) {
      ++at;
    }
    if (order == 0 && at < previous.accounts.size()) places[i] = at++;
  }
  return places;
}

KnownBlocks::KnownBlocks(const RunState& previous) : previous_(previous) {
  size_t count = 0;
  for (const FileRecords& file : previous.records) count += file.blocks.size();
  blocks_.reserve(count);
  for (const FileRecords& file : previous.records) {
    begins_.push_back(blocks_.size());
    BlockPlace place{&file, 0, 0, file.first_line};
    for (; place.block < file.blocks.size(); ++place.block) {
      const Block& block = file.blocks[place.block];
      blocks_.push_back({place});
      place.first_record += block.records;
      place.first_line += block.lines;
    }
  }
}

void KnownBlocks::begin_file(std::string_view name, uint64_t meaning, std::string_view text) {
  meaning_ = meaning;
  text_ = text;
  next_ = blocks_.size();
  const auto found = std::find(previous_.files.begin(), previous_.files.end(), name);
  if (found == previous_.files.end()) return;
  next_ = begins_[static_cast<size_t>(found - previous_.files.begin())];
}

void KnownBlocks::take_first(size_t blocks) {
  for (const size_t end = next_ + blocks; next_ < end; ++next_) blocks_[next_].found = true;
}

/// Whether the text goes on with this block, and would be cut behind it.
bool KnownBlocks::stands_at(const Known& known, size_t at) const {
  const FileRecords& file = *known.place.file;
  const Block& block = file.blocks[known.place.block];
  if (known.found || block.hash == Hash{} || block.bytes > text_.size() - at) return false;
  const size_t end = at + block.bytes;
  const uint32_t last = file.hashes[known.place.first_record + block.records - 1];
  if (end < text_.size() && (!is_cut(last) || text_[end - 1] != '\n')) return false;
  return hash_of(text_.substr(at, block.bytes), meaning_) == block.hash;
}

std::optional<BlockPlace> KnownBlocks::find_at(size_t at) {
  for (size_t i = next_; i < std::min(next_ + kLookAhead, blocks_.size()); ++i) {
    if (!stands_at(blocks_[i], at)) continue;
    blocks_[i].found = true;
    next_ = i + 1;
    return blocks_[i].place;
  }
  return std::nullopt;
}

bool KnownBlocks::find(const Block& block) {
  if (block.hash == Hash{}) return false;
  for (size_t i = next_; i < std::min(next_ + kLookAhead, blocks_.size()); ++i) {
    if (blocks_[i].found || hash_at(i) != block.hash) continue;
    blocks_[i].found = true;
    next_ = i + 1;
    return true;
  }
  if (by_hash_.empty()) {  // made when first needed: most files are as they were
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!blocks_[i].found) by_hash_.emplace(hash_at(i), i);
    }
  }
  const auto known = by_hash_.find(block.hash);
  if (known == by_hash_.end() || blocks_[known->second].found) return false;
  blocks_[known->second].found = true;
  next_ = known->second + 1;
  return true;
}

}  // namespace tierline::bulk
