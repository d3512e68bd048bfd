// Population: seeded rows for the Milestone decision, and what is decided of each. A recipe gives
// the same rows everywhere, and a shorter one the beginning of a longer one. Edges are where
// mistakes live, so rows that stand on one are many more than in real life: half cents (also of
// amounts just below 2^42), days 60 and 61, revenue on a threshold or a cent below it, attainment
// on 100 %, 125 %, 150 %. Read by: bench/bulk/bulk_bench.cpp, bench/bulk/make_accounts.cpp Tested
// by: tests/unit/bench_bulk
#pragma once

#include "bench/bulk/columns.hpp"

namespace tierline::bench {

struct Recipe {
  size_t rows = 10'000'000;
  uint64_t seed = 20'261'123;
  uint64_t large_per_million = 10;  // amounts from 2^42 cents on, whose products leave 64 bits
  uint64_t wide_per_million = 0;    // amounts that leave 64 bits themselves, and stand aside
};

/// How many rows are what, so that a reader sees that the edges were met.
struct Tally {
  size_t tiers[kTiers] = {};
  size_t half_cents = 0;    // at least one class of product met a tie
  size_t on_threshold = 0;  // revenue is a threshold of its region
  size_t on_goal = 0;       // Premier, attainment exactly 100 %, 125 % or 150 %
  size_t large = 0;
  size_t wide = 0;
};

struct Population {
  Facts facts;
  Answers expected;
  Tally tally;
};

/// Makes the rows, and decides each by decide_row in 128 bits.
Population make_population(const Recipe& recipe);

}  // namespace tierline::bench
