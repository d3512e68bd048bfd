#include "tools/bulk/read/account_parser.hpp"

#include <limits>

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

/// The columns of the subject's key fields.
std::vector<size_t> key_columns_of(const ParserOptions& options) {
  std::vector<size_t> columns;
  const auto& fields = options.schema->account.fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key) columns.push_back(options.shape->places[i]);
  }
  return columns;
}

}  // namespace

AccountParser::AccountParser(const ParserOptions& options, Portions& portions)
    : options_(options),
      layout_(portions.accounts()),
      memory_(portions.memory()),
      walk_(options.shape->width),
      quick_key_(*options.schema, key_columns_of(options)),
      quick_(*options.schema, options.schema->account, layout_, options.shape->places),
      keys_(*options.schema),
      reader_(*options.schema, options.schema->account),
      texts_(*options.shape),
      nothing_(layout_.fields().size()) {}

AccountChunk AccountParser::parse(Chunk chunk) {
  out_ = AccountChunk();
  out_.chunk = std::move(chunk);
  rows_.clear();
  last_key_ = 0;
  reserve(keyed_ + keyed_ / 8);
  if (options_.with_log) out_.log.begin(options_.meaning, out_.chunk.text);
  const auto kind = out_.chunk.is_last ? base::CsvText::Whole : base::CsvText::GoesOn;
  out_.end = walk_.walk(out_.chunk.text, kind, *this);
  out_.log.end(out_.end.at);
  TIERLINE_ASSERT(rows_.size() <= std::numeric_limits<uint32_t>::max());
  out_.rows.size = rows_.size();
  char* bytes = memory_.take(rows_.size());
  if (rows_.size() > 0) std::memcpy(bytes, rows_.data(), rows_.size());
  out_.rows.bytes = bytes;
  keyed_ = out_.key_ends.size();
  return std::move(out_);
}

/// Makes room for as many records as the chunk before had, and some.
void AccountParser::reserve(size_t count) {
  out_.key_ends.reserve(count);
  out_.places.reserve(count);
  out_.rows.begins.reserve(count);
}

void AccountParser::plain(const PlainLines& lines) {
  quick_.read(lines);
  std::string_view key;
  for (size_t i = 0; i < lines.count; ++i) {
    const RecordAt at = lines.at(i);
    if (quick_.is_read(i) && quick_key_.read(lines[i], key)) {
      ++out_.records;
      log(at, true, false);
      add_key(key, at, quick_.take(i, rows_));
    } else {
      quick_.flush(rows_);
      texts_.read(lines[i]);
      read_slowly(at, false);
    }
  }
  quick_.flush(rows_);
}

void AccountParser::record(const base::CsvRecord& record, const RecordAt& at) {
  texts_.read(record, text_of(at));
  const bool has_quote = text_of(at).find('"') != std::string_view::npos;
  read_slowly(at, record.fault.has_value() && has_quote);
}

void AccountParser::read_slowly(const RecordAt& at, bool is_open) {
  ++out_.records;
  const std::span<const std::string_view> texts = texts_.texts();
  key_texts_.clear();
  for (size_t i = 0; i < texts.size(); ++i) {
    if (options_.schema->account.fields[i].key) key_texts_.push_back(texts[i]);
  }
  const auto key_refusal = keys_.read(key_texts_);
  const bool has_key = !key_refusal.has_value();
  const auto& damage = texts_.damage();
  std::optional<FieldRefusal> refusal;
  if (!damage && has_key) refusal = reader_.read(texts);
  log(at, has_key, is_open);
  if (damage) {
    refuse(at, "", {FactFault::BadLine, *damage}, has_key);
  } else if (!has_key) {
    refuse(at, keys_.field(key_refusal->field).name, key_refusal->refusal, false);
  } else if (refusal) {
    refuse(at, options_.schema->account.fields[refusal->field].name, refusal->refusal, true);
  }
  if (!has_key) return;
  // Every account has its row, also one that cannot be decided: its values are never looked at.
  add_key(keys_.key(), at, layout_.append(rows_, damage || refusal ? nothing_ : reader_.cells()));
}

void AccountParser::refuse(const RecordAt& at, std::string field, Refusal refusal, bool has_key) {
  const auto ordinal = static_cast<uint32_t>(out_.key_ends.size());
  out_.refused.push_back({has_key ? ordinal : RecordLog::kNobody, ordinal,
                          place_of(options_, at, out_.records), std::move(field),
                          std::move(refusal), std::string(text_of(at))});
}

void AccountParser::add_key(std::string_view key, const RecordAt& at, size_t row) {
  if (!out_.key_ends.empty() && out_.is_increasing) {
    out_.is_increasing = std::string_view(out_.keys).substr(last_key_) < key;
  }
  last_key_ = out_.keys.size();
  out_.keys += key;
  out_.key_ends.push_back(static_cast<uint32_t>(out_.keys.size()));
  out_.places.push_back({at.begin, at.end, place_of(options_, at, out_.records)});
  out_.rows.begins.push_back(static_cast<uint32_t>(row));
}

/// Called before the key is added.
void AccountParser::log(const RecordAt& at, bool has_key, bool is_open) {
  if (!options_.with_log) return;
  out_.log.add(text_of(at), at.line, is_open, at.next_begin, at.next_line);
  out_.owners.push_back(has_key ? static_cast<uint32_t>(out_.key_ends.size()) : RecordLog::kNobody);
}

}  // namespace tierline::bulk
