// The places of all claims of a program, for whoever asks about each of them. Header only.
// Read by: tests/prover
#pragma once

#include <numeric>
#include <vector>

#include "tools/prove/replay.hpp"

namespace tierline::prover {

inline std::vector<size_t> all_claims(const prove::Provable& provable) {
  std::vector<size_t> claims(provable.claims.claims.size());
  std::iota(claims.begin(), claims.end(), size_t{0});
  return claims;
}

}  // namespace tierline::prover
