// Sixteen digests at once, one in each lane of AVX-512: for stretches that are proved by the states
// around them. Each takes twice as long as by the instructions for one, and there are sixteen.
// Read by: base/digest.cpp    Tested by: tests/unit/base/digest_test.cpp
#pragma once

#include <cstddef>

#include "base/digest.hpp"

namespace tierline::base {

inline constexpr size_t kDigestLanes = 16;

/// Whether this machine has what `digest_in_lanes` needs.
bool has_digest_lanes();

/// Takes digests of as many texts as there are lanes, all of one size, a multiple of 64 bytes and
/// not beyond 64 MiB from the first to the last.
///   states  before them; then behind them
void digest_in_lanes(const char* first, size_t apart, size_t bytes, DigestState* states);

}  // namespace tierline::base
