#include "tools/bulk/rows/quick_record.hpp"

#include <algorithm>

#include "tools/bulk/read/header.hpp"

namespace tierline::bulk {

namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

constexpr std::string_view kUntil = "until";
constexpr size_t kIntegerDigitsMax = 18;

/// Whether a whole number stands there as it is printed.
bool is_canonical_integer(std::string_view text) {
  if (text.empty() || text.size() > kIntegerDigitsMax) return false;
  if (text[0] == '0' && text.size() > 1) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

QuickKey::QuickKey(const bytecode::Schema& schema, const std::vector<size_t>& columns) {
  size_t next = 0;
  for (const FieldInfo& field : schema.account.fields) {
    if (!field.key) continue;
    const size_t column = columns[next++];
    const bool is_integer = field.type.kind == ValueKind::Number && field.type.scale == 0 &&
                            field.type.measure == bytecode::Measure::Count;
    // Words and days are printed as they are read; a key that is none belongs to nobody.
    const bool is_text = field.type.kind == ValueKind::Text || field.type.kind == ValueKind::Enum ||
                         field.type.kind == ValueKind::Day;
    is_possible_ = is_possible_ && column != kNoColumn && (is_integer || is_text);
    parts_.push_back({is_integer ? Kind::Integer : Kind::Text, column});
  }
  is_possible_ = is_possible_ && !parts_.empty();
}

bool QuickKey::is_own(Kind kind, std::string_view text) {
  return kind == Kind::Text ? !text.empty() : is_canonical_integer(text);
}

bool QuickKey::read(const PlainLine& line, std::string_view& key) {
  if (!is_possible_) return false;
  if (parts_.size() == 1 && parts_[0].kind == Kind::Text) {  // the usual one
    key = line.field(parts_[0].column);
    return !key.empty();
  }
  if (parts_.size() > 1) joined_.clear();
  for (const Part& part : parts_) {
    const std::string_view text = line.field(part.column);
    if (!is_own(part.kind, text)) return false;
    if (parts_.size() == 1) {
      key = text;
      return true;
    }
    if (&part != &parts_.front()) joined_ += '\0';
    joined_ += text;
  }
  key = joined_;
  return true;
}

void QuickKey::read(const PlainLines& lines, std::vector<std::string_view>& keys) {
  keys.assign(lines.count, {});
  if (!is_possible_) return;
  if (parts_.size() > 1) return read_joined(lines, keys);
  const Kind kind = parts_[0].kind;
  lines.for_each_field(parts_[0].column, [&](size_t i, const char* begin, const char* end) {
    const std::string_view text(begin, static_cast<size_t>(end - begin));
    if (is_own(kind, text)) keys[i] = text;
  });
}

void QuickKey::read_joined(const PlainLines& lines, std::vector<std::string_view>& keys) {
  all_joined_.clear();
  ends_.clear();
  std::string_view key;
  for (size_t i = 0; i < lines.count; ++i) {
    if (read(lines[i], key)) all_joined_ += key;
    ends_.push_back(all_joined_.size());
  }
  for (size_t i = 0, begin = 0; i < lines.count; begin = ends_[i++]) {
    keys[i] = std::string_view(all_joined_).substr(begin, ends_[i] - begin);
  }
}

QuickRecord::QuickRecord(const bytecode::Schema& schema, const bytecode::RecordInfo& record,
                         const RowLayout& layout, const std::vector<size_t>& columns)
    : template_(layout.bytes(), '\0'), has_tail_(layout.has_places()) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    const PackedField& packed = layout.fields()[i];
    const QuickField quick(schema, field, packed);
    if (columns[i] == kNoColumn) {
      is_possible_ = quick.leave(template_.data()) && is_possible_;
    } else {
      // The text of a key is read with the key, and is not empty.
      if (packed.packing != Packing::Elsewhere) steps_.push_back({quick, columns[i]});
      if (packed.packing == Packing::Text) texts_.push_back(columns[i]);
      if (packed.packing == Packing::Text) has_tail_ = true;
    }
    if (&record != &schema.account && field.name == kUntil && field.type.kind == ValueKind::Day) {
      until_ = &packed;
      on_ = &layout.fields()[record.on_field];
    }
  }
}

/// An entry that ends before it begins is refused, so the RecordReader must see it.
bool QuickRecord::check_days(const char* row) const {
  for (const PackedField* day : {on_, until_}) {
    if (day->known_at != kAlwaysKnown && row[day->known_at] == 0) return true;
  }
  return load<int32_t>(row + on_->at) <= load<int32_t>(row + until_->at);
}

/// Each row begins as the template; what a field writes, it writes in all of them.
void QuickRecord::make_room(size_t rows) {
  while (rows_.size() < rows * template_.size()) rows_.append(template_);
}

void QuickRecord::read(const PlainLines& lines) {
  lines_ = lines;
  bad_.assign(lines.count, is_possible_ ? 0 : 1);
  if (!is_possible_) return;
  make_room(lines.count);
  const size_t size = template_.size();
  const QuickField::Rows rows{rows_.data(), size, bad_.data()};
  for (const Step& step : steps_) step.field.read(lines, step.column, rows);
  if (until_ == nullptr) return;
  for (size_t i = 0; i < lines.count; ++i) {
    if (!check_days(rows_.data() + i * size)) bad_[i] = 1;
  }
}

size_t QuickRecord::take(size_t line, TextBuffer& out) {
  if (waiting_ == 0) first_waiting_ = line;
  const size_t begin = out.size() + waiting_++ * template_.size();
  if (!has_tail_) return begin;
  flush(out);
  for (const size_t column : texts_) out.append(lines_[line].field(column));
  return begin;
}

void QuickRecord::flush(TextBuffer& out) {
  out.append(rows_.view().substr(first_waiting_ * template_.size(), waiting_ * template_.size()));
  waiting_ = 0;
}

}  // namespace tierline::bulk
