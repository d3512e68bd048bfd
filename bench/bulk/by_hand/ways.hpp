// The loops that a good programmer would write for this one decision, from the plainest to the
// fastest. All are exact: where a row might leave 64 bits, that row, or its block, is decided by
// decide_any in 128.
// Read by: bench/bulk/bulk_bench.cpp    Tested by: tests/unit/bench_bulk
#pragma once

#include <vector>

#include "bench/bulk/columns.hpp"
#include "bench/bulk/way.hpp"

namespace tierline::bench {

/// All that this processor can run. Facts and answers must outlive them.
std::vector<Way> hand_written_ways(const Facts& facts, Answers& answers);

/// Row at a time.
void rows_in_128_bits(const Facts& facts, Answers& answers, size_t first, size_t end);
void rows_in_64_bits(const Facts& facts, Answers& answers, size_t first, size_t end);

/// Columns in plain loops, which the compiler makes vectors of: for any x86-64, and for AVX-512.
void plain_columns(const Facts& facts, Answers& answers, size_t first, size_t end);
void plain_columns_avx512(const Facts& facts, Answers& answers, size_t first, size_t end);

/// Columns in AVX-512 by hand.
void columns_avx512(const Facts& facts, Answers& answers, size_t first, size_t end);

/// Below 2^42 cents, times a million stays below 2^62. A set bit here says that 64 may not do.
inline constexpr uint64_t kTooLarge = ~((uint64_t{1} << 42) - 1);

}  // namespace tierline::bench
