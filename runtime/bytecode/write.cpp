// The file: "TLBC", format version, the parts (number, length, bytes), SHA-256 of all before it.
// Integers are little-endian of their own width, counts 64 bits, a number its sign and magnitude.
#include <iterator>

#include "base/digest.hpp"
#include "runtime/bytecode/layout.hpp"

namespace tierline::bytecode {

namespace {

class Writer {
 public:
  std::string bytes;

  template <class T>
  void operator()(const T& x) {
    if constexpr (std::is_same_v<T, bool>) {
      integer<uint8_t>(x ? 1 : 0);
    } else if constexpr (std::is_enum_v<T>) {
      integer(static_cast<std::underlying_type_t<T>>(x));
    } else if constexpr (std::is_integral_v<T>) {
      integer(x);
    } else {
      layout(*this, x);
    }
  }

  void operator()(const std::string& text) {
    integer<uint64_t>(text.size());
    bytes += text;
  }

  void operator()(const BigInt& number) {
    std::string magnitude;  // least byte first
    const BigInt absolute = abs(number);
    if (number != 0) export_bits(absolute, std::back_inserter(magnitude), 8, false);
    integer<uint8_t>(number < 0 ? 1 : 0);
    operator()(magnitude);
  }

  template <class T>
  void operator()(const std::optional<T>& x) {
    operator()(x.has_value());
    if (x) operator()(*x);
  }

  template <class T>
  void operator()(const std::vector<T>& items) {
    integer<uint64_t>(items.size());
    for (const T& item : items) operator()(item);
  }

  template <class K, class V>
  void operator()(const std::map<K, V>& items) {
    integer<uint64_t>(items.size());
    for (const auto& [key, value] : items) in_order(*this, key, value);
  }

 private:
  template <class T>
  void integer(T value) {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (size_t i = 0; i < sizeof(T); ++i) {
      bytes += static_cast<char>(static_cast<uint64_t>(bits) >> (8 * i) & 0xff);
    }
  }
};

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

std::string raw_digest(std::string_view bytes) {
  const std::string hex = base::sha256_hex(bytes);
  std::string raw;
  for (size_t i = 0; i < hex.size(); i += 2) {
    raw += static_cast<char>(hex_digit(hex[i]) * 16 + hex_digit(hex[i + 1]));
  }
  return raw;
}

std::string write(const Bytecode& program) {
  Writer file;
  file.bytes = kMagic;
  file(kFormatVersion);
  for_each_part(program, [&](uint32_t number, const auto& member) {
    Writer part;
    part(member);
    file(number);
    file(part.bytes);
  });
  file.bytes += raw_digest(file.bytes);
  return std::move(file.bytes);
}

std::string digest(const Bytecode& program) { return base::sha256_hex(write(program)); }

}  // namespace tierline::bytecode
