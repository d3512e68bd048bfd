#include "tools/bulk/facts/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kShownBytesMax = 60;
constexpr size_t kListedWordsMax = 8;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// The length of the UTF-8 sequence at the start of the text; 0 if there is none.
size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t length = lead < 0x80   ? 1
                        : lead < 0xC2 ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
  if (length == 0 || length > text.size()) return 0;
  const auto is_tail = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  return std::all_of(text.begin() + 1, text.begin() + static_cast<ptrdiff_t>(length), is_tail)
             ? length
             : 0;
}

std::string_view cut_at_character(std::string_view text, size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end == 0 ? bytes_max : end);
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = sequence_length(text);
    if (text[0] == '\n') {
      out += "\\n";
    } else if (length == 0 || is_control(text[0])) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[0]));
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  return out;
}

std::string shown(std::string_view text) {
  const std::string_view head = cut_at_character(text, kShownBytesMax);
  return fmt::format("`{}{}`", escaped(head), head.size() < text.size() ? "..." : "");
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words)
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", word);
  return out;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  if (const std::string_view best = base::nearest(word, known); !best.empty()) {
    return fmt::format("; did you mean `{}`?", best);
  }
  if (known.empty() || known.size() > kListedWordsMax) return "";
  return "; known: " + listed(known);
}

}  // namespace tierline::bulk
