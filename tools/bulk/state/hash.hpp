// Hash: 128 bits by which a record of a file, or a key, is known again. Sums of hashes say whether
// two heaps of records are the same, in whatever order they lie. It is quick and no safeguard
// against somebody who makes collisions on purpose (docs/decisions/0009-state-of-a-run.md).
// Read by: tools/bulk/state, tools/bulk/read    Tested by: tests/unit/tools_bulk/state_test.cpp
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace tierline::bulk {

struct Hash {
  uint64_t low = 0;
  uint64_t high = 0;

  Hash& operator+=(const Hash& other) {
    low += other.low;
    high += other.high + (low < other.low ? 1 : 0);
    return *this;
  }
  friend bool operator==(const Hash&, const Hash&) = default;
};

/// XXH3, as its published test vectors have it: the same on every machine.
Hash hash_of(std::string_view bytes, uint64_t seed = 0);

/// The hash of bytes that arrive in pieces; where they are cut does not matter.
class HashStream {
 public:
  HashStream();
  ~HashStream();
  HashStream(HashStream&&) noexcept;
  HashStream& operator=(HashStream&&) noexcept;

  void add(std::string_view bytes);
  Hash hash() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tierline::bulk
