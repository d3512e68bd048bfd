// Reading trusts nothing: the digest first, then every count against the bytes that are left, so a
// short file cannot ask for much memory; validate() has the last word.
#include <fmt/format.h>

#include "runtime/bytecode/layout.hpp"

namespace tierline::bytecode {

namespace {

/// Reads from `rest`; after the first failure every read leaves its target alone.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest(bytes) {}

  std::string_view rest;
  bool failed = false;

  template <class T>
  void operator()(T& x) {
    if constexpr (std::is_same_v<T, bool>) {
      const auto byte = integer<uint8_t>();
      if (byte > 1) failed = true;
      x = byte == 1;
    } else if constexpr (std::is_enum_v<T>) {
      x = static_cast<T>(integer<std::underlying_type_t<T>>());
    } else if constexpr (std::is_integral_v<T>) {
      x = integer<T>();
    } else {
      layout(*this, x);
    }
  }

  void operator()(std::string& text) { text = std::string(take(integer<uint64_t>())); }

  void operator()(BigInt& number) {
    const auto sign = integer<uint8_t>();
    const std::string_view magnitude = take(integer<uint64_t>());
    const bool shortest = magnitude.empty() ? sign == 0 : magnitude.back() != 0;
    if (sign > 1 || !shortest || magnitude.size() > kNumberBytesMax) failed = true;
    if (failed) return;
    number = 0;
    if (magnitude.empty()) return;
    const auto* first = reinterpret_cast<const unsigned char*>(magnitude.data());
    import_bits(number, first, first + magnitude.size(), 8, false);
    if (sign == 1) number = -number;
  }

  template <class T>
  void operator()(std::optional<T>& x) {
    bool there = false;
    operator()(there);
    x.reset();
    if (there && !failed) operator()(x.emplace());
  }

  template <class T>
  void operator()(std::vector<T>& items) {
    items.clear();
    for (uint64_t left = count(); left > 0 && !failed; --left) operator()(items.emplace_back());
  }

  template <class K, class V>
  void operator()(std::map<K, V>& items) {
    items.clear();
    for (uint64_t left = count(); left > 0 && !failed; --left) {
      K key{};
      operator()(key);
      if (!items.empty() && !(items.rbegin()->first < key)) failed = true;  // one order only
      if (!failed) operator()(items[key]);
    }
  }

  std::string_view take(uint64_t size) {
    if (failed || size > rest.size()) {
      failed = true;
      return {};
    }
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }

 private:
  // Every item has at least one byte, so a larger count is a lie.
  uint64_t count() {
    const auto items = integer<uint64_t>();
    if (items > rest.size()) failed = true;
    return items;
  }

  template <class T>
  T integer() {
    uint64_t bits = 0;
    size_t shift = 0;
    for (const char byte : take(sizeof(T))) {
      bits |= uint64_t{static_cast<unsigned char>(byte)} << shift;
      shift += 8;
    }
    return static_cast<T>(bits);
  }
};

/// Checks what stands around the parts; what is left for the parts comes back.
base::Result<std::string_view, LoadFault> open(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic) {
    return LoadFault{"this is not a Tierline bytecode file: it does not begin with `TLBC`"};
  }
  Reader reader(bytes.substr(kMagic.size()));
  uint32_t version = 0;
  reader(version);
  if (reader.failed || reader.rest.size() < kDigestBytes) {
    return LoadFault{fmt::format("the file is cut off after {} bytes", bytes.size())};
  }
  if (version != kFormatVersion) {
    return LoadFault{fmt::format("the file has format version {}, this program reads version {}",
                                 version, kFormatVersion)};
  }
  const std::string_view digested = bytes.substr(0, bytes.size() - kDigestBytes);
  if (bytes.substr(digested.size()) != raw_digest(digested)) {
    return LoadFault{"the file is damaged: its digest does not match its contents"};
  }
  return reader.rest.substr(0, reader.rest.size() - kDigestBytes);
}

}  // namespace

base::Result<Bytecode, LoadFault> read(std::string_view bytes) {
  auto parts = open(bytes);
  if (!parts) return parts.error();
  Reader file(parts.value());
  Bytecode program;
  std::optional<LoadFault> fault;
  for_each_part(program, [&](uint32_t expected, auto& member) {
    uint32_t number = 0;
    file(number);
    uint64_t length = 0;
    file(length);
    Reader part(file.take(length));
    if (!file.failed && number == expected) part(member);
    if (file.failed || number != expected || part.failed || !part.rest.empty()) {
      if (!fault) fault = LoadFault{fmt::format("part {} of the file cannot be read", expected)};
    }
  });
  if (!fault && !file.rest.empty()) fault = LoadFault{"the file goes on after its last part"};
  if (!fault) fault = validate(program);
  if (fault) return *fault;
  return program;
}

}  // namespace tierline::bytecode
