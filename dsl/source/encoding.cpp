#include "dsl/source/encoding.hpp"

#include <cstdint>
#include <cstring>
#include <string>

namespace tierline::source {
namespace {

struct Form {
  unsigned char lead_low, lead_high;      // the first byte
  unsigned char second_low, second_high;  // the second; all further ones are 80..BF
  uint8_t length;
};

// RFC 3629, section 4.
constexpr Form kForms[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

unsigned char byte_at(std::string_view text, size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool has_form(std::string_view text, size_t at, const Form& form) {
  const unsigned char lead = byte_at(text, at);
  const unsigned char second = byte_at(text, at + 1);
  if (lead < form.lead_low || lead > form.lead_high || second < form.second_low ||
      second > form.second_high) {
    return false;
  }
  for (size_t i = 2; i < form.length; ++i) {
    if ((byte_at(text, at + i) & 0xC0U) != 0x80U) {
      return false;
    }
  }
  return true;
}

// U+202A..U+202E and U+2066..U+2069
bool turns_direction(std::string_view sequence) {
  if (sequence.size() != 3 || sequence[0] != '\xE2') {
    return false;
  }
  const unsigned char second = byte_at(sequence, 1);
  const unsigned char third = byte_at(sequence, 2);
  return (second == 0x80 && third >= 0xAA && third <= 0xAE) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

Diagnostic report(Code code, size_t at, size_t length, std::string message, std::string hint) {
  const auto begin = static_cast<uint32_t>(at);
  return {code,
          {begin, begin + static_cast<uint32_t>(length)},
          std::move(message),
          {},
          std::move(hint)};
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'0', 'x', kDigits[byte / 16], kDigits[byte % 16]};
}

// Eight bytes at a time while they are plain ASCII other than NUL.
size_t skip_ascii(std::string_view text, size_t at) {
  constexpr uint64_t kHigh = 0x8080808080808080ULL;
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  while (at + 8 <= text.size()) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (((word | (word - kOnes)) & kHigh) != 0) {
      break;
    }
    at += 8;
  }
  return at;
}

}  // namespace

size_t utf8_length(std::string_view text, size_t at) {
  if (byte_at(text, at) < 0x80) {
    return at < text.size() ? 1 : 0;
  }
  for (const Form& form : kForms) {
    if (has_form(text, at, form)) {
      return form.length;
    }
  }
  return 0;
}

std::optional<Diagnostic> check_encoding(std::string_view text) {
  for (size_t at = skip_ascii(text, 0); at < text.size();) {
    const size_t length = utf8_length(text, at);
    if (length == 0) {
      return report(Code::InvalidUtf8, at, 1,
                    "the byte " + hexadecimal(byte_at(text, at)) + " is not UTF-8",
                    "save the file as UTF-8; nothing of it has been read");
    }
    if (text[at] == '\0') {
      return report(Code::NulByte, at, 1, "a NUL byte stands in the text",
                    "this is no text file, or it was saved as UTF-16; nothing of it has been read");
    }
    if (turns_direction(text.substr(at, length))) {
      return report(Code::ForeignCharacter, at, length,
                    "an invisible character that turns the direction of text stands here",
                    "remove it; nothing of this file has been read");
    }
    at = skip_ascii(text, at + length);
  }
  return std::nullopt;
}

}  // namespace tierline::source
