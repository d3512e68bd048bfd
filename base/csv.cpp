#include "base/csv.hpp"

#include <algorithm>

namespace tierline::base {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Bytes {
  bool ascii = true;
  bool nul = false;
};

/// One pass without a branch, so that the compiler makes vector code of it.
Bytes look_at(std::string_view bytes) {
  unsigned high = 0;
  unsigned nul = 0;
  for (const char c : bytes) {
    high |= static_cast<unsigned char>(c) & 0x80U;
    nul |= static_cast<unsigned>(c == '\0');
  }
  return {high == 0, nul != 0};
}

/// The length of the well-formed sequence that starts the bytes, or 0. Table 3-7 of the Unicode
/// standard: the second byte is narrower after E0, ED, F0 and F4.
size_t utf8_length(std::string_view bytes) {
  const auto byte = [&](size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const auto tail = [&](size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

size_t count_lines(std::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string_view describe(CsvFault fault) {
  switch (fault) {
    case CsvFault::QuoteInBareField:
      return "a quote inside a field that does not begin with one; quote the whole field and "
             "double "
             "the quotes in it";
    case CsvFault::TextAfterQuote:
      return "text after the closing quote of a field";
    case CsvFault::UnterminatedQuote:
      return "a quote that is never closed";
    case CsvFault::LineTooLong:
      return "a line longer than a record may be";
    case CsvFault::NulByte:
      return "a NUL byte";
    case CsvFault::InvalidUtf8:
      return "bytes that are not UTF-8";
    case CsvFault::TooManyFields:
      return "more fields than a record may have";
  }
  return "";
}

bool valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t length = utf8_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::optional<CsvFault> fault_of_bytes(std::string_view bytes) {
  const Bytes seen = look_at(bytes);
  if (seen.nul) return CsvFault::NulByte;
  if (!seen.ascii && !valid_utf8(bytes)) return CsvFault::InvalidUtf8;
  return std::nullopt;
}

CsvReader::CsvReader(std::string_view text, CsvLimits limits, CsvText kind)
    : text_(text), limits_(limits), kind_(kind) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

CsvReader::Line CsvReader::line_at(size_t begin) const {
  const size_t feed = std::min(text_.find('\n', begin), text_.size());
  size_t end = feed;
  if (end > begin && text_[end - 1] == '\r') --end;
  return {end, std::min(feed + 1, text_.size())};
}

bool CsvReader::skip_blank_lines() {
  while (at_ < text_.size()) {
    const Line line = line_at(at_);
    if (line.end != at_) return true;
    at_ = line.next_begin;
    ++line_;
  }
  return false;
}

bool CsvReader::next(CsvRecord& record) {
  record.fields.clear();
  record.unescaped.clear();
  record.fault.reset();
  is_undecided_ = false;
  if (!skip_blank_lines()) return false;
  Line line = line_at(at_);
  const Line first_line = line;
  record.line = line_;
  record.begin = at_;
  const std::string_view text = text_.substr(at_, line.end - at_);
  if (text.size() > limits_.line_bytes_max) {
    record.fault = CsvFault::LineTooLong;
  } else if (text.find('"') == std::string_view::npos) {
    record.fault = read_bare(record, line);
  } else {
    record.fault = read_quoted(record, line);
    if (is_undecided_) return false;
  }
  if (!record.fault) record.fault = fault_of_bytes(text_.substr(at_, line.end - at_));
  if (record.fault) {
    record.fields.clear();
    line = first_line;
  }
  finish(record, line);
  return true;
}

void CsvReader::finish(CsvRecord& record, Line line) {
  record.end = line.end;
  line_ += 1 + count_lines(text_.substr(at_, line.end - at_));
  at_ = line.next_begin;
}

std::optional<CsvFault> CsvReader::read_bare(CsvRecord& record, Line line) const {
  size_t begin = at_;
  for (size_t i = at_; i < line.end; ++i) {
    if (text_[i] != ',') continue;
    record.fields.push_back(text_.substr(begin, i - begin));
    begin = i + 1;
    if (record.fields.size() >= limits_.fields_max) return CsvFault::TooManyFields;
  }
  record.fields.push_back(text_.substr(begin, line.end - begin));
  return std::nullopt;
}

std::optional<CsvFault> CsvReader::read_quoted(CsvRecord& record, Line& line) {
  size_t at = at_;
  while (true) {
    if (record.fields.size() >= limits_.fields_max) return CsvFault::TooManyFields;
    if (at < line.end && text_[at] == '"') {
      if (const auto fault = read_quoted_field(record, at)) return fault;
      const bool same_line = at <= line.end;
      if (!same_line) line = line_at(at);
      // A quote that "closes" in the middle of a later line opens another field in truth.
      if (at < line.end && text_[at] != ',') {
        return same_line ? CsvFault::TextAfterQuote : CsvFault::UnterminatedQuote;
      }
    } else {
      const size_t comma = std::min(text_.substr(0, line.end).find(',', at), line.end);
      const std::string_view field = text_.substr(at, comma - at);
      if (field.find('"') != std::string_view::npos) return CsvFault::QuoteInBareField;
      record.fields.push_back(field);
      at = comma;
    }
    if (at >= line.end) return std::nullopt;
    ++at;
  }
}

/// Reads from the opening quote at `at` to behind the closing one.
std::optional<CsvFault> CsvReader::read_quoted_field(CsvRecord& record, size_t& at) {
  const size_t begin = at + 1;
  const std::string_view within = text_.substr(0, at_ + limits_.line_bytes_max);
  bool doubled = false;
  size_t quote = begin;
  while (true) {
    quote = within.find('"', quote);
    if (quote == std::string_view::npos) {
      is_undecided_ = kind_ == CsvText::GoesOn && text_.size() < at_ + limits_.line_bytes_max;
      return CsvFault::UnterminatedQuote;
    }
    if (quote + 1 >= text_.size() || text_[quote + 1] != '"') break;
    doubled = true;
    quote += 2;
  }
  at = quote + 1;
  const std::string_view raw = text_.substr(begin, quote - begin);
  if (!doubled) {
    record.fields.push_back(raw);
    return std::nullopt;
  }
  std::string& out = record.unescaped.emplace_back();
  for (size_t i = 0; i < raw.size(); ++i) {
    out.push_back(raw[i]);
    if (raw[i] == '"') ++i;
  }
  record.fields.push_back(out);
  return std::nullopt;
}

}  // namespace tierline::base
