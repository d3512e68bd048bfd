#include "tools/bulk/facts/record_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runtime/calendar/day.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kUntil = "until";

void push(const Cell& cell, bool is_text, batch::TextPool& pool, batch::Column& column) {
  if (!cell.known) {
    column.push_absent();
  } else if (is_text) {
    column.push(pool.index_of(column, cell.text));
  } else if (cell.wide) {
    column.push_number(*cell.wide);
  } else {
    column.push(cell.value);
  }
}

batch::Column in_order(batch::Column&& column, std::span<const uint32_t> order) {
  batch::Column out;
  out.values.reserve(order.size());
  for (const uint32_t row : order) out.values.push_back(column.values[row]);
  if (!column.known.empty()) {
    out.known.reserve(order.size());
    for (const uint32_t row : order) out.known.push_back(column.known[row]);
  }
  if (!column.wide.empty()) {
    for (size_t row = 0; row < order.size(); ++row) {
      const auto found = column.wide.find(order[row]);
      if (found != column.wide.end()) out.wide.emplace(row, std::move(found->second));
    }
  }
  out.texts = std::move(column.texts);
  return out;
}

}  // namespace

RecordReader::RecordReader(const bytecode::Schema& schema, const bytecode::RecordInfo& record) {
  for (const bytecode::FieldInfo& field : record.fields) values_.emplace_back(schema, field);
  cells_.resize(values_.size());
  if (&record == &schema.account) return;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const bool is_day = record.fields[i].type.kind == bytecode::ValueKind::Day;
    if (is_day && record.fields[i].name == kUntil) until_ = i;
  }
  if (until_) on_ = record.on_field;
}

std::optional<FieldRefusal> RecordReader::check_days() const {
  if (!until_ || !cells_[*until_].known || !cells_[*on_].known) return std::nullopt;
  const auto on = static_cast<calendar::Day>(cells_[*on_].value);
  const auto until = static_cast<calendar::Day>(cells_[*until_].value);
  if (on <= until) return std::nullopt;
  return FieldRefusal{*until_,
                      {FactFault::EndsBeforeItBegins,
                       fmt::format("`{}` is before `on`, which is `{}`", calendar::to_text(until),
                                   calendar::to_text(on))}};
}

std::optional<FieldRefusal> RecordReader::read(std::span<const std::string_view> texts) {
  for (size_t i = 0; i < values_.size(); ++i) {
    if (auto refusal = values_[i].read(texts[i], cells_[i])) return FieldRefusal{i, *refusal};
  }
  return check_days();
}

RecordColumns::RecordColumns(const bytecode::RecordInfo& record)
    : columns_(record.fields.size()), pools_(record.fields.size()) {
  const auto keys = std::count_if(record.fields.begin(), record.fields.end(),
                                  [](const bytecode::FieldInfo& field) { return field.key; });
  for (const bytecode::FieldInfo& field : record.fields) {
    is_text_.push_back(field.type.kind == bytecode::ValueKind::Text);
    is_distinct_.push_back(is_text_.back() && field.key && keys == 1);
  }
}

void RecordColumns::push(const std::vector<Cell>& cells) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (is_distinct_[i] && cells[i].known) {
      columns_[i].push(static_cast<int64_t>(columns_[i].texts.size()));
      columns_[i].texts.emplace_back(cells[i].text);
    } else {
      bulk::push(cells[i], is_text_[i], pools_[i], columns_[i]);
    }
  }
  ++size_;
}

std::vector<batch::Column> RecordColumns::take(std::span<const uint32_t> order) {
  std::vector<batch::Column> out;
  out.reserve(columns_.size());
  for (batch::Column& column : columns_) out.push_back(in_order(std::move(column), order));
  columns_.clear();
  return out;
}

}  // namespace tierline::bulk
