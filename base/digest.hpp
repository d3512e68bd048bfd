// Digest: SHA-256, the name of a program, a parameter set or an input file in every manifest.
// The bytes go in as they are on disk, so that `sha256sum FILE` by hand gives the same 64 letters.
// Tested by: tests/unit/base/digest_test.cpp
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tierline::base {

/// Digests bytes that arrive in pieces. Where the pieces are cut does not matter.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(std::string_view bytes);
  /// Ends the digest and returns it as 64 lower-case hexadecimal digits; call it once.
  std::string finish_hex();

 private:
  struct State;  // hides OpenSSL from everybody who includes this header
  std::unique_ptr<State> state_;
};

/// Digests one piece: 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace tierline::base
