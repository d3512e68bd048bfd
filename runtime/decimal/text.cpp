#include "runtime/decimal/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace tierline::decimal {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_group_separator(char c) { return c == ',' || c == '_' || c == '\'' || c == ' '; }

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return text;
}

std::string_view leading_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return text.substr(0, static_cast<size_t>(end - text.begin()));
}

/// The parts of a well-formed number.
struct Digits {
  bool negative;
  std::string_view whole;     // without leading zeros, may be empty
  std::string_view fraction;  // empty without a point
};

/// Splits a text of the grammar; nothing for any other text.
std::optional<Digits> split(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  text = without_sign(text);
  std::string_view whole = leading_digits(text);
  if (whole.empty()) return std::nullopt;
  text.remove_prefix(whole.size());
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  if (text.empty()) return Digits{negative, whole, {}};
  const std::string_view fraction = leading_digits(text.substr(1));
  if (text[0] != '.' || fraction.empty() || fraction.size() + 1 != text.size()) return std::nullopt;
  return Digits{negative, whole, fraction};
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  const auto same = [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b); };
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), same);
}

bool is_non_finite(std::string_view unsigned_text) {
  constexpr std::array<std::string_view, 4> kNames = {"nan", "snan", "inf", "infinity"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
    return equals_ignoring_case(unsigned_text, name);
  });
}

/// Says whether digits, points and separators are all there is, and there is a digit.
bool looks_numeric(std::string_view text) {
  const auto allowed = [](char c) { return is_digit(c) || c == '.' || is_group_separator(c); };
  return std::any_of(text.begin(), text.end(), is_digit) &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool has_exponent(std::string_view unsigned_text) {
  const size_t at = unsigned_text.find_first_of("eE");
  if (at == std::string_view::npos || !looks_numeric(unsigned_text.substr(0, at))) return false;
  const std::string_view exponent = without_sign(unsigned_text.substr(at + 1));
  return !exponent.empty() && leading_digits(exponent).size() == exponent.size();
}

bool has_group_separator(std::string_view unsigned_text) {
  if (!looks_numeric(unsigned_text)) return false;
  if (!is_digit(unsigned_text.front()) || !is_digit(unsigned_text.back())) return false;
  return std::any_of(unsigned_text.begin(), unsigned_text.end(), is_group_separator);
}

/// Finds the likeliest reason for a text that is not of the grammar.
NumberFault fault_of(std::string_view text) {
  if (text.empty()) return NumberFault::Empty;
  const std::string_view unsigned_text = without_sign(text);
  if (is_non_finite(unsigned_text)) return NumberFault::NonFinite;
  if (has_exponent(unsigned_text)) return NumberFault::Exponent;
  if (has_group_separator(unsigned_text)) return NumberFault::GroupSeparator;
  return NumberFault::NotANumber;
}

/// Appends digits to a coefficient, 18 at a time: 10^18 is the last power that 64 bits hold whole.
void append_digits(BigInt& coefficient, std::string_view digits) {
  while (!digits.empty()) {
    const std::string_view chunk = digits.substr(0, 18);
    int64_t value = 0;
    std::from_chars(chunk.data(), chunk.data() + chunk.size(), value);
    coefficient = coefficient * power_of_ten(static_cast<int>(chunk.size())) + value;
    digits.remove_prefix(chunk.size());
  }
}

/// Appends digits to a magnitude; false when 64 bits cannot hold the result.
bool append_digits(uint64_t& magnitude, std::string_view digits) {
  for (const char c : digits) {
    if (__builtin_mul_overflow(magnitude, uint64_t{10}, &magnitude)) return false;
    if (__builtin_add_overflow(magnitude, static_cast<uint64_t>(c - '0'), &magnitude)) return false;
  }
  return true;
}

bool append_zeros(uint64_t& magnitude, size_t count) {
  for (; count > 0 && magnitude != 0; --count) {
    if (__builtin_mul_overflow(magnitude, uint64_t{10}, &magnitude)) return false;
  }
  return true;
}

/// Gives a magnitude its sign; the least 64-bit value has a magnitude that no positive one has.
bool with_sign(uint64_t magnitude, bool negative, int64_t& out) {
  constexpr uint64_t kLimit = uint64_t{1} << 63;
  if (magnitude > kLimit || (magnitude == kLimit && !negative)) return false;
  out = static_cast<int64_t>(negative ? uint64_t{0} - magnitude : magnitude);
  return true;
}

/// Appends the digits of a magnitude with a point before the last `scale` of them.
void append_with_point(std::string& out, bool negative, std::string_view digits, size_t scale) {
  if (negative) out += '-';
  if (digits.size() <= scale) {
    out += '0';
    if (scale > 0) out += '.';
    out.append(scale - digits.size(), '0');
    out += digits;
    return;
  }
  out += digits.substr(0, digits.size() - scale);
  if (scale == 0) return;
  out += '.';
  out += digits.substr(digits.size() - scale);
}

}  // namespace

std::string_view describe(NumberFault fault) {
  switch (fault) {
    case NumberFault::Empty:
      return "there is no number";
    case NumberFault::NotANumber:
      return "this is not a number; write digits, like 1234.50";
    case NumberFault::Exponent:
      return "exponents are not accepted; write the number out";
    case NumberFault::GroupSeparator:
      return "separators between digits are not accepted; write the digits together, "
             "with a point before the fraction";
    case NumberFault::TooManyDigits:
      return "the number has more than 60 digits";
    case NumberFault::NonFinite:
      return "infinity and not-a-number are not amounts";
  }
  return "this is not a number";
}

static_assert(kDigitsMax == 60, "the text above names the bound");
static_assert(base::kScaleMax == kDigitsMax,
              "the digits after the point have no bound of their own");

std::variant<Decimal, NumberFault> parse_decimal(std::string_view text) {
  const auto digits = split(text);
  if (!digits) return fault_of(text);
  if (digits->whole.size() + digits->fraction.size() > kDigitsMax)
    return NumberFault::TooManyDigits;
  Decimal out;
  append_digits(out.coefficient, digits->whole);
  append_digits(out.coefficient, digits->fraction);
  out.scale = static_cast<int>(digits->fraction.size());
  if (digits->negative) out.coefficient = -out.coefficient;
  return out;
}

bool parse_scaled(std::string_view text, int scale, int64_t& out) {
  const auto digits = split(text);
  if (!digits || digits->fraction.size() > base::kScaleMax) return false;
  const int missing = scale - static_cast<int>(digits->fraction.size());
  if (missing < 0) return false;
  uint64_t magnitude = 0;
  return append_digits(magnitude, digits->whole) && append_digits(magnitude, digits->fraction) &&
         append_zeros(magnitude, static_cast<size_t>(missing)) &&
         with_sign(magnitude, digits->negative, out);
}

std::string to_text(const Decimal& d) { return scaled_to_text(d.coefficient, d.scale); }

void append_scaled(std::string& out, int64_t value, int scale) {
  std::array<char, 20> buffer;  // 2^63 has 19 digits
  const auto bits = static_cast<uint64_t>(value);
  const uint64_t magnitude = value < 0 ? uint64_t{0} - bits : bits;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
  const std::string_view digits(buffer.data(), static_cast<size_t>(end - buffer.data()));
  append_with_point(out, value < 0, digits, static_cast<size_t>(scale));
}

std::string scaled_to_text(const BigInt& value, int scale) {
  std::string out;
  append_with_point(out, value < 0, BigInt(boost::multiprecision::abs(value)).str(),
                    static_cast<size_t>(scale));
  return out;
}

std::string percent_to_text(const Decimal& d) {
  const Decimal hundredfold = mul(d, Decimal{100, 0});
  return to_text(trimmed(hundredfold, 0)) + "%";
}

}  // namespace tierline::decimal
