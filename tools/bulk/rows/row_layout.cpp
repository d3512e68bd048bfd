#include "tools/bulk/rows/row_layout.hpp"

#include <algorithm>
#include <limits>

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

constexpr size_t kPlaceBytes = 12;

/// Whether the range of a field, and what it is when it is not stated, lie within two numbers.
bool fits(const FieldInfo& field, int64_t low, int64_t high) {
  if (!field.low || !field.high || *field.low < low || *field.high > high) return false;
  return !field.default_value ||
         (field.default_value->number >= low && field.default_value->number <= high);
}

Packing packing_of(const FieldInfo& field) {
  switch (field.type.kind) {
    case ValueKind::Bool:
      return Packing::U8;
    case ValueKind::Day:
      return Packing::I32;
    case ValueKind::Enum:
      return Packing::U16;
    case ValueKind::Text:
      return Packing::Text;
    case ValueKind::Number:
      break;
  }
  if (fits(field, 0, std::numeric_limits<uint8_t>::max())) return Packing::U8;
  if (fits(field, 0, std::numeric_limits<uint16_t>::max())) return Packing::U16;
  if (fits(field, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max())) {
    return Packing::I32;
  }
  return Packing::I64;
}

size_t bytes_of(Packing packing) {
  switch (packing) {
    case Packing::Elsewhere:
      return 0;
    case Packing::U8:
      return 1;
    case Packing::U16:
      return 2;
    case Packing::I32:
    case Packing::Text:
      return 4;
    case Packing::I64:
      return 8;
  }
  return 0;
}

template <class T>
void gather(std::span<const char* const> rows, uint32_t at, std::vector<int64_t>& out) {
  out.resize(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) out[i] = load<T>(rows[i] + at);
}

void gather(std::span<const char* const> rows, const PackedField& field,
            std::vector<int64_t>& out) {
  switch (field.packing) {
    case Packing::U8:
      return gather<uint8_t>(rows, field.at, out);
    case Packing::U16:
      return gather<uint16_t>(rows, field.at, out);
    case Packing::I32:
      return gather<int32_t>(rows, field.at, out);
    case Packing::I64:
      return gather<int64_t>(rows, field.at, out);
    case Packing::Text:
    case Packing::Elsewhere:
      return;
  }
}

/// Leaves the column without `known` if all are.
void gather_known(std::span<const char* const> rows, const PackedField& field,
                  batch::Column& column) {
  if (field.known_at == kAlwaysKnown) return;
  column.known.resize(rows.size());
  uint8_t all = 1;
  for (size_t i = 0; i < rows.size(); ++i) {
    column.known[i] = load<uint8_t>(rows[i] + field.known_at);
    all &= column.known[i];
  }
  if (all != 0) column.known.clear();
}

std::string_view part_of(std::string_view key, size_t part) {
  for (; part > 0; --part) key.remove_prefix(key.find('\0') + 1);
  return key.substr(0, key.find('\0'));
}

}  // namespace

RowLayout RowLayout::of_accounts(const bytecode::RecordInfo& record, KeyTexts key_texts) {
  RowLayout layout(record);
  layout.texts_of_keys_ = key_texts;
  layout.add_fields(true);
  return layout;
}

RowLayout RowLayout::of_entries(const bytecode::RecordInfo& ledger, bool with_places) {
  RowLayout layout(ledger);
  layout.has_owner_ = true;
  layout.bytes_ = sizeof(uint32_t);
  layout.add_fields(false);
  if (!with_places) return layout;
  layout.place_at_ = static_cast<uint32_t>(layout.bytes_);
  layout.bytes_ += kPlaceBytes;
  return layout;
}

void RowLayout::add_fields(bool texts_of_keys_elsewhere) {
  for (const FieldInfo& field : record_->fields) {
    PackedField packed;
    if (field.optional) packed.known_at = static_cast<uint32_t>(bytes_++);
    packed.packing = packing_of(field);
    key_parts_.push_back(keys_);
    if (field.key) ++keys_;
    if (packed.packing == Packing::Text && field.key && texts_of_keys_elsewhere) {
      packed.packing = Packing::Elsewhere;
    }
    if (packed.packing == Packing::Text) texts_.push_back(fields_.size());
    if (packed.packing == Packing::I64) wides_.push_back(fields_.size());
    packed.at = static_cast<uint32_t>(bytes_);
    bytes_ += bytes_of(packed.packing);
    fields_.push_back(packed);
  }
}

size_t RowLayout::append(TextBuffer& out, std::span<const Cell> cells) const {
  const size_t begin = out.size();
  std::memset(out.more(bytes_), 0, bytes_);
  out.grow(bytes_);
  const auto row = [&] { return out.data() + begin; };
  for (size_t i = 0; i < fields_.size(); ++i) {
    const PackedField& field = fields_[i];
    if (field.known_at != kAlwaysKnown) row()[field.known_at] = cells[i].known ? 1 : 0;
    if (!cells[i].known) continue;
    pack(field, row(), cells[i].wide ? batch::kWide : cells[i].value);
    if (field.packing != Packing::Text) continue;
    save(row() + field.at, static_cast<uint32_t>(cells[i].text.size()));
    out.append(cells[i].text);
  }
  for (const size_t i : wides_) {
    if (!cells[i].known || !cells[i].wide) continue;
    const std::string digits = cells[i].wide->str();
    save(out.more(sizeof(uint32_t)), static_cast<uint32_t>(digits.size()));
    out.grow(sizeof(uint32_t));
    out.append(digits);
  }
  return begin;
}

size_t RowLayout::tail_of(const char* row) const {
  size_t bytes = 0;
  for (const size_t i : texts_) bytes += load<uint32_t>(row + fields_[i].at);
  for (const size_t i : wides_) {
    if (load<int64_t>(row + fields_[i].at) != batch::kWide) continue;
    bytes += sizeof(uint32_t) + load<uint32_t>(row + bytes_ + bytes);
  }
  return bytes;
}

EntryPlace RowLayout::place_of(const char* row) const {
  const char* at = row + place_at_;
  return {load<uint32_t>(at), load<uint32_t>(at + 4),
          std::string(row + bytes_ + tail_of(row), load<uint32_t>(at + 8))};
}

std::string_view RowLayout::text_of(const char* row, size_t field) const {
  size_t begin = bytes_;
  for (const size_t i : texts_) {
    const size_t size = load<uint32_t>(row + fields_[i].at);
    if (i == field) return {row + begin, size};
    begin += size;
  }
  return {};
}

std::vector<batch::Column> RowLayout::columns(
    std::span<const char* const> rows,
    const std::function<std::string_view(size_t)>& key_of) const {
  std::vector<batch::Column> out(fields_.size());
  for (size_t i = 0; i < fields_.size(); ++i) {
    const PackedField& field = fields_[i];
    gather_known(rows, field, out[i]);
    if (field.packing == Packing::Text || field.packing == Packing::Elsewhere) {
      fill_texts(rows, i, out[i], key_of);
    } else {
      gather(rows, field, out[i].values);
    }
    if (field.packing == Packing::I64) fill_wide(rows, i, out[i]);
  }
  return out;
}

void RowLayout::fill_texts(std::span<const char* const> rows, size_t field, batch::Column& column,
                           const std::function<std::string_view(size_t)>& key_of) const {
  const bool is_key = fields_[field].packing == Packing::Elsewhere;
  if (is_key && texts_of_keys_ == KeyTexts::Leave) {
    column.values.assign(rows.size(), 0);
    column.texts.assign(1, "");
    return;
  }
  const bool is_distinct = is_key && keys_ == 1;
  batch::TextPool pool;
  column.values.reserve(rows.size());
  if (is_distinct) column.texts.reserve(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!column.is_known(i)) {
      column.values.push_back(0);
    } else if (is_distinct) {
      column.values.push_back(static_cast<int64_t>(column.texts.size()));
      column.texts.emplace_back(key_of(i));
    } else {
      const std::string_view text =
          is_key ? part_of(key_of(i), key_parts_[field]) : text_of(rows[i], field);
      column.values.push_back(pool.index_of(column, text));
    }
  }
}

/// The numbers beyond 64 bits, from the tails of their rows.
void RowLayout::fill_wide(std::span<const char* const> rows, size_t field,
                          batch::Column& column) const {
  bool has_wide = false;
  for (const int64_t value : column.values) has_wide |= value == batch::kWide;
  if (!has_wide) return;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (column.values[row] != batch::kWide) continue;
    const char* at = rows[row] + bytes_;
    for (const size_t i : texts_) at += load<uint32_t>(rows[row] + fields_[i].at);
    for (const size_t i : wides_) {
      if (i == field) break;
      if (load<int64_t>(rows[row] + fields_[i].at) != batch::kWide) continue;
      at += sizeof(uint32_t) + load<uint32_t>(at);
    }
    const std::string digits(at + sizeof(uint32_t), load<uint32_t>(at));
    column.wide.emplace(row, batch::BigInt(digits));
  }
}

}  // namespace tierline::bulk
