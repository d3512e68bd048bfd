// SHA-256 by OpenSSL's EVP interface. Its calls fail only when memory is gone or the library was
// built without SHA-256; neither leaves anything sensible to do, so both are asserts.
#include "base/digest.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/assert.hpp"

namespace tierline::base {

struct Digest::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Digest::Digest() : state_(std::make_unique<State>()) {
  TIERLINE_ASSERT(state_->context != nullptr);
  const int done = EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
  TIERLINE_ASSERT(done == 1);
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) {
  TIERLINE_ASSERT(state_ != nullptr);
  const int done = EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  TIERLINE_ASSERT(done == 1);
}

std::string Digest::finish_hex() {
  TIERLINE_ASSERT(state_ != nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned int size = 0;
  const int done = EVP_DigestFinal_ex(state_->context, raw.data(), &size);
  TIERLINE_ASSERT(done == 1);
  state_.reset();

  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(std::size_t{2} * size);
  for (unsigned int i = 0; i < size; ++i) {
    text += kHex[raw[i] >> 4U];
    text += kHex[raw[i] & 0xFU];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.finish_hex();
}

}  // namespace tierline::base
