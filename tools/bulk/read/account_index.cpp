#include "tools/bulk/read/account_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "base/assert.hpp"
#include "runtime/decimal/text.hpp"
#include "runtime/decision/decision.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/rows/row_layout.hpp"

namespace tierline::bulk {

KeyReader::KeyReader(const bytecode::Schema& schema) : schema_(&schema) {
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) values_.emplace_back(schema, field);
  }
}

std::optional<FieldRefusal> KeyReader::read(std::span<const std::string_view> texts) {
  key_.clear();
  Cell cell;
  for (size_t i = 0; i < values_.size(); ++i) {
    if (auto refusal = values_[i].read(texts[i], cell)) return FieldRefusal{i, *refusal};
    if (i > 0) key_ += '\0';
    append(cell, values_[i].field());
  }
  return std::nullopt;
}

void KeyReader::append(const Cell& cell, const bytecode::FieldInfo& field) {
  if (!cell.known) return;
  const bytecode::ValueType& type = field.type;
  const bool is_integer = type.kind == bytecode::ValueKind::Number && type.scale == 0;
  if (type.kind == bytecode::ValueKind::Text) {
    key_ += cell.text;
  } else if (is_integer && !cell.wide) {
    decimal::append_scaled(key_, cell.value, 0);  // the usual kind of key, once for every line
  } else {
    const bytecode::BigInt number = cell.wide ? *cell.wide : bytecode::BigInt(cell.value);
    key_ += decision::to_text({number, ""}, type, *schema_);
  }
}

std::vector<std::string_view> key_parts(std::string_view key) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = key.find('\0');
    parts.push_back(key.substr(0, end));
    if (end == std::string_view::npos) return parts;
    key.remove_prefix(end + 1);
  }
}

std::string shown_key(std::string_view key) {
  std::string out;
  for (const std::string_view part : key_parts(key)) {
    if (!out.empty()) out += ", ";
    out += shown(part);
  }
  return out;
}

/// Two keys of one size that are short have the same tag only if they are the same.
uint64_t AccountIndex::tag_of(std::string_view key, const Hash& hash) {
  const size_t size = key.size();
  if (size > kShortBytes) return hash.high;
  if (size >= 4) {  // the first four bytes and the last four
    return load<uint32_t>(key.data()) | uint64_t{load<uint32_t>(key.data() + size - 4)} << 32U;
  }
  uint64_t tag = 0;
  for (const char c : key) tag = tag << 8U | static_cast<unsigned char>(c);
  return tag;
}

AccountIndex::Slot& AccountIndex::slot_of(std::string_view wanted, const Hash& hash) const {
  std::vector<Slot>& slots = table_->slots;
  const uint64_t tag = tag_of(wanted, hash);
  size_t at = hash.low & (slots.size() - 1);
  while (true) {
    Slot& slot = slots[at];
    if (slot.row == kNone) return slot;
    const bool is_alike = slot.tag == tag && slot.size == wanted.size();
    if (is_alike && (wanted.size() <= kShortBytes || key(slot.row) == wanted)) return slot;
    at = (at + 1) & (slots.size() - 1);
  }
}

/// Makes a table in which one key more leaves half of the slots empty.
void AccountIndex::grow() const {
  table_->slots.assign(std::bit_ceil(std::max<size_t>(16, 2 * (ends_.size() + 1))), Slot{});
  const size_t mask = table_->slots.size() - 1;
  for (uint32_t row = 0; row < ends_.size(); ++row) {
    const std::string_view key = this->key(row);
    const Hash hash = hash_of(key);
    size_t at = hash.low & mask;  // no key is there twice
    while (table_->slots[at].row != kNone) at = (at + 1) & mask;
    table_->slots[at] = {tag_of(key, hash), row, static_cast<uint32_t>(key.size())};
  }
}

std::vector<AccountIndex::Slot>& AccountIndex::slots() const {
  std::call_once(table_->once, [this] { grow(); });
  return table_->slots;
}

AccountIndex::Added AccountIndex::add(std::string_view wanted) {
  if (may_add_greater(wanted)) {
    append(wanted);
    return {static_cast<uint32_t>(ends_.size() - 1), true};
  }
  if (2 * (ends_.size() + 1) > slots().size()) grow();
  const Hash hash = hash_of(wanted);
  Slot& slot = slot_of(wanted, hash);
  if (slot.row != kNone) return {slot.row, false};
  const auto row = static_cast<uint32_t>(ends_.size());
  slot = {tag_of(wanted, hash), row, static_cast<uint32_t>(wanted.size())};
  is_sorted_ = is_next(wanted);
  append(wanted);
  return {row, true};
}

void AccountIndex::append(std::string_view key) {
  bytes_ += key;
  ends_.push_back(bytes_.size());
}

void AccountIndex::add_greater(std::string_view bytes, std::span<const uint32_t> ends) {
  const uint64_t before = bytes_.size();
  bytes_ += bytes;
  for (const uint32_t end : ends) ends_.push_back(before + end);
}

std::vector<uint32_t> AccountIndex::sort() {
  std::vector<uint32_t> order(ends_.size());
  std::iota(order.begin(), order.end(), 0U);
  if (is_sorted_) return order;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  AccountIndex sorted;
  sorted.bytes_.reserve(bytes_.size());
  sorted.ends_.reserve(ends_.size());
  for (const uint32_t row : order) {
    sorted.bytes_ += key(row);
    sorted.ends_.push_back(sorted.bytes_.size());
  }
  *this = std::move(sorted);
  return order;
}

uint32_t AccountIndex::find_in_order(std::string_view wanted) const {
  TIERLINE_ASSERT(is_sorted_);
  size_t first = 0;
  size_t end = size();
  while (first < end) {
    const size_t middle = first + (end - first) / 2;
    if (key(middle) < wanted) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first < size() && key(first) == wanted ? static_cast<uint32_t>(first) : kNone;
}

bool AccountIndex::are_keys(std::span<const char> bytes, std::span<const uint64_t> ends) const {
  return std::equal(bytes.begin(), bytes.end(), bytes_.begin(), bytes_.end()) &&
         std::equal(ends.begin(), ends.end(), ends_.begin(), ends_.end());
}

uint32_t AccountIndex::find(std::string_view wanted) const {
  if (slots().empty()) return kNone;
  return slot_of(wanted, hash_of(wanted)).row;
}

/// Every step asks memory for what the next one looks at, for some keys at once: in a large table
/// each look would else be a wait.
void AccountIndex::find(std::span<const std::string_view> keys, uint32_t* rows) const {
  constexpr size_t kAtOnce = 32;
  const std::vector<Slot>& slots = this->slots();
  std::array<Hash, kAtOnce> hashes;
  while (!keys.empty()) {
    const size_t count = std::min(kAtOnce, keys.size());
    bool all_short = true;
    for (size_t i = 0; i < count; ++i) {
      hashes[i] = hash_of(keys[i]);
      __builtin_prefetch(&slots[hashes[i].low & (slots.size() - 1)]);
      all_short &= keys[i].size() <= kShortBytes;
    }
    if (!all_short) expect_keys(std::span(hashes).first(count));
    for (size_t i = 0; i < count; ++i) rows[i] = slot_of(keys[i], hashes[i]).row;
    keys = keys.subspan(count);
    rows += count;
  }
}

/// Long keys lie elsewhere.
void AccountIndex::expect_keys(std::span<const Hash> hashes) const {
  const std::vector<Slot>& slots = table_->slots;
  const auto row_of = [&](const Hash& hash) { return slots[hash.low & (slots.size() - 1)].row; };
  for (const Hash& hash : hashes) {
    if (row_of(hash) != kNone) __builtin_prefetch(&ends_[row_of(hash)]);
  }
  for (const Hash& hash : hashes) {
    if (row_of(hash) != kNone) __builtin_prefetch(key(row_of(hash)).data());
  }
}

}  // namespace tierline::bulk
