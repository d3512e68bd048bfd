// Written by hand: the order of keys is part of the promise, and nothing is ever read back here.
#include "dsl/source/render_json.hpp"

#include <algorithm>
#include <vector>

#include "base/limits.hpp"
#include "dsl/source/encoding.hpp"

namespace tierline::source {
namespace {

std::string escaped(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte != 0x7F) {
    return {c};
  }
  return {'\\', 'u', '0', '0', kDigits[byte / 16], kDigits[byte % 16]};
}

std::string member(std::string_view key, std::string_view value) {
  return json_string(key) + ":" + std::string(value);
}

std::string place(const SourceSet& sources, base::Span span) {
  const Position begin = sources.position(span.begin);
  const Position end = sources.position(span.end);
  const std::string_view file =
      begin.file < sources.files().size() ? std::string_view(sources.files()[begin.file].name) : "";
  return member("file", json_string(file)) + "," + member("line", std::to_string(begin.line)) +
         "," + member("column", std::to_string(begin.column)) + "," +
         member("end_line", std::to_string(end.line)) + "," +
         member("end_column", std::to_string(end.column));
}

std::string labels(const SourceSet& sources, const std::vector<Label>& labels) {
  std::string list;
  for (const Label& label : labels) {
    list += list.empty() ? "" : ",";
    list +=
        "{" + member("message", json_string(label.text)) + "," + place(sources, label.span) + "}";
  }
  return "[" + list + "]";
}

std::string one(const SourceSet& sources, const Diagnostic& diagnostic) {
  const bool is_error = severity_of(diagnostic.code) == Severity::Error;
  return "{" + member("code", json_string(code_text(diagnostic.code))) + "," +
         member("severity", is_error ? "\"error\"" : "\"warning\"") + "," +
         member("message", json_string(diagnostic.message)) + "," +
         place(sources, diagnostic.span) + "," +
         member("labels", labels(sources, diagnostic.labels)) + "," +
         member("hint", json_string(diagnostic.hint)) + "}";
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (size_t at = 0; at < text.size();) {
    const size_t length = utf8_length(text, at);
    if (length == 0) {
      result += "\xEF\xBF\xBD";
    } else if (length == 1) {
      result += escaped(text[at]);
    } else {
      result += text.substr(at, length);
    }
    at += std::max<size_t>(length, 1);
  }
  return result + '"';
}

std::string render_json(const SourceSet& sources, const Diagnostics& diagnostics) {
  const std::vector<Diagnostic>& items = diagnostics.items();
  const size_t shown = std::min(items.size(), base::kErrorsShownMax);
  std::string list;
  for (size_t i = 0; i < shown; ++i) {
    list += (i == 0 ? "" : ",") + one(sources, items[i]);
  }
  return "{" + member("diagnostics", "[" + list + "]") + "," +
         member("errors", std::to_string(diagnostics.error_count())) + "," +
         member("more", std::to_string(items.size() - shown)) + "}\n";
}

}  // namespace tierline::source
