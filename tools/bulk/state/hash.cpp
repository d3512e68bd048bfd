#include "tools/bulk/state/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace tierline::bulk {

Hash hash_of(std::string_view bytes, uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {hash.low64, hash.high64};
}

}  // namespace tierline::bulk
