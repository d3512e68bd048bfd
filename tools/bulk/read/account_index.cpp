#include "tools/bulk/read/account_index.hpp"

#include <algorithm>
#include <numeric>

#include "runtime/decimal/text.hpp"
#include "runtime/decision/decision.hpp"
#include "tools/bulk/facts/words.hpp"

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

AccountIndex::Slot& AccountIndex::slot_of(std::string_view wanted, const Hash& hash) {
  const auto mark = static_cast<uint32_t>(hash.high);
  size_t at = hash.low & (slots_.size() - 1);
  while (slots_[at].row != kNone && (slots_[at].mark != mark || key(slots_[at].row) != wanted)) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at];
}

void AccountIndex::grow() {
  slots_.assign(std::max<size_t>(16, slots_.size() * 2), Slot{});
  for (uint32_t row = 0; row < places_.size(); ++row) {
    const Hash hash = hash_of(key(row));
    slot_of(key(row), hash) = {static_cast<uint32_t>(hash.high), row};
  }
}

AccountIndex::Added AccountIndex::add(std::string_view wanted) {
  if (2 * (places_.size() + 1) > slots_.size()) grow();
  const Hash hash = hash_of(wanted);
  Slot& slot = slot_of(wanted, hash);
  if (slot.row != kNone) return {slot.row, false};
  const auto row = static_cast<uint32_t>(places_.size());
  slot = {static_cast<uint32_t>(hash.high), row};
  places_.push_back({bytes_.size(), wanted.size()});
  bytes_.insert(bytes_.end(), wanted.begin(), wanted.end());
  return {row, true};
}

std::vector<uint32_t> AccountIndex::sort() {
  std::vector<uint32_t> order(places_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto less = [&](uint32_t a, uint32_t b) { return key(a) < key(b); };
  if (std::is_sorted(order.begin(), order.end(), less)) return order;
  std::sort(order.begin(), order.end(), less);
  std::vector<Place> places(order.size());
  std::vector<uint32_t> rows(order.size());
  for (uint32_t row = 0; row < order.size(); ++row) {
    places[row] = places_[order[row]];
    rows[order[row]] = row;
  }
  places_ = std::move(places);
  for (Slot& slot : slots_) {
    if (slot.row != kNone) slot.row = rows[slot.row];
  }
  return order;
}

uint32_t AccountIndex::find(std::string_view wanted) const {
  if (slots_.empty()) return kNone;
  const Hash hash = hash_of(wanted);
  const auto mark = static_cast<uint32_t>(hash.high);
  for (size_t at = hash.low & (slots_.size() - 1); slots_[at].row != kNone;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].mark == mark && key(slots_[at].row) == wanted) return slots_[at].row;
  }
  return kNone;
}

}  // namespace tierline::bulk
