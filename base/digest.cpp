// SHA-256 by OpenSSL's low-level interface: the one for all digests does not tell its state. It is
// marked as old there, and it is the same code underneath. Its calls never fail.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/digest.hpp"

#include <openssl/sha.h>

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::base {

namespace {

constexpr uint64_t kBlockBytes = SHA256_CBLOCK;
static_assert(DigestTrail::kStretchBytes % kBlockBytes == 0);

}  // namespace

struct Digest::State {
  SHA256_CTX context;
};

Digest::Digest() : state_(std::make_unique<State>()) { SHA256_Init(&state_->context); }

Digest::Digest(const DigestState& state, uint64_t bytes) : Digest() {
  TIERLINE_ASSERT(bytes % kBlockBytes == 0);
  std::copy(state.words.begin(), state.words.end(), state_->context.h);
  const uint64_t bits = 8 * bytes;
  state_->context.Nl = static_cast<SHA_LONG>(bits);
  state_->context.Nh = static_cast<SHA_LONG>(bits >> 32U);
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) {
  TIERLINE_ASSERT(state_ != nullptr);
  SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

DigestState Digest::state() const {
  TIERLINE_ASSERT(state_ != nullptr);
  TIERLINE_ASSERT(state_->context.num == 0);
  DigestState state;
  std::copy(std::begin(state_->context.h), std::end(state_->context.h), state.words.begin());
  return state;
}

std::string Digest::finish_hex() {
  TIERLINE_ASSERT(state_ != nullptr);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> raw{};
  SHA256_Final(raw.data(), &state_->context);
  state_.reset();

  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(2 * raw.size());
  for (const unsigned char byte : raw) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 0xFU];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.finish_hex();
}

// ---- a trail ------------------------------------------------------------------------------------

namespace {

/// A digest behind the first stretches of a trail.
Digest digest_behind(const std::vector<DigestState>& trail, size_t stretches) {
  if (stretches == 0) return {};
  return {trail[stretches - 1], stretches * DigestTrail::kStretchBytes};
}

}  // namespace

DigestTrail::DigestTrail(std::vector<DigestState> states)
    : states_(std::move(states)), digest_(digest_behind(states_, states_.size())) {}

void DigestTrail::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kStretchBytes - in_stretch_);
    digest_.add(part);
    bytes.remove_prefix(part.size());
    in_stretch_ += part.size();
    if (in_stretch_ < kStretchBytes) return;
    states_.push_back(digest_.state());
    in_stretch_ = 0;
  }
}

size_t count_proved(const std::vector<DigestState>& trail, size_t first,
                    const Stretches& stretches) {
  TIERLINE_ASSERT(first + stretches.count <= trail.size());
  for (size_t i = 0; i < stretches.count; ++i) {
    Digest digest = digest_behind(trail, first + i);
    digest.add({stretches.bytes + i * stretches.apart, DigestTrail::kStretchBytes});
    if (digest.state() != trail[first + i]) return i;
  }
  return stretches.count;
}

}  // namespace tierline::base
