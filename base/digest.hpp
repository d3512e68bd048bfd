// Digest: SHA-256, the name of a program, a parameter set or an input file in every manifest.
// The bytes go in as they are on disk, so that `sha256sum FILE` by hand gives the same 64 letters.
// A DigestTrail also keeps the state that the digest had behind each stretch of bytes. Whoever has
// the trail of a file can look at its stretches in any order and on several threads: each of them
// is as it was if it leads from the one state to the next, and all of them together prove the
// digest of the file.
// Tested by: tests/unit/base/digest_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tierline::base {

/// The state of a digest behind whole blocks of 64 bytes: all that counts of what came before.
struct DigestState {
  std::array<uint32_t, 8> words{};
  friend bool operator==(const DigestState&, const DigestState&) = default;
};

/// Digests bytes that arrive in pieces. Where the pieces are cut does not matter.
class Digest {
 public:
  Digest();
  /// Goes on behind `bytes` bytes, a multiple of 64, that left this state.
  Digest(const DigestState& state, uint64_t bytes);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(std::string_view bytes);
  /// The state behind all that was added; that must be a multiple of 64 bytes.
  DigestState state() const;
  /// Ends the digest and returns it as 64 lower-case hexadecimal digits; call it once.
  std::string finish_hex();

 private:
  struct State;  // hides OpenSSL from everybody who includes this header
  std::unique_ptr<State> state_;
};

/// Digests one piece: 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

class DigestTrail {
 public:
  static constexpr uint64_t kStretchBytes = uint64_t{1} << 17;

  DigestTrail() = default;
  /// Goes on behind the stretches of a trail.
  explicit DigestTrail(std::vector<DigestState> states);

  void add(std::string_view bytes);
  /// Behind each whole stretch; what is left at the end is part of none.
  const std::vector<DigestState>& states() const { return states_; }
  std::string finish_hex() { return digest_.finish_hex(); }

 private:
  std::vector<DigestState> states_;
  Digest digest_;
  uint64_t in_stretch_ = 0;  // bytes
};

/// Stretches of a text, one after the other, that lie in memory so far apart from each other.
struct Stretches {
  const char* bytes = nullptr;
  size_t count = 0;
  size_t apart = DigestTrail::kStretchBytes;
};

/// How many stretches, from the first on, lead from the state behind the stretch before to the next
/// state of a trail.
///   first  which stretch of the text is the first one
size_t count_proved(const std::vector<DigestState>& trail, size_t first,
                    const Stretches& stretches);

}  // namespace tierline::base
