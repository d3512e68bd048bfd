#include "tools/bulk/read/leading_fields.hpp"

#include <algorithm>
#include <optional>

#include "base/csv.hpp"

namespace tierline::bulk {

namespace {

/// Takes one field off the front, with the comma behind it; nothing where the quoting breaks.
std::optional<std::string_view> take_field(std::string_view& rest) {
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const size_t end = std::min(rest.find(quoted ? '"' : ','), rest.size());
  const std::string_view field = rest.substr(0, end);
  if (quoted && end == rest.size()) return std::nullopt;
  if (!quoted && field.find('"') != std::string_view::npos) return std::nullopt;
  rest.remove_prefix(end + (quoted ? 1 : 0));
  if (!rest.empty() && rest[0] != ',') return std::nullopt;
  return field;
}

bool is_sound(std::string_view field) {
  return field.find('\0') == std::string_view::npos && base::valid_utf8(field);
}

}  // namespace

std::vector<std::string_view> leading_fields(std::string_view record, size_t count) {
  std::vector<std::string_view> fields;
  while (fields.size() < count) {
    const auto field = take_field(record);
    if (!field) break;
    fields.push_back(is_sound(*field) ? *field : std::string_view());
    if (record.empty()) break;
    record.remove_prefix(1);
  }
  return fields;
}

}  // namespace tierline::bulk
