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

AccountIndex::Added AccountIndex::add(std::string_view key) {
  const auto found = rows_.find(key);
  if (found != rows_.end()) return {found->second, false};
  const auto row = static_cast<uint32_t>(keys_.size());
  keys_.push_back(&rows_.emplace(key, row).first->first);
  return {row, true};
}

std::vector<uint32_t> AccountIndex::sort() {
  std::vector<uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return *keys_[a] < *keys_[b]; });
  std::vector<const std::string*> sorted;
  sorted.reserve(order.size());
  for (const uint32_t row : order) {
    rows_.find(*keys_[row])->second = static_cast<uint32_t>(sorted.size());
    sorted.push_back(keys_[row]);
  }
  keys_ = std::move(sorted);
  return order;
}

uint32_t AccountIndex::find(std::string_view key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? kNone : found->second;
}

}  // namespace tierline::bulk
