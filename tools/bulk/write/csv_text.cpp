#include "tools/bulk/write/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.hpp"

namespace tierline::bulk {

namespace {

/// Most letters are told from the four by one comparison.
bool is_special(char c) {
  return static_cast<unsigned char>(c) <= ',' && (c == ',' || c == '"' || c == '\r' || c == '\n');
}

/// The length of the UTF-8 sequence at the start of the text; 0 if there is none.
size_t utf8_length(std::string_view text) {
  for (size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    if (base::valid_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

}  // namespace

bool has_special(std::string_view text) {
  for (const char c : {',', '"', '\r', '\n'}) {
    if (text.find(c) != std::string_view::npos) return true;
  }
  return false;
}

void append_csv(std::string& out, std::string_view field) {
  if (std::none_of(field.begin(), field.end(), is_special)) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string readable_record(std::string_view record) {
  if (record.find('\0') == std::string_view::npos && base::valid_utf8(record)) {
    return std::string(record);
  }
  std::string out;
  while (!record.empty()) {
    const size_t length = utf8_length(record);
    if (length == 0 || record[0] == '\0' || record[0] == '\\') {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(record[0]));
    } else {
      out += record.substr(0, length);
    }
    record.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace tierline::bulk
